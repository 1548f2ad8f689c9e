"""Reaching a Neo4j server: each way in which that fails has its own sentence, and no password is ever in one."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from ssl import SSLCertVerificationError, SSLError
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aigraph.cypher.writes import refuse_writes
from aigraph.errors import QueryError, ServiceError
from aigraph.table import Table

if TYPE_CHECKING:
    from neo4j import Driver

__all__ = ["Connection", "from_environment", "opened", "plain", "run"]

_DEFAULT_URI, _DEFAULT_USER = "bolt://localhost:7687", "neo4j"
_SCHEMES = [f"{scheme}{security}" for scheme in ("bolt", "neo4j") for security in ("", "+s", "+ssc")]


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a server is, who asks, and which of its databases; None is the user's home database."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str | None = None

    @property
    def place(self) -> str:
        """Return the address to show: without a user name or password that somebody wrote into it."""
        return re.sub(r"//[^/@]*@", "//", self.uri)


def from_environment(
    uri: str | None = None, username: str | None = None, password: str | None = None, database: str | None = None
) -> Connection:
    """Return a connection; what is not given is read from NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE.

    Raises:
        ServiceError: there is no password.
    """
    secret = password if password is not None else os.environ.get("NEO4J_PASSWORD")
    if secret is None:
        raise ServiceError("no password for Neo4j; expected one. Set NEO4J_PASSWORD")
    return Connection(
        uri or os.environ.get("NEO4J_URI") or _DEFAULT_URI,
        username or os.environ.get("NEO4J_USERNAME") or _DEFAULT_USER,
        secret,
        database or os.environ.get("NEO4J_DATABASE") or None,
    )


@contextmanager
def opened(connection: Connection) -> Iterator["Driver"]:
    """Hold a driver open; what goes wrong inside is a ServiceError.

    Raises:
        ServiceError: no server, a wrong password, no such database, no right to write, or what else the server says.
    """
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    parts = urlsplit(connection.uri)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ServiceError(
            f"{connection.place}: no address of a Neo4j server; expected one such as {_DEFAULT_URI} or "
            "neo4j+s://….databases.neo4j.io. Set NEO4J_URI"
        )
    if parts.username or parts.password:
        raise ServiceError(
            f"{connection.place}: the address holds a user name or password; expected them apart. "
            "Set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    try:
        with GraphDatabase.driver(
            connection.uri,
            auth=(connection.username, connection.password),
            notifications_min_severity="OFF",
            connection_timeout=10,
            connection_acquisition_timeout=20,
            max_transaction_retry_time=60,
        ) as driver:
            driver.verify_connectivity()
            yield driver
    except (Neo4jError, DriverError) as err:
        raise ServiceError(_explained(connection, err)) from err


def run(
    connection: Connection,
    query: str,
    parameters: Mapping[str, object] | None = None,
    *,
    timeout: float | None = 30.0,
    rows: int | None = None,
) -> Table:
    """Return the answer of a reading query on a server, its values as those of `KnowledgeGraph.cypher`.

    Raises:
        QueryError: the query writes, is wrong or took too long.
        ServiceError: the server cannot be asked.
    """
    from neo4j import READ_ACCESS, Query
    from neo4j.exceptions import ClientError

    refuse_writes(query)
    with (
        opened(connection) as driver,
        driver.session(database=connection.database, default_access_mode=READ_ACCESS, fetch_size=1000) as session,
    ):
        try:
            result = session.run(Query(query, timeout=timeout), dict(parameters or {}))
            found: list[tuple[Any, ...]] = []
            columns = tuple(result.keys())
            for record in result:
                if rows is not None and len(found) == rows:
                    return Table(columns, tuple(found), notes=(f"the first {rows:,} rows are shown; there are more",))
                found.append(tuple(plain(value) for value in record.values()))
        except ClientError as err:
            if _service(err):
                raise
            raise QueryError(_query_words(err, query, timeout)) from err
    return Table(columns, tuple(found))


def plain(value: Any) -> Any:
    """Return a value of the driver as `KnowledgeGraph.cypher` returns it: a node is the dict of its properties."""
    from neo4j import graph, time

    match value:
        case graph.Path():
            steps: list[Any] = [None] * (2 * len(value.nodes) - 1)
            steps[::2], steps[1::2] = map(plain, value.nodes), map(plain, value.relationships)
            return steps
        case graph.Entity() | dict():
            return {key: plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case time.Date() | time.DateTime() | time.Time():
            return value.to_native()
        case time.Duration():
            return value.iso_format()
    return value


def _service(err: Any) -> bool:
    """Return whether an error is about the server, and not about the query."""
    code = str(err.code or "")
    return ".Security." in code or ".Database." in code


def _query_words(err: Any, query: str, timeout: float | None) -> str:
    code, words = str(err.code or ""), str(err.message or err).split("\n", maxsplit=1)[0].strip().strip('"')
    if "TransactionTimedOut" in code:
        return f"the query took longer than {timeout:g} s and was stopped. Simplify it, or raise --timeout"
    place = re.search(r"\(line (\d+), column (\d+)", str(err.message))
    if place is None:
        return words
    line, column = int(place[1]), int(place[2])
    text = re.sub(r" *\(line \d+, column \d+.*$", "", words)
    shown = dict(enumerate(query.split("\n"), 1)).get(line, "")
    return f"line {line}, column {column}: {text}\n  {shown}\n  {' ' * (column - 1)}^"


def _causes(err: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and all that led to it."""
    while err is not None:
        yield err
        for one in err.exceptions if isinstance(err, BaseExceptionGroup) else ():
            yield from _causes(one)
        err = err.__cause__ or err.__context__


def _secured(connection: Connection, err: SSLError) -> str:
    """Return what is wrong with the encryption that `+s` and `+ssc` ask for."""
    scheme, _, rest = connection.place.partition("://")
    bare = scheme.partition("+")[0]
    if isinstance(err, SSLCertVerificationError):
        return f"the certificate is not trusted; expected one that is. Write {bare}+ssc://{rest} to accept any"
    return f"the server speaks without encryption, and {scheme} asks for it. Write {bare}://{rest}"


def _explained(connection: Connection, err: Any) -> str:
    """Return what went wrong in one sentence: where, what, what was expected, what to do."""
    from neo4j.exceptions import AuthError, ServiceUnavailable, SessionExpired

    place, code = connection.place, str(getattr(err, "code", "") or "")
    words = str(getattr(err, "message", None) or err).split("\n", maxsplit=1)[0].strip().rstrip(".")
    if connection.password:
        words = words.replace(connection.password, "…")
    if "DatabaseNotFound" in code:
        return f"{place}: there is no database {connection.database!r}. Set NEO4J_DATABASE, or create it"
    if "AuthenticationRateLimit" in code:
        return f"{place}: too many wrong passwords; the server lets nobody in for a while. Wait, then try again"
    if "Forbidden" in code or "ReadOnly" in code or "AccessMode" in code:
        return f"{place}: {connection.username!r} may not write there. Ask for the right to, or use another database"
    if isinstance(err, AuthError) or ".Security." in code:
        return (
            f"{place}: user name or password is wrong, or has expired; expected those of the server. "
            "Set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if security := next((one for one in _causes(err) if isinstance(one, SSLError)), None):
        return f"{place}: {_secured(connection, security)}"
    if isinstance(err, ServiceUnavailable | SessionExpired):
        return f"{place}: no Neo4j server answers; expected one of version 5 or later. Start it, or set NEO4J_URI"
    return f"{place}: the server refuses: {words}"
