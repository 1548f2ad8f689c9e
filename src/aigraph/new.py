"""A graph folder of one's own, begun: with a text, every sentence of it as a passage to read."""

import hashlib
import json
import re
import shlex
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from aigraph.characters import unfit
from aigraph.errors import ExportError, Problem, SeedError
from aigraph.files import seen_from, writing
from aigraph.folder import SHIPPED_NAME, prefix_of, read_folder
from aigraph.places import CONFIG
from aigraph.seeds.draft import Part, parts_of, passages_yaml, slug_of, source_yaml
from aigraph.seeds.entities import READER
from aigraph.seeds.values import check_file_id

__all__ = ["Begun", "new_graph"]

_CHINESE = re.compile("[\u3400-\u9fff]")

_CONFIG = """\
# What this graph is. A title may be {en = "…", zh = "…"}.
title = $title

# The IRI that its ids begin with: one that is yours, and is never changed. In queries the prefix stands for <base>id/,
# and with -o behind it for <base>ontology#, where the terms are that ontology/ adds.
base = $base
prefix = $prefix

# Graphs whose entities, statements, questions and views it has, too: "aigraph", which ships, or "../other", a folder.
extends = [$extends]

languages = [$language]
# licence = "CC-BY-4.0"
"""

_README = """\
# $title

A graph folder of aigraph. Inside it, or below it, `aigraph` means this graph.

| | |
|---|---|
| `aigraph.toml` | title, base IRI, the graphs it extends |
| `seeds/sources.yaml` | the documents, and their sections |
| `seeds/statements/` | the passages of each: a quote, and below it what it says |
| `seeds/entities/` | who and what is spoken of |
| `seeds/offsets.lock` | where each quote stands; written by `aigraph seeds anchor` |
| `tables/`, `mappings/` | tables, and what their rows say; begun by `aigraph tables new FILE` |
| `ontology/`, `queries/`, `views/` | terms, questions, views of its own: make them when you need them |

## Day by day

1. Take a passage of `seeds/statements/`. Below its quote write what it says, or `skip:` and why it says nothing to
   write down. Who and what it names goes into `seeds/entities/`. `aigraph schema` has the words: the classes, the
   predicates, and what each takes.
2. Look every quote up in the text, then check everything:

   ```sh
   aigraph seeds anchor --text $pair
   aigraph validate --text $pair
   aigraph seeds coverage --text $pair    # what nobody has read yet
   ```

3. Ask it, look at it, ship it: `aigraph show NAME`, `aigraph ask`, `aigraph sparql '…'`, `aigraph view --open`,
   `aigraph build`.

The text itself stays where it is and need not be shared: the graph holds only what is quoted.
"""

_ENTITIES = """\
# Who and what is spoken of: a slug, then what it is. Slugs never change.
#
# example-labs:
#   class: Company            # 'aigraph schema' has all classes
#   name: Example Labs        # the usual English name
#   seen: [Example]           # other spellings, as the text has them
#   sameAs: https://www.wikidata.org/wiki/Q0
"""

_SOURCES = """\
# The documents. A new one: 'sha256' and 'length' are those of its text, in which the quotes are looked up.
"""

_EMPTY_SOURCE = """\
#
# example-news:
#   name: The title of the text
#   language: en
#   url: https://example.org/news
#   sections:
#     text: {starts: The first words of the text, en: Text}
"""

_PASSAGES = """\
# A passage is a quote and what it says. A quote alone is one that nobody has read yet: add 'says', 'claims' or 'skip'.
#
# - quote: Example Labs, founded in May 2023, has 20 employees.
$gloss#   says:
#   - example-labs foundingDate 2023-05
#   - example-labs employees 20
"""

_IGNORED = "out/\nstore/\n/aigraph.html\n/review.html\n"


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written: the files, and how many sentences of how many sections are to be read."""

    folder: Path
    files: tuple[Path, ...]
    sections: int
    unread: int


def new_graph(
    folder: str | Path,
    text: str | Path | None = None,
    *,
    title: str | None = None,
    language: str | None = None,
    base: str | None = None,
    source: str | None = None,
    extends: Sequence[str] = (),
) -> Begun:
    """Write a graph folder that can be checked and built at once.

    Args:
        folder: absent, or empty.
        text: what to read first, in UTF-8; it stays where it is.
        title: of the text and the graph; else the name of the file, or of the folder.
        language: a code; else English or Chinese, as the text is.
        base: the IRI that the ids of the graph begin with; else one to be changed.
        source: the id of the text; else made of its title.
        extends: `aigraph`, or graph folders by their path.

    Raises:
        ExportError: the folder is not empty, or cannot be written; or no file can have the source's id for its name.
        SeedError: the text is not as it must be, or what is given clashes with a graph that is extended.
    """
    folder, text = Path(folder), None if text is None else Path(text)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(f"{folder}: is there already; expected a new or an empty folder. Choose another")
    words = None if text is None else _read(text)
    title = title or (text.stem if text else folder.resolve().name)
    language = language or _language(words or title)
    source, parts = _source_id(source or slug_of(title) or slug_of(folder.resolve().name)), parts_of(words or "")
    pair = shlex.quote(f"{source}={seen_from(folder, text)}") if text else "SOURCE=FILE"
    files = _files(folder.resolve().name, title, language, base, [_extended(e, folder) for e in extends], pair)
    passages, unread = passages_yaml(source, words, parts) if words else ("", 0)
    if words:
        files["seeds/sources.yaml"] = _SOURCES + "\n" + _source(source, title, language, words, parts)
        files[f"seeds/statements/{source}.yaml"] = _example(language) + passages
    _write(folder, files, {source: words} if words else {})
    return Begun(folder, tuple(folder / file for file in sorted([*files, "seeds/offsets.lock"])), len(parts), unread)


def _read(path: Path) -> str:
    """Return a text. Raises SeedError where it cannot be read, or has a form in which offsets do not count."""

    def refused(message: str) -> SeedError:
        return SeedError([Problem(str(path), 0, message)])

    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise refused(f"cannot be read: {err}; expected a text in UTF-8. Save it as UTF-8") from err
    if not any(map(str.isalnum, text)):
        raise refused("has no words; expected a text to read")
    if text.startswith("\ufeff"):
        raise refused("begins with a byte order mark; expected none. Save it without one")
    if "\r" in text:
        raise refused("has line ends of Windows; expected \\n, as offsets count them. Save it with those of Unix")
    if any(found := [(line, words) for line, words in enumerate(map(unfit, text.split("\n")), 1) if words]):
        line, words = found[0]
        raise refused(f"has the control character {words} in line {line}; expected text. Remove all such")
    if not unicodedata.is_normalized("NFC", text):
        raise refused("is not in Unicode NFC; expected NFC, as offsets count in it. Normalise it")
    return text


def _example(language: str) -> str:
    """Return the comment above the passages of a text: what they are, and one that is read."""
    return _PASSAGES.replace("$gloss", "" if language.startswith(READER) else "#   gloss: The same in English\n")


def _language(text: str) -> str:
    return "zh" if len(_CHINESE.findall(text)) * 2 > sum(map(str.isalpha, text)) else "en"


def _source_id(source: str) -> str:
    """Return the id of the text, which names its file of passages. Raises ExportError where it is none."""
    check_file_id("the source", source := source or "text")
    return source


def _source(source: str, title: str, language: str, text: str, parts: list[Part]) -> str:
    """Return the entry of a text in `sources.yaml`."""
    chinese = language.startswith("zh")
    fields = {"name": title, **({"zh": title} if chinese else {}), "language": language}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return source_yaml(source, {**fields, "sha256": digest, "length": str(len(text))}, parts, chinese)


def _extended(name: str, folder: Path) -> str:
    """Return how the new folder calls a graph that it extends."""
    return name if name == SHIPPED_NAME else seen_from(folder, Path(name))


def _files(name: str, title: str, language: str, base: str | None, extends: Sequence[str], pair: str) -> dict[str, str]:
    """Return the files of every new graph by their names."""
    values = {
        "title": title,
        "base": base or f"https://example.org/{slug_of(name) or 'own'}/",
        "prefix": prefix_of(name),
        "language": language,
    }
    quoted = {key: _toml(value) for key, value in values.items()}
    return {
        CONFIG: Template(_CONFIG).substitute(quoted, extends=", ".join(map(_toml, extends))),
        "README.md": Template(_README).substitute(title=" ".join(title.split()), pair=pair),
        ".gitignore": _IGNORED,
        "seeds/sources.yaml": _SOURCES + _EMPTY_SOURCE,
        "seeds/entities/all.yaml": _ENTITIES,
    }


def _toml(text: str) -> str:
    """Return a text as a string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(folder: Path, files: Mapping[str, str], texts: Mapping[str, str]) -> None:
    """Write the files, and where each quote stands; all of them, or none where something is wrong with them."""
    from aigraph.cache.bundle import read_graph
    from aigraph.seeds.anchors import LOCK

    with writing(folder):
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".aigraph-", dir=folder.absolute().parent))
    try:
        for name, text in files.items():
            (scratch / name).parent.mkdir(parents=True, exist_ok=True)
            (scratch / name).write_text(text, encoding="utf-8", newline="\n")
        found = read_folder(scratch)
        (scratch / "seeds" / LOCK).write_text(str(read_graph(found, texts)[1].lock), encoding="utf-8", newline="\n")
        read_graph(found, texts)[1].checked()
        with writing(folder):
            folder.mkdir(exist_ok=True)
            for path in scratch.iterdir():
                path.rename(folder / path.name)
    finally:
        shutil.rmtree(scratch)
