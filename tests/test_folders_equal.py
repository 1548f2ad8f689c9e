"""The same graph as one folder and as several, one extending the other, gives equal answers, apart from IRIs."""

import json
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import ROOT

import aigraph
from aigraph.cache.bundle import read_graph
from aigraph.export import ndjson
from aigraph.folder import read_folder
from aigraph.model import Graph
from aigraph.namespaces import BASE, ONTOLOGY, SHIPPED, Iris
from aigraph.questions import shipped
from aigraph.questions.ask import ask
from aigraph.questions.catalogue import Question
from aigraph.seeds.passages import Passage

#: Folders and which they extend. What a passage refers to stands in its own folder or in one that this extends.
CHAIN: Mapping[str, tuple[str, ...]] = {"base": (), "top": ("base",)}
DIAMOND: Mapping[str, tuple[str, ...]] = {"base": (), "left": ("base",), "right": ("base",), "top": ("left", "right")}


class Seeds:
    """A folder of seeds as its passages, to be dealt out to several folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        read = read_graph(read_folder(folder))[1]
        self.passages = read.passages
        self.blocks = {id(p): block for p, block in zip(self.passages, self._texts(), strict=True)}
        owners = {(p.file.path, line): p for p in self.passages for line in self._lines(p)}
        self.defines = {key: owners[place] for key, place in read.places.items() if place in owners}
        self.entities = {
            block.split(":")[0]: block
            for path in sorted(folder.glob("seeds/entities/*.yaml"))
            for block in re.split(r"^(?=[a-z0-9])", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            if re.match("[a-z0-9]", block)
        }

    def _texts(self) -> Iterator[str]:
        """Yield the text of each passage."""
        for path in sorted(self.folder.glob("seeds/statements/*.yaml")):
            for block in re.split(r"^(?=- |[\w-]+:)", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
                if block.startswith("- "):
                    yield re.sub(r"\n(?:#.*)?\s*\Z", "\n", block)

    def _lines(self, passage: Passage) -> Iterator[int]:
        yield from (draft.line for draft in passage.statements)
        for claim in passage.claims:
            yield claim.line
            yield from (draft.line for draft in claim.asserts)

    def refers_to(self, passage: Passage) -> Iterator[Passage]:
        """Yield the passages without which one cannot be read."""
        for key in (str(node.value) for node in passage.also):
            if key in self.defines:
                yield self.defines[key]
        for claim in passage.claims:
            for field in ("partOf", "supports", "opposes", "disputes", "predicts"):
                for node in passage.file.texts(claim.fields.get(field), field):
                    for key in (str(node.value), f"claim/{node.value}"):
                        if key in self.defines:
                            yield self.defines[key]

    def dealt(self, parts: Mapping[str, tuple[str, ...]], choose: random.Random) -> dict[int, str]:
        """Return the folder of each passage, the last one where it could not be read in the one that was chosen."""
        *_, last = parts
        below = {name: {name, *self._below(name, parts)} for name in parts}
        home = {id(passage): choose.choice(list(parts)) for passage in self.passages}
        while True:
            wrong = [
                p for p in self.passages
                if any(home[id(other)] not in below[home[id(p)]] for other in self.refers_to(p))
            ]  # fmt: skip
            if not wrong:
                return home
            home |= {id(passage): last for passage in wrong}

    def _below(self, name: str, parts: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
        for other in parts[name]:
            yield other
            yield from self._below(other, parts)

    def write(self, to: Path, parts: Mapping[str, tuple[str, ...]], home: Mapping[int, str]) -> Path:
        """Write the folders; return the last, which has all of them."""
        first, *_, last = parts
        owners = self._owners(home, first)
        for name, extends in parts.items():
            seeds = to / name / "seeds"
            (seeds / "entities").mkdir(parents=True)
            (seeds / "statements").mkdir()
            listed = ", ".join(f'"../{other}"' for other in extends)
            config = f'title = "{name}"\nbase = "https://example.org/{name}/"\nextends = [{listed}]\n'
            (to / name / "aigraph.toml").write_text(config, encoding="utf-8")
            shutil.copy(self.folder / "seeds" / "offsets.lock", seeds)
            (seeds / "sources.yaml").write_text("# of the graph below\n", encoding="utf-8")
            if name == first:
                for file in ("sources.yaml", "merges.yaml"):
                    if (self.folder / "seeds" / file).exists():
                        shutil.copy(self.folder / "seeds" / file, seeds)
            mine = [block for slug, block in self.entities.items() if owners[slug] == name]
            (seeds / "entities" / "all.yaml").write_text("# all\n" + "".join(mine), encoding="utf-8")
            for number, (source, text) in enumerate(self._files(name, home)):
                (seeds / "statements" / f"{number}.yaml").write_text(f"source: {source}\n{text}", encoding="utf-8")
        return to / last

    def _files(self, name: str, home: Mapping[int, str]) -> Iterator[tuple[str, str]]:
        for source in dict.fromkeys(passage.source for passage in self.passages):
            mine = [p for p in self.passages if p.source == source and home[id(p)] == name]
            sections = dict.fromkeys(p.section for p in mine)
            text = "".join(
                f"{section}:\n" + "".join(self.blocks[id(p)] for p in mine if p.section == section)
                for section in sections
            )
            if text:
                yield source, text

    def _owners(self, home: Mapping[int, str], first: str) -> dict[str, str]:
        """Return the folder of each entity: the one folder whose passages name it, else the first."""
        rest = "".join(
            path.read_text(encoding="utf-8")
            for path in (self.folder / "seeds" / "sources.yaml", self.folder / "seeds" / "merges.yaml")
            if path.exists()
        )
        words = {slug: {first} for slug in re.findall(r"[a-z0-9-]+", rest)}
        for passage in self.passages:
            for slug in re.findall(r"[a-z0-9-]+", self.blocks[id(passage)]):
                words.setdefault(slug, set()).add(home[id(passage)])
        return {
            slug: next(iter(found)) if len(found := words.get(slug, {first})) == 1 else first for slug in self.entities
        }


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    return Seeds(ROOT)


def nouns(graph: Graph) -> Graph:
    """Return a graph as if it had the IRIs of the shipped one."""
    return replace(graph, iris=SHIPPED)


def plain(value: Any, iris: Iris) -> Any:
    """Return a cell, a record or an attribute with node ids in place of IRIs."""
    if isinstance(value, dict):
        return {key: plain(item, iris) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, iris) for item in value]
    if not isinstance(value, str):
        return value
    return value.removeprefix(BASE) if value.startswith((ONTOLOGY[:-1], BASE + "graph")) else iris.node(value)


def assert_equal_answers(one: Any, other: Any, scratch: Path) -> None:
    """Assert that two graphs answer alike: in every engine, every shipped question, every record."""
    assert nouns(other.graph) == nouns(one.graph)
    for kind in ("entities", "statements", "claims", "sources"):
        lines = [
            [plain(json.loads(line), g.graph.iris) for line in ndjson.lines(g.graph, g.ontology, kind)]
            for g in (one, other)
        ]
        assert lines[0] == lines[1], kind
    networks = [g.to_networkx(details=True) for g in (one, other)]
    nodes, edges = [], []
    for g, network in zip((one, other), networks, strict=True):
        nodes.append({node: plain(data, g.graph.iris) for node, data in network.nodes(data=True)})
        edges.append(
            {(a, b, key): plain(data, g.graph.iris) for a, b, key, data in network.edges(keys=True, data=True)}
        )
    assert nodes[0] == nodes[1]
    assert edges[0] == edges[1]
    assert sorted(quads(one) ^ quads(other)) == []
    for name, question in shipped().items():
        for engine in ("pyoxigraph", "kglite"):
            tables = [
                ask(g, its(question, g.graph.iris, scratch / str(n)), engine, {}) for n, g in enumerate((one, other))
            ]
            answers: list[list[Any]] = [[list(row) for row in table] for table in tables]
            if engine == "pyoxigraph":  # which orders rows by IRIs, and the two ends of a pair
                answers = [sorted(sorted(map(repr, row)) for row in rows) for rows in answers]
            assert answers[0] == answers[1], (name, engine)


def its(question: Question, iris: Iris, scratch: Path) -> Question:
    """Return a question that names entities by the IRIs of a graph, where it names any in its text."""
    text = (question.folder / "query.rq").read_text(encoding="utf-8")
    if not re.search(r"^[^#]*\baid:\w", text, re.MULTILINE):
        return question
    folder = shutil.copytree(question.folder, scratch / question.id, dirs_exist_ok=True)
    named = re.sub(r"\baid:([\w-]+)", lambda match: f"<{iris.of(match[1])}>", text)
    (folder / "query.rq").write_text(named, encoding="utf-8")
    return replace(question, folder=folder)


def quads(g: Any) -> set[tuple[str, ...]]:
    """Return the triples of a graph with node ids in place of IRIs, without what is said of the graphs themselves."""
    found = set()
    for quad in g._files.read_quads():
        if not str(quad.subject.value).endswith("/") and "void#" not in quad.predicate.value:
            found.add(
                tuple(
                    plain(str(getattr(t, "value", t)), g.graph.iris)
                    for t in (quad.subject, quad.predicate, quad.object)
                )
            )
    return found


@pytest.mark.slow
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.sampled_from([CHAIN, DIAMOND]), seed=st.integers(0, 2**32))
def test_the_same_nouns_however_they_are_dealt(
    parts: Mapping[str, tuple[str, ...]], seed: int, seeds: Seeds, graph: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    top = seeds.write(tmp_path_factory.mktemp("dealt"), parts, seeds.dealt(parts, random.Random(seed)))
    read = read_graph(read_folder(top))[1]
    assert read.problems == []
    stated = tuple(s for s in graph.graph.statements if s.derived is None)
    assert nouns(read.graph) == replace(nouns(graph.graph), statements=stated)


@pytest.mark.slow
@pytest.mark.parametrize("parts", [CHAIN, DIAMOND], ids=["chain", "diamond"])
def test_equal_answers(parts: Mapping[str, tuple[str, ...]], seeds: Seeds, graph: Any, tmp_path: Path) -> None:
    home = seeds.dealt(parts, random.Random(13))
    assert set(home.values()) == set(parts)
    other = aigraph.load(seeds.write(tmp_path, parts, home))
    spaces = {other.graph.iris.space(node).base for node in other.graph.node_ids()}
    assert len(spaces) == len(parts)
    assert_equal_answers(graph, other, tmp_path)


def entities_of(path: Path) -> dict[str, str]:
    """Return the text of each entity of a file."""
    blocks = re.split(r"^(?=[a-z0-9])", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {block.split(":")[0]: block for block in blocks if re.match("[a-z0-9]", block)}


@pytest.fixture
def wide(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders: the graph of tests/data/wide on top of the shipped one, and both as one folder.

    What both say, of which one would have to be more evidence of the other, is left out of the second.
    """
    two, one = tmp_path / "two", tmp_path / "one"
    shutil.copytree(ROOT / "tests" / "data" / "wide" / "seeds", two / "seeds")
    config = 'title = "{0}"\nbase = "https://example.org/{0}/"\n'
    (two / "aigraph.toml").write_text(config.format("two") + 'extends = ["aigraph"]\n', encoding="utf-8")
    for problem in read_graph(read_folder(two))[1].problems:
        path = two / problem.path
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        lines[problem.line - 1] = "#\n"
        rest = re.sub(r"  says:\n#\n(?!  - )", "  skip: the shipped graph says so\n#\n", "".join(lines))
        path.write_text(rest, encoding="utf-8")
    shutil.copytree(ROOT / "seeds", one / "seeds")
    (one / "aigraph.toml").write_text(config.format("one"), encoding="utf-8")
    for name in ("sources.yaml", "offsets.lock"):
        with (one / "seeds" / name).open("a", encoding="utf-8") as file:
            file.write((two / "seeds" / name).read_text(encoding="utf-8"))
    for path in (two / "seeds" / "statements").iterdir():
        shutil.copy(path, one / "seeds" / "statements" / f"wide-{path.name}")
    known = {slug for path in (ROOT / "seeds" / "entities").iterdir() for slug in entities_of(path)}
    mine = entities_of(two / "seeds" / "entities" / "all.yaml")
    (one / "seeds" / "entities" / "wide.yaml").write_text(
        "".join(block for slug, block in mine.items() if slug not in known), encoding="utf-8"
    )
    return one, two


@pytest.mark.slow
def test_on_top_of_the_shipped_graph(wide: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = map(aigraph.load, wide)
    assert {space.base for space in two.graph.iris.spaces} == {BASE, "https://example.org/two/"}
    assert two.graph.iris.of("openai") == BASE + "id/openai"
    assert two.graph.iris.of("halden-ai") == "https://example.org/two/id/halden-ai"
    assert_equal_answers(one, two, tmp_path)
