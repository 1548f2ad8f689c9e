"""Of many names at once, those that surely are new entities' and what slugs they get; the rest is to be resolved.

What is said here a linker says too, name by name. Nothing is decided about a stranger, nobody has its name or slug, and
nobody's name can be like it: its length or its numbers are none that anybody's name has, and of an agent, its words.
"""

import re
from collections.abc import Iterable
from itertools import chain, permutations
from typing import Any

import pyarrow
from pyarrow import compute

from aigraph.linking.linker import Linker
from aigraph.namespaces import NODE_FOLDERS, UNSTATED

__all__ = ["Strangers"]

#: Names in ASCII whose letters and digits, with hyphens between, say all of them: without signs, and none in brackets.
_PLAIN = r"""^[A-Za-z0-9"'_,.:;!?&@%/\\{}-](?:[A-Za-z0-9 "'_,.:;!?&@%/\\{}-]*[A-Za-z0-9"'_,.:;!?&@%/\\{}-])?$"""
_LONGEST = 60
#: So many letters two names may differ in, at most.
_EDITS = 2
#: A name with more numbers is looked at by itself.
_NUMBERS = 4


class Strangers:
    """Tells the names of nobody, as a linker knows them."""

    def __init__(self, linker: Linker) -> None:
        """Index what a linker knows."""
        near = linker.near_names
        self.acts = linker.ontology.acts
        self._slugs = _texts([*linker.entities, UNSTATED, *NODE_FOLDERS])
        decided = ("".join(re.findall("[a-z0-9]+", key)) for key in linker.worksheet.decided_keys())
        self._keys = _texts([*near.keys, *decided])
        lengths = {len(key) + more for key in near.keys for more in range(-_EDITS, _EDITS + 1)}
        self._lengths = pyarrow.array(sorted(lengths), pyarrow.int32())
        few = {tuple(numbers) for numbers in near.numbers() if len(numbers) <= _NUMBERS}
        self._numbers = _texts("-".join(order) for numbers in few for order in permutations(numbers))
        self._words = _texts(chain(near.telling, near.initials))

    def slugs(self, names: Any, classes: tuple[str, ...]) -> tuple[Any, Any]:
        """Return which names are strangers', and the slug that each would get."""
        slugs = compute.replace_substring_regex(compute.ascii_lower(names), "[^a-z0-9]+", "-")
        slugs = compute.ascii_trim(slugs, "-")
        keys = compute.replace_substring(slugs, "-", "")
        plain = compute.and_not(
            compute.match_substring_regex(names, _PLAIN), compute.match_substring_regex(names, r"\s/\s")
        )
        has_slug = compute.and_(compute.greater(compute.binary_length(slugs), 0), _up_to(slugs, _LONGEST))
        known = compute.or_(compute.is_in(slugs, self._slugs), compute.is_in(keys, self._keys))
        new = compute.and_not(compute.and_(plain, has_slug), known)
        apart = compute.invert(compute.is_in(compute.binary_length(keys), self._lengths))
        apart = compute.or_(apart, self._has_other_numbers(slugs))
        if self.acts(classes) and len(self._words):
            apart = compute.and_(apart, self._has_other_words(slugs))
        return compute.and_(new, apart), slugs

    def _has_other_numbers(self, slugs: Any) -> Any:
        """Return of which slugs the words with digits are nobody's, in whatever order."""
        numbers = compute.replace_substring_regex(slugs, r"\b[a-z]+\b", "")
        numbers = compute.ascii_trim(compute.replace_substring_regex(numbers, "-+", "-"), "-")
        few = compute.less(compute.count_substring(numbers, "-"), _NUMBERS)
        return compute.and_not(few, compute.is_in(numbers, self._numbers))

    def _has_other_words(self, slugs: Any) -> Any:
        """Return which slugs are of one or two words, neither of which is one of a name or short for one."""
        parts = compute.split_pattern(slugs, "-")
        known = compute.is_in(parts.flatten(), self._words)
        owners = compute.list_parent_indices(parts).filter(known)
        some = compute.is_in(pyarrow.array(range(len(slugs)), owners.type), owners)
        return compute.and_not(compute.less(compute.list_value_length(parts), 3), some)


def _texts(texts: Iterable[str]) -> Any:
    return pyarrow.array(sorted(set(texts)), pyarrow.string())


def _up_to(texts: Any, length: int) -> Any:
    return compute.less_equal(compute.binary_length(texts), length)
