"""What two spellings must have in common to be one name, and the slug that a new name gets by itself."""

import hashlib
import re
import unicodedata
from functools import lru_cache

from aigraph.names.folding import loose, spelt, words
from aigraph.names.pinyin import is_chinese, readings
from aigraph.namespaces import NODE_FOLDERS, UNSTATED
from aigraph.seeds.sections import ascii_words

__all__ = ["slug_for", "spelling_key", "with_class"]

#: Between two numbers something stands, whatever it is: 1.5 is not 15.
_BETWEEN = re.compile(r"(?<=[0-9])(?:[^\w+#*]|_)+(?=[0-9])")
_LONE = re.compile(r"(?<![0-9])\.|\.(?![0-9])")
#: What is left out of ASCII: all but letters, digits and signs.
_PLAIN = re.compile(r"[^a-z0-9.#*$+<=>^`|~]")
_LONGEST = 60


@lru_cache(maxsize=2**12)
def spelling_key(text: str) -> str:
    """Return what a name has in common with its other spellings: letters, marks, numbers and signs.

    Case, width, accents, blanks and punctuation make no difference, except between two numbers. It is closer than
    `names.folding.folded`, by which `C++` is `C` and `1.5` is `15`: what is looked for there is made one here.

    >>> spelling_key("Open AI"), spelling_key("GPT-3.5"), spelling_key("GPT 3 5"), spelling_key("GPT-35")
    ('openai', 'gpt3.5', 'gpt3.5', 'gpt35')
    >>> spelling_key("Command R+"), spelling_key("Command R"), spelling_key("C#"), spelling_key("…")
    ('commandr+', 'commandr', 'c#', '...')
    """
    flat = loose(_BETWEEN.sub(".", unicodedata.normalize("NFKC", spelt(text))))
    if flat.isascii():
        kept = _PLAIN.sub("", flat)
    else:
        kept = "".join(c for c in flat if c in ".#*" or unicodedata.category(c)[0] in "LNMS")
    return _LONE.sub("", kept) or flat or text


def slug_for(name: str) -> str:
    """Return the slug of a new entity, which depends on its name alone.

    Names that differ in more than case, accents and punctuation have different slugs: where letters and digits do not
    say all of one (signs, Chinese in pinyin, a long one that is cut), a digest of it follows.

    >>> slug_for("Google Brain"), slug_for("google-brain"), slug_for("GPT-3.5"), slug_for("GPT-35")
    ('google-brain', 'google-brain', 'gpt-3-5', 'gpt-35')
    >>> slug_for("Command R"), slug_for("Command R+"), slug_for("智谱"), slug_for("claim"), slug_for("Øystein")
    ('command-r', 'command-r-6e6d9a', 'zhi-pu-8bcef5', 'claim-dd1b3c', 'oystein')
    """
    key = spelling_key(name)
    parts = [syllable for word in words(name) for syllable in (readings([word])[0] if is_chinese(word) else (word,))]
    slug = _cut(ascii_words("-".join(parts)))
    if slug and spelling_key(slug) == key and slug not in (UNSTATED, *NODE_FOLDERS):
        return slug
    digest = hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()
    return f"{slug}-{digest[:6]}" if slug else f"x-{digest[:12]}"


def _cut(parts: list[str]) -> str:
    """Return words with hyphens, as many as are no longer than a slug may be."""
    slug = "-".join(parts)
    return slug if len(slug) <= _LONGEST else slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]


def with_class(slug: str, classes: tuple[str, ...]) -> str:
    """Return the slug of a thing whose name's own is that of something else.

    >>> with_class("gemini", ("AIModel",))
    'gemini-ai-model'
    """
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", classes[0] if classes else "other")
    return f"{slug}-{name.lower()}"
