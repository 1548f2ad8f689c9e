"""The lines of `says`: subject, predicate, object, qualifiers, and how the text gives them; read, not yet checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aigraph.errors import did_you_mean
from aigraph.model import MODALITIES, STAGES, Quantity, Retraction
from aigraph.model.dates import parse_seed_date
from aigraph.ontology import Ontology, Property
from aigraph.seeds.values import Given, is_slug, parse_value, statement_parts, unknown_term
from aigraph.seeds.yaml import Node, SeedFile

__all__ = ["LineReader", "Manner", "StatementDraft"]

#: What stands among the qualifiers of a statement without being one.
_MARKS = ("modality", "speaker", "via", "stage", "retracted", "retractedOn")


@dataclass(frozen=True, slots=True)
class Manner:
    """How the text gives a statement: modality, speakers from the nearest, medium; and the line that names them."""

    modality: str = "asserted"
    speakers: tuple[str, ...] = ()
    via: str | None = None
    line: int | None = None


@dataclass(slots=True)
class StatementDraft:
    """One line of `says`."""

    line: int
    subject: str
    prop: Property
    object: Given
    qualifiers: Mapping[str, tuple[Given, ...]]
    stage: str
    key: str | None
    manner: Manner
    retracted: Retraction | None = None


class LineReader:
    """Reads lines of one file."""

    def __init__(self, file: SeedFile, ontology: Ontology) -> None:
        """Hold the file, to which what is wrong is reported, and the ontology."""
        self.file, self.ontology = file, ontology

    def manner(self, fields: dict[str, Node], default: Manner) -> Manner:
        """Return how something is said, by its fields or else as told."""
        file = self.file
        modality = file.text(fields.get("modality"), "modality") or default.modality
        known = MODALITIES[-1:] if default.modality == MODALITIES[-1] else MODALITIES[:-1]
        if modality not in known:  # what a claim asserts is only claimed, whatever a line says
            words = f"unknown modality {modality!r}; expected {', '.join(known)}{did_you_mean(modality, known)}"
            file.report(fields["modality"], words)
            modality = default.modality
        speakers = tuple(str(n.value) for n in file.texts(fields.get("speaker"), "speaker"))
        via = file.text(fields.get("via"), "via") or default.via
        line = next((fields[key].line for key in ("speaker", "via") if key in fields), default.line)
        if modality == "asserted" and not speakers and default.modality != "asserted":
            return Manner(modality)  # the author's own words inside what somebody else says
        return Manner(modality, speakers or default.speakers, via, line)

    def statement(self, node: Node, manner: Manner) -> StatementDraft | None:
        """Return a line of `says` as a draft, None where it is none, which is reported."""
        file = self.file
        fields: dict[str, Node] = {}
        line = str(node.value)
        if isinstance(node.value, dict):
            if len(node.value) != 1:
                file.report(node, f"a statement has {len(node.value)} lines; expected one line and its qualifiers")
                return None
            [(line, braces)] = node.value.items()
            fields = file.mapping(braces, "the qualifiers")
        elif isinstance(node.value, list):
            file.report(node, "a statement is a list; expected 'subject predicate object'")
            return None
        subject, predicate, rest, key = statement_parts(line)
        if not rest:
            file.report(node, f"{line!r} is no statement; expected 'subject predicate object [@key]'")
            return None
        if key is not None and not is_slug(key):
            file.report(node, f"the key {key!r} is no slug; expected lower-case words with hyphens. Rename it")
            return None
        prop = self.predicate(node, predicate)
        stage = self.stage(fields)
        qualifiers = dict(sorted(self.qualifiers(fields)))
        value = None if prop is None else self.value(node, prop, rest)
        if prop is None or value is None:
            return None
        manner, retracted = self.manner(fields, manner), self.retraction(node, fields)
        return StatementDraft(node.line, subject, prop, value, qualifiers, stage, key, manner, retracted)

    def retraction(self, node: Node, fields: dict[str, Node]) -> Retraction | None:
        """Return why and when a statement is withdrawn."""
        reason = self.file.text(fields.get("retracted"), "retracted")
        date = self.file.text(fields.get("retractedOn"), "retractedOn")
        if reason is None and date is None:
            return None
        try:
            if reason and date:
                return Retraction(reason, parse_seed_date(date))
            message = "a retraction lacks its reason or date; expected 'retracted: why, retractedOn: date'"
            self.file.report(node, message)
        except ValueError as err:
            self.file.report(node, f"retractedOn: {err}")
        return None

    def predicate(self, node: Node, name: str) -> Property | None:
        """Return the predicate of a name, reporting what is none."""
        prop = self.ontology.properties.get(name)
        known = {p.name: p for p in self.ontology.predicates()}
        if name in known:
            return known[name]
        if prop is not None and prop.use == "inverse":
            message = f"{name!r} is the inverse of {prop.inverse!r}; expected the forward predicate. Swap both ends"
        else:
            message = unknown_term("predicate", name, known)
        self.file.report(node, message)
        return None

    def stage(self, fields: dict[str, Node]) -> str:
        """Return where the thing stands."""
        stage = self.file.text(fields.get("stage"), "stage") or STAGES[0]
        if stage in STAGES:
            return stage
        hint = did_you_mean(stage, STAGES)
        self.file.report(fields["stage"], f"unknown stage {stage!r}; expected {', '.join(STAGES)}{hint}")
        return STAGES[0]

    def qualifiers(self, fields: dict[str, Node]) -> Iterator[tuple[str, tuple[Given, ...]]]:
        """Yield the values of each qualifier."""
        known = {p.name: p for p in self.ontology.qualifiers()}
        for name, node in fields.items():
            if name in _MARKS:
                continue
            if name not in known:
                comma = f"unknown qualifier {name!r}; expected one of the ontology. Put a number with a comma in quotes"
                problem = comma if name.isdecimal() else unknown_term("qualifier", name, [*known, *_MARKS])
                self.file.report(node, problem)
                continue
            texts = self.file.texts(node, name)
            if len(texts) > 1 and not known[name].list:
                self.file.report(node, f"{name} has {len(texts)} values; expected one")
            values = [v for text in texts if (v := self.value(text, known[name], str(text.value))) is not None]
            if values:
                in_order = sorted(values, key=lambda given: str(given.value))
                yield name, tuple(in_order if known[name].list else values[:1])

    def value(self, node: Node, prop: Property, text: str) -> Given | None:
        """Return the value that a text has for a property, reporting what is none."""
        try:
            given = parse_value(prop, text, self.ontology)
        except ValueError as err:
            self.file.report(node, f"{prop.name}: {err}")
            return None
        if given.value == Quantity() and prop.name == "value":
            self.file.report(node, "value: no number; expected one. Leave the qualifier out")
        return given
