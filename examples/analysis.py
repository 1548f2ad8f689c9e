"""Who gave whom founders as of a day, what it rests on, and the figure for a paper: strictly typed."""

from pathlib import Path

import aigraph
from aigraph import analysis

DAY = "2023-12-31"


def main(out: Path) -> None:
    """Print the flow of talent as of a day and what it rests on; write the figure, and the table beside it."""
    with aigraph.load() as graph, graph.as_of(DAY) as then:
        flow = analysis.talent_flow(then)
        for came_from, went_to, founders, *_ in flow:
            print(f"{flow.name(came_from)} gave {flow.name(went_to)} {founders} founder(s)")
        for note in flow.notes:
            print("note:", note)
        for statement in flow.evidence.to_dicts():
            print("-", statement["sentence"], f"“{statement['quote']}”" if statement["quote"] else "")
        for source, statements, _, alone, _ in analysis.concentration(then, flow):
            print(f"{source}: {statements} statements rest on it, {alone} on it alone")
        flow.save(out / "talent-flow.pdf")
        (out / "talent-flow.csv").write_text(flow.render("csv"), encoding="utf-8", newline="")


if __name__ == "__main__":
    main(Path())
