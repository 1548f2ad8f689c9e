"""Who founded what, where they came from, and what of it is only said: a script of thirty lines, strictly typed."""

from collections import Counter
from pathlib import Path

import aigraph

FOUNDERS = "SELECT ?who ?company WHERE { ?who aig:founded ?company } ORDER BY ?company ?who"
FORMER = (
    "MATCH (p {id: $who})-[r:WORKED_AT {stage: 'ended'}]->(lab) RETURN lab.name AS lab, r.quote AS quote ORDER BY lab"
)


def main(out: Path) -> None:
    """Print founders with their former employers, and write the part of the graph around them."""
    with aigraph.load() as graph:
        founded: Counter[str] = Counter()
        for row in graph.select(FOUNDERS).to_dicts():
            who, company = graph.resolve(str(row["who"])), graph.resolve(str(row["company"]))
            founded[graph.entities[company].name] += 1
            for lab, quote in graph.cypher(FORMER, {"who": who}):
                print(f"{graph.entities[who].name} founded {graph.entities[company].name}, from {lab}: “{quote}”")
        print(founded.most_common(3))
        near = graph.around("Anthropic", depth=2, classes=["Person", "Company"])
        print(near, near.counts("modality"))
        near.view(out / "founders.html", language="en")
        for statement in near.statements.values():
            if not statement.settled:
                print(graph.show(statement.id).title, "—", statement.modality)


if __name__ == "__main__":
    main(Path())
