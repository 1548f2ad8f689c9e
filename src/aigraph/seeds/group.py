"""Lines of one id that agree, and the statement that they come to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from aigraph.model import MODALITIES, Retraction, Statement, Value
from aigraph.model.agreement import finer
from aigraph.ontology import Ontology
from aigraph.seeds.yaml import SeedFile

__all__ = ["Group", "Said", "degree", "differ"]

#: The stage a thing is at → those that it may be at later; the order is how far it has come.
_LATER = {
    "planned": ("underway", "actual", "abandoned", "ended"),
    "underway": ("actual", "abandoned", "ended"),
    "actual": ("abandoned", "ended"),
    "abandoned": ("planned", "underway", "actual"),
    "ended": (),
}
_FAR = tuple(_LATER)
#: The modalities that settle a statement; of the others each is a degree of its own.
_KNOWN = MODALITIES[:2]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as one line of the seeds has it; without a source, as a graph that they extend holds it."""

    statement: Statement
    source: str | None
    file: SeedFile
    line: int

    @property
    def where(self) -> str:
        """Return the place in words."""
        return f"{self.file.path}:{self.line}"

    def report(self, message: str) -> None:
        """Report what is wrong with the line."""
        self.file.report(self.line, message)


class Order(Protocol):
    """What knows of lines who says them, and when."""

    ontology: Ontology

    def is_editors(self, said: Said) -> bool:
        """Return whether only the editors say so."""

    def is_later(self, said: Said, other: Said) -> bool:
        """Return whether a line's source was certainly published after another's."""


@dataclass(slots=True)
class Group:
    """Lines that agree, in order, with the object and the qualifiers that they come to."""

    of: Order
    lines: list[Said]
    object: Value
    qualifiers: dict[str, tuple[Value, ...]]

    def takes(self, said: Said) -> bool:
        """Add a line where it gives the same value, perhaps more or less precisely; return whether it does.

        Of a line that is known less well than those before it nothing is taken that they do not say: a rumour's number
        or role would be as good as a fact. With such it is none of the group.
        """
        if differ(self.object, self.qualifiers, said.statement):
            return False
        if degree(said) > min(map(degree, self.lines)) and self._is_told_more(said.statement):
            return False
        value = finer(self.object, said.statement.object)
        assert value is not None
        self.object = value
        for name, values in said.statement.qualifiers.items():
            self._qualify(name, values, said)
        self.lines.append(said)
        return True

    def statement(self, identifier: str) -> Statement:
        """Return the statement that the lines make, under an id, with the evidence of each."""
        if len(self.lines) == 1 and self.lines[0].statement.id == identifier:
            return self.lines[0].statement
        evidence = [
            replace(item, id=identifier + item.id.removeprefix(said.statement.id))
            for said in self.lines
            for item in said.statement.evidence
        ]
        return replace(
            self.lines[0].statement,
            id=identifier,
            object=self.object,
            qualifiers=dict(sorted(self.qualifiers.items())),
            stage=self._stage(),
            evidence=tuple(sorted(evidence, key=lambda item: item.order)),
            retracted=self._retraction(),
        )

    def _is_told_more(self, statement: Statement) -> bool:
        """Return whether a statement says more, or more precisely, than this one, which it does not contradict."""
        if finer(self.object, statement.object) != self.object:
            return True
        for name, values in statement.qualifiers.items():
            ours = self.qualifiers.get(name)
            if ours is None or self.of.ontology.properties[name].list:
                if name != "note" and not {*values} <= {*(ours or ())}:
                    return True
            elif name != "note" and finer(ours[0], values[0]) not in (None, ours[0]):
                return True
        return False

    def _qualify(self, name: str, values: tuple[Value, ...], said: Said) -> None:
        """Add what a line says by a qualifier, reporting what contradicts a line before it."""
        ours = self.qualifiers.get(name)
        if ours is None:
            self.qualifiers[name] = values
        elif self.of.ontology.properties[name].list:
            self.qualifiers[name] = tuple(sorted({*ours, *values}, key=str))
        elif (value := finer(ours[0], values[0])) is not None:
            self.qualifiers[name] = (value,)
        elif name == "note":
            self.qualifiers[name] = (f"{ours[0]} {values[0]}",)
        else:
            before = next(line for line in self.lines if name in line.statement.qualifiers)
            self._clash(said, before, f"{name} is {_shown(values[0])!r} here and {_shown(ours[0])!r}")

    def _stage(self) -> str:
        """Return where the thing stands: as the last source has it, of those that know it best; not as the editors do.

        Where the dates do not tell which source is the later, it has come as far as one of them says.
        """
        lines = [said for said in self.lines if not self.of.is_editors(said)] or self.lines
        best = min(map(degree, lines))
        last, *others = (said for said in lines if degree(said) == best)
        for said in others:
            before, after = (said, last) if self.of.is_later(last, said) else (last, said)
            if not self.of.is_later(after, before):
                before, after = sorted((before, after), key=lambda line: _FAR.index(line.statement.stage))
            then, now = before.statement.stage, after.statement.stage
            if now != then and now not in _LATER[then]:
                what = f"the stage is {said.statement.stage!r} here and {last.statement.stage!r}"
                self._clash(said, last, what)
            last = after
        for said in (said for said in self.lines if said not in lines and said.statement.stage != last.statement.stage):
            self._clash(
                said, last, f"the editors' stage is {said.statement.stage!r}, a source's {last.statement.stage!r}"
            )
        return last.statement.stage

    def _retraction(self) -> Retraction | None:
        """Return the retraction of all lines, reporting where only some are retracted."""
        first = self.lines[0]
        for said in self.lines[1:]:
            if (said.statement.retracted is None) != (first.statement.retracted is None):
                self._clash(
                    said, first, "retracted here and not" if said.statement.retracted else "stated here, retracted"
                )
        return next((said.statement.retracted for said in self.lines if said.statement.retracted), None)

    def _clash(self, said: Said, before: Said, what: str) -> None:
        said.report(
            f"{said.statement.id!r}: {what} at {before.where}; expected sources that agree. "
            "Correct one of the lines, or give this one a key ('… @key') where it is another occasion"
        )


def differ(value: Value, qualifiers: Mapping[str, tuple[Value, ...]], other: Statement) -> bool:
    """Return whether a statement gives another value than this one, whose number may stand beside it."""
    ours, theirs = qualifiers.get("value"), other.qualifiers.get("value")
    return finer(value, other.object) is None or bool(ours and theirs and finer(ours[0], theirs[0]) is None)


def degree(said: Said) -> int:
    """Return how well a line knows what it says: 0 where it settles it."""
    modality = said.statement.modality
    return 0 if modality in _KNOWN else MODALITIES.index(modality)


def _shown(value: Value) -> str:
    """Return a value for a message: a number in the words that were read."""
    return str(getattr(value, "written", None) or value)
