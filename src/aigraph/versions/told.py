"""Changes in words, as a changelog says them: headings, a sentence a change, and below it what is other than before."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aigraph.model import Value
from aigraph.model.scalars import DATE_PARTS, QUANTITY_PARTS, part_name
from aigraph.ontology import Ontology
from aigraph.shown import quotation
from aigraph.versions.difference import Change, Record
from aigraph.versions.records import entity, qualifiers, statement
from aigraph.words.interface import interface, word
from aigraph.words.sentences import Wording

__all__ = ["Line", "summary", "told"]

#: What comes of one another, in the order of a changelog.
WHATS = ("entity", "source", "statement", "claim")
KINDS = ("added", "removed", "renamed", "merged", "split", "moved", "changed")
#: Fields of a record that follow from others, or are told with them.
_TOLD = {"id", "iri", "evidence", "derived", "modality", "stage", "settled", "disputed", "retracted", "speaker"}
_MANNERS = ("modality", "stage")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a changelog: 0 a heading, 1 a change, 2 what is other in it."""

    level: int
    text: str


def summary(changes: Sequence[Change], language: str = "en") -> str:
    """Return how many changes of each kind there are, in one sentence."""
    wording = _word(language)
    if not changes:
        return wording("same")
    counts = Counter((change.what, change.kind) for change in changes)
    parts = []
    for what in WHATS:
        kinds = [f"{counts[what, kind]:,} {wording(kind)}" for kind in KINDS if counts[what, kind]]
        parts += [f"{wording(what + 'Plural')}: {wording('comma').join(kinds)}"] if kinds else []
    return wording("semicolon").join(parts) + wording("stop")


def told(
    changes: Iterable[Change], names: Mapping[str, Record], ontology: Ontology, language: str = "en"
) -> Iterator[Line]:
    """Yield the lines of a changelog; `names` are the records of the entities that it names."""
    teller = _Teller(names, ontology, language)
    last = ""
    for change in changes:
        if change.what != last:
            yield Line(0, _word(language)(change.what + "Plural"))
            last = change.what
        yield Line(1, f"{teller.word(change.kind)}{teller.word('colon')}{teller.sentence(change)}")
        yield from (Line(2, text) for text in teller.details(change))


def _word(language: str) -> Callable[[str], str]:
    texts = interface()["diff"]
    return lambda key: texts[key].get(language) or texts[key]["en"]


class _Teller:
    """Says changes in one language."""

    def __init__(self, names: Mapping[str, Record], ontology: Ontology, language: str) -> None:
        entities = {one: entity(record, ontology) for one, record in names.items()}
        self.ontology, self.wording = ontology, Wording(ontology, entities, language)
        self.word = _word(language)

    def sentence(self, change: Change) -> str:
        record = change.after or change.before or {}
        match change.what:
            case "statement":
                return self._statement(record)
            case "claim":
                text = record.get("text", {})
                return f"“{text.get(self.wording.language) or text.get('en') or change.id}”"
            case "entity":
                return self._entity(change)
        return str(record.get("name") or change.id)

    def details(self, change: Change) -> Iterator[str]:
        if change.kind == "added" and change.what in ("statement", "claim"):
            yield from map(self._quote, self._quotes(change.after))
        if change.became and change.what == "statement":
            yield f"{change.id} → {change.became}"
        elif change.fields:
            assert change.before is not None
            assert change.after is not None
            if change.what == "entity":
                yield from (
                    self._pair(self._label(key), change.before.get(key), change.after.get(key))
                    for key in change.fields
                    if change.kind != "renamed" or not key.startswith("name")
                )
            else:
                yield from self._differences(change.before, change.after)

    def _entity(self, change: Change) -> str:
        before, after = change.before or {}, change.after or {}
        name = str((after or before).get("name", change.id))
        match change.kind:
            case "renamed" if change.became:
                return f"{name} ({change.id} → {change.became})"
            case "renamed":
                other = [key for key in ("name", "nameZh") if before.get(key) != after.get(key)]
                olds, news = ([str(one.get(key) or self.word("none")) for key in other] for one in (before, after))
                return f"{' · '.join(olds)} → {' · '.join(news)} ({change.id})"
            case "merged" | "split":
                return f"{change.id} {'→' if change.kind == 'merged' else '↔'} {change.became}"
        classes = [c for c in (after or before).get("classes", ()) if c in self.ontology.classes][:1]
        labels = [self.ontology.classes[c].labels.get(self.wording.language, c) for c in classes]
        return f"{name} ({change.id}{''.join(f', {label}' for label in labels)})"

    def _statement(self, record: Record) -> str:
        made = statement(record, self.ontology)
        if made is None:
            return f"{record['id']}: {record.get('object', record.get('value'))}"
        manner = self.wording.manner(made)
        return self.wording.whole(made) + (f" [{manner}]" if manner else "")

    def _quotes(self, record: Record | None) -> list[Record]:
        return [item for item in (record or {}).get("evidence", ()) if item.get("quote")]

    def _quote(self, item: Record) -> str:
        place = " ".join(filter(None, (item["source"], item.get("section"))))
        if "column" in item:
            row = item.get("rowKey", item["row"])
            place += f", {word('card', 'cell', self.wording.language, row=row, column=item['column'])}"
        quote = item.get("quote")
        return quotation(" ".join(quote.split()), place) if quote else place

    def _differences(self, before: Record, after: Record) -> Iterator[str]:
        """Yield what differs: how it is known, where it stands, its values, its evidence, its proofs."""
        for name in _MANNERS:
            if before.get(name) != after.get(name):
                old, new = (self.wording.word(str(r.get(name)), name) for r in (before, after))
                yield f"{self.word(name)}{self.word('colon')}{old} → {new}"
        for name in ("disputed", "retracted"):
            if before.get(name) != after.get(name):
                yield self._pair(self.word(name), before.get(name), after.get(name))
        yield from self._values(before, after)
        yield from self._evidence(before.get("evidence", []), after.get("evidence", []))
        if before.get("derived") != after.get("derived"):
            olds, news = (
                {f"{p['rule']}: {' + '.join(p['premises'])}" for p in r.get("derived") or ()} for r in (before, after)
            )
            yield from (f"{self.word('proofAdded')}{self.word('colon')}{one}" for one in sorted(news - olds))
            yield from (f"{self.word('proofRemoved')}{self.word('colon')}{one}" for one in sorted(olds - news))

    def _values(self, before: Record, after: Record) -> Iterator[str]:
        """Yield each value that differs: of qualifiers in words, of the rest as it stands."""
        olds, news = (qualifiers(record, self.ontology) for record in (before, after))
        parts: set[str] = set()
        for name in (q.name for q in self.ontology.qualifiers() if "predicate" in after):
            parts |= {part_name(name, part) for part in (*QUANTITY_PARTS, *DATE_PARTS)}
            if olds.get(name) != news.get(name):
                yield self._pair(
                    self.wording.label(name), self._said(name, olds.get(name)), self._said(name, news.get(name))
                )
        if "predicate" in after and "object" not in after:
            made = [statement(record, self.ontology) for record in (before, after)]
            if made[0] and made[1] and made[0].object != made[1].object:
                old, new = (self.wording.said(s.predicate, s.object) for s in made if s)
                yield self._pair(self.word("value"), old, new)
                parts |= {part_name("value", part) for part in (*QUANTITY_PARTS, *DATE_PARTS)}
            elif made[0] and made[1]:
                parts |= {"value"}
        for key in sorted(before.keys() | after.keys()):
            if key not in parts | _TOLD and before.get(key) != after.get(key):
                yield self._pair(self._label(key), before.get(key), after.get(key))

    def _said(self, name: str, values: tuple[Value, ...] | None) -> str | None:
        return None if values is None else self.wording.several(self.wording.said(name, value) for value in values)

    def _label(self, key: str) -> str:
        known = self.ontology.properties.get(key)
        texts = interface()["card"].get(key)
        if texts:
            return texts.get(self.wording.language) or texts["en"]
        return known.labels.get(self.wording.language, key) if known else key

    def _pair(self, label: str, old: Any, new: Any) -> str:
        """Return what a value was and is; of a list what came and what went."""
        if isinstance(old, list) or isinstance(new, list):
            olds, news = ([_plain(item) for item in (one if isinstance(one, list) else [])] for one in (old, new))
            came = [f"+ {item}" for item in news if item not in olds]
            went = [f"− {item}" for item in olds if item not in news]
            return f"{label}{self.word('colon')}{self.wording.several(came + went) or self.word('order')}"
        shown = [self.word("none") if one in (None, "") else _plain(one) for one in (old, new)]
        return f"{label}{self.word('colon')}{shown[0]} → {shown[1]}"

    def _evidence(self, olds: Sequence[Record], news: Sequence[Record]) -> Iterator[str]:
        """Yield each piece of evidence that came, went, or says something else."""
        old, new = ({_place(item): item for item in items} for items in (olds, news))
        for place in sorted(new.keys() - old.keys()):
            yield f"{self.word('evidenceAdded')}{self.word('colon')}{self._quote(new[place])}"
        for place in sorted(old.keys() - new.keys()):
            yield f"{self.word('evidenceRemoved')}{self.word('colon')}{self._quote(old[place])}"
        for place in sorted(old.keys() & new.keys()):
            fields = sorted(k for k in {*old[place], *new[place]} if old[place].get(k) != new[place].get(k))
            for key in fields:
                if key not in ("charStart", "charEnd") or fields in (
                    ["charEnd", "charStart"],
                    ["charStart"],
                    ["charEnd"],
                ):
                    label = f"{self.word('evidenceChanged')} ({' '.join(filter(None, place[:2]))}), {self._label(key)}"
                    yield self._pair(label, old[place].get(key), new[place].get(key))


def _place(item: Record) -> tuple[str, str, str]:
    """Return what evidence is told apart by: of a cell also its row, by the key where it has one, and its column."""
    within = item.get("section") or ""
    if "column" in item:
        within = f"{item.get('rowKey', item['row'])}, {item['column']}"
    return item["source"], within, item.get("quote") or ""


def _plain(value: Any) -> str:
    """Return a value of a record as text on one line."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(one)}" for key, one in value.items())
    return " ".join((str(value).lower() if isinstance(value, bool) else str(value)).split())
