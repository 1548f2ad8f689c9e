"""Where Spark writes to: folders here, and wherever Hadoop's file systems reach, exchanged when all is there."""

import os
from collections.abc import Callable, Collection
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigraph.errors import ExportError
from aigraph.files import replace_folder

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["put", "replace_place"]


def replace_place(spark: "SparkSession", place: str, patterns: Collection[str], fill: Callable[[str], None]) -> None:
    """Make a folder anew by `fill`, which gets the URI of one to write into; what was there stays where that fails.

    Args:
        spark: the session.
        place: a path here, else a URI such as `hdfs://host/folder` or `s3a://bucket/folder`.
        patterns: the names of what `fill` writes. Here, files with other names stay; elsewhere there must be none.
        fill: writes what the folder is to have.

    Raises:
        ExportError: elsewhere, the folder has files of others.
    """
    if "://" not in place:
        replace_folder(Path(place), patterns, lambda path: fill(path.resolve().as_uri()))
        return
    files, path = _files(spark, place)
    names = [found.getPath().getName() for found in files.listStatus(path)] if files.exists(path) else []
    for name in names:
        if not any(fnmatchcase(name, pattern) for pattern in patterns):
            raise ExportError(f"{place}: has {name!r}, which is not ours; expected a folder of its own. Choose another")
    fresh = _path(spark, f"{place.rstrip('/')}.new")
    files.delete(fresh, True)
    try:
        fill(fresh.toString())
        files.delete(path, True)
        files.rename(fresh, path)
    finally:
        files.delete(fresh, True)


def put(spark: "SparkSession", file: Path, folder: str) -> None:
    """Copy a file of this machine into a folder, a program as one."""
    files, path = _files(spark, f"{folder}/{file.name}")
    files.copyFromLocalFile(_path(spark, file.resolve().as_uri()), path)
    if os.access(file, os.X_OK):
        files.setPermission(path, spark.sparkContext._jvm.org.apache.hadoop.fs.permission.FsPermission("755"))


def _files(spark: "SparkSession", place: str) -> tuple[Any, Any]:
    """Return the file system of a place, and the place in it."""
    path = _path(spark, place)
    return path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()), path


def _path(spark: "SparkSession", place: str) -> Any:
    return spark.sparkContext._jvm.org.apache.hadoop.fs.Path(place)
