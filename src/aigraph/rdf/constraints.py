"""The constraints of SHACL Core: what each finds wrong with the values of a focus node.

Source: https://www.w3.org/TR/shacl/#core-components
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode

from aigraph.namespaces import SH
from aigraph.rdf.literals import less, well_formed
from aigraph.rdf.triples import Term, Triples

__all__ = ["CONSTRAINTS", "PROPERTY_ONLY", "WHOLE", "Check", "Shapes", "sh"]

#: From a focus node and its values to those that are wrong; None where it is not one value that is.
Check = Callable[[Term, Collection[Term]], Iterable[Term | None]]


class Shapes(Protocol):
    """What a constraint may ask: the shapes as triples, the data, and whether a node conforms to another shape."""

    shapes: Triples
    data: Triples

    def conforming(self, shape: Term) -> Callable[[Term], bool]:
        """Return what says whether a node conforms to a shape."""


def sh(name: str) -> NamedNode:
    """Return a term of SHACL."""
    return NamedNode(SH + name)


def _text(value: Term) -> str | None:
    """Return the text that string constraints look at, None for a blank node."""
    return value.value if isinstance(value, NamedNode | Literal) else None


def _whole(parameter: Term) -> int:
    return int(parameter.value)  # type: ignore[union-attr]


def _each(wrong: Callable[[Term], bool]) -> Check:
    return lambda _, values: [value for value in values if wrong(value)]


def _min_count(_: Shapes, __: Term, parameter: Term) -> Check:
    least = _whole(parameter)
    return lambda _, values: (None,) if len(values) < least else ()


def _max_count(_: Shapes, __: Term, parameter: Term) -> Check:
    most = _whole(parameter)
    return lambda _, values: (None,) if len(values) > most else ()


def _datatype(_: Shapes, __: Term, datatype: Term) -> Check:
    return _each(lambda v: not (isinstance(v, Literal) and v.datatype == datatype and well_formed(v)))


def _node_kind(_: Shapes, __: Term, parameter: Term) -> Check:
    name = parameter.value.removeprefix(SH)  # type: ignore[union-attr]
    kinds = tuple(
        kind for word, kind in (("IRI", NamedNode), ("BlankNode", BlankNode), ("Literal", Literal)) if word in name
    )
    return _each(lambda value: not isinstance(value, kinds))


def _class(own: Shapes, _: Term, kind: Term) -> Check:
    members = own.data.members(kind)
    return _each(lambda value: value not in members)


def _in(own: Shapes, _: Term, parameter: Term) -> Check:
    allowed = frozenset(own.shapes.items(parameter))
    return _each(lambda value: value not in allowed)


def _has_value(_: Shapes, __: Term, wanted: Term) -> Check:
    return lambda _, values: () if wanted in values else (None,)


def _pattern(own: Shapes, shape: Term, parameter: Term) -> Check:
    flags = "".join(map(_literal, own.shapes.of(shape, sh("flags"))))
    known = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE, "x": re.VERBOSE}
    text = re.escape(_literal(parameter)) if "q" in flags else _literal(parameter)
    try:
        pattern = re.compile(text, sum(known[flag] for flag in set(flags) - {"q"}))
    except (re.error, KeyError) as err:
        raise ValueError(f"sh:pattern {text!r} with flags {flags!r}: {err}; expected a regular expression") from err
    return _each(lambda value: (found := _text(value)) is None or not pattern.search(found))


def _min_length(_: Shapes, __: Term, parameter: Term) -> Check:
    least = _whole(parameter)
    return _each(lambda value: (text := _text(value)) is None or len(text) < least)


def _max_length(_: Shapes, __: Term, parameter: Term) -> Check:
    most = _whole(parameter)
    return _each(lambda value: (text := _text(value)) is None or len(text) > most)


def _bound(*, lower: bool, equal: bool) -> "Factory":
    def check(_: Shapes, __: Term, bound: Term) -> Check:
        return _each(lambda v: not (_ordered(bound, v, equal) if lower else _ordered(v, bound, equal)))

    return check


def _ordered(one: Term, other: Term, equal: bool) -> bool:
    return isinstance(one, Literal) and isinstance(other, Literal) and less(one, other, equal=equal)


def _language_in(own: Shapes, _: Term, parameter: Term) -> Check:
    ranges = [_literal(item).lower() for item in own.shapes.items(parameter)]

    def wrong(value: Term) -> bool:
        tag = (value.language or "").lower() if isinstance(value, Literal) else ""
        return not any(tag == one or tag.startswith(one + "-") or (one == "*" and tag) for one in ranges)

    return _each(wrong)


def _unique_lang(_: Shapes, __: Term, parameter: Term) -> Check:
    if _literal(parameter) != "true":
        return lambda _, __: ()

    def check(_: Term, values: Collection[Term]) -> Iterable[None]:
        counts = Counter(v.language.lower() for v in values if isinstance(v, Literal) and v.language)
        return [None for count in counts.values() if count > 1]

    return check


def _equals(own: Shapes, _: Term, other: Term) -> Check:
    index = own.data.objects(other)  # type: ignore[arg-type]
    return lambda focus, values: set(values) ^ set(index.get(focus, ()))


def _disjoint(own: Shapes, _: Term, other: Term) -> Check:
    index = own.data.objects(other)  # type: ignore[arg-type]
    return lambda focus, values: set(values) & set(index.get(focus, ()))


def _before(*, equal: bool) -> "Factory":
    def check(own: Shapes, _: Term, other: Term) -> Check:
        index = own.data.objects(other)  # type: ignore[arg-type]
        return lambda focus, values: [v for v in values if any(not _ordered(v, w, equal) for w in index.get(focus, ()))]

    return check


def _not(own: Shapes, _: Term, other: Term) -> Check:
    return _each(own.conforming(other))


def _node(own: Shapes, _: Term, other: Term) -> Check:
    conforms = own.conforming(other)
    return _each(lambda value: not conforms(value))


def _of_a_list(right: Callable[[int, int], bool]) -> "Factory":
    def check(own: Shapes, _: Term, parameter: Term) -> Check:
        others = [own.conforming(item) for item in own.shapes.items(parameter)]
        return _each(lambda value: not right(sum(conforms(value) for conforms in others), len(others)))

    return check


def _closed(own: Shapes, shape: Term, parameter: Term) -> Check:
    if _literal(parameter) not in ("true", "1"):
        return lambda _, __: ()
    allowed = {item for head in own.shapes.of(shape, sh("ignoredProperties")) for item in own.shapes.items(head)}
    for part in own.shapes.of(shape, sh("property")):
        allowed |= set(own.shapes.of(part, sh("path")))

    def check(_: Term, values: Collection[Term]) -> Iterable[Term]:
        for value in values:
            for predicate in own.data.predicates(value) - allowed:
                yield from own.data.of(value, predicate)

    return check


def _qualified(own: Shapes, shape: Term, other: Term) -> Check:
    conforms, siblings = own.conforming(other), []
    if any(_literal(flag) in ("true", "1") for flag in own.shapes.of(shape, sh("qualifiedValueShapesDisjoint"))):
        parents = own.shapes.objects(sh("property"), backwards=True).get(shape, ())
        parts = {part for parent in parents for part in own.shapes.of(parent, sh("property"))}
        found = {item for part in parts for item in own.shapes.of(part, sh("qualifiedValueShape"))}
        siblings = [own.conforming(item) for item in sorted(found - {other}, key=str)]
    least = max((_whole(n) for n in own.shapes.of(shape, sh("qualifiedMinCount"))), default=None)
    most = min((_whole(n) for n in own.shapes.of(shape, sh("qualifiedMaxCount"))), default=None)

    def check(_: Term, values: Collection[Term]) -> Iterable[None]:
        count = sum(conforms(value) and not any(sibling(value) for sibling in siblings) for value in values)
        if (least is not None and count < least) or (most is not None and count > most):
            yield None

    return check


def _literal(term: Term) -> str:
    return term.value  # type: ignore[union-attr]


#: From the shapes, a shape and a value of the parameter to what is checked.
Factory = Callable[[Shapes, Term, Term], Check]
CONSTRAINTS: Mapping[str, Factory] = {
    "and": _of_a_list(lambda count, all_: count == all_),
    "class": _class,
    "closed": _closed,
    "datatype": _datatype,
    "disjoint": _disjoint,
    "equals": _equals,
    "hasValue": _has_value,
    "in": _in,
    "languageIn": _language_in,
    "lessThan": _before(equal=False),
    "lessThanOrEquals": _before(equal=True),
    "maxCount": _max_count,
    "maxExclusive": _bound(lower=False, equal=False),
    "maxInclusive": _bound(lower=False, equal=True),
    "maxLength": _max_length,
    "minCount": _min_count,
    "minExclusive": _bound(lower=True, equal=False),
    "minInclusive": _bound(lower=True, equal=True),
    "minLength": _min_length,
    "node": _node,
    "nodeKind": _node_kind,
    "not": _not,
    "or": _of_a_list(lambda count, _: count > 0),
    "pattern": _pattern,
    "qualifiedValueShape": _qualified,
    "uniqueLang": _unique_lang,
    "xone": _of_a_list(lambda count, _: count == 1),
}
#: Those that need a path.
PROPERTY_ONLY: Sequence[str] = (
    "lessThan",
    "lessThanOrEquals",
    "maxCount",
    "minCount",
    "qualifiedValueShape",
    "uniqueLang",
)
#: Those that are about all values together.
WHOLE: Sequence[str] = ("hasValue", "maxCount", "minCount", "qualifiedValueShape", "uniqueLang")
