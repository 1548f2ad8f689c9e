"""Names of tables looked up among many, in processor time: the index, and a name exact, folded, near, new.

The names are those of `names.py`, made from syllables, so that more of them are alike than real ones are.

Run: python benchmarks/links.py [NAMES]
"""

import random
import sys
import time

from names import entities, timed

import aigraph
from aigraph.linking.linker import Linker


def main() -> None:
    """Make a linker and ask it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    known, ontology = list(entities(count)), aigraph.load().ontology
    start = time.process_time()
    linker = Linker(known, ontology)
    linker.resolve("Warm Up", ["Company"])
    print(f"{count} names: linker with all its indexes in {time.process_time() - start:.2f} s")
    asked = [entity.name for entity in random.Random(2).sample(known, 500)]
    for what, names in {
        "exact": asked,
        "other case and signs": [name.upper().replace(" ", "-") for name in asked],
        "a letter lacks": [name[:5] + name[6:] for name in asked],
        "another word": [f"{name} Ventures" for name in asked],
        "its first word": [name.split()[0] for name in asked],
        "nobody's": [name[::-1] for name in asked],
    }.items():
        timed(what, [lambda n=n: linker.resolve(n, ["Company"]) for n in names])


if __name__ == "__main__":
    main()
