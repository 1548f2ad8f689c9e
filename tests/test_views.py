"""Views as files: read and checked as seeds are, offered where a graph holds what they name."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support import HOSTILE, ROOT

import aigraph
from aigraph.cli import main
from aigraph.errors import SeedError
from aigraph.page.network import AIGraphNetwork
from aigraph.page.view_files import KINDS, check_views, read_views

SHIPPED = ROOT / "views"
FILES = sorted(SHIPPED.glob("*.yaml"))
WORDS = "title: A title\nsentence: A sentence.\n"


def found(folder: Path, **files: str) -> list[str]:
    """Return the problems of a folder of views with these texts."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return [str(problem) for problem in read_views([folder]).problems]


def test_the_shipped_views_are_whole(graph: Any, network: AIGraphNetwork) -> None:
    views = read_views([SHIPPED]).checked()
    assert [view.id for view in views] == [view["id"] for view in network.details["views"]]
    assert {view.kind for view in views} == KINDS.keys()
    assert list(check_views(views, graph.graph, graph.ontology)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_misspelt_name_is_found_at_its_line(graph: Any, tmp_path: Path, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for field, kind, word, line in read_views([SHIPPED]).views[[p.stem for p in _ordered()].index(path.stem)].names:
        wrong = f"{word[:-1]}q{word[-1]}"
        folder = tmp_path / wrong.replace("/", "-")
        folder.mkdir()
        (folder / path.name).write_text(re.sub(rf"(?<=[ \[]){word}(?=[\],:\n])", wrong, text), encoding="utf-8")
        views = read_views([folder])
        assert views.problems == []
        problems = list(check_views(views.views, graph.graph, graph.ontology))
        assert [(p.path, p.line) for p in problems] == [(f"{folder.name}/{path.name}", line)]
        assert problems[0].message == f"unknown {kind} {wrong!r} in {field}; did you mean {word!r}?"


def _ordered() -> list[Path]:
    return sorted(FILES, key=lambda path: int(re.findall(r"^place: (\d+)$", path.read_text(), re.MULTILINE)[0]))


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    problems = found(
        tmp_path / "views",
        a=f"{WORDS}kind: fow\nleft: workedAt\n",
        b=f"kind: dots\n{WORDS}clas: Chip\n",
        c=f"kind: flow\n{WORDS}left: [workedAt]\nstage: ende\nright: founded\nheads: [one, two]\n",
        d="kind: settled\ntitle: {en: x, xh: y}\nplace: first\nsentence:\n",
        e="[not, a, mapping]\n",
        f=f"kind: camps\n{WORDS}camps: [one]\nbetween: x\n",
        g=f"{WORDS}",
        H_i=f"kind: speakers\n{WORDS}",
    )
    (tmp_path / "views" / "notes.txt").write_text("x")
    assert problems == [
        "views/H-i.yaml: 'H-i' is no id; expected lower-case letters, digits and hyphens. Rename the file",
        "views/a.yaml:3: unknown kind of view 'fow'; expected flow, dots, timeline, ladder, speakers, section, camps, "
        "settled; did you mean 'flow'?",
        "views/b.yaml:4: unknown key 'clas' in a view of kind dots; expected kind, title, sentence, place, class, parts; "
        "did you mean 'class'?",
        "views/b.yaml:1: no class; a view of kind dots has one. Add it",
        "views/c.yaml:4: left is a list; expected text",
        "views/c.yaml:5: unknown stage 'ende'; expected actual, underway, planned, ended, abandoned; did you mean 'ended'?",
        "views/c.yaml:7: heads has 2; expected 3",
        "views/d.yaml:2: unknown key 'xh' in title; expected en, zh",
        "views/d.yaml:4: sentence is blank; expected text. Write it, or leave sentence out",
        "views/d.yaml:3: place is 'first'; expected a whole number, the lowest first",
        "views/d.yaml:1: no gone; a view of kind settled has one. Add it",
        "views/e.yaml:1: the file is a list; expected a mapping",
        "views/f.yaml:4: camps has 1; expected 2",
        "views/g.yaml:1: no kind; expected flow, dots, timeline, ladder, speakers, section, camps, settled",
    ]
    problems = [str(problem) for problem in read_views([tmp_path / "views"]).problems]
    assert "views/notes.txt: is not read; expected *.yaml, one view each. Rename or move it" in problems
    with pytest.raises(SeedError) as err:
        read_views([tmp_path / "views"]).checked()
    assert len(err.value.problems) == len(problems)


def test_whatever_a_file_holds_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    for at, text in enumerate([*HOSTILE, "", "kind: [", "kind: {a: b}", "kind: flow\nleft: {}\nright: []\nheads: x\n"]):
        folder = tmp_path / str(at)
        folder.mkdir()
        (folder / "x.yaml").write_text(text, encoding="utf-8")
        assert read_views([folder]).problems, text[:40]


def test_the_same_view_of_two_folders_names_both(tmp_path: Path) -> None:
    text = f"kind: speakers\n{WORDS}"
    for graph in ("one", "other"):
        (tmp_path / graph / "views").mkdir(parents=True)
        (tmp_path / graph / "views" / "who.yaml").write_text(text)
    (tmp_path / "other" / "views" / "again.yaml").write_text(text)
    views = read_views([tmp_path / "none", tmp_path / "one" / "views", tmp_path / "other" / "views"])
    assert [view.id for view in views.views] == ["who", "again"]
    assert [str(problem) for problem in views.problems] == [
        "views/who.yaml: the view 'who' stands already at one/views/who.yaml. Rename one"
    ]


def test_own_views_stand_after_the_others_in_their_order(tmp_path: Path) -> None:
    for name, place in (("b", "place: 1\n"), ("a", ""), ("c", "place: 2\n")):
        (tmp_path / f"{name}.yaml").write_text(f"kind: speakers\n{place}{WORDS}")
    shipped = [view.id for view in read_views([SHIPPED]).views]
    assert [view.id for view in read_views([SHIPPED, tmp_path]).checked()] == [*shipped, "b", "c", "a"]


def test_a_view_is_offered_where_the_graph_holds_what_it_names(graph: Any) -> None:
    offered = {view["id"] for view in graph.around("gpt-4").to_pyvis().details["views"]}
    assert {"the-ladder"} <= offered
    assert not {"the-two-camps", "the-contest-for-the-phone", "who-came-from-which-lab"} & offered
    chips = {view["id"] for view in graph.part(classes=["Person"]).to_pyvis().details["views"]}
    assert not {"the-compute-race", "the-ladder", "the-two-camps"} & chips


@pytest.mark.slow
def test_a_view_of_ones_own_is_drawn_and_checked(tmp_path: Path) -> None:
    place = shutil.copytree(ROOT / "tests" / "data" / "wide", tmp_path / "mine")
    (place / "views").mkdir()
    text = (
        "kind: flow\ntitle: Who raised what\nsentence: '{gone} of {all} and {x}'\nleft: raisedIn\nright: released\n"
        "heads: [made, who, brought out]\n"
    )
    (place / "views" / "making.yaml").write_text(text)
    with aigraph.load(place) as mine:
        *others, view = mine.to_pyvis().details["views"]
        assert (view["id"], view["title"]) == ("making", {"en": "Who raised what", "zh": "Who raised what"})
        assert {"who-says-so"} <= {other["id"] for other in others}
        assert {statement.split("/")[1] for statement in view["edges"]} == {"raisedIn", "released"}
        assert mine.to_pyvis().open_with(ask="making").still("svg")
        assert mine.around("halden-ai").to_pyvis().details["views"][-1]["id"] == "making"
    assert CliRunner().invoke(main, ["--graph", str(place), "validate"]).exit_code == 0
    (place / "views" / "making.yaml").write_text(text.replace("raisedIn", "raisdIn"))
    done = CliRunner().invoke(main, ["--graph", str(place), "validate"])
    assert done.exit_code == 1
    assert done.stdout == "views/making.yaml:4: unknown predicate 'raisdIn' in left; did you mean 'raisedIn'?\n"


def test_opinions_of_a_ladder_are_what_claims_assert(graph: Any, network: AIGraphNetwork) -> None:
    ladder = next(view for view in network.details["views"] if view["id"] == "the-ladder")
    asserted = {
        f"c:{claim.id}"
        for claim in graph.claims.values()
        if any(graph.statements[name].predicate == "surpasses" for name in claim.asserts)
    }
    assert (
        {row["at"] for some in ladder["groups"] for row in some["rows"] if row["at"].startswith("c:")}
        == asserted
        != set()
    )


def test_the_readme_has_every_kind_and_field() -> None:
    text = (SHIPPED / "README.md").read_text(encoding="utf-8")
    for kind, fields in KINDS.items():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| `{kind}`")]
        assert [field for field in fields if f"`{field}`" not in row] == []


def test_the_views_that_ship_speak_of_any_graph() -> None:
    """They are those of every graph that extends it, with sources and authors of its own."""
    for path in (ROOT / "views").glob("*.yaml"):
        words = path.read_text(encoding="utf-8")
        assert not re.search(r"the author|himself|the article|作者|文章", words), path.name
