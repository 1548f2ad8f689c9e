"""The shapes of tables: a file of `tables/` as rows of named cells, by what its name ends in or the mapping says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aigraph.errors import did_you_mean
from aigraph.mapping.delimited import read_delimited
from aigraph.mapping.frame import Frame, Row
from aigraph.mapping.markdown import read_markdown
from aigraph.mapping.nested import read_json, read_ndjson
from aigraph.mapping.plan import TableSpec
from aigraph.mapping.stored import read_parquet, read_sparql, read_sql
from aigraph.mapping.workbook import read_workbook

__all__ = ["OPTIONS", "SHAPES", "Frame", "Row", "open_table", "read_table"]

#: What a file's name ends in → the options that `table` may have in a mapping, beside file, key and null.
SHAPES: Mapping[str, tuple[str, ...]] = {
    ".csv": ("delimiter", "encoding", "header", "columns"),
    ".tsv": ("delimiter", "encoding", "header", "columns"),
    ".json": ("each",),
    ".jsonl": ("each",),
    ".md": ("heading",),
    ".ndjson": ("each",),
    ".parquet": (),
    ".xlsx": ("sheet", "header", "columns"),
}
#: Options that say themselves how the file is read.
_QUERIES = ("sql", "sparql")
#: Options that may be several texts.
_LISTS = ("heading", "columns")
#: All that `table` may say.
OPTIONS: tuple[str, ...] = tuple(dict.fromkeys((*(o for found in SHAPES.values() for o in found), *_QUERIES)))


def open_table(folder: Path, spec: TableSpec) -> Frame:
    """Return the table of a file below `folder`. Raises ValueError with a sentence where it is none."""
    return read_table(folder, spec.file, {key: _plain(key, node.value) for key, node in spec.options.items()})


def _plain(key: str, value: Any) -> str | list[str]:
    """Return an option as text, or as a list where it may be one. Raises ValueError where it is neither."""
    items = [item.value for item in value] if isinstance(value, list) and key in _LISTS else [value]
    if not all(isinstance(item, str) for item in items):
        expected = "a text, or a list of texts" if key in _LISTS else "a text"
        raise ValueError(f"{key!r} is {'a list' if isinstance(value, list) else 'a mapping'}; expected {expected}")
    return items if isinstance(value, list) else items[0]


def read_table(folder: Path, name: str, options: Mapping[str, Any]) -> Frame:
    """Return the table of a file below a folder, read as its options say.

    Raises:
        ValueError: it is none, in one sentence; reading its rows raises the same where the file breaks off.
        MissingDependency: an extra is needed, with the command that installs it.
    """
    try:
        inside = (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as err:  # before Python 3.13 a link that leads to itself is a RuntimeError
        raise ValueError(f"cannot be read: {err}; expected a table") from err
    if not inside:
        raise ValueError(f"{name!r} is not below tables/; expected a file there. Copy it")
    if "sql" in options:
        return read_sql(folder, str(options["sql"]))
    path = folder / name
    if not path.is_file():
        known = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
        raise ValueError(f"is no file; expected a table{did_you_mean(name, known)}")
    if "sparql" in options:
        return read_sparql(path, str(options["sparql"]))
    allowed = SHAPES.get(path.suffix.lower())
    if allowed is None:
        raise ValueError(f"ends in {path.suffix!r}; expected {', '.join(SHAPES)}, or 'sql' or 'sparql' to read it")
    for option in options:
        if option not in allowed:
            expected = ", ".join(allowed) or "none"
            raise ValueError(f"{option!r} is nothing that a {path.suffix} table has; expected {expected}")
    try:
        return _read(path, options)
    except OSError as err:
        raise ValueError(f"cannot be read: {err.strerror}; expected a table") from err


def _read(path: Path, options: Mapping[str, Any]) -> Frame:
    suffix, columns = path.suffix.lower(), _list(options.get("columns"))
    if columns and "header" not in options:
        raise ValueError("'columns' stands alone; expected 'header: N' too: the row that the names replace, 0 for none")
    header = _number(options.get("header", "1"))
    if suffix in (".csv", ".tsv"):
        delimiter = options.get("delimiter", "," if suffix == ".csv" else "\t")
        delimiter = "\t" if delimiter in ("\\t", "tab") else delimiter
        if len(delimiter) != 1 or delimiter in '"\r\n':
            raise ValueError(f"the delimiter is {delimiter!r}; expected one character, such as ';' or a tab")
        return read_delimited(path, delimiter, _encoding(options.get("encoding", "utf-8")), header, columns)
    if suffix == ".xlsx":
        return read_workbook(path, options.get("sheet"), header, columns)
    if suffix == ".md":
        return read_markdown(path, _list(options.get("heading")))
    if suffix == ".parquet":
        return read_parquet(path)
    return (read_json if suffix == ".json" else read_ndjson)(path, options.get("each"))


def _list(value: Any) -> tuple[str, ...]:
    return () if value is None else tuple(value) if isinstance(value, list) else (str(value),)


def _number(text: Any) -> int:
    if str(text).isdecimal() and int(text) < 1000:
        return int(text)
    raise ValueError(f"the header is in row {text!r}; expected a number, 0 where no row has the names")


def _encoding(name: str) -> str:
    import codecs

    try:
        found = codecs.lookup(name)
    except LookupError as err:
        raise ValueError(
            f"the encoding {name!r} is none; expected one that Python knows, such as utf-8 or gb18030"
        ) from err
    if not getattr(found, "_is_text_encoding", True):
        raise ValueError(f"the encoding {name!r} is none of text; expected one such as utf-8 or gb18030")
    return found.name
