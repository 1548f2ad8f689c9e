"""Random SPARQL queries asked of `Endpoint` and of rdflib; where they differ, made smaller and printed.

    python benchmarks/differential_sparql.py --count 10000 [--jena 'JARS/*']

With the jars of Apache Jena (its artifact `jena-cmds`) Jena decides who is right; without, `random_sparql.rdflib_errs`
knows what rdflib alone answers otherwise. Exit code 1 where nobody agrees with us.
"""

import argparse
import base64
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat
from random_sparql import LINKS, Select, rdflib_errs, smaller, some_query

import aigraph
from aigraph.errors import QueryError
from aigraph.namespaces import ENTITY, ONTOLOGY, PREFIXES, RDFS
from aigraph.sparql.endpoint import Endpoint, Triples
from aigraph.sparql.values import unpack

_HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
#: Queries with more rows say no more than smaller ones, and take rdflib minutes.
_MOST, _SECONDS = 3000, 10
Answer = Counter[tuple[tuple[str, object], ...]] | bool | None


class TooSlow(Exception):
    """An engine took too long to be waited for."""


def cut() -> list[Quad]:
    """Return some quads of the shipped graph: links of all its graphs, and values of what they link."""
    links = {ONTOLOGY + name for name in LINKS}
    quads = sorted(aigraph.load().quads(), key=str)
    found = [q for q in quads if q.predicate.value in links and _is_entity(q.subject)]
    ends = {q.subject for q in found} | {q.object for q in found}
    values = [ONTOLOGY + name for name in ("openWeights", "memberCount", "foundingDateEarliest")]
    labels = [q for q in quads if q.predicate.value == RDFS + "label" and q.subject in ends][::8]
    return [*found[::2], *labels, *(q for q in quads if q.predicate.value in values and _is_entity(q.subject))]


def _is_entity(term: Any) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(ENTITY)


class Engines:
    """The engines over one cut, its files in a folder."""

    def __init__(self, folder: Path, jena: str | None = None) -> None:
        """Write the files and start what has to be started."""
        import rdflib

        quads = cut()
        path, merged = folder / "cut.nq", folder / "merged.nq"
        pyoxigraph.serialize(quads, str(path), format=RdfFormat.N_QUADS)
        union = [Quad(q.subject, q.predicate, q.object) for q in quads]
        named = [q for q in quads if not isinstance(q.graph_name, DefaultGraph)]
        pyoxigraph.serialize([*union, *named], str(merged), format=RdfFormat.N_QUADS)
        self.endpoint = Endpoint(path)
        self._dataset = rdflib.Dataset(default_union=True)
        self._dataset.parse(path, format="nquads")
        java = ["java", "-cp", jena or "", str(Path(__file__).with_name("Arq.java")), str(merged)]
        self._jena = {
            kind: subprocess.Popen([*java, *kind.split()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for kind in (("", "ref") if jena else ())
        }

    def ours(self, query: Select) -> Answer:
        """Return our answer."""
        if query.form == "CONSTRUCT":
            triples = self.endpoint.construct(str(query), timeout=_SECONDS)
            return _graph(triples)
        results = self.endpoint.results(str(query), "sparql-json", timeout=_SECONDS)
        return _answer(results.encode())

    def rdflib(self, query: Select) -> Answer:
        """Return rdflib's answer."""
        signal.signal(signal.SIGALRM, _too_slow)
        signal.alarm(_SECONDS)
        try:
            found: Any = self._dataset.query(_HEAD + str(query))
            if query.form == "CONSTRUCT":
                lines = found.serialize(format="nt").decode().splitlines()
                return _graph(Triples(tuple(line for line in lines if line)))
            return _answer(found.serialize(format="json"))
        finally:
            signal.alarm(0)

    def jena(self, query: Select, engine: str = "") -> Answer:
        """Return Jena's answer, by its usual engine or by `ref`, which does what the algebra says and no more."""
        java = self._jena[engine]
        assert java.stdin is not None and java.stdout is not None
        java.stdin.write(base64.b64encode((_HEAD + str(query)).encode()).decode() + "\n")
        java.stdin.flush()
        line = java.stdout.readline()
        if line.startswith("!") or not line:
            raise TooSlow(line)
        data = base64.b64decode(line)
        return _graph(Triples(tuple(data.decode().splitlines()))) if query.form == "CONSTRUCT" else _answer(data)

    def close(self) -> None:
        """Stop what was started."""
        self.endpoint.close()
        for java in self._jena.values():
            java.kill()
            java.communicate()


def _too_slow(*_: object) -> None:
    raise TooSlow


def _answer(json: bytes) -> Answer:
    parsed = pyoxigraph.parse_query_results(input=json, format=QueryResultsFormat.JSON)
    if isinstance(parsed, pyoxigraph.QueryBoolean):
        return bool(parsed)
    names = [variable.value for variable in parsed.variables]
    return Counter(
        tuple(sorted((name, _term(term)) for name, term in zip(names, row, strict=True) if term is not None))
        for row in parsed
    )


def _graph(triples: Triples) -> Answer:
    parsed = pyoxigraph.parse(input=str(triples), format=RdfFormat.N_TRIPLES)
    return Counter((("s", str(q.subject)), ("p", str(q.predicate)), ("o", _term(q.object))) for q in set(parsed))


def _term(term: Any) -> str:
    """Return a term; a number without the form that an engine gives it."""
    if isinstance(term, Literal):
        value = unpack(["literal", term.value, term.language or "", term.datatype.value])
        return f"{value!r} {(term.language or '').lower()} {term.datatype.value}"
    return str(term)


def shrunk(query: Select, differs: Callable[[Select], bool]) -> Select:
    """Return the smallest query made from one that still differs."""
    while True:
        less = next((less for less in smaller(query) if len(str(less)) < len(str(query)) and differs(less)), None)
        if less is None:
            return query
        query = less


class Comparison:
    """Compares the engines, query by query."""

    def __init__(self, engines: Engines, decide: bool, every: bool = False) -> None:
        """Remember the engines, whether Jena decides, and whether to tell of what is rdflib's alone."""
        self._engines, self._decide = engines, decide
        self._told = ("ours", "differs", "rdflib") if every else ("ours", "differs")
        self.counts: Counter[str] = Counter()

    def judge(self, query: Select) -> str:
        """Return `same`, `slow` or `wrong` (no engine can be asked it), `rdflib` where that alone differs, `ours`."""
        try:
            ours = self._engines.ours(query)
        except QueryError as err:
            return "slow" if "longer" in str(err) else "wrong"
        if isinstance(ours, Counter) and ours.total() > _MOST:
            return "slow"
        try:
            theirs = self._engines.rdflib(query)
        except TooSlow:
            return "slow"
        except Exception:  # noqa: BLE001 rdflib raises whatever comes
            theirs = None
        if theirs == ours:
            return "same"
        if not self._decide:
            return "rdflib" if rdflib_errs(query) else "differs"
        try:
            agreed = any(self._engines.jena(query, engine) == ours for engine in ("", "ref"))
            return "rdflib" if agreed else "ours"
        except TooSlow:
            return "slow"

    def run(self, seeds: Iterable[int]) -> Iterator[tuple[int, str, Select]]:
        """Yield what differs: seed, judgement, and the smallest query of it."""
        for seed in seeds:
            query = some_query(seed)
            verdict = self.judge(query)
            self.counts[verdict] += 1
            if verdict in self._told:
                yield seed, verdict, shrunk(query, partial(self._is, verdict))

    def _is(self, verdict: str, query: Select) -> bool:
        return self.judge(query) == verdict


def main() -> int:
    """Run it; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--jena", help="class path of Jena")
    parser.add_argument("--every", action="store_true", help="also print where rdflib alone differs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engines = Engines(Path(folder), options.jena)
        comparison = Comparison(engines, options.jena is not None, options.every)
        bad = 0
        for seed, verdict, query in comparison.run(range(options.first, options.first + options.count)):
            print(f"{verdict} {seed}: {query}", flush=True)
            bad += verdict != "rdflib"
        engines.close()
    print(dict(comparison.counts), file=sys.stderr)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
