"""The nouns of a graph by their ids; called, those that fit, as a table."""

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from datetime import date
from typing import TypeVar

from aigraph.finding.conditions import OfStatements, check_class, check_source, claims_that_fit, says
from aigraph.finding.found import Found
from aigraph.finding.near import tentative_note
from aigraph.finding.owner import Owner
from aigraph.finding.tables import claims_table, entities_table, statements_table
from aigraph.model import Claim, Entity, Statement

__all__ = ["Claims", "Entities", "Statements"]

T = TypeVar("T")


class _Nouns(Mapping[str, T]):
    """A mapping of ids to nouns, in the order of the graph."""

    def __init__(self, nouns: Mapping[str, T], owner: Owner) -> None:
        self._nouns, self._owner = nouns, owner

    def __getitem__(self, identifier: str) -> T:
        return self._nouns[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self._nouns)

    def __len__(self) -> int:
        return len(self._nouns)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._nouns

    def keys(self) -> KeysView[str]:
        return self._nouns.keys()

    def values(self) -> ValuesView[T]:
        return self._nouns.values()

    def items(self) -> ItemsView[str, T]:
        return self._nouns.items()

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._nouns)

    def __reduce__(self) -> tuple[type[dict[str, T]], tuple[Mapping[str, T]]]:
        return dict, (self._nouns,)  # without the graph, which has processes

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {len(self):,} by id; call it for those that fit, as a table>"


class Entities(_Nouns[Entity]):
    """The entities by slug.

    >>> g.entities["openai"].name
    'OpenAI'
    >>> g.entities(cls="Chip")["name"][:1]
    ('A100',)
    """

    def __call__(self, *, cls: str | None = None, source: str | None = None, language: str = "en") -> Found[Entity]:
        """Return a table of those that fit every condition: `id`, `name`, `classes`, `also`, `statements`.

        Args:
            cls: of this class or one below it.
            source: of which a statement of this source speaks.
            language: of the names.

        Raises:
            UnknownName: there is no such class or source.
        """
        owner = self._owner
        check_class(cls, owner)
        check_source(source, owner)
        found = [e for e in self.values() if cls is None or owner.ontology.is_a(e.classes, cls)]
        if source is not None:
            spoken = {end for s in owner.graph.statements if says(s, source) for end in s.ends}
            found = [entity for entity in found if entity.id in spoken]
        return entities_table(found, owner, language)


class Statements(_Nouns[Statement]):
    """The statements by id.

    >>> g.statements["gpt-4/trainedOn/a100"].modality
    'rumoured'
    >>> g.statements(predicate="founded", object="OpenAI")["subject"]
    ('sam-altman',)
    """

    def __call__(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,
        modality: str | None = None,
        stage: str | None = None,
        settled: bool | None = None,
        source: str | None = None,
        as_of: str | date | None = None,
        language: str = "en",
    ) -> Found[Statement]:
        """Return a table of those that fit every condition, tentative ones with them unless `settled` says otherwise.

        Args:
            subject: of what, by any name.
            predicate: its name, or that of its inverse with subject and object the other way round.
            object: what it relates the subject to, by any name.
            modality: how it is known.
            stage: where the thing stands.
            settled: whether it may be read as a fact.
            source: what states it.
            as_of: as `KnowledgeGraph.as_of` has it.
            language: of the sentences.

        Raises:
            UnknownName: nobody has the name, or there is no such word.
            ValueError: `as_of` is no single day.
        """
        owner = self._owner if as_of is None else self._owner.as_of(as_of)
        wanted = OfStatements(subject, predicate, object, modality, stage, source).of(owner)
        fitting = list(filter(wanted.fit, owner.statements.values()))
        found = [statement for statement in fitting if settled in (None, statement.settled)]
        notes = tentative_note(len(fitting) - len(found), "shown") if settled else []
        return statements_table(found, owner, language, notes)


class Claims(_Nouns[Claim]):
    """The claims by id.

    >>> g.claims["gpt-6-by-2026"].hedge
    '预计'
    >>> g.claims(kind="prediction", about="GPT-6")["id"]
    ('gpt-6-by-2026',)
    """

    def __call__(
        self,
        *,
        kind: str | None = None,
        holder: str | None = None,
        about: str | None = None,
        due_before: str | date | None = None,
        settled: bool | None = None,
        source: str | None = None,
        as_of: str | date | None = None,
        language: str = "en",
    ) -> Found[Claim]:
        """Return a table of those that fit every condition, by the day they are due, those without one last.

        Args:
            kind: `prediction`, `judgement`, `opinion`, `finding`.
            holder: who holds it, by any name.
            about: what it is about, by any name.
            due_before: a day before which it is due.
            settled: whether an outcome is recorded.
            source: what says it.
            as_of: as the world stood on a day, as `KnowledgeGraph.as_of` has it.
            language: of the words.

        Raises:
            UnknownName: nobody has the name, or there is no such kind or source.
            ValueError: a day is no single day.
        """
        owner = self._owner if as_of is None else self._owner.as_of(as_of)
        found = claims_that_fit(
            owner, kind=kind, holder=holder, about=about, due_before=due_before, settled=settled, source=source
        )
        return claims_table(found, owner, language)
