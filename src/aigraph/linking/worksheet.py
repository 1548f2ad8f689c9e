"""What the editors decided about names, and what is left to decide: rows of SSSOM, read and kept.

A row is decided where it has a reviewer, is negated, or says that it was curated by hand. `skos:exactMatch` is *the
same*, any other predicate and the modifier `Not` are *not the same*; the object `sssom:NoTermFound` is *none of those
that are there*, and the new entity has the slug of the row's subject.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aigraph.errors import Problem, SeedError
from aigraph.linking.nouns import Candidate
from aigraph.linking.spelling import slug_for, spelling_key
from aigraph.linking.sssom import COLUMNS, NO_TERM, Row, Sheet, header_of, read_sheet
from aigraph.namespaces import SHIPPED, Iris
from aigraph.seeds.values import is_slug

__all__ = ["NOTHING", "Decision", "Worksheet", "read_worksheet"]

_SAME, _NOT = "skos:exactMatch", "Not"
_BY_HAND = ("semapv:ManualMappingCuration", "semapv:MappingReview")
#: What only an editor writes: a row that has any of it is never dropped.
_EDITORS = frozenset(["reviewer_id", "reviewer_label", "author_id", "author_label", "comment", "review_date"])

Compatible = Callable[[Sequence[str], Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a name: whom it means (`same`, called `label`), whom it does not, that it is `new`."""

    same: str | None = None
    label: str = ""
    apart: frozenset[str] = frozenset()
    new: bool = False
    slug: str | None = None
    classes: tuple[str, ...] = ()
    line: int = 0


class Worksheet:
    """The rows of one file, and what they decide."""

    def __init__(self, name: str, sheet: Sheet | None = None, iris: Iris = SHIPPED) -> None:
        """Read the decisions of a sheet; `name` is what findings call it."""
        self.name, self.iris, self.sheet = name, iris, sheet or Sheet()
        self.problems = list(self.sheet.problems)
        self._decided: dict[str, list[Decision]] = defaultdict(list)
        subjects: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.sheet.rows:
            if self._sound(row) and _is_decided(row):
                subjects[row["subject_label"], row["subject_category"]].append(row)
        for (label, category), rows in subjects.items():
            decision = self._decision(rows)
            self._decided[spelling_key(label)].append(replace(decision, classes=tuple(category.split())))

    def decided(self, name: str, classes: Sequence[str], compatible: Compatible) -> Decision | None:
        """Return what was decided of a name, None where nothing was."""
        if not self._decided:
            return None
        found = self._decided.get(spelling_key(name), ())
        fitting = (one for one in found if not one.classes or compatible(one.classes, classes))
        return next(fitting, None)

    def decided_keys(self) -> Collection[str]:
        """Return the spelling keys of the names that something was decided of."""
        return self._decided.keys()

    def decisions(self) -> Iterator[Decision]:
        """Yield all that was decided."""
        yield from (decision for several in self._decided.values() for decision in several)

    def with_proposals(
        self,
        proposed: Mapping[tuple[str, tuple[str, ...]], Sequence[Candidate]],
        title: str,
        new_slug: Callable[[str, tuple[str, ...]], str] = lambda name, classes: slug_for(name),
    ) -> str:
        """Return the text of the file with these candidates for each name and its classes.

        What was decided, and every row that an editor wrote into, stays as it is, to the byte; other rows are made
        anew. The same candidates give the same text.

        Args:
            proposed: the candidates of each name and its classes.
            title: of a file that is new.
            new_slug: gives the slug that a name has where it is none of its candidates.

        Raises:
            SeedError: the file could not be read whole.
        """
        if self.sheet.problems:
            raise SeedError(self.sheet.problems)
        kept = [row for row in self.sheet.rows if _is_decided(row) or any(row[column] for column in _EDITORS)]
        taken = {(row["subject_label"], row["subject_category"], self._slug(row["object_id"])) for row in kept}
        fresh = [
            self._row(new_slug(name, classes), name, " ".join(classes), candidate)
            for (name, classes), candidates in proposed.items()
            for candidate in candidates
            if (name, " ".join(classes), candidate.slug) not in taken
        ]
        sheet = self.sheet
        if not sheet.header and not sheet.rows:
            prefixes = {prefix: iri for space in self.iris.spaces for prefix, iri in space.prefixes.items()}
            mapping_set = f"{self.iris.own.base}{self.name}"
            sheet = replace(sheet, header=header_of(mapping_set, title, prefixes))
        return sheet.text(sorted((*kept, *fresh), key=_order))

    def _row(self, slug: str, name: str, category: str, candidate: Candidate) -> Row:
        cells = {
            "subject_id": self.iris.curie(self.iris.own.entities + slug),
            "subject_label": name,
            "subject_category": category,
            "predicate_id": _SAME,
            "object_id": self.iris.curie(self.iris.of(candidate.slug)),
            "object_label": candidate.label,
            "mapping_justification": candidate.justification,
            "confidence": f"{candidate.confidence:.2f}",
            "match_string": candidate.because,
        }
        return Row({column: cells.get(column, "") for column in COLUMNS})

    def _sound(self, row: Row) -> bool:
        """Report what is wrong with a row; return whether it can be read."""
        wrong = list(_wrong(row))
        for column in ("object_id", "subject_id"):
            said = row[column]
            if said and said != NO_TERM and self._slug(said) is None:
                known = ", ".join(sorted({*self.iris.prefixes, *self.sheet.prefixes}))
                wrong.append(f"{column} {said!r} is no id of an entity; expected a slug with one of {known}")
        self.problems += [Problem(self.name, row.line, message) for message in wrong]
        return not wrong

    def _slug(self, said: str) -> str | None:
        """Return the slug of an entity's CURIE or IRI."""
        prefix, colon, local = said.partition(":")
        spaces = {**self.iris.prefixes, **self.sheet.prefixes}
        iri = spaces[prefix] + local if colon and prefix in spaces else said.strip("<>")
        slug = self.iris.node(iri)
        return slug if self.iris.is_entity(iri) and is_slug(slug) else None

    def _decision(self, rows: Sequence[Row]) -> Decision:
        """Return what the decided rows of one name come to, reporting those that contradict each other."""
        found = Decision(line=rows[0].line)
        for row in rows:
            slug, same = self._slug(row["object_id"]), row["predicate_id"] == _SAME and not row["predicate_modifier"]
            if slug is None:
                found = replace(found, new=True, slug=self._slug(row["subject_id"]))
            elif same and (found.same or slug in found.apart):
                self._contradicts(row, found.same or f"not {slug}")
            elif not same and found.same == slug:
                self._contradicts(row, slug)
            elif same:
                found = replace(found, same=slug, label=row["object_label"], line=row.line)
            else:
                found = replace(found, apart=found.apart | {slug})
            if found.same and found.new:
                self._contradicts(row, "both one that is there and none of them")
        return found

    def _contradicts(self, row: Row, before: str) -> None:
        message = f"{row['subject_label']!r} is decided twice, before as {before}; expected one answer. Correct a row"
        self.problems.append(Problem(self.name, row.line, message))


#: Nothing decided, in no file.
NOTHING = Worksheet("a worksheet (links: NAME.sssom.tsv)")


def read_worksheet(path: Path, name: str, iris: Iris) -> Worksheet:
    """Return the worksheet of a file, an empty one where there is none; `name` is what findings call it."""
    if not path.exists():
        return Worksheet(name, iris=iris)
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as err:
        message = f"cannot be read: {err}; expected SSSOM in UTF-8. Save it as UTF-8"
        return Worksheet(name, Sheet(problems=(Problem(name, 0, message),)), iris)
    return Worksheet(name, read_sheet(text, name), iris)


def _is_decided(row: Row) -> bool:
    reviewed = row["reviewer_id"] or row["reviewer_label"]
    return bool(reviewed or row["predicate_modifier"] == _NOT or row["mapping_justification"] in _BY_HAND)


def _wrong(row: Row) -> Iterable[str]:
    if not row["subject_label"]:
        yield "no subject_label; expected the name as it stands in the table"
    if not row["object_id"]:
        yield f"no object_id; expected an entity, or {NO_TERM} where it is none that is there"
    if not row["predicate_id"].startswith("skos:"):
        yield f"predicate_id {row['predicate_id']!r} is unknown; expected {_SAME}, or another of skos:"
    if row["predicate_modifier"] not in ("", _NOT):
        yield f"predicate_modifier {row['predicate_modifier']!r} is unknown; expected {_NOT}, or nothing"
    try:
        likely = float(row["confidence"] or 0)
    except ValueError:
        likely = -1.0
    if not 0 <= likely <= 1:
        yield f"confidence {row['confidence']!r} is none; expected a number from 0 to 1"


def _order(row: Row) -> tuple[str, str, str, int]:
    return row["subject_label"], row["subject_category"], row["object_id"], row.line
