"""The wheel: installed alone, in an empty directory, it has all that the commands need."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from cli import MOST, SIZES
from support import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from the sdist."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return out


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (built,) = dist.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment that has the wheel, its dependencies, and nothing else."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=True)
    folder = place / ("Scripts" if os.name == "nt" else "bin")
    install = [str(folder / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", str(wheel)]
    run = subprocess.run(install, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


def aigraph(scripts: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command, with nothing of the checkout in reach."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL", "AIGRAPH"))}
    env |= {"HOME": str(cwd), "XDG_CACHE_HOME": str(cwd.parent / "cache"), "COLUMNS": "120", "PYTHONUTF8": "1"}
    command = [str(scripts / "aigraph"), *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    place = tmp_path / "empty"
    place.mkdir()
    return place


def test_the_wheel_carries_seeds_ontology_types_and_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "seeds"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert f"aigraph/_data/{path.relative_to(ROOT).as_posix()}" in names
    for path in (ROOT / "src" / "aigraph").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(ROOT / "src").as_posix() in names
    assert "aigraph/py.typed" in names
    assert {Path(name).parts[-2] for name in names if name.endswith("LICENSE")} >= {"licenses", "seeds"}
    assert not [name for name in names if name.endswith((".pyc", ".txt")) and "dist-info" not in name]


def test_the_sdist_has_what_make_test_needs(dist: Path) -> None:
    (archive,) = dist.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        names = {"/".join(Path(name).parts[1:]) for name in packed.getnames()}
    wanted = {"Makefile", "pyproject.toml", "CHANGELOG.md", "CITATION.cff", "LICENSE", "README.md", "tests/conftest.py"}
    assert wanted | {"tools/services.sh", "seeds/offsets.lock", "ontology/aigraph.ttl", "seeds/LICENSE"} <= names


def test_build(scripts: Path, empty: Path) -> None:
    run = aigraph(scripts, empty, "build", "--out", "x")
    assert run.returncode == 0, run.stderr
    written = {path.name for path in (empty / "x").iterdir()}
    assert {"graph.trig", "graph.ttl", "graph.nq", "statements.ndjson", "entities.ndjson", "index.html"} <= written
    assert "x/index.html" in run.stderr
    assert [path.name for path in empty.iterdir()] == ["x"], "build writes into --out only"


def test_sparql(scripts: Path, empty: Path) -> None:
    run = aigraph(scripts, empty, "sparql", "ASK {}")
    assert (run.returncode, run.stderr) == (0, "")
    assert "true" in run.stdout.lower()
    run = aigraph(scripts, empty, "sparql", "--format", "csv", "SELECT ?who WHERE { ?who aig:founded aid:anthropic }")
    assert run.returncode == 0, run.stderr
    assert len(run.stdout.splitlines()) > 1
    assert list(empty.iterdir()) == []


def test_cypher_needs_no_extra(scripts: Path, empty: Path) -> None:
    run = aigraph(scripts, empty, "cypher", "MATCH (p)-[:FOUNDED]->(c {id: 'anthropic'}) RETURN p.id ORDER BY p.id")
    assert (run.returncode, run.stderr) == (0, "")
    assert "dario-amodei" in run.stdout
    run = aigraph(scripts, empty, "export", "--format", "parquet", "-o", "x")
    assert (run.returncode, "pip install 'aigraph[parquet]'" in run.stderr) == (2, True)
    assert list(empty.iterdir()) == []


def test_it_is_light(scripts: Path, empty: Path) -> None:
    """What users come for is there; IPython and jedi come with pyvis (docs/install.md)."""
    run = subprocess.run([str(scripts / "python"), "-I", "-c", SIZES], capture_output=True, text=True, check=True)
    found = json.loads(run.stdout)
    assert {"networkx", "rdflib", "neo4j", "pyvis", "click", "pyoxigraph"} <= found.keys()
    assert not found.keys() & {"kglite", "pyshacl", "pandas", "numpy", "matplotlib"}
    assert sum(size for size, _, _ in found.values()) < MOST * 1e6, "see python benchmarks/cli.py --install"


@pytest.mark.parametrize("name", ["openai", "OpenAI", "Open Al"])
def test_show(scripts: Path, empty: Path, name: str) -> None:
    run = aigraph(scripts, empty, "show", name)
    assert run.returncode == 0, run.stderr
    assert "OpenAI" in run.stdout
    assert list(empty.iterdir()) == []


def test_what_is_imported_is_the_wheel(scripts: Path, empty: Path) -> None:
    code = "import aigraph, aigraph.places; print(aigraph.__version__, aigraph.places.shipped_folder())"
    command = [str(scripts / "python"), "-I", "-c", code]
    run = subprocess.run(command, cwd=empty, capture_output=True, text=True, check=True)
    version, seeds = run.stdout.split(maxsplit=1)
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert Path(seeds.strip()).is_relative_to(scripts.parent)


@pytest.mark.parametrize("version", ["3.12", "3.13"])
def test_other_versions_of_python(version: str, wheel: Path, empty: Path, tmp_path: Path) -> None:
    """`scripts` has the version that runs the tests; of the others those that are installed."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}*/bin/python"))  # whose stand-ins on the PATH are none
    found = [str(path) for path in (shutil.which(f"python{version}"), *kept) if path]
    whole = ["-c", "import ensurepip, venv"]
    works = (python for python in found if subprocess.run([python, *whole], capture_output=True).returncode == 0)
    python = next(works, "")
    if not python:
        pytest.skip(f"no Python {version}")
    folder = tmp_path / "other" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([python, "-m", "venv", str(folder.parent)], check=True)
    install = [str(folder / "python"), "-m", "pip", "install", "--quiet", "--no-compile", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    for words in (["sparql", "ASK {}"], ["cypher", "RETURN 1 AS one"], ["validate"]):
        run = aigraph(folder, empty, *words)
        assert run.returncode == 0, run.stderr
