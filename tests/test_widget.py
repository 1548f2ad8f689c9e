"""The widget: what is chosen in the page is there in Python, and what Python sets is shown; several in one notebook."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from pages import DESK, Open
from support import ROOT
from traitlets import TraitError

from aigraph import KnowledgeGraph
from aigraph.errors import ExportError, UnknownName
from aigraph.page.network import AIGraphNetwork
from aigraph.page.widget import PageWidget

#: The model as anywidget gives it to `render`: what is set is kept, and goes to Python once it is saved.
MODEL = """
window.mount = async (at, esm, state) => {
  const { default: widget } = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  const heard = {};
  let changed = {};
  const put = (name, value) => {
    if (JSON.stringify(state[name]) === JSON.stringify(value)) return false;
    state[name] = value;
    for (const tell of heard[`change:${name}`] ?? []) tell();
    return true;
  };
  const model = {
    get: (name) => state[name],
    set: (name, value) => { if (put(name, value)) changed[name] = value; },
    save_changes: () => { const said = changed; changed = {}; if (Object.keys(said).length) window.saved(at, said); },
    on: (event, tell) => (heard[event] ??= []).push(tell),
    off: (event, tell) => (heard[event] = heard[event].filter((one) => one !== tell)),
  };
  const el = document.body.appendChild(document.createElement("div"));
  window.received = { ...window.received, [at]: put };
  window.ended = { ...window.ended, [at]: widget.render({ model, el }) };
};
"""
SYNCED = ("at", "ask", "hidden", "as_of", "language", "theme")


class Notebook:
    """Widgets mounted in a page, each with the widget in Python behind it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.found = Open(page)
        self.widgets: list[PageWidget] = []
        page.expose_function("saved", lambda at, said: self.widgets[at].set_state(said))
        page.add_script_tag(content=MODEL)

    def mount(self, widget: PageWidget) -> Any:
        """Show a widget; return its frame when it is drawn."""
        at = len(self.widgets)
        self.widgets.append(widget)
        state = json.loads(
            json.dumps({name: getattr(widget, name) for name in widget.keys if name[0] != "_"}, default=str)
        )
        self.page.evaluate("given => mount(...given)", [at, str(widget._esm), state])
        widget.observe(lambda change: self.put(at, change.name, change.new), SYNCED)
        return self.frame(at)

    def put(self, at: int, name: str, value: Any) -> None:
        self.page.evaluate("([at, name, value]) => void received[at](name, value)", [at, name, value])

    def frame(self, at: int) -> Any:
        frame = self.page.locator("iframe").nth(at).element_handle().content_frame()
        frame.wait_for_function("window.aigraph")
        return frame


@pytest.fixture
def notebook(browser: Any) -> Iterator[Notebook]:
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    yield Notebook(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def small(graph: KnowledgeGraph) -> KnowledgeGraph:
    return graph.around("openai")


def shown(graph: Any, **opening: str) -> Any:
    widget = graph.view(**opening)
    assert isinstance(widget, PageWidget)
    return widget


def choose(frame: Any, name: str) -> None:
    """Choose an entity as a reader does."""
    frame.locator("#find").click()
    frame.locator("#find").press_sequentially(name)
    frame.locator("#find").press("Enter")
    frame.locator("#card h2").wait_for()


@pytest.mark.browser
def test_what_is_chosen_is_there_in_python_and_only_in_its_widget(notebook: Notebook, small: KnowledgeGraph) -> None:
    one, other = shown(small), shown(small, language="zh")
    heard: list[Any] = []
    one.observe(lambda change: heard.append(change.new), "nodes")
    frames = [notebook.mount(one), notebook.mount(other)]
    assert [frame.locator("html").get_attribute("lang") for frame in frames] == ["en", "zh"]

    choose(frames[0], "OpenAI")
    notebook.page.wait_for_timeout(300)
    edges = {edge["id"]: (edge["from"], edge["to"]) for edge in small.to_pyvis().edges}
    assert one.nodes == ("openai",) and heard == [("openai",)] and one.at == "n:openai"
    assert set(one.statements) == {edge for edge, ends in edges.items() if "openai" in ends}
    assert set(one.statements) <= {s.id for s in small.graph.statements}
    assert (other.nodes, other.statements, other.at) == ((), (), "")

    statement = sorted(one.statements)[0]
    frames[1].evaluate("id => aigraph.set({ at: `s:${id}` })", statement)
    notebook.page.wait_for_timeout(300)
    assert other.statements == (statement,) and set(other.nodes) == set(edges[statement])
    assert one.nodes == ("openai",)
    frames[0].press("body", "Escape")
    notebook.page.wait_for_timeout(300)
    assert (one.nodes, one.statements, one.at) == ((), (), "")
    assert notebook.found.problems == []


@pytest.mark.browser
def test_what_python_sets_is_shown(notebook: Notebook, small: KnowledgeGraph) -> None:
    one, other = shown(small), shown(small)
    one.hidden = ("line:editors",)  # before it is shown
    frames = [notebook.mount(one), notebook.mount(other)]
    state = """() => ({ off: [...aigraph.state.off].sort(), at: aigraph.state.at, view: aigraph.state.view,
        asOf: aigraph.state.asOf, lang: aigraph.state.lang, theme: document.documentElement.dataset.theme })"""
    before = frames[1].evaluate(state)
    notebook.page.wait_for_timeout(300)
    assert frames[0].evaluate(state) == {**before, "off": ["line:editors"]}

    view = str(small.to_pyvis().details["views"][0]["id"])
    one.hidden, one.ask, one.language, one.theme = ("class:Company", "line:editors"), view, "zh", "dark"
    one.as_of, one.at = "2023-06-01", "n:openai"
    notebook.page.wait_for_timeout(600)
    wanted = {"off": ["class:Company", "line:editors"], "view": view, "lang": "zh", "theme": "dark"}
    assert frames[0].evaluate(state) == {**wanted, "asOf": "2023-06-01", "at": "n:openai"}
    assert frames[0].locator("#card h2").is_visible()
    assert one.nodes == ("openai",)
    assert frames[1].evaluate(state) == before and other.nodes == ()

    # back to nothing; and what the reader then does is there in Python
    one.hidden, one.ask, one.at, one.as_of = (), "", "", ""
    notebook.page.wait_for_timeout(600)
    assert frames[0].evaluate(state) == {**before, "lang": "zh", "theme": "dark"}
    frames[0].locator("[data-key='line:rumoured']").click()
    notebook.page.wait_for_timeout(300)
    assert one.hidden == ("line:rumoured",) and other.hidden == ()

    # a frame that a notebook moves begins anew, with what the model has
    notebook.page.evaluate("document.body.append(document.querySelector('div'))")
    moved = notebook.frame(1)
    moved.wait_for_function("aigraph.state.off.size === 1 && aigraph.state.lang === 'zh'")
    notebook.page.evaluate("ended[0]()")
    one.language = "en"
    notebook.page.wait_for_timeout(300)
    assert moved.evaluate("aigraph.state.lang") == "zh"
    assert notebook.found.problems == []


@pytest.mark.browser
def test_the_door_is_shut_to_others(notebook: Notebook, small: KnowledgeGraph) -> None:
    widget = shown(small)
    frame = notebook.mount(widget)
    assert (
        frame.evaluate("(() => { try { return parent.document.title } catch (error) { return error.name } })()")
        == "SecurityError"
    )
    notebook.page.evaluate("""() => {
      const inner = document.querySelector("iframe").contentWindow;
      for (const data of [{ at: "n:openai" }, { link: { at: "n:openai" } }, "at=n:openai", null]) inner.postMessage(data, "*");
    }""")
    frame.evaluate("""() => {
      const { port1, port2 } = new MessageChannel();
      window.heard = 0;
      port1.onmessage = () => (window.heard += 1);
      window.postMessage("aigraph", "*", [port2]);
      port1.postMessage({ at: "n:openai" });
    }""")
    notebook.page.wait_for_timeout(300)
    assert frame.evaluate("[aigraph.state.at, window.heard]") == [None, 0]
    # its own host may send what it likes: it is a link, and what nobody has is said and told back
    notebook.put(0, "at", "n:<img src=x onerror=alert(1)>")
    frame.locator("#notice").wait_for()
    notebook.page.wait_for_timeout(300)
    assert "onerror" in frame.locator("#notice").inner_text() and frame.locator("#notice img").count() == 0
    assert widget.at == "" and frame.evaluate("aigraph.state.at") is None
    assert notebook.found.problems == []


def test_what_is_not_there_cannot_be_set(small: KnowledgeGraph) -> None:
    widget = shown(small, theme="dark")
    assert widget.theme == "dark"
    unknown: list[tuple[str, Any]] = [("at", "n:openal"), ("ask", "nope"), ("hidden", ["line:rumored"])]
    for trait, value in unknown:
        before = getattr(widget, trait)
        with pytest.raises(UnknownName, match=trait):
            setattr(widget, trait, value)
        assert getattr(widget, trait) == before
    refused: list[tuple[str, Any]] = [("as_of", "2024-02-30"), ("language", "fr"), ("nodes", ("openai",))]
    for trait, value in refused:
        with pytest.raises(TraitError):
            setattr(widget, trait, value)
    with pytest.raises(ExportError, match="a path"):
        small.view(format="svg")


def test_a_network_made_by_hand_has_a_widget_too() -> None:
    network = AIGraphNetwork()
    network.add_node("a", group="g")
    network.add_node("b")
    network.add_edge("a", "b", label="made by")
    widget = PageWidget(network)
    widget.hidden = ("predicate:made by", "class:g")
    widget.at = "n:a"
    assert widget.hidden == ("class:g", "predicate:made by")


def test_without_the_extra_a_cell_shows_the_frame(small: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aigraph.knowledge_graph.find_spec", lambda name: None)
    assert isinstance(small.view(), AIGraphNetwork)


@pytest.mark.slow
@pytest.mark.browser
def test_a_notebook_shows_it_with_a_kernel_and_without(browser: Any, tmp_path: Path) -> None:
    from nbconvert import HTMLExporter

    cells = [
        "import aigraph\ng = aigraph.load().around('openai')\nw = g.view()\nw",
        "w.hidden = ['line:rumoured']\nw.at = 'n:openai'\nprint(w.hidden, w.at)",
        "g.view(language='zh', theme='dark')",
    ]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])  # type: ignore[no-untyped-call]
    NotebookClient(made, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    shown = [made.cells[at].outputs[0].data for at in (0, 2)]
    states = made.metadata.widgets["application/vnd.jupyter.widget-state+json"].state
    models = [states[data["application/vnd.jupyter.widget-view+json"]["model_id"]].state for data in shown]
    assert [(model["language"], model["hidden"], model["at"]) for model in models] == [
        ("en", ["line:rumoured"], "n:openai"),
        ("zh", [], ""),
    ]
    assert "('line:rumoured',) n:openai" in made.cells[1].outputs[0].text

    del made.metadata["widgets"]  # as saved where nobody asked for the state: a viewer has the frame
    exporter: Any = HTMLExporter(template_name="basic")  # type: ignore[no-untyped-call]
    path = tmp_path / "notebook.html"
    path.write_text(exporter.from_notebook_node(made)[0], encoding="utf-8")
    for scripts in (True, False):
        page = browser.new_page(java_script_enabled=scripts)
        page.goto(path.as_uri())
        assert page.locator("iframe").count() == 2
        if scripts:
            for handle in page.locator("iframe").element_handles():
                handle.content_frame().wait_for_function("window.aigraph")
        page.evaluate("document.querySelectorAll('iframe').forEach((frame) => frame.remove())")  # as GitHub does
        picture = page.locator("img").first
        assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
        page.close()
