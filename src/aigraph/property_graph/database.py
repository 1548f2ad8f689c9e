"""What every graph database holds alike: the label of ours, dates, constraints and indexes, Cypher literals."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

__all__ = ["LABEL", "date_names", "literal", "schema", "with_dates"]

#: The label of every node in a database, so that ours can be told from other people's.
LABEL = "AIGraph"


def with_dates(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return properties as databases hold them: what ends in Earliest or Latest is a date."""
    found = dict(properties)
    for name in date_names(tuple(found)):
        found[name] = date.fromisoformat(found[name])
    return found


@lru_cache(maxsize=1000)
def date_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the names under which databases hold a date."""
    return tuple(name for name in names if name.endswith(("Earliest", "Latest")))


def schema(types: Iterable[str]) -> dict[str, str]:
    """Return the constraints and indexes that Neo4j needs for edges of these types: name → the Cypher creating it."""
    found = {
        "aigraph_iri": f"CREATE CONSTRAINT aigraph_iri IF NOT EXISTS FOR (n:{LABEL}) REQUIRE n.iri IS UNIQUE",
        "aigraph_id": f"CREATE INDEX aigraph_id IF NOT EXISTS FOR (n:{LABEL}) ON (n.id)",
        "aigraph_names": f"CREATE FULLTEXT INDEX aigraph_names IF NOT EXISTS FOR (n:{LABEL}) "
        "ON EACH [n.name, n.nameZh, n.aliases] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
    }
    for kind in sorted(set(types)):
        name = f"aigraph_edge_{kind}"
        found[name] = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR ()-[r:{kind}]-() REQUIRE r.id IS UNIQUE"
    return found


_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def literal(value: object) -> str:
    r"""Return a value as Cypher writes it, on one line.

    >>> print(literal({"name": "O'Hara\n", "since": date(2021, 1, 1), "of": [1, 2.5, True, None]}))
    {`name`: 'O\'Hara\n', `since`: date('2021-01-01'), `of`: [1, 2.5, true, null]}
    """
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case date():
            return f"date('{value.isoformat()}')"
        case list() | tuple():
            return f"[{', '.join(map(literal, value))}]"
        case Mapping():
            pairs = (f"`{str(name).replace('`', '``')}`: {literal(item)}" for name, item in value.items())
            return f"{{{', '.join(pairs)}}}"
    return "'" + re.sub(r"[\\'\x00-\x1f\x7f\u2028\u2029]", _escaped, str(value)) + "'"


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}")
