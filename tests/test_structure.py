"""The shape of the code: imports go one way, modules and functions stay small, nothing heavy is loaded early."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from statistics import median

import pytest
from support import ROOT

PACKAGE = ROOT / "src" / "aigraph"

#: The rooms and the modules at the root, each above what it may import; one of a line never imports another of it.
FLOORS = (
    ("characters", "terminal", "streams", "errors", "namespaces", "files", "worker", "hues", "cells", "places"),
    ("frames", "shown"),
    ("table", "folder", "problems"),
    ("model",),
    ("ontology",),
    ("when",),
    ("names", "selection", "words", "property_graph"),
    ("rdf", "seeds"),
    ("linking",),
    ("sparql", "cypher", "neo4j"),
    ("mapping",),
    ("export", "page"),
    ("cache", "questions", "analysis", "build", "new", "proof"),
    ("versions", "columns", "finding"),
    ("disk",),
    ("reading", "spark"),
    ("listing",),
    ("asking",),
    ("selecting",),
    ("converting",),
    ("knowledge_graph",),
    ("on_disk",),
    ("loading",),
    ("cli", "notebook"),
    ("__main__",),
)
LEVELS = {name: level for level, floor in enumerate(FLOORS) for name in floor}

#: Libraries that take a fifth of a second or more to import, or that are extras: only inside functions.
HEAVY = {
    "anywidget",
    "duckdb",
    "edtf",
    "igraph",
    "kglite",
    "matplotlib",
    "markdown_it",
    "neo4j",
    "networkx",
    "IPython",
    "numpy",
    "openpyxl",
    "pandas",
    "polars",
    "pyarrow",
    "pyshacl",
    "pyspark",
    "pypinyin",
    "pyvis",
    "rapidfuzz",
    "rdflib",
    "rustworkx",
    "scipy",
    "traitlets",
}

#: Modules that are themselves only imported inside functions, since they subclass what a heavy library has.
LAZY = {"aigraph.page.network": {"pyvis"}, "aigraph.page.widget": {"anywidget", "traitlets"}}
LAZY |= {
    f"aigraph.columns.{name}": {"numpy", "pyarrow"}
    for name in ("answers", "attributes", "batch", "forms", "graph", "lines", "names")
}
_COLUMNS = ("answers", "attributes", "batch", "forms", "graph", "lines", "names", "properties", "quads", "questions")
LAZY |= {f"aigraph.columns.{name}": {"numpy", "pyarrow"} for name in (*_COLUMNS, "reader", "tables")}
_SPARK = ("export", "graph", "parts", "reading", "rows", "worker")
LAZY |= {f"aigraph.spark.{name}": {"numpy", "pyarrow"} for name in _SPARK}
LAZY["aigraph.linking.strangers"] = {"pyarrow"}
LAZY["aigraph.disk.write"] = {"pyarrow"}
LAZY["aigraph.notebook.magics"] = {"IPython"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return a file's dotted module name."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path) for path in MODULES}


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def every_node() -> Iterator[tuple[Path, ast.AST]]:
    """Yield the nodes of the trees of all modules, with the module each is in."""
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            yield path, node


def imports_of(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and module of each import, inside functions too; of `from a import b` both a and a.b if a module."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from ((child.lineno, alias.name) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.module
            assert not child.level, f"line {child.lineno}: relative import"
            inner = [f"{child.module}.{alias.name}" for alias in child.names]
            modules = [name for name in inner if name in NAMES]
            if len(modules) < len(inner):
                modules.append(child.module)
            yield from ((child.lineno, name) for name in modules)


def own(name: str) -> str:
    """Return the key in LEVELS of one of our modules."""
    return name.split(".")[1]


def test_every_module_has_a_level() -> None:
    found = {own(name) for name in NAMES if "." in name}
    assert found - LEVELS.keys() == set(), "add the module to LEVELS, at the level of the design"
    missing = LEVELS.keys() - found
    assert not missing, f"take {missing} out of LEVELS"


def test_imports_go_downward() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name} may not import {other}"
        for path in MODULES
        # The front door names what the modules hold, and imports it when asked.
        if (name := name_of(path)) != "aigraph"
        for line, other in imports_of(tree_of(path))
        if other.startswith("aigraph.") and LEVELS[own(other)] > LEVELS[own(name)]
    ]
    assert not wrong, "\n".join(wrong)


def test_no_circle_of_imports() -> None:
    graph = {
        name_of(path): {other for _, other in imports_of(tree_of(path)) if other in NAMES and other != "aigraph"}
        for path in MODULES
        if name_of(path) != "aigraph"
    }
    while free := [name for name, needed in graph.items() if not needed & graph.keys()]:
        for name in free:
            del graph[name]
    assert not graph, f"a circle among, or above, {sorted(graph)}"


def test_heavy_libraries_are_imported_inside_functions() -> None:
    wrong = []
    for path, node in [(module, node) for module in MODULES for node in tree_of(module).body]:
        name = name_of(path)
        typing_only = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if typing_only or isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        for line, other in imports_of(node):
            library = other.split(".")[0]
            if (other in LAZY and name not in LAZY) or library in HEAVY - LAZY.get(name, set()):
                wrong.append(f"{path.relative_to(ROOT)}:{line}: import {other} inside the function that needs it")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "statement",
    [
        "import aigraph",
        "import aigraph.cli",
        "from aigraph.cli import main; main(['--help'], standalone_mode=False)",
        "from aigraph.cli import main; main(['show', '--help'], standalone_mode=False)",
    ],
)
def test_a_light_start(statement: str) -> None:
    heavy = sorted(HEAVY | {"pyoxigraph", "yaml"})
    code = f"{statement}\nimport sys\nprint(*set({heavy}) & set(sys.modules), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not run.stderr.strip(), f"{statement} loads {run.stderr}"


def test_modules_and_functions_are_small() -> None:
    large = [path for path in MODULES if path.read_text(encoding="utf-8").count("\n") > 300]
    assert not large, f"{large}: look for the second noun hiding inside"
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} has {lines} lines"
        for path, node in every_node()
        if isinstance(node, ast.FunctionDef) and (lines := (node.end_lineno or 0) - node.lineno + 1) > 40
    ]
    assert not long, "\n".join(long)


def test_the_usual_function_is_short() -> None:
    lengths = [
        (node.end_lineno or 0) - node.lineno + 1 for _, node in every_node() if isinstance(node, ast.FunctionDef)
    ]
    assert median(lengths) <= 12


def test_all_is_what_there_is() -> None:
    wrong = []
    for path in MODULES:
        name = name_of(path)
        defines_something = [node for node in tree_of(path).body if not isinstance(node, ast.Expr)]
        if path.name == "__main__.py" or name == "aigraph.namespaces" or not defines_something:
            continue  # the namespaces are one list of public constants
        module = import_module(name)
        if not hasattr(module, "__all__"):
            wrong.append(f"{name} says nothing of what it offers: add __all__")
            continue
        wrong += [f"{name}.__all__ names {one!r} twice" for one, n in Counter(module.__all__).items() if n > 1]
        wrong += [
            f"{name}.__all__ names {one!r}, which is not there" for one in module.__all__ if not hasattr(module, one)
        ]
    assert not wrong, "\n".join(wrong)


def tracked() -> list[Path]:
    """Return the repository's text files."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_machine_or_a_registry() -> None:
    here = "|".join(re.escape(str(place)) for place in (ROOT, Path.home()) if len(place.parts) > 2)
    machine = re.compile(rf"(?<![\w.~$}}-])(?:/(?:home|Users|root|work|workspace)/\w{f'|(?:{here})' if here else ''})")
    registry = re.compile(
        r"\b(?:https?:)?//[^\s/\"'<>]*\b(?:pypi|npmjs|registry|repo1|mirrors?|nexus|artifactory|pythonhosted)\b[^\s/]*"
    )
    wrong = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if found := machine.search(line) or registry.search(line):
                wrong.append(f"{path.relative_to(ROOT)}:{number}: {found[0]}")
    assert not wrong, "\n".join(wrong)
