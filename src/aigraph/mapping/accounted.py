"""Every column of a table accounted for: read by a line or a rule, or skipped with a reason."""

from collections.abc import Mapping as Map

from aigraph.mapping.plan import Hole, Line, Mapping
from aigraph.mapping.shapes import Frame
from aigraph.model import Ref

__all__ = ["check_columns", "columns_of"]


def columns_of(line: Line, mapping: Mapping) -> tuple[str, ...]:
    """Return the columns of the table that a line is read from, each once.

    Those of its object are first; of one that is the same in every row, those of the conditions that let it be said.
    """
    rules, draft = mapping.entities, line.draft
    named: list[str] = []

    def of_value(value: object) -> None:
        if isinstance(value, Hole):
            named.extend(mapping.columns[value].columns)
            of_rule(mapping.columns[value].unit_rule or "")
        elif isinstance(value, Ref) and value.id in rules:
            of_rule(value.id)

    def of_rule(name: str) -> None:
        if name in rules:
            column = mapping.columns[rules[name].column]
            named.extend((column.of, *column.join))

    def of_conditions() -> None:
        for condition in line.conditions:
            of_rule(condition.of) if condition.of in rules else named.append(mapping.columns[condition.of].of)

    of_value(draft.object.value)
    if not named:
        of_conditions()
    of_rule(draft.subject)
    for given in draft.qualifiers.values():
        for item in given:
            of_value(item.value)
    for speaker in (*draft.manner.speakers, draft.manner.via or "", draft.key or ""):
        of_rule(speaker)
    named += (mapping.columns[by.column].of for by in (*line.modality, *line.stage))
    of_conditions()
    return tuple(dict.fromkeys(named))


def check_columns(mapping: Mapping, frames: Map[str, Frame]) -> None:
    """Check that each column is mapped or skipped with a reason, and that each file has those that are mapped."""
    file, line = mapping.file, mapping.file.root.key_lines.get("skip", 1)
    anywhere = {column for frame in frames.values() for column in frame.columns}
    found: dict[str, str] = {}
    for table, frame in frames.items():
        used = _used(mapping.of_table(frame.columns)) | mapping.unclear
        for column in sorted(used & anywhere - {*frame.columns}):
            file.report(mapping.tables[0].line, f"tables/{table} has no column {column!r}; expected it. Correct one")
        for column in frame.columns:
            if column in used and column in mapping.skipped_columns:
                found[column] = "is mapped and skipped; expected one of them. Drop one"
            elif column not in used and column not in mapping.skipped_columns and column not in frame.free:
                found[column] = (
                    "is neither mapped nor skipped; expected a line that reads it, or 'skip: columns' with a reason"
                )
    for column, message in found.items():
        file.report(line, f"the column {column!r} {message}")
    _check_rules(mapping)
    _check_entities(mapping)


def _used(mapping: Mapping) -> set[str]:
    """Return the columns of a table that its mapping reads."""
    used = {column for line in mapping.lines for column in columns_of(line, mapping)}
    rules = (mapping.columns[name] for rule in mapping.entities.values() for name in rule.columns)
    used |= {column for rule in rules for column in (rule.of, *rule.join)}
    used |= {column for spec in mapping.tables for column in spec.key}
    where = [condition.of for skipped in mapping.skipped_rows for condition in skipped.where]
    return used | {mapping.columns[name].of for name in where if name in mapping.columns}


def _check_rules(mapping: Mapping) -> None:
    """Check that each column that is declared is used."""
    used = {str(given.value) for n in mapping.lines for given in n.givens if isinstance(given.value, Hole)}
    used |= {c for rule in mapping.entities.values() for c in rule.columns}
    used |= {condition.of for skipped in mapping.skipped_rows for condition in skipped.where}
    used |= {by.column for n in mapping.lines for by in (*n.modality, *n.stage)}
    used |= {c.of for n in mapping.lines for c in n.conditions}
    for rule in mapping.columns.values():
        if rule.line and rule.name not in used:
            mapping.file.report(
                rule.line, f"the column {rule.name!r} is declared and not used. Use it in a line, or drop it"
            )


def _check_entities(mapping: Mapping) -> None:
    """Check that each rule is used: in a line or a condition, as a unit, or to tell more of whom it names."""
    used = {name for line in mapping.lines for name in line.named}
    used |= {line.draft.key or "" for line in mapping.lines}
    used |= {c.of for n in mapping.lines for c in n.conditions}
    used |= {c.of for skipped in mapping.skipped_rows for c in skipped.where}
    used |= {rule.unit_rule or "" for rule in mapping.columns.values()}
    for rule in mapping.entities.values():
        tells = rule.aliases or rule.zh or rule.same_as or rule.note
        if rule.name not in used and not tells and not mapping.file.problems:
            mapping.file.report(
                rule.line, f"the rule {rule.name!r} is in no line of says; expected one. Use it there, or drop it"
            )
