"""The pages of the site that are made of the program and its data: the API, the questions, the terms, the picture."""

import pkgutil
import re
from collections.abc import Iterator, Mapping
from importlib import import_module

from aigraph.knowledge_graph import KnowledgeGraph
from aigraph.ontology import Ontology
from aigraph.questions import Question, lacking, shipped, text
from aigraph.table import Table

#: The pages of the API: title, what it says first, the names or modules it documents.
API: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "graph": ("The graph", "What `aigraph.load` returns.", ("aigraph.load", "aigraph.KnowledgeGraph")),
    "table": ("Tables", "What every question is answered with.", ("aigraph.Table",)),
    "model": ("The nouns", "Entities, statements, evidence, claims: frozen dataclasses.", ("aigraph.model",)),
    "analysis": ("Analyses", "What is counted and drawn.", ("aigraph.analysis",)),
    "drawing": ("Drawing", "The page as a network of pyvis, and as a widget.", ("aigraph.page.network",)),
    "errors": ("Errors", "What aigraph refuses, and what it fails at.", ("aigraph.errors",)),
}


def api() -> Iterator[tuple[str, str]]:
    """Yield the pages of the API with their names."""
    links = "\n".join(f"- [{title}]({name}.md): {words}" for name, (title, words, _) in API.items())
    yield "api/index.md", f"# Python, name by name\n\nMade from the docstrings.\n\n{links}\n"
    for name, (title, words, documented) in API.items():
        blocks = "\n".join(_directive(one) for one in documented)
        yield f"api/{name}.md", f"# {title}\n\n{words}\n\n```{{eval-rst}}\n{blocks}```\n"


def _directive(name: str) -> str:
    """Return the directives that document a module, with those below it, or one name."""
    above, _, last = name.rpartition(".")
    found = getattr(import_module(above), last, None) if above == "aigraph" else None
    if isinstance(found, type):
        return f".. autoclass:: {name}\n   :members:\n   :inherited-members:\n\n"
    if callable(found):
        return f".. autofunction:: {name}\n\n"
    module = import_module(name)
    names = [name, *(one.name for one in pkgutil.iter_modules(getattr(module, "__path__", ()), f"{name}."))]
    blocks = (f".. automodule:: {one}\n   :members:\n   :show-inheritance:\n\n" for one in names)
    return "".join(blocks if name == "aigraph.analysis" else [next(blocks)])


def questions(graph: KnowledgeGraph) -> str:
    """Return the page of the questions: each with its answer, and the queries that give it."""
    lacks = lacking(graph, shipped().values())
    asked = [question for question in shipped().values() if question.id not in lacks]
    parts = [
        f"# Questions and their answers\n\n{len(asked)} questions that the shipped graph answers, by their topics. "
        'Each has the same rows in every engine (`aigraph ask NAME`, `g.ask("NAME")`); '
        "[how to write one](../queries/README.md).\n"
    ]
    topics = dict.fromkeys(question.topics[0] if question.topics else "more" for question in asked)
    for topic in topics:
        parts.append(f"## {topic.replace('-', ' ').capitalize()}\n")
        parts += [_question(graph, one) for one in asked if (one.topics or ("more",))[0] == topic]
    return "\n".join(parts)


def _question(graph: KnowledgeGraph, question: Question) -> str:
    answer = Table(question.columns, question.rows[:12])
    more = f"\nThe first {len(answer)} of {len(question.rows)} rows.\n" if len(question.rows) > len(answer) else ""
    rows = answer.render("md") if question.rows else "Nothing, and that is the answer.\n"
    queries = "\n".join(
        f"<details><summary>{name}</summary>\n\n"
        f"```{language}\n{text(graph, question, language, {}).strip()}\n```\n\n</details>\n"
        for name, language in (("SPARQL", "sparql"), ("Cypher", "cypher"))
    )
    chinese = f'<p lang="zh-CN">{question.texts["zh"]}</p>'
    heading = re.sub(r"[^\w-]+", "-", question.texts["en"].lower()).strip("-")  # the address that it has by itself
    anchor = "" if heading == question.id else f'<span id="{question.id}"></span>\n\n'
    return f"### {question.texts['en']}\n\n{anchor}{chinese}\n\n`{question.id}`\n\n{rows}{more}\n{queries}"


_TERM = re.compile(r"^( *- )\*\*(\w+)\*\*", re.MULTILINE)
_INVERSE = re.compile(r"inverse `(\w+)`")
_UNIT = re.compile(r"(?<=[:,] )`(\S+)`(?= [^,]+ · )")


def ontology(page: str, terms: Ontology) -> str:
    """Return the page of the ontology with an address for each term, `ontology.html#founded`, laid out to be read."""
    head, units, rest = page.partition("\n## Units\n")
    units, below, rest = rest.partition("\n## ")
    units = _UNIT.sub(r'<span id="unit-\1"><code>\1</code></span>', units)
    head, rest = (_INVERSE.sub(r'inverse <span id="\1"><code>\1</code></span>', part) for part in (head, rest))
    head, rest = (_laid_out(part, terms) for part in (head, rest))
    return f"{head}\n## Units\n{units}{below}{rest}"


def _laid_out(page: str, terms: Ontology) -> str:
    """Return a part of the page with each term on three lines: its names, what it means, what is known of it."""
    for term in (*terms.classes.values(), *terms.properties.values()):
        labels, means = term.labels, term.definitions
        written = f"** {labels['en']} · {labels['zh']}. {means['en']} {means['zh']} "
        laid_out = (
            f'** <span class="means">{labels["en"]} · <span lang="zh-CN">{labels["zh"]}</span><br>{means["en"]} '
            f'<span lang="zh-CN">{means["zh"]}</span></span><br>'
        )
        page = page.replace(f"**{term.name}{written}", f"**{term.name}{laid_out}")
    return _TERM.sub(r'\1<a class="term" id="\2" href="#\2"><strong>\2</strong></a>', page)


EXPLORE = """---
hide-toc: true
---

# The picture

<p>Every line opens the sentence it was read from. <a href="graph.html">Open it alone</a>, or make your own:
<code>aigraph view -o picture.html</code>; <a href="page.html">what it does</a>.</p>

<iframe class="picture" src="graph.html" title="The graph of the article as an interactive picture"></iframe>
"""
