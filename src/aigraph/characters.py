"""Characters nobody sees, or that a terminal obeys, or that a format cannot hold."""

import re

__all__ = ["escaped", "no_text", "no_xml", "unfit", "visible"]

#: What moves the cursor, sets colours or turns the direction of a line; halves of a character; what nobody assigned.
#: Line feeds and tabs stay, and the joiners and tags that emoji and Persian are spelt with.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e001f]"
)
#: Printable to Python, but nothing to the eye: joiners, fillers, variation selectors.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
#: What XML 1.0 cannot hold, escaped or not. Source: https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What no graph has in it, since some format holds it not: control characters, halves of characters, none at all.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def visible(text: str, *, spaces: bool = False) -> str:
    """Return a text that may be printed: what a terminal would obey is written out.

    Args:
        text: of any origin.
        spaces: also write out all that looks like nothing or like a space: line breaks, tabs, joiners, selectors; for
            messages about two texts that look alike.

    >>> visible("a\\u202eb\\x1b[31m"), visible("a\\u00a0b\\u200d", spaces=True)
    ('a<U+202E>b<U+001B>[31m', 'a<U+00A0>b<U+200D>')
    """
    if text.isascii() and text.isprintable():
        return text
    if spaces:
        return "".join(c if c.isprintable() and not _UNSEEN.match(c) else _written_out(c) for c in text)
    return _OBEYED.sub(lambda match: _written_out(match[0]), text)


def escaped(text: str) -> str:
    """Return a text as HTML shows it, what a terminal would obey written out.

    >>> escaped('<b title="x">\\u202e')
    '&lt;b title=&quot;x&quot;&gt;&lt;U+202E&gt;'
    """
    from html import escape

    return escape(visible(text))


def _written_out(character: str) -> str:
    return f"<U+{ord(character):04X}>"


def unfit(text: str) -> str:
    """Return the first character of a text that no graph has in it, written out; empty where all may be there.

    >>> unfit("a\\tb\\n"), unfit("a\\x00b")
    ('', '<U+0000>')
    """
    match = None if text.isprintable() else _UNFIT.search(text)
    return _written_out(match[0]) if match else ""


def no_xml(text: str) -> str:
    """Return what XML cannot hold of a text, as `the character U+0007 at 3`, empty where it holds all."""
    match = _NO_XML.search(text)
    return f"the character U+{ord(match[0]):04X} at {match.start()}" if match else ""


def no_text(text: str) -> str:
    """Return what no file in UTF-8 can hold of a text, half a character, as `the character U+D800`."""
    try:
        text.encode()
    except UnicodeEncodeError as err:
        return f"the character U+{ord(text[err.start]):04X}"
    return ""
