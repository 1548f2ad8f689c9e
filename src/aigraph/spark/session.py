"""A session of Spark, and its failures in our words."""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from aigraph.errors import AIGraphError, ServiceError, not_installed

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["failures", "session"]

_WHAT = "The engine spark"
#: Unless told: of what Spark says of itself only what is wrong; and new entities are the driver's, however many.
_OPTIONS = {
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    "spark.ui.enabled": "false",
    "spark.driver.maxResultSize": "0",
}
_NO_MODULE = re.compile(r"ModuleNotFoundError: No module named '([\w.]+)'")
_RAISED = re.compile(r"^(?:[\w.]+\.)?(\w*(?:Error|Exception|Refused|Clash)): (.+)$", re.MULTILINE)


@contextmanager
def session(master: str, options: Mapping[str, str] | None = None) -> Iterator["SparkSession"]:
    """Give a session at a master, such as `local[2]` or `spark://HOST:7077`, which ends afterwards.

    Where one runs already, as in a notebook, that is given, and goes on. Workers on this machine run the Python that
    runs here, unless PYSPARK_PYTHON says another.

    Args:
        master: its URL.
        options: what `spark-submit --conf` takes, such as `spark.executor.memory`.

    Raises:
        MissingDependency: pyspark is not installed.
        ServiceError: there is no Java, or no session to be had.
    """
    if find_spec("pyspark") is None:
        raise not_installed(_WHAT, "pyspark", "spark")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        message = f"{_WHAT} needs Java 17 or later, which is not there; expected java on the PATH, or JAVA_HOME. "
        raise ServiceError(f"{message}Install it (Debian: default-jre-headless)")
    from pyspark.sql import SparkSession

    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    if (running := SparkSession.getActiveSession()) is not None:
        yield running
        return
    builder = SparkSession.builder.master(master).appName("aigraph")
    for name, value in {**_OPTIONS, **(options or {})}.items():
        builder = builder.config(name, value)
    with failures(master):
        spark = builder.getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()


@contextmanager
def failures(master: str) -> Iterator[None]:
    """Turn what Spark says of a failure into a ServiceError: a line of it, not the traces of two languages.

    Raises:
        ServiceError: something failed, there or in a worker.
    """
    try:
        yield
    except AIGraphError:
        raise
    except Exception as err:
        if type(err).__module__.split(".")[0] not in ("pyspark", "py4j"):
            raise
        raise ServiceError(f"Spark at {master}: {_told(str(err))}") from err


def _told(text: str) -> str:
    """Return what went wrong, in one sentence, of a text with traces."""
    if missing := _NO_MODULE.search(text):
        return (
            f"the workers have no {missing[1]}; expected aigraph with its extra spark where they run. "
            "Install it there, or say in PYSPARK_PYTHON which Python has it"
        )
    if raised := _RAISED.findall(text):
        return str(raised[-1][1])
    return next((line for line in text.splitlines() if line.strip()), "it failed").strip()
