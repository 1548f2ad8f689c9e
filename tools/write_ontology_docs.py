"""Write docs/ontology.md from the ontology, and into the ontology what ROBOT looks for; --check only compares.

ROBOT finds definitions under obo:IAO_0000115 alone, one a term, so that the last section of `aigraph.ttl` repeats the
English ones. Everything else of the page is the ontology's own, with an example and the counts of the shipped graph.
"""

import sys
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from aigraph.namespaces import ONTOLOGY, SKOS

ROOT = Path(__file__).parents[1]
FILE = ROOT / "ontology" / "aigraph.ttl"
PAGE = ROOT / "docs" / "ontology.md"
MARK = "# --- Definitions as ROBOT looks for them: written by tools/write_ontology_docs.py "


def with_definitions(text: str) -> str:
    """Return the ontology's file with its last section written anew."""
    store = Store()
    body = text.partition(MARK)[0].rstrip("\n")
    store.load(body.encode(), format=RdfFormat.TURTLE)
    found = {
        quad.subject.value.removeprefix(ONTOLOGY): quad.object.value
        for quad in store.quads_for_pattern(None, NamedNode(SKOS + "definition"), None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal) and quad.object.language == "en"
    }
    lines = [f'aig:{name} obo:IAO_0000115 "{text}"@en .' for name, text in sorted(found.items())]
    return f"{body}\n\n{MARK.ljust(120, '-')}\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    pages = {FILE: with_definitions(FILE.read_text(encoding="utf-8"))}
    for path, text in pages.items():
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text:
            sys.exit(f"{path.relative_to(ROOT)} is out of date. Run 'python tools/write_ontology_docs.py'")
