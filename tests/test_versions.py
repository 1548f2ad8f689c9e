"""What changed between two versions: nothing where they are equal, sentences, patches that give the other, histories."""

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rdflib
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lines import graph_of
from shipped import ONTOLOGY
from support import HOSTILE, ROOT
from test_round_trip import graphs

import aigraph
from aigraph.characters import visible
from aigraph.cli import main
from aigraph.errors import VersionError
from aigraph.export.ndjson import lines
from aigraph.model import Entity, Graph, Quantity, Span
from aigraph.rdf.files import write_rdf
from aigraph.rdf.rules import infer
from aigraph.rdf.write import to_quads
from aigraph.seeds import read_seeds
from aigraph.versions.compare import names_of, written
from aigraph.versions.difference import difference
from aigraph.versions.git import commits
from aigraph.versions.patch import apply, patch
from aigraph.versions.places import FILES, QUADS, RECORDS, opened, revision
from aigraph.versions.release import RELEASED


def build(graph: Graph, folder: Path) -> Path:
    """Write the files of a build that versions are compared by."""
    folder.mkdir(exist_ok=True)
    for name in RECORDS:
        (folder / f"{name}.ndjson").write_bytes("".join(lines(graph, ONTOLOGY, name)).encode())
    with (folder / QUADS).open("wb") as stream:
        write_rdf(to_quads(graph, ONTOLOGY), stream, "nquads")
    return folder


def said(one: Path, other: Path, format: str = "text", language: str = "en") -> list[str]:
    changes = difference(one, other)
    text = "".join(written(changes, names_of(changes, one, other), ONTOLOGY, format, language))
    return [line for line in text.splitlines() if line]


# -- properties -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs(), graphs(), st.data())
def test_a_patch_gives_the_other_byte_for_byte_and_back(
    tmp_path_factory: pytest.TempPathFactory, one: Graph, other: Graph, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("versions")
    mixed = replace(one, statements=other.statements[:1], entities=other.entities)  # versions have much in common
    other = data.draw(st.sampled_from([one, other, mixed]))
    before, after = build(one, folder / "one"), build(other, folder / "other")
    old, new = ((place / QUADS).read_bytes() for place in (before, after))
    rows = list(patch(before / QUADS, after / QUADS))
    assert (rows == []) == (old == new)
    assert apply(old, rows) == new
    assert apply(new, rows, reverse=True) == old
    back = list(patch(after / QUADS, before / QUADS))
    turned = {b"A": b"D", b"D": b"A"}
    assert {turned[r[:1]] + r[1:] for r in rows if r[:1] in turned} == {r for r in back if r[:1] in turned}
    quads = rdflib.Dataset()
    quads.parse(data=old, format="nquads")
    quads.parse(data=b"".join(rows), format="patch")
    wanted = rdflib.Dataset()
    wanted.parse(data=new, format="nquads")
    assert set(quads.quads()) == set(wanted.quads())


def own(what: str, record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without an entity's attributes, which are statements."""
    names = ("id", "name", "nameZh", "classes", "aliases", "misspellings", "sameAs", "note", "replacedBy")
    return {key: value for key, value in record.items() if key in names} if what == "entity" else record


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs(), graphs())
def test_changes_are_what_turns_one_into_the_other(
    tmp_path_factory: pytest.TempPathFactory, one: Graph, other: Graph
) -> None:
    folder = tmp_path_factory.mktemp("versions")
    before, after = build(one, folder / "one"), build(other, folder / "other")
    assert difference(before, before) == []
    changes = difference(before, after)
    records: dict[str, dict[str, Any]] = {what: {} for what in ("entity", "source", "statement", "claim")}
    for what, name in zip(records, RECORDS, strict=True):
        for line in (before / f"{name}.ndjson").read_text(encoding="utf-8").split("\n")[:-1]:
            records[what][json.loads(line)["id"]] = json.loads(line)
    for change in changes:
        if change.before is not None:
            assert records[change.what].pop(change.before["id"]) == change.before
        if change.after is not None:
            records[change.what][change.after["id"]] = change.after
    for what, name in zip(records, RECORDS, strict=True):
        text = (after / f"{name}.ndjson").read_text(encoding="utf-8").split("\n")[:-1]
        wanted = [own(what, json.loads(line)) for line in text]
        assert sorted((own(what, r) for r in records[what].values()), key=lambda r: str(r["id"])) == wanted


# -- by hand ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def graph() -> Graph:
    return graph_of(["ann workedAt lab (ended) [rumoured]", "ann founded firm", "lab foundingDate 2015"], ONTOLOGY)


def changed(graph: Graph, tmp_path: Path, **parts: Any) -> list[str]:
    """Return what is told of a graph and of what it becomes, without the summary and the headings."""
    one, other = build(graph, tmp_path / "one"), build(replace(graph, **parts), tmp_path / "other")
    return [line.strip() for line in said(one, other) if line.startswith("  ")]


def with_statement(graph: Graph, identifier: str, **change: Any) -> tuple[Any, ...]:
    return tuple(replace(s, **change) if s.id == identifier else s for s in graph.statements)


def test_how_it_is_known_where_it_stands_and_how_much(graph: Graph, tmp_path: Path) -> None:
    [evidence] = next(s for s in graph.statements if s.id == "ann/workedAt/lab").evidence
    surer = (replace(evidence, modality="reported"),)
    statements = with_statement(graph, "ann/workedAt/lab", evidence=surer, settled=True, stage="actual")
    assert changed(graph, tmp_path, statements=statements) == [
        "changed: ann works at lab [reported]",
        "known as: rumoured → reported",
        "stage: ended → actual",
        "evidence (page), modality: rumoured → reported",
    ]
    number = {"value": (Quantity(Decimal(3), unit="person"),)}
    statements = with_statement(graph, "ann/founded/firm", qualifiers=number)
    assert changed(graph, tmp_path, statements=statements) == [
        "changed: ann founded firm (value: 3 people)",
        "value: nothing → 3 people",
    ]


def test_evidence_that_comes_and_goes(graph: Graph, tmp_path: Path) -> None:
    [evidence] = next(s for s in graph.statements if s.id == "ann/founded/firm").evidence
    other = replace(evidence, id="ann/founded/firm/page/2", span=Span("She did.", 40, 48))
    assert changed(graph, tmp_path, statements=with_statement(graph, "ann/founded/firm", evidence=(other,))) == [
        "changed: ann founded firm",
        "evidence added: “She did.” — page",
        "evidence removed: “ann founded firm” — page",
    ]


def test_entities_renamed_merged_split_and_given_another_id(graph: Graph, tmp_path: Path) -> None:
    def entities(**change: Any) -> tuple[Entity, ...]:
        return tuple(replace(e, **change) if e.id == "lab" else e for e in graph.entities)

    renamed = entities(names={"en": "The Lab", "zh": "实验室"})
    assert changed(graph, tmp_path, entities=renamed)[0] == "renamed: lab · nothing → The Lab · 实验室 (lab)"
    merged = replace(graph, entities=entities(replaced_by="firm"))
    assert changed(graph, tmp_path, entities=merged.entities)[0] == "merged: lab → firm"
    assert changed(merged, tmp_path, entities=graph.entities)[0] == "split: lab ↔ firm"
    moved = graph_of(
        ["ann workedAt laboratory (ended) [rumoured]", "ann founded firm", "lab foundingDate 2015"], ONTOLOGY
    )
    moved = replace(
        moved,
        entities=tuple(
            sorted(
                (
                    replace(e, names={"en": "lab"}) if e.id == "laboratory" else e
                    for e in moved.entities
                    if e.id != "lab"
                ),
                key=lambda e: e.id,
            )
        ),
        statements=tuple(s for s in moved.statements if s.subject != "lab"),
    )
    plain = replace(graph, statements=tuple(s for s in graph.statements if s.subject != "lab"))
    one, other = build(plain, tmp_path / "one"), build(moved, tmp_path / "other")
    told = said(one, other)
    assert "  renamed: lab (lab → laboratory)" in told
    assert "    ann/workedAt/lab → ann/workedAt/laboratory" in told
    assert Counter(c.kind for c in difference(one, other)) == {"renamed": 1, "moved": 1}


def test_a_predicate_of_another_time_is_still_told(graph: Graph, tmp_path: Path) -> None:
    one, other = build(graph, tmp_path / "one"), build(Graph(), tmp_path / "other")
    path = one / "statements.ndjson"
    path.write_text(path.read_text(encoding="utf-8").replace('"founded"', '"setUp"'), encoding="utf-8")
    assert "  removed: ann/founded/firm: firm" in said(one, other)


def test_what_follows_is_compared_too(tmp_path: Path) -> None:
    lines_ = ["ann workedAt lab (ended)", "ann founded firm"]
    more = [*lines_, "bob workedAt lab (ended)", "bob founded firm"]
    one, other = (
        build(infer(graph_of(some, ONTOLOGY), ONTOLOGY)[0], tmp_path / name)
        for name, some in (("one", lines_), ("other", more))
    )
    assert "    proof added: founded-by-alumni-of: bob/founded/firm + bob/workedAt/lab" in said(one, other)


def test_hostile_names_are_one_line_each(graph: Graph, tmp_path: Path) -> None:
    for text in HOSTILE[:8]:
        named = tuple(replace(e, names={"en": text}) for e in graph.entities)
        other = replace(graph, entities=named, statements=graph.statements[:1])
        one, two = build(graph, tmp_path / "one"), build(other, tmp_path / "other")
        assert len(said(one, two)) == len(said(one, two, language="zh"))
        assert all(visible(line) == line for line in said(one, two))
        assert not re.search(r"(?<!\\)<", "".join(said(one, two, "md")))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: "\n".join(reversed(text.splitlines())) + "\n", "expected lines sorted by id"),
        (lambda text: text.replace('{"id"', '{"it"', 1), "has no id"),
        (lambda text: "not JSON\n" + text, "no JSON"),
    ],
)
def test_a_build_that_is_none_is_refused(graph: Graph, tmp_path: Path, spoil: Any, told: str) -> None:
    one, other = build(graph, tmp_path / "one"), build(Graph(), tmp_path / "other")
    path = one / "entities.ndjson"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(VersionError, match=told):
        difference(one, other)


# -- patches that do not fit --------------------------------------------------------------------------------------------


def test_a_patch_of_another_version_is_refused(graph: Graph, tmp_path: Path) -> None:
    one, other = build(graph, tmp_path / "one"), build(Graph(), tmp_path / "other")
    rows = list(patch(one / QUADS, other / QUADS))
    quads = (one / QUADS).read_bytes()
    with pytest.raises(VersionError, match="what is to be patched has the SHA-256"):
        apply(b"", rows)
    bare = [row for row in rows if not row.startswith(b"H ")]
    with pytest.raises(VersionError, match="rows do not fit"):
        apply(b"", bare)
    assert apply(quads, bare) == (other / QUADS).read_bytes()
    with pytest.raises(VersionError, match="what came of it"):
        apply(quads, rows[:4] + rows[5:])
    with pytest.raises(VersionError, match="no row of a patch"):
        apply(quads, [b"hello\n"])


# -- folders, revisions, commands ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph folder in a repository of its own, with three commits: as it is, a rumour surer, seeds that are wrong."""
    repository = tmp_path_factory.mktemp("repository")
    folder = Path(shutil.copytree(ROOT / "tests" / "data" / "small", repository / "graph"))

    def git(*words: str) -> None:
        who = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(repository), *who, *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "The beginning")
    for path, old, new in EDITS:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text, path
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        git("commit", "-qam", f"{old} is {new}".splitlines()[0])
    return folder


EDITS = (
    ("seeds/entities/all.yaml", "name: ", "name: New "),
    ("seeds/entities/all.yaml", "name: New ", "nme: New "),
    ("seeds/entities/all.yaml", "nme: New ", "name: Newer "),
)


def run(*words: str) -> Any:
    return CliRunner().invoke(main, list(words))


@pytest.mark.slow
def test_folders_and_revisions_of_a_repository(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(small)
    aigraph.load(small).build(tmp_path / "built")
    assert run("diff", str(tmp_path / "built"), ".").output == "No difference.\n"
    assert run("diff", str(tmp_path / "built"), ".", "--format", "patch").output == ""
    assert run("diff", "HEAD", ".").exit_code == 0
    found = run("diff", "HEAD~3", "HEAD~2")
    assert found.exit_code == 1
    assert "renamed: " in found.output
    assert run("diff", "HEAD~3:graph", ".").exit_code == 1
    wrong = run("diff", "HEAD~1", ".")
    assert wrong.exit_code == 2
    assert "cannot be read by this program: seeds/entities/all.yaml" in wrong.output
    for words in (("nosuch", "."), ("HEAD:nosuch", "."), (str(small / "seeds"), ".")):
        assert run("diff", *words).exit_code == 2, words
    file = tmp_path / "new.rdfp"
    file.write_text(run("diff", "HEAD~3", ".", "--format", "patch").output, encoding="utf-8")
    assert run("patch", "HEAD~3", str(file), "-o", str(tmp_path / "made.nq")).exit_code == 0
    assert (tmp_path / "made.nq").read_bytes() == (tmp_path / "built" / QUADS).read_bytes()
    assert (
        run("patch", str(tmp_path / "made.nq"), str(file), "--reverse", "-o", str(tmp_path / "old.nq")).exit_code == 0
    )
    with opened("HEAD~3", small) as first:
        assert (tmp_path / "old.nq").read_bytes() == (first / QUADS).read_bytes()
    assert run("patch", ".", str(file), "-o", str(tmp_path / "x.nq")).exit_code == 2


@pytest.mark.slow
def test_the_history_of_a_thing(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(small)
    with opened("HEAD", small) as now, opened("HEAD~3", small) as first:
        [change] = [c for c in difference(first, now) if c.kind == "renamed"]
    log = run("log", change.id, "--format", "json")
    records = json.loads(log.stdout)
    assert [r["changes"][0]["kind"] for r in records if r["changes"][0]["id"] == change.id] == [
        "added",
        "renamed",
        "renamed",
    ]
    assert "cannot be read by this program" in log.stderr
    assert records[-1]["commit"]
    told = run("log", change.id)
    assert "The beginning" in told.stdout
    assert run("log", "no/such/thing").exit_code == 2


@pytest.mark.slow
def test_over_the_whole_history_of_the_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some fifteen revisions of all, the last ones among them; what this program cannot read says why."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    before, unread = tmp_path / "nothing", []
    before.mkdir()
    for name in FILES:
        (before / name).touch()
    read = 0
    every = list(commits(ROOT, "seeds", "ontology"))
    for commit in every[: -3 : len(every) // 12 + 1] + every[-3:]:
        try:
            after = revision(ROOT, commit.hash, "")
        except VersionError as err:
            unread.append(str(err))
            continue
        read += 1
        old, new = ((place / QUADS).read_bytes() for place in (before, after))
        rows = list(patch(before / QUADS, after / QUADS))
        assert apply(old, rows) == new, commit.hash
        assert apply(new, rows, reverse=True) == old, commit.hash
        changes = difference(before, after)
        assert bool(changes) <= (old != new)
        assert all(
            "".join(written(changes, names_of(changes, before, after), ONTOLOGY, "text", language))
            for language in ("en", "zh")
        )
        before = after
    assert all("cannot be read by this program: " in why or "no seeds" in why for why in unread)
    assert read >= min(10, len(every) - 1)


@pytest.mark.slow
def test_jena_makes_the_same_of_a_patch(tmp_path: Path) -> None:
    jena = os.environ.get("AIGRAPH_JENA")
    if not jena:
        pytest.skip("no Jena: set AIGRAPH_JENA to its class path, such as 'JARS/*'")
    whole = infer(read_seeds(ROOT / "seeds", ONTOLOGY).graph, ONTOLOGY)[0]
    some = replace(whole, statements=whole.statements[::2], claims=whole.claims[::3])
    one, other = build(some, tmp_path / "one"), build(whole, tmp_path / "other")
    (tmp_path / "new.rdfp").write_bytes(b"".join(patch(one / QUADS, other / QUADS)))
    files = [str(one / QUADS), str(tmp_path / "new.rdfp"), str(other / QUADS)]
    run = ["java", "-cp", jena, str(ROOT / "tests" / "RdfPatch.java"), *files]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip() == "same"


@pytest.mark.slow
def test_a_release(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(small)
    words = ["release", "1.1.0", "--out", "RELEASE", "--date", "2026-11-26", "--author", "A & B", "--author", "C"]
    before = ["--since", "HEAD~3", "--since-version", "1.0.0"]
    places = [tmp_path / name for name in ("one", "two")]
    for place in places:
        found = run(*(str(place) if word == "RELEASE" else word for word in words), *before)
        assert found.exit_code == 0, found.output
    one, two = ({path.name: path.read_bytes() for path in place.iterdir()} for place in places)
    assert one == two  # the same every time
    assert one.keys() >= {*RELEASED, *FILES}
    sums = {line[66:]: line[:64] for line in one["SHA256SUMS"].decode().splitlines()}
    assert sums == {name: sha256(data).hexdigest() for name, data in one.items() if name != "SHA256SUMS"}
    assert one["CHANGES.md"].decode().startswith("# ")
    assert "- renamed: " in one["CHANGES.md"].decode()
    with opened("HEAD~3", small) as first:
        assert apply((first / QUADS).read_bytes(), one["changes.rdfp"].splitlines(keepends=True)) == one[QUADS]
    told = rdflib.Graph().parse(data=one["dcat.ttl"], format="turtle")
    dcat, spdx = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://spdx.org/rdf/terms#")
    [dataset] = told.subjects(rdflib.RDF.type, dcat.Dataset)
    assert str(dataset).endswith("/release/1.1.0")
    sizes = {
        str(told.value(d, rdflib.DCTERMS.title)): told.value(d, dcat.byteSize)
        for d in told.objects(dataset, dcat.distribution)
    }
    assert {name: int(str(size)) for name, size in sizes.items()} == {name: len(one[name]) for name in sizes}
    assert {str(v) for v in told.objects(None, spdx.checksumValue)} == {sums[name] for name in sizes}
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    quads = [q for q in one[QUADS].decode().splitlines() if "/graph/ontology> ." not in q]
    assert int(str(told.value(dataset, void.triples))) == len(quads)
    citation = yaml.safe_load(one["CITATION.cff"])
    assert citation["authors"] == [{"name": "A & B"}, {"name": "C"}]
    assert json.loads(one[".zenodo.json"])["creators"] == citation["authors"]
    assert (citation["version"], str(citation["date-released"]), citation["type"]) == ("1.1.0", "2026-11-26", "dataset")
    assert run("release", "1 2", "--out", str(tmp_path / "x"), "--author", "A").exit_code == 2
    assert run("release", "1", "--since", "nosuch", "--out", str(tmp_path / "x"), "--author", "A").exit_code == 2
    assert not (tmp_path / "x").exists()
    first_one = run("release", "1.0.0", "--out", str(tmp_path / "x"), "--author", "A")
    assert first_one.exit_code == 0
    assert "The first release: " in (tmp_path / "x" / "CHANGES.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_formats_of_the_command(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(small)
    found: list[Mapping[str, Any]] = json.loads(run("diff", "HEAD~3", ".", "--format", "json").output)
    assert [change["kind"] for change in found if change["what"] == "entity"] == ["renamed"]
    assert json.loads(run("diff", ".", ".", "--format", "json").output) == []
    assert "\n## Entities\n\n- renamed: " in run("diff", "HEAD~3", ".", "--format", "md").output
    assert "更名" in run("diff", "HEAD~3", ".", "--lang", "zh").output
