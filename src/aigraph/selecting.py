"""`Selecting`: a graph to a part of it, to a day, to what is not the editors' own; each is a graph again."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Self

from aigraph.asking import Asking
from aigraph.model import MODALITIES, Graph
from aigraph.names.resolve import check_words
from aigraph.when.selected import EVER, Moment, restored, select, times, told
from aigraph.when.spans import day as to_day
from aigraph.when.spans import relations

__all__ = ["Selecting"]


class Selecting(Asking):
    """A graph that can be asked, and what is selected from it: of the class that it is itself."""

    #: Where each id is written.
    places: Mapping[str, tuple[str, int]] = MappingProxyType({})
    #: The graph that this one is selected from by days, and the days.
    _whole: Self | None = None
    _moment = EVER

    def around(
        self,
        name: str,
        *,
        depth: int = 1,
        classes: Collection[str] = (),
        modalities: Collection[str] = (),
        sections: Collection[str] = (),
    ) -> Self:
        """Return what is at most `depth` statements away from the entity of a name, a knowledge graph itself.

        Args:
            name: of the entity, in any language and spelling.
            depth: how far.
            classes: as of `part`.
            modalities: as of `part`; only statements known so are gone by.
            sections: as of `part`; only what is said there is gone by.

        Raises:
            UnknownName: nobody has the name, or there is no such class, modality or section.

        >>> near = g.around("Anthropic")
        >>> "dario-amodei" in near.entities, "mistral-ai" in near.entities
        (True, False)
        """
        return self._part(self.resolve(name), depth, classes, modalities, sections)

    def part(
        self, *, classes: Collection[str] = (), modalities: Collection[str] = (), sections: Collection[str] = ()
    ) -> Self:
        """Return the part that fits every condition given, a knowledge graph itself.

        Args:
            classes: only entities of these classes.
            modalities: only statements known in one of these ways.
            sections: only what is said in one of these sections: its id, or that after its source's and a slash.

        Raises:
            UnknownName: there is no such class, modality or section.

        >>> sorted({s.modality for s in g.part(modalities=["rumoured", "estimated"]).statements.values()})
        ['estimated', 'rumoured']
        """
        return self._part(None, 1, classes, modalities, sections)

    def _part(
        self, slug: str | None, depth: int, classes: Collection[str], ways: Collection[str], sections: Collection[str]
    ) -> Self:
        from aigraph.selection.part import Conditions, select

        check_words("class", classes, self.ontology.classes)
        check_words("modality", ways, MODALITIES)
        check_words("section", sections, self.section_ids)
        wanted = Conditions(slug, depth, tuple(classes), tuple(ways), tuple(sections))
        return self._of(select(self.graph, self.ontology, wanted))

    def as_of(self, day: "str | date", *, certain: bool = False) -> Self:
        """Return the graph as it stood on a day: what held then certainly or possibly, and what follows from that.

        Each statement is marked with how it `held`; `told` and the notes of tables say how many do, and how many are
        left out. docs/time.md has the definitions. Of `known_by`, the order does not matter.

        Args:
            day: such as `2024-03-15`.
            certain: only what certainly held.

        Raises:
            ValueError: it is no single day.

        >>> "sam-altman/founded/openai" in g.as_of("2023-12-31").statements
        True
        """
        return self._at(replace(self._moment, as_of=to_day(day), certain=certain or self._moment.certain))

    def known_by(self, day: "str | date", *, certain: bool = False) -> Self:
        """Return what was said by a day: by sources that were published then, and what follows from that.

        Args:
            day: such as `2024-03-15`.
            certain: not what is of sources without a date, or perhaps of later.

        Raises:
            ValueError: it is no single day.

        >>> len(g.known_by("2020-01-01").claims)
        0
        """
        return self._at(replace(self._moment, known_by=to_day(day), certain=certain or self._moment.certain))

    def relations(self, one: str, other: str) -> tuple[str, ...]:
        """Return which of Allen's relations the times of two statements may have, by their ids; one alone is certain.

        Raises:
            UnknownName: there is no such statement.

        >>> g.relations("anthropic-founding-team/founded/anthropic", "mistral-ai/foundingDate")
        ('before',)
        """
        check_words("statement", [one, other], self.statements)
        by = times(self.graph, self.ontology)
        spans = [span for name in (one, other) if (span := by.span(self.statements[name])) is not None]
        return tuple(sorted(relations(*spans))) if len(spans) == 2 else ()

    def _at(self, moment: Moment) -> Self:
        from aigraph.rdf.rules import infer

        whole = self._whole or self
        made = infer(select(whole.graph, self.ontology, moment), self.ontology)[0]
        found = whole._of(restored(made, whole.graph, moment))
        found.told = (*whole.told, *told(whole.graph, found.graph, moment))
        found._whole, found._moment = whole, moment
        return found

    def without_editors(self) -> Self:
        """Return the graph without what only its editors say, and without what follows from that alone.

        >>> "openai/developed/chatgpt" in g.without_editors().statements
        False
        """
        from aigraph.rdf.rules import infer
        from aigraph.selection.editors import without_editors

        if self._moment != EVER:
            return (self._whole or self).without_editors()._at(self._moment)
        return self._of(infer(without_editors(self.graph), self.ontology)[0])

    def _of(self, graph: Graph) -> Self:
        made = type(self)(graph, self.ontology, version=self.version)
        made.places, made.told = self.places, self.told
        return made
