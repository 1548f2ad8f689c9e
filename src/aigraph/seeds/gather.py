"""What several sources say of one thing, put together: one statement where they agree, several where they differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from aigraph.model import Date, Evidence, Source, Statement
from aigraph.model.agreement import finer
from aigraph.ontology import Ontology
from aigraph.seeds.group import Group, Said, degree, differ
from aigraph.seeds.yaml import SeedFile
from aigraph.when.statements import published

__all__ = ["Gathering", "Said"]


@dataclass(slots=True)
class Gathering:
    """Takes every line and gives the statements that they make; `sources` has those of the lines and of what stands.

    Lines of one id are gone through by the date of their source, the undated after it, the editors last, so that the
    order of files does not matter; what stands already, in a graph that is extended, comes first. Those that agree are
    one statement. What differs from the first has the id with its source behind it.
    """

    ontology: Ontology
    sources: Mapping[str, Source]
    standing: dict[str, Said] = field(default_factory=dict)
    lines: dict[str, list[Said]] = field(default_factory=dict)
    further: dict[tuple[str, int], list[Evidence]] = field(default_factory=dict)
    rivals: list[list[str]] = field(default_factory=list)
    places: dict[str, tuple[SeedFile, int]] = field(default_factory=dict)
    told: dict[tuple[str, str | None], str] = field(default_factory=dict)
    editors: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Know in which sources the editors speak."""
        self.editors = frozenset(slug for slug, source in self.sources.items() if source.editors)

    def take(self, said: Said) -> None:
        """Take a statement that stands already."""
        self.standing[said.statement.id] = said

    def add(self, said: Said) -> Said | None:
        """Take a line; or return the one that has the statement from the same source already."""
        lines = self.lines.get(said.statement.id)
        if lines is None:
            lines = self.lines[said.statement.id] = list(self._standing(said.statement.id))
        for at, line in enumerate(lines):
            if any(item.source == said.source for item in line.statement.evidence):
                if said.statement.evidence[0].cell is None or not line.statement.says_the_same(said.statement):
                    return line
                self.further.setdefault((said.statement.id, at), []).append(said.statement.evidence[0])
                return None
        lines.append(said)
        return None

    def statements(self) -> dict[str, Statement]:
        """Return the statements by id; what clashes is reported, at the line that comes later."""
        for (identifier, at), more in self.further.items():
            line = self.lines[identifier][at]
            evidence = {item.id: item for item in (*line.statement.evidence, *more)}  # two lines may say it of one cell
            self.lines[identifier][at] = replace(
                line, statement=replace(line.statement, evidence=(*evidence.values(),))
            )
        made = {identifier: said.statement for identifier, said in self.standing.items()}
        self.places |= {identifier: (said.file, said.line) for identifier, said in self.standing.items()}
        for identifier, lines in self.lines.items():
            groups = list(self._groups(lines))
            ids = [self._id(identifier, group.lines[0], first=group is groups[0]) for group in groups]
            for name, group in zip(ids, groups, strict=True):
                made[name] = group.statement(name)
                self.places[name] = group.lines[0].file, group.lines[0].line
                self._tell(identifier, name, group.lines)
            if len(ids) > 1:
                self.rivals.append(ids)
        return made

    def _groups(self, lines: list[Said]) -> list[Group]:
        """Return the lines of an id as groups that agree; those that know it best come first, and take the others."""
        groups: list[Group] = []
        for said in sorted(lines, key=lambda line: (degree(line), self._order(line))):
            if not any(group.takes(said) for group in groups):
                groups.append(Group(self, [said], said.statement.object, dict(said.statement.qualifiers)))
        for group in groups:
            group.lines.sort(key=self._order)
        return sorted(groups, key=lambda group: self._order(group.lines[0]))

    def named(self, identifier: str, source: str) -> str:
        """Return the id of the statement that a passage of a source names: its own one, else one of this folder's.

        So a passage means the same whether a graph that is extended has its own statement of that id or not. That one
        is named with its source behind it.
        """
        for of in (source, None):
            if (identifier, of) in self.told:
                return self.told[identifier, of]
        plain, _, behind = identifier.rpartition("/")
        return identifier if identifier in self.places else self.told.get((plain, behind), identifier)

    def contradicted(self, statements: Mapping[str, Statement]) -> Iterator[Statement]:
        """Yield each statement to which other sources give another value, with those that are known no less well."""
        for ids in self.rivals:
            several = [statements[identifier] for identifier in ids]
            for stated in several:
                found = {other.id for other in several if other is not stated and self._contradicts(other, stated)}
                if found:
                    yield replace(stated, contradicted_by=tuple(sorted({*found, *stated.contradicted_by})))

    def is_editors(self, said: Said) -> bool:
        """Return whether only the editors say so."""
        return said.statement.rests_only_on(self.editors)

    def is_later(self, said: Said, other: Said) -> bool:
        """Return whether a line's source was certainly published after another's."""
        ours, theirs = self._date(said), self._date(other)
        return bool(ours and theirs and ours.earliest and theirs.latest and ours.earliest > theirs.latest)

    def _standing(self, identifier: str) -> Iterator[Said]:
        """Yield the statements of an id that stand already, under it and under it with a source."""
        if identifier in self.standing:
            for name in (identifier, *(f"{identifier}/{source}" for source in self.sources)):
                if name in self.standing:
                    yield self.standing[name]

    def _tell(self, identifier: str, name: str, lines: list[Said]) -> None:
        """Note under which id each source says what lines of an id say, and this folder's first (under None)."""
        for said in lines:
            self.told |= {(identifier, item.source): name for item in said.statement.evidence}
            if said.source is not None:
                self.told.setdefault((identifier, None), name)

    def _id(self, identifier: str, said: Said, *, first: bool) -> str:
        """Return the id of a group by its first line."""
        if first or said.source is None:
            return said.statement.id
        name = f"{identifier}/{said.source}"
        if name in self.lines:
            taken = self.lines[name][0].where
            said.report(
                f"differs from what other sources say, so its id is {name!r}; that stands at {taken}. Rename it"
            )
        return name

    def _date(self, said: Said) -> Date | None:
        """Return when what a line rests on was published; of several sources the last."""
        sources = [self.sources[e.source] for e in said.statement.evidence if e.source in self.sources]
        dates = (published(source, self.sources) for source in sources)
        return max((date for date in dates if date), key=lambda date: date.latest or "", default=None)

    def _order(self, said: Said) -> tuple[object, ...]:
        source, date = self.sources.get(said.source or ""), self._date(said)
        earliest = date.earliest if date else None
        editors = source is not None and source.editors
        return said.source is not None, editors, earliest or "9999", said.source or said.statement.id

    def _contradicts(self, other: Statement, statement: Statement) -> bool:
        """Return whether another statement of the same id gives another value, and is known no less well.

        A property that is a list has several values anyway; what has another date is another occasion.
        """
        if not differ(statement.object, statement.qualifiers, other):
            return False
        if self.ontology.properties[statement.predicate].list or statement.retracted or other.retracted:
            return False
        for name, values in statement.qualifiers.items():
            theirs = other.qualifiers.get(name, values)
            if self.ontology.properties[name].value_type == "date" and finer(values[0], theirs[0]) is None:
                return False
        return other.settled or not statement.settled
