"""Parquet, and what a query selects from the files beside it: SQL of DuckDB, SPARQL over one RDF file."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigraph.errors import QueryError, not_installed
from aigraph.mapping.frame import Frame, Row, named
from aigraph.mapping.nested import cells_of, text_of

if TYPE_CHECKING:
    import duckdb

__all__ = ["read_parquet", "read_sparql", "read_sql"]

_BATCH = 10_000
#: What a file's name ends in → how DuckDB reads it: text stays text.
_READERS = {
    ".csv": "read_csv('{}', all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')",
    ".tsv": "read_csv('{}', all_varchar = true, header = true, delim = '\t', quote = '\"', escape = '\"')",
    ".json": "read_json('{}')",
    ".jsonl": "read_ndjson('{}')",
    ".ndjson": "read_ndjson('{}')",
    ".parquet": "read_parquet('{}')",
}


def read_parquet(path: Path) -> Frame:
    """Return a Parquet file: structs are dotted columns, lists cells of several lines; row 1 is its first row."""
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as err:
        raise not_installed("a Parquet table", "pyarrow", "parquet") from err
    try:
        file = parquet.ParquetFile(path)
        fields = [*_flat(file.schema_arrow)]
        names = named(fields, "the schema")
    except (ArrowException, OSError) as err:
        raise ValueError(f"is no Parquet file: {err}; expected one") from err

    def texts(record: Any) -> list[str]:
        found = cells_of(record)
        return [found.get(field, "") for field in fields]

    records = (record for batch in file.iter_batches(_BATCH) for record in batch.to_pylist())
    return Frame(names, _rows(names, records, texts))


def _flat(fields: Any, prefix: str = "") -> Iterator[str]:
    from pyarrow import types

    for at in range(len(fields) if hasattr(fields, "__len__") else fields.num_fields):
        found = fields.field(at)
        if types.is_struct(found.type):
            yield from _flat(found.type, f"{prefix}{found.name}.")
        else:
            yield prefix + found.name


def _rows(columns: tuple[str, ...], records: Iterable[Any], texts: Callable[[Any], list[str]]) -> Iterator[Row]:
    """Yield the rows of records, of which a function gives the texts; one of which it gives none is at fault."""
    for number, record in enumerate(records, 1):
        try:
            yield Row(number, dict(zip(columns, texts(record), strict=True)))
        except ValueError as err:
            yield Row(number, {}, str(err))


def read_sql(folder: Path, sql: str) -> Frame:
    """Return what a SELECT of DuckDB finds in the files of a folder; a row's number is its place in the result.

    A file is a table of its own name, `FROM 'models.jsonl'`; the cells of CSV are text, as they stand there. It reads
    this folder and nothing else: no other file, no network, no extension; and it writes nothing.
    """
    try:
        import duckdb
    except ImportError as err:
        raise not_installed("a table by SQL", "duckdb", "sql") from err
    try:
        connection = _closed(folder.resolve(), sql)
        statements = connection.extract_statements(sql)
        if len(statements) != 1 or not statements[0].type.name.startswith("SELECT"):
            raise ValueError("sql is no SELECT, or more than one statement; expected one SELECT")
        result = connection.execute(statements[0])
        names = named((column[0] for column in result.description), "sql")
    except duckdb.Error as err:
        raise ValueError(_refused(err)) from err
    return Frame(names, _rows(names, _fetched(result), lambda record: list(map(text_of, record))))


def _fetched(result: "duckdb.DuckDBPyConnection") -> Iterator[tuple[Any, ...]]:
    import duckdb

    try:
        while batch := result.fetchmany(_BATCH):
            yield from batch
    except duckdb.Error as err:
        raise ValueError(_refused(err)) from err


def _refused(err: Exception) -> str:
    first = str(err).partition("\n")[0]
    return f"sql: {first}; expected a SELECT over the files of tables/, each by its name: FROM 'NAME'"


def _closed(folder: Path, sql: str) -> "duckdb.DuckDBPyConnection":
    """Return a database that sees the files of a folder that a query names, each as a table, and nothing else."""
    import duckdb

    connection = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        options = _READERS.get(path.suffix.lower())
        if options and name in sql and path.is_file():
            quoted, place = name.replace('"', '""'), str(path.resolve()).replace("'", "''")
            connection.execute(f'CREATE VIEW "{quoted}" AS SELECT * FROM {options.format(place)}')
    place = str(folder).replace("'", "''")
    connection.execute(f"SET allowed_directories=['{place}/']")
    connection.execute("SET enable_external_access=false; SET lock_configuration=true")
    return connection


def read_sparql(path: Path, query: str) -> Frame:
    """Return what a SELECT finds in an RDF file: IRIs whole, literals by their text; rows are the result's."""
    from pyoxigraph import BlankNode, QuerySolutions, RdfFormat, Store

    from aigraph.sparql.query import Query

    store = Store()
    form = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise ValueError(
            f"sparql reads RDF; expected a file of .ttl, .trig, .nt, .nq, .rdf or .jsonld, not {path.name!r}"
        )
    try:
        store.bulk_load(path=path, format=form, base_iri=path.resolve().as_uri())
        Query(query).expect("SELECT")
        found = store.query(query, use_default_graph_as_union=True)
    except (SyntaxError, QueryError, OSError, RuntimeError) as err:
        raise ValueError(f"sparql: {err}; expected RDF, and a SELECT of SPARQL 1.1") from err
    assert isinstance(found, QuerySolutions)
    names = named((variable.value for variable in found.variables), "the query")
    texts = ([_term(row[v], BlankNode) for v in found.variables] for row in found)
    return Frame(names, _rows(names, texts, list))


def _term(term: Any, blank: type) -> str:
    if isinstance(term, blank):
        raise ValueError("sparql gives a blank node, whose name says nothing; expected IRIs and literals")
    return "" if term is None else str(getattr(term, "value", term))
