"""Reading tokens one after the other."""

from collections.abc import Callable
from typing import NoReturn, TypeVar

from aigraph.cypher.faults import pointed
from aigraph.cypher.tokens import Token, tokens
from aigraph.errors import QueryError

__all__ = ["Cursor"]

T = TypeVar("T")


class Cursor:
    """A place among the tokens of a query."""

    def __init__(self, query: str) -> None:
        """Stand before the first token."""
        self.query = query
        self.tokens = tokens(query)
        self.place = 0
        #: Whether `|` joins labels: not in a comprehension, where it comes before the result.
        self.bars = True

    @property
    def now(self) -> Token:
        """The token ahead."""
        return self.tokens[self.place]

    def ahead(self, count: int) -> Token:
        """Return the token `count` after the one ahead, or the end."""
        return self.tokens[min(self.place + count, len(self.tokens) - 1)]

    @property
    def done(self) -> int:
        """Where the last token that was read ends."""
        return self.tokens[self.place - 1].end if self.place else 0

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        """Raise QueryError with the place ahead, or another, marked."""
        raise QueryError(pointed(self.query, self.now.start if at is None else at, message))

    def sign(self, *signs: str) -> str:
        """Take the sign ahead if it is one of these; return it, or ''."""
        if self.now.kind == "sign" and self.now.text in signs:
            self.place += 1
            return self.tokens[self.place - 1].text
        return ""

    def signs(self, *signs: str) -> bool:
        """Return whether these signs are ahead, one after the other."""
        found = [self.ahead(count) for count in range(len(signs))]
        return all(token.kind == "sign" and token.text == sign for token, sign in zip(found, signs, strict=True))

    def words(self, *words: str) -> bool:
        """Return whether these keywords are ahead, one after the other."""
        return all(self.ahead(count).word == word for count, word in enumerate(words))

    def take(self, *words: str) -> bool:
        """Take these keywords if they are ahead; return whether they were."""
        if self.words(*words):
            self.place += len(words)
            return True
        return False

    def expect(self, sign: str, what: str = "") -> None:
        """Take a sign that has to be there."""
        if not self.sign(sign):
            self.unexpected(what or f"'{sign}'")

    def expect_word(self, *words: str) -> None:
        """Take keywords that have to be there."""
        if not self.take(*words):
            self.unexpected(" ".join(words))

    def unexpected(self, expected: str) -> NoReturn:
        """Refuse what is ahead."""
        token = self.now
        found = "the end of the query" if token.kind == "end" else repr(self.query[token.start : token.end])
        self.fail(f"unexpected {found}; expected {expected}")

    def name(self, what: str = "a name") -> str:
        """Take a name that has to be there, bare or in backticks."""
        if self.now.kind not in ("name", "quoted"):
            self.unexpected(what)
        self.place += 1
        return self.tokens[self.place - 1].text

    def name_ahead(self) -> bool:
        """Return whether a name is ahead."""
        return self.now.kind in ("name", "quoted")

    def attempt(self, read: Callable[[], T]) -> T | None:
        """Return what `read` returns; where it fails, go back and return None."""
        place, bars = self.place, self.bars
        try:
            return read()
        except QueryError:
            self.place, self.bars = place, bars
            return None

    def several(self, read: Callable[[], T]) -> tuple[T, ...]:
        """Return what `read` returns, as often as there are commas between."""
        found = [read()]
        while self.sign(","):
            found.append(read())
        return tuple(found)
