"""The seeds as a whole: read, checked, put together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aigraph.errors import Problem, SeedError
from aigraph.model import Entity, Graph
from aigraph.ontology import Ontology
from aigraph.seeds import check
from aigraph.seeds.anchors import LOCK, Lock, anchor, page_of
from aigraph.seeds.assemble import Assembly
from aigraph.seeds.entities import EntityDraft, SourceDraft, read_entities, read_merges, read_sources
from aigraph.seeds.passages import Passage, read_passages
from aigraph.seeds.yaml import SeedFile

__all__ = ["Seeds", "read_seeds", "read_texts"]


@dataclass(slots=True)
class Seeds:
    """What the seeds hold. `graph` has all that could be read; `problems` says what could not, or must not stand."""

    graph: Graph
    problems: list[Problem]
    passages: list[Passage]
    sources: Mapping[str, SourceDraft]
    lock: Lock
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def checked(self) -> Graph:
        """Return the graph. Raises SeedError with every problem."""
        if self.problems:
            raise SeedError(self.problems)
        return self.graph


def read_seeds(
    folder: Path, ontology: Ontology, texts: Mapping[str, str] | None = None, display: str | None = None
) -> Seeds:
    """Read a folder of seeds.

    Args:
        folder: the folder that holds `sources.yaml`, `entities/`, `statements/`, `offsets.lock`.
        ontology: the schema that says what the words mean.
        texts: the text of a source by its id; where given, quotes and spellings are looked up in it.
        display: how problems name the folder; its own name unless told.

    Raises:
        SeedError: the folder or `sources.yaml` is absent, or a text belongs to no source.
    """
    display = display or folder.name
    if not (folder / "sources.yaml").is_file():
        raise SeedError([Problem(display, 0, f"no sources.yaml in {folder}; expected a folder of seeds")])
    files: list[SeedFile] = []

    def read(name: str) -> SeedFile:
        files.append(SeedFile.read(folder, name, display))
        return files[-1]

    sources = {draft.source.id: draft for draft in read_sources(read("sources.yaml"))}
    entities = _entities(folder, read, ontology)
    passages = [p for name in _names(folder, "statements") for p in read_passages(read(name), ontology)]
    problems: list[Problem] = []
    lock = _lock(folder, display, problems)
    if texts:
        _check_pages(texts, sources, display)
        lock = _looked_up(passages, sources, texts, lock)
        for page, text in texts.items():
            check.check_text(page, text, sources, entities.values())
    assembly = Assembly(ontology, sources, entities, lock, looked_up=bool(texts))
    assembly.add(passages)
    check.check_all(passages, assembly)
    problems += [problem for file in files for problem in file.problems]
    return Seeds(_graph(assembly), sorted(set(problems)), passages, sources, lock, _places(assembly))


def read_texts(pairs: Mapping[str, Path]) -> dict[str, str]:
    """Return the text of each file, its line ends as they are. Raises SeedError naming each that cannot be read."""
    texts: dict[str, str] = {}
    problems = []
    for source, path in pairs.items():
        try:
            texts[source] = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as err:
            problems.append(Problem(str(path), 0, f"cannot be read: {err}; expected the text of {source} in UTF-8"))
    if problems:
        raise SeedError(problems)
    return texts


def _entities(folder: Path, read: Callable[[str], SeedFile], ontology: Ontology) -> dict[str, EntityDraft]:
    entities: dict[str, EntityDraft] = {}
    drafts = [d for name in _names(folder, "entities") for d in read_entities(read(name), ontology)]
    if (folder / "merges.yaml").exists():
        drafts += read_merges(read("merges.yaml"))
    for draft in drafts:
        first = entities.setdefault(draft.entity.id, draft)
        if first is not draft:
            draft.file.report(
                draft.line, f"{draft.entity.id!r} stands already at {first.file.path}:{first.line}. Keep one"
            )
    return entities


def _names(folder: Path, kind: str) -> list[str]:
    return sorted(f"{kind}/{path.name}" for path in (folder / kind).glob("*.yaml"))


def _lock(folder: Path, display: str, problems: list[Problem]) -> Lock:
    try:
        return Lock.read(folder / LOCK)
    except ValueError as err:
        line, message = str(err).split(": ", 1)
        problems.append(Problem(f"{display}/{LOCK}", int(line), message))
        return Lock()


def _check_pages(texts: Mapping[str, str], sources: Mapping[str, SourceDraft], display: str) -> None:
    problems = []
    for page in texts:
        if page not in sources:
            known = ", ".join(key for key, d in sources.items() if not d.source.editors and not d.source.contained_in)
            problems.append(
                Problem(f"{display}/sources.yaml", 0, f"unknown source {page!r} in --text; expected {known}")
            )
        elif page_of(page, sources) != page:
            owner = page_of(page, sources)
            problems.append(
                Problem(f"{display}/sources.yaml", 0, f"{page!r} is part of {owner!r}. Give the text of that")
            )
    if problems:
        raise SeedError(problems)


def _looked_up(
    passages: list[Passage], sources: Mapping[str, SourceDraft], texts: Mapping[str, str], lock: Lock
) -> Lock:
    """Return the offsets as the texts have them, reporting each that the lock has otherwise."""
    fresh = anchor(passages, sources, texts, lock)
    for passage in passages:
        for quoted in passage.quotes():
            found, locked = fresh.span(quoted), lock.span(quoted)
            if found and locked and found != locked:
                passage.file.report(
                    quoted.line,
                    f"offsets.lock has {locked.start}-{locked.end}, the text {found.start}-{found.end}. "
                    "Run 'aigraph seeds anchor'",
                )
            elif found and not locked:
                passage.file.report(
                    quoted.line, "the quote is not in offsets.lock. Run 'aigraph seeds anchor --text …'"
                )
    return fresh


def _places(assembly: Assembly) -> dict[str, tuple[str, int]]:
    """Return where each statement, claim, entity and source is written."""
    places = {key: (file.path, line) for key, (file, line) in assembly.places.items()}
    places |= {key: (draft.file.path, draft.line) for key, draft in assembly.entities.items()}
    return places | {f"source/{key}": (draft.file.path, draft.line) for key, draft in assembly.sources.items()}


def _graph(assembly: Assembly) -> Graph:
    entities: list[Entity] = [draft.entity for draft in assembly.entities.values()]
    return Graph(
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        sources=tuple(sorted(map(assembly.source, assembly.sources.values()), key=lambda s: s.id)),
        statements=tuple(statement for _, statement in sorted(assembly.statements.items())),
        claims=tuple(claim for _, claim in sorted(assembly.claims.items())),
    )


def anchored(folder: Path, ontology: Ontology, texts: Mapping[str, str]) -> tuple[Lock, list[Problem]]:
    """Return the lock as the texts have it, and the problems of looking the quotes up."""
    read = read_seeds(folder, ontology)
    _check_pages(texts, read.sources, folder.name)
    for draft in read.sources.values():
        draft.file.problems.clear()
    for passage in read.passages:
        passage.file.problems.clear()
    lock = anchor(read.passages, read.sources, texts, read.lock)
    files = {id(f): f for f in [*(d.file for d in read.sources.values()), *(p.file for p in read.passages)]}
    return lock, sorted({problem for file in files.values() for problem in file.problems})
