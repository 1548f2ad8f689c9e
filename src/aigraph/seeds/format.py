"""Seed files in one style: entities by slug, fields in the order of the documentation, comments kept."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from aigraph.seeds.entities import ENTITY_KEYS, SOURCE_KEYS
from aigraph.seeds.passages import CLAIM_KEYS, PASSAGE_KEYS

__all__ = ["formatted"]


def formatted(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield each seed file with its text as it is and as it should be. Raises SeedError through nothing: read first."""
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("entities/*.yaml"), *folder.glob("statements/*.yaml")]):
        text = path.read_text(encoding="utf-8")
        yield path, text, _format(text, path)


def _format(text: str, path: Path) -> str:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=2, offset=0)
    root = yaml.load(text)
    if not isinstance(root, CommentedMap):
        return text
    if path.parent.name == "entities":
        _sort(root, sorted(root))
        for fields in root.values():
            _sort(fields, [key for key in ENTITY_KEYS if key in fields])
    elif path.name == "sources.yaml":
        for fields in root.values():
            _sort(fields, [key for key in SOURCE_KEYS if key in fields])
    elif path.parent.name == "statements":
        for passages in root.values():
            for passage in passages if isinstance(passages, CommentedSeq) else []:
                _sort(passage, [key for key in PASSAGE_KEYS if key in passage])
                for claim in passage.get("claims", []):
                    _sort(claim, [key for key in CLAIM_KEYS if key in claim])
    out = StringIO()
    yaml.dump(root, out)
    return out.getvalue()


def _sort(mapping: object, keys: list[str]) -> None:
    """Put a mapping's keys in order, in place, keeping the comments that belong to them."""
    from ruamel.yaml.comments import CommentedMap

    if isinstance(mapping, CommentedMap) and list(mapping) != keys:
        for key in keys:
            mapping.move_to_end(key)
