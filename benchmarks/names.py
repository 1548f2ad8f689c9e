"""Names at scale, in processor time: make an index, look names up, search them with and without typos.

Names are made from syllables, the same on every run; an entity has one or two, Latin and Chinese, and an alias.

Run: python benchmarks/names.py [NAMES]
"""

import pickle
import random
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

from aigraph.model import Entity
from aigraph.names.index import Index

SYLLABLES = ["an", "ber", "cor", "dal", "en", "fi", "gra", "hol", "in", "jo", "ka", "lum", "mi", "nor", "o", "pra"]
SYLLABLES += ["qui", "ra", "sen", "tor", "ul", "ver", "wex", "yo", "zan"]
ENDS = ["AI", "Labs", "Systems", "Research", "Robotics", "Cloud", "(model)", ""]
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡单仇曾解查任乐区朴盖翟", "".join(map(chr, range(0x4E00, 0x5200)))


def entities(count: int) -> Iterator[Entity]:
    """Yield entities with so many names, made up; every third has a Chinese one."""
    rng = random.Random(1)
    for number in range(count * 3 // 7):
        word = "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).title()
        names = {"en": f"{word} {''.join(rng.choices(SYLLABLES, k=2)).title()} {rng.choice(ENDS)}".strip()}
        if number % 3 == 0:
            names["zh"] = rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.randint(1, 3)))
        yield Entity(f"entity-{number}", ("Company",), names, (f"{word}-{number}",))


def timed(what: str, calls: list[Callable[[], object]]) -> None:
    """Print the middle and the longest time of calls."""
    times = []
    for call in calls:
        start = time.process_time()
        call()
        times.append(1000 * (time.process_time() - start))
    print(f"{what:34} {median(times):9.3f} ms, longest {max(times):9.3f} ms, first {times[0]:9.3f} ms")


def main() -> None:
    """Make the index and ask it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    known = list(entities(count))
    Index(known[:30])  # pypinyin's dictionaries are read once
    start = time.process_time()
    index = Index(known)
    print(f"{count} names: index in {time.process_time() - start:.2f} s")
    for table in ("names", "words", "sounds", "hints", "spelt", "loose"):
        print(f"  {table}: {len(getattr(index, table))} keys")
    start = time.process_time()
    data = pickle.dumps(index, protocol=5)
    written = time.process_time()
    index = pickle.loads(data)
    print(f"pickled {len(data) / 1e6:.1f} MB in {written - start:.2f} s, read in {time.process_time() - written:.2f} s")
    asked = random.Random(2).sample(known, 50)
    timed("exact name", [lambda e=e: index.resolve(e.name) for e in asked])
    timed("find an exact name, ten hits", [lambda e=e: index.find(e.name) for e in asked])
    timed("find its first four letters", [lambda e=e: index.find(e.name[:4]) for e in asked])
    timed("find a part", [lambda e=e: index.find(e.name[3:9]) for e in asked])
    timed("find one letter", [lambda c=c: index.find(c) for c in "abcdefgh"])
    timed("find a typo", [lambda e=e: index.find(e.name[:5] + e.name[6:]) for e in asked])
    timed("suggest for a stranger", [lambda e=e: index.suggest(e.name[::-1]) for e in asked[:10]])


if __name__ == "__main__":
    main()
