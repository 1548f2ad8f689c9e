"""What statements must not say together, whoever states them."""

from aigraph.model import Statement
from aigraph.seeds.assemble import Assembly

__all__ = ["check_together"]


def check_together(assembly: Assembly) -> None:
    """Check the statements beside each other, reporting each finding to its file."""
    _check_unborn(assembly)
    _check_values(assembly)


def _check_unborn(assembly: Assembly) -> None:
    """Check that the editors settle nothing of what, as far as the sources say, does not exist yet.

    That is an entity whose making (a predicate that `creates` it) is only planned, under way or predicted, and of which
    the sources state nothing settled.
    """
    coming: set[str] = set()
    settled: set[str] = set()
    editors: list[Statement] = []
    for stated in assembly.statements.values():
        if all(assembly.sources[e.source].source.editors for e in stated.evidence if e.source in assembly.sources):
            editors += [stated] if stated.settled else []
        elif stated.settled:
            settled.update(stated.ends)
        elif assembly.ontology.properties[stated.predicate].creates and (
            stated.stage in ("underway", "planned") or stated.modality == "predicted"
        ):
            coming.update(stated.ends - {stated.subject})
    for stated in editors:
        for slug in sorted(stated.ends & (coming - settled)):
            assembly.report(
                stated.id,
                f"the editors settle what the sources know only as to come: {slug!r}; expected one as tentative "
                "as theirs. Add 'stage: planned', 'stage: underway' or 'modality: predicted'",
            )


def _check_values(assembly: Assembly) -> None:
    """Check that an attribute which is no list has one value today, whatever it had before."""
    ontology, first = assembly.ontology, dict[tuple[str, str], str]()
    for stated in assembly.statements.values():
        prop = ontology.properties[stated.predicate]
        if prop.use != "attribute" or prop.list or not ontology.is_direct(stated):
            continue
        other = first.setdefault((stated.subject, prop.name), stated.id)
        if other != stated.id:
            assembly.report(
                stated.id,
                f"{prop.name} of {stated.subject!r} has a value already at {assembly.where(other)}; "
                "expected one today. Say until when the other held ('endDate: …'), or as of when ('asOf: …')",
            )
