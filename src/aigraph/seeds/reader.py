"""The seeds as a whole: read, checked, put together."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from aigraph.characters import visible
from aigraph.errors import Problem, SeedError
from aigraph.model import Graph
from aigraph.namespaces import SHIPPED_SPACE, Iris, Space, source_node
from aigraph.ontology import Ontology
from aigraph.seeds import check
from aigraph.seeds.anchors import LOCK, Lock, page_of, without_text
from aigraph.seeds.assemble import Assembly
from aigraph.seeds.beside import Beside, Reads
from aigraph.seeds.entities import EntityDraft, SourceDraft, read_entities, read_sources
from aigraph.seeds.extended import NOTHING, Extended, added
from aigraph.seeds.merges import merged, read_merges
from aigraph.seeds.passages import Passage, read_passages
from aigraph.seeds.settle import add_outcomes
from aigraph.seeds.texts import check_form, check_spellings, looked_up, without_lock
from aigraph.seeds.yaml import UNANSWERED, UNREAD, SeedFile

__all__ = ["SOURCES", "Seeds", "read_seeds"]

SOURCES, MERGES = "sources.yaml", "merges.yaml"
FOLDERS = ("entities", "statements")
#: What may lie beside the seeds unread; hidden files may, too.
PROSE = ("README.md", "REVIEW.md", "LICENSE")


@dataclass(slots=True)
class Seeds:
    """What the seeds hold. `graph` has all that could be read; `problems` says what could not, or must not stand."""

    graph: Graph
    problems: list[Problem]
    passages: list[Passage]
    sources: Mapping[str, SourceDraft]
    lock: Lock
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    accounts: tuple[str, ...] = ()

    def checked(self) -> Graph:
        """Return the graph. Raises SeedError with every problem but those that only ask for an answer."""
        if problems := [problem for problem in self.problems if problem.kind != UNANSWERED]:
            raise SeedError(problems)
        return self.graph

    def complete(self) -> "Seeds":
        """Return these seeds. Raises SeedError with what could not be read, where what was read is not all there is."""
        if unread := self.of_kind(UNREAD):
            raise SeedError(unread)
        return self

    def unverified(self) -> dict[str, int]:
        """Return how many quotes nobody has looked up, by the page that has no text at hand."""
        pages = without_text(self.sources, self.lock)
        quoted = (page_of(one.source, self.sources) for passage in self.passages for one in passage.quotes())
        return dict(sorted(Counter(page for page in quoted if page in pages).items()))

    def of_kind(self, kind: str) -> list[Problem]:
        """Return the problems of one kind."""
        return [problem for problem in self.problems if problem.kind == kind]


def read_seeds(
    folder: Path,
    ontology: Ontology,
    texts: Mapping[str, str] | None = None,
    display: str | None = None,
    extended: Extended = NOTHING,
    space: Space = SHIPPED_SPACE,
    beside: Reads | None = None,
) -> Seeds:
    """Read a folder of seeds.

    Args:
        folder: holds `sources.yaml`, `entities/`, `statements/`, `offsets.lock`.
        ontology: what the words mean.
        texts: the text of a source by its id: quotes and spellings are looked up in it, `lock` is as it has them.
        display: how problems name the folder; its own name unless told.
        extended: what the graphs hold that this one extends.
        space: that of the graph.
        beside: reads what the graph is made of beside its seeds.

    Raises:
        SeedError: the folder or `sources.yaml` is absent, or a text belongs to no source.
    """
    files = _Files(folder, display := _display(folder, display), [*extended.files.values()])
    sources = _sources(files.read(SOURCES), extended)
    entities = merged(_entities(files, ontology, extended), lost := files.lost())
    more = beside.read(ontology, sources, entities) if beside else Beside()
    passages, entities = files.passages(ontology, more), {**entities, **more.entities}
    lock, problems = Lock.read(folder / LOCK, f"{display}/{LOCK}")
    known = {page: text for page, text in (texts or {}).items() if page in sources or page not in lost}
    if wrong := [*_wrong_pages(known, sources, display)]:
        raise SeedError([*wrong, *problems, *files.problems()])
    good = {page: text for page, text in known.items() if check_form(page, text, sources)}
    locked, lock = bool(lock.quotes), looked_up(passages, sources, good, lock) if good else lock
    pages, number = (frozenset[str](), 0) if locked else without_lock(passages, sources, good, lock)
    assembly = Assembly(ontology, sources, entities, lock, pages.union(good), lost)
    graph = _put_together(assembly, passages, extended, space)
    check_spellings(good, sources, entities.values(), graph)
    found = sorted({*problems, *_not_locked(f"{display}/{LOCK}", number), *files.problems()})
    return Seeds(graph, found, passages, sources, lock, _places(assembly), tuple(map(str, more.accounts)))


def _display(folder: Path, display: str | None) -> str:
    """Return how problems name a folder. Raises SeedError where it is none of seeds."""
    display = display or folder.absolute().name
    if not (folder / SOURCES).is_file():
        raise SeedError([Problem(display, 0, f"no {SOURCES} in {folder}; expected a folder of seeds")])
    return display


@dataclass(slots=True)
class _Files:
    """The files of a folder of seeds, as they are read one after the other."""

    folder: Path
    display: str
    found: list[SeedFile]

    def read(self, name: str) -> SeedFile:
        self.found.append(SeedFile.read(self.folder, name, self.display))
        return self.found[-1]

    def passages(self, ontology: Ontology, more: Beside) -> list[Passage]:
        self.found += more.files
        names = _names(self.folder, "statements")
        return [*(p for name in names for p in read_passages(self.read(name), ontology)), *more.passages]

    def lost(self) -> frozenset[str]:
        return frozenset(key for file in self.found for key in file.lost)

    def problems(self) -> Iterator[Problem]:
        yield from (problem for file in self.found for problem in file.problems)
        yield from _strays(self.folder, self.display)


def _sources(file: SeedFile, extended: Extended) -> dict[str, SourceDraft]:
    sources = extended.sources()
    for draft in read_sources(file):
        first = sources.setdefault(draft.source.id, draft)
        if first is not draft:
            file.report(draft.line, f"{draft.source.id!r} stands already at {first.file.path}:{first.line}. Rename one")
    return sources


def _entities(files: _Files, ontology: Ontology, extended: Extended) -> dict[str, EntityDraft]:
    entities: dict[str, EntityDraft] = {}
    known, folder, read = extended.entities(), files.folder, files.read
    drafts = [d for name in _names(folder, "entities") for d in read_entities(read(name), ontology, known)]
    if (folder / MERGES).exists():
        drafts += read_merges(read(MERGES))
    for draft in drafts:
        first = entities.setdefault(draft.entity.id, draft)
        if first is not draft:
            draft.file.report(
                draft.line, f"{draft.entity.id!r} stands already at {first.file.path}:{first.line}. Keep one"
            )
    for slug in entities.keys() & known.keys():
        entities[slug] = added(entities[slug], known[slug], ontology)
    return known | entities


def _names(folder: Path, kind: str) -> list[str]:
    return sorted(f"{kind}/{path.name}" for path in (folder / kind).glob("*.yaml") if not path.name.startswith("."))


def _strays(folder: Path, display: str) -> Iterator[Problem]:
    """Yield what lies among the seeds and is not read."""
    inside = [path for kind in FOLDERS if (folder / kind).is_dir() for path in (folder / kind).iterdir()]
    for path in (*folder.iterdir(), *inside):
        if path.name.startswith(".") or path.name in PROSE:
            continue
        at_home = path.parent == folder
        if at_home and (path.name in (SOURCES, MERGES, LOCK) or (path.name in FOLDERS and path.is_dir())):
            continue
        if not at_home and path.suffix == ".yaml":
            continue
        what = "a folder" if path.is_dir() else "a file"
        name = path.relative_to(folder).as_posix()
        expected = f"{SOURCES}, {MERGES}, {LOCK} and *.yaml in {' or '.join(FOLDERS)}"
        yield Problem(
            f"{display}/{visible(name, spaces=True)}",
            0,
            f"{what} that is not read; expected {expected}. Rename or move it",
            UNREAD,
        )


def _not_locked(display: str, number: int) -> Iterator[Problem]:
    """Yield that no quote is in the lock: once, not at each."""
    if number:
        lacking = "1 quote is" if number == 1 else f"{number} quotes are"
        yield Problem(display, 0, f"{lacking} not in {LOCK}. Run 'aigraph seeds anchor --text …'")


def _wrong_pages(texts: Mapping[str, str], sources: Mapping[str, SourceDraft], display: str) -> Iterator[Problem]:
    """Yield each text that is not one of a source's own."""
    for page in texts:
        if page not in sources:
            known = ", ".join(key for key, d in sources.items() if not d.source.editors and not d.source.contained_in)
            message = f"unknown source {page!r} in --text; expected {known or 'one of sources.yaml'}"
        elif (owner := page_of(page, sources)) != page:
            message = f"{page!r} is part of {owner!r}. Give the text of that"
        else:
            continue
        yield Problem(f"{display}/{SOURCES}", 0, visible(message, spaces=True))


def _put_together(assembly: Assembly, passages: list[Passage], extended: Extended, space: Space) -> Graph:
    """Return what the passages say, checked, with what the extended graphs have."""
    assembly.take(extended)
    assembly.add(passages)
    add_outcomes(passages, assembly)
    check.check_all(passages, assembly)
    return replace(assembly.graph(), iris=Iris(space, extended.spaces))


def _places(assembly: Assembly) -> dict[str, tuple[str, int]]:
    """Return where each statement, claim, entity and source is written."""
    places = {key: (file.path, line) for key, (file, line) in assembly.places.items()}
    places |= {key: (draft.file.path, draft.line) for key, draft in assembly.entities.items()}
    return places | {source_node(key): (draft.file.path, draft.line) for key, draft in assembly.sources.items()}
