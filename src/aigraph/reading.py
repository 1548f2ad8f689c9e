"""`Reading`: what a graph and its ontology say without any engine: names, cards, citations."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from aigraph.finding.nouns import Claims, Entities, Statements
from aigraph.model import Claim, Entity, Graph, Source, Statement
from aigraph.names.index import Index, index_of
from aigraph.names.named import Named
from aigraph.names.resolve import Names, local_name
from aigraph.namespaces import local_id
from aigraph.ontology import Ontology
from aigraph.words.card import Card
from aigraph.words.cards import claim_card, entity_card, statement_card
from aigraph.words.citations import citation
from aigraph.words.sentences import Wording

__all__ = ["Reading"]


class Reading(ABC):
    """A graph that can be read: `entities`, `statements`, `claims` and `sources` map ids to the nouns of the model."""

    @abstractmethod
    def as_of(self, day: str | date, *, certain: bool = False) -> "Reading":
        """Return the graph as it stood on a day."""

    def __init__(self, graph: Graph, ontology: Ontology, *, version: str = "", index: Index | None = None) -> None:
        """Hold a graph, its ontology, the version of the data, and the index of its names where it is made already."""
        self.graph, self.ontology, self.version, self._index = graph, ontology, version, index
        self.entities = Entities({e.id: e for e in graph.entities}, self)
        self.statements = Statements({s.id: s for s in graph.statements}, self)
        self.claims = Claims({c.id: c for c in graph.claims}, self)
        self.sources: Mapping[str, Source] = {s.id: s for s in graph.sources}
        #: What the graph leaves out, a sentence each: where it is as of a day, or known by one.
        self.told: tuple[str, ...] = ()

    @property
    def section_ids(self) -> list[str]:
        """Return what sections can be called: their ids, and these after their sources' and a slash.

        >>> "j3" in g.section_ids, "ten-judgements/j3" in g.section_ids
        (True, True)
        """
        parts = [(source.id, part.id) for source in self.graph.sources for part in source.sections]
        return [*dict.fromkeys(part for _, part in parts), *(f"{source}/{part}" for source, part in parts)]

    def __repr__(self) -> str:
        """Return the counts and the data version."""
        counts = f"{len(self.entities)} entities, {len(self.statements)} statements, {len(self.claims)} claims"
        return f"<{type(self).__name__} {counts}, data {self.version}>"

    def entity(self, name: str, *, classes: Iterable[str] = ()) -> Card:
        """Return the card of the one entity that `name` names, in any language and spelling.

        Raises:
            UnknownName: nobody has the name (`suggestions` are near), or several have (`candidates`).

        >>> g.entity("奥特曼").id
        'sam-altman'
        """
        return self.card(self.resolve(name, classes=classes))

    def show(self, name: str, *, classes: Iterable[str] = (), language: str = "en") -> Card:
        """Return the card of an entity, or of a statement or claim by its id. Raises UnknownName as `entity`.

        >>> g.show("gpt-4/trainedOn/a100").title
        'GPT-4 is said to have been trained on A100'
        """
        thing, wording = self.find(name, classes=classes), self.wording(language)
        if isinstance(thing, Entity):
            return self.card(thing.id, language=language)
        if isinstance(thing, Claim):
            return claim_card(thing, self.sources, self.graph.claims, wording)
        known = (p.premises for p in (thing.derived.proofs if thing.derived else ()))
        proofs = [premises for premises in dict.fromkeys(known) if self.statements.keys() >= set(premises)]
        against = [self.statements[other] for other in thing.contradicted_by if other in self.statements]
        steps = [[self.statements[premise] for premise in proof] for proof in proofs]
        return statement_card(thing, self.sources, steps, against, wording)

    def card(self, slug: str, *, language: str = "en") -> Card:
        """Return the card of an entity by its slug.

        >>> g.card("google", language="zh").title
        '谷歌'
        """
        touching, claims = self._about
        return entity_card(self.entities[slug], touching[slug], claims[slug], self.sources, self.wording(language))

    def cite(self, name: str, *, format: str = "text", language: str = "en") -> str:
        """Return how to cite a statement, a claim or an entity: sentence, quotes, source, IRI, version.

        Args:
            name: as for `show`.
            format: `text`, `bibtex` or `json`.
            language: of the sentence.

        Raises:
            UnknownName: as `entity`.

        >>> print(g.cite("mistral-ai/foundingDate").splitlines()[0])
        Mistral AI, founding date: 2023-05
        """
        return citation(self.find(name), self.graph, self.wording(language), self.version, format)

    def find(self, name: str, *, classes: Iterable[str] = ()) -> Entity | Statement | Claim:
        """Return the statement or claim of an id, else the one entity that has the name. Raises as `entity`.

        >>> print(g.find("gpt-4/trainedOn/a100"))
        gpt-4 trainedOn a100 [rumoured]
        """
        name = local_name(name, self.graph.iris)
        found = self.statements.get(local_id(name)) or self.claims.get(local_id(name))
        return found or self.entities[self.resolve(name, classes=classes)]

    def resolve(self, name: str, *, classes: Iterable[str] = ()) -> str:
        """Return the slug of the one entity a name means, merges followed. Raises UnknownName as `entity`.

        >>> g.resolve("Open Al")
        'openai'
        """
        return self._names.resolve(name, list(classes))

    def search(self, text: str, *, classes: Iterable[str] = (), limit: int = 10) -> list[Entity]:
        """Return the entities whose names are nearest to `text`, best first.

        >>> [entity.id for entity in g.search("aoteman", limit=1)]
        ['sam-altman']
        """
        return [self.entities[slug] for slug in self._names.find(text, list(classes), limit)]

    @cached_property
    def naming(self) -> Mapping[str, Mapping[str, str]]:
        """The names of entities by slug and by IRI, each by language.

        >>> g.naming["openai"]["en"]
        'OpenAI'
        """
        return Named({entity.id: entity for entity in self.graph.entities}, self.graph.iris)

    @cached_property
    def _names(self) -> Names:
        return Names(self.entities, self._index or index_of(self.graph, self.ontology), self.ontology, self.graph.iris)

    @cached_property
    def _about(self) -> tuple[Mapping[str, list[Statement]], Mapping[str, list[Claim]]]:
        """The statements and the claims that name an entity, by its slug."""
        statements: dict[str, list[Statement]] = defaultdict(list)
        claims: dict[str, list[Claim]] = defaultdict(list)
        for statement in self.graph.statements:
            for slug in statement.ends | {s for e in statement.evidence for s in e.speakers}:
                statements[slug].append(statement)
        for claim in self.graph.claims:
            for slug in {*claim.about, *claim.held_by}:
                claims[slug].append(claim)
        return statements, claims

    def wording(self, language: str) -> Wording:
        """Return what says statements in a language.

        >>> g.wording("zh").sentence(g.statements["sam-altman/founded/openai"])
        '萨姆·奥特曼 创立了 OpenAI'
        """
        return Wording(self.ontology, self.entities, language, self.graph.editors, self.graph.iris)
