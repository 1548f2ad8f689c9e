"""What nouns are looked for in: a graph with its ontology, which knows names, words, and how it stood on a day."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from aigraph.model import Claim, Entity, Graph, Source, Statement
from aigraph.ontology import Ontology
from aigraph.words.sentences import Wording

__all__ = ["Owner"]


class Owner(Protocol):
    """What is asked: a `KnowledgeGraph`."""

    graph: Graph
    ontology: Ontology
    told: tuple[str, ...]
    sources: Mapping[str, Source]

    @property
    def entities(self) -> Mapping[str, Entity]:
        """The entities by slug."""

    @property
    def statements(self) -> Mapping[str, Statement]:
        """The statements by id."""

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by id."""

    @property
    def naming(self) -> Mapping[str, Mapping[str, str]]:
        """The names of entities by slug and by IRI, each by language."""

    def resolve(self, name: str) -> str:
        """Return the slug that a name means."""

    def as_of(self, day: str | date) -> "Owner":
        """Return the graph as it stood on a day."""

    def wording(self, language: str) -> Wording:
        """Return what says statements in a language."""
