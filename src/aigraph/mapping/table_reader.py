"""One table read row by row: every row stated, skipped or refused."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from pathlib import Path

from aigraph.characters import visible
from aigraph.errors import RowNumber
from aigraph.mapping.accounted import columns_of
from aigraph.mapping.entities import Naming
from aigraph.mapping.extent import check_held
from aigraph.mapping.plan import EntityRule, Line, Mapping, Skipped, TableSpec
from aigraph.mapping.rows import RowFiller, in_line, said
from aigraph.mapping.shapes import Row, open_table
from aigraph.mapping.values import Refused, Values
from aigraph.seeds.passages import Passage
from aigraph.seeds.yaml import SeedFile

__all__ = ["Account", "TableReader"]


@dataclass(slots=True)
class Account:
    """What became of the rows of a table: `rows` are those that it has, `file` gathers what is wrong with them.

    `refusals` are the rows refused by number: one line of JSON may make several.
    """

    file: SeedFile
    rows: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    refusals: Counter[int] = field(default_factory=Counter)

    @property
    def refused(self) -> int:
        """How many rows have something wrong."""
        numbers = {int(p.line) for p in self.file.problems if isinstance(p.line, RowNumber)}
        return sum(max(1, self.refusals[number]) for number in numbers)

    @property
    def stated(self) -> int:
        """How many rows say all that they should."""
        return self.rows - self.skipped.total() - self.refused

    def __str__(self) -> str:
        """Return the sum in words: `tables/x.csv: 952 rows: 950 stated, 2 skipped (…), 0 refused`."""
        reasons = ", ".join(f"{number:,} {reason}" for reason, number in self.skipped.items())
        skipped = f"{self.skipped.total():,} skipped{f' ({reasons})' if reasons else ''}"
        return f"{self.file.path}: {self.rows:,} rows: {self.stated:,} stated, {skipped}, {self.refused:,} refused"


@dataclass(slots=True)
class TableReader:
    """Reads the rows of one table."""

    mapping: Mapping
    spec: TableSpec
    file: SeedFile
    naming: Naming
    passages: list[Passage] = field(default_factory=list)
    #: How many passages there are before; None where what the rows say is not held.
    before: int | None = None
    account: Account = field(init=False)
    keys: dict[str, int] = field(default_factory=dict)
    positions: Map[str, int] = field(default_factory=dict)
    weights: Map[str, int] = field(default_factory=dict)
    _failed: bool = False

    def __post_init__(self) -> None:
        """Begin counting."""
        self.account = Account(self.file)

    def read(self, folder: Path) -> None:
        """Read every row."""
        try:
            frame = open_table(folder, self.spec)
            mapping = self.mapping.of_table(frame.columns)
            lines = tuple(replace(line, reads=columns_of(line, mapping)) for line in mapping.lines)
            self.mapping = replace(mapping, lines=lines)
            self.positions = {name: number for number, name in enumerate(frame.columns, 1)}
            self.weights = Counter(name for n in self.mapping.lines for name in _rules_of(n, self.mapping.entities))
            self.read_rows(frame.rows)
        except ValueError as err:
            self.file.unread(0, str(err))

    def read_rows(self, rows: Iterable[Row]) -> None:
        """Read rows."""
        values = Values(self.naming.ontology)
        for row in rows:
            self.account.rows += 1
            self.read_row(self.filler(row, values))
            if self.before is not None:
                check_held(self.before + len(self.passages))

    def filler(self, row: Row, values: Values) -> RowFiller:
        """Return what fills holes from a row."""
        of = (self.mapping, row, self.spec.key, self.spec.null, self.positions)
        return RowFiller(*of, values, self.naming, self.file, self.weights)

    def read_row(self, filler: RowFiller) -> None:
        """Read a row."""
        self._failed = False
        if (reason := self._skipped(filler)) is not None:
            self.account.skipped[reason] += 1
        elif filler.row.fault is not None:
            self._refuse(filler.row.number, "", filler.row.fault)
        else:
            self._say(filler)

    def _skipped(self, filler: RowFiller) -> str | None:
        try:
            return next((s.because for s in self.mapping.skipped_rows if self._leaves_out(s, filler)), None)
        except Refused as err:
            self._refuse(filler.row.number, err.column, str(err))
            return None

    def _leaves_out(self, skipped: Skipped, filler: RowFiller) -> bool:
        """Return whether a row is one of those; of one that cannot be read only its number is known."""
        if filler.row.number in skipped.numbers:
            return True
        return bool(skipped.where) and filler.row.fault is None and all(map(filler.holds, skipped.where))

    def _say(self, filler: RowFiller) -> None:
        number, found = filler.row.number, 0
        for rule in self.mapping.entities.values():
            try:
                found += len(filler.slugs(rule))
            except Refused as err:
                self._refuse(number, err.column, str(err))
        for line in self.mapping.lines:
            found += self.read_line(line, filler)
        self.naming.note(filler.asked, filler.met)
        try:
            self._key(filler)
        except Refused as err:
            self._refuse(number, err.column, str(err))
        known = self.mapping.file.problems or (self.file.problems and int(self.file.problems[-1].line) == number)
        if not found and not known:
            self._refuse(number, "", "says nothing; expected a statement. Skip it: 'skip: rows' with a reason")

    def read_line(self, line: Line, filler: RowFiller) -> bool:
        """Read what a row says by a line; return whether it says something."""
        try:
            passage = said(line, self.mapping, self.file, self.spec.source, filler)
        except Refused as err:
            self._refuse(filler.row.number, err.column, str(err))
            return False
        self.passages += [passage] if passage else []
        return passage is not None

    def _key(self, filler: RowFiller) -> None:
        if not self.spec.key:
            return
        name, number = filler.name, filler.row.number
        first = self.keys.setdefault(name, number)
        if not name:
            self._refuse(number, self.spec.key[0], "the key is blank; expected what the row is called")
        elif first != number:
            message = f"the key {name!r} stands in row {first} already; expected it once. Name more columns in key"
            self._refuse(number, self.spec.key[0], message)

    def _refuse(self, number: int, column: str, message: str) -> None:
        self.account.refusals[number] += not self._failed
        self._failed = True
        at = RowNumber(number, in_line(column))
        if not any(p.line == at and p.message == visible(message, spaces=True) for p in self.file.problems[-20:]):
            self.file.unread(at, message)


def _rules_of(line: Line, rules: Map[str, EntityRule]) -> set[str]:
    """Return the rules that a line names."""
    return {name for name in rules if name in line.named}
