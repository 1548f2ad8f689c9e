"""A claim as the seeds write it, made one of the model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aigraph.errors import did_you_mean
from aigraph.model import Claim, Evidence
from aigraph.ontology import Ontology
from aigraph.seeds.entities import READER, SourceDraft, language_of
from aigraph.seeds.outcomes import read_probability
from aigraph.seeds.passages import ClaimDraft, Passage
from aigraph.seeds.values import is_slug

__all__ = ["ClaimReader", "is_sound"]


@dataclass(frozen=True, slots=True)
class ClaimReader:
    """Reads the fields of one claim, reporting each at its line; `canonical` gives a slug after merges."""

    passage: Passage
    draft: ClaimDraft
    canonical: Callable[[str, int], str | None]

    def claim(self, asserts: tuple[str, ...], evidence: Evidence, sources: Mapping[str, SourceDraft]) -> Claim:
        """Return the claim, by the statements that it asserts and its evidence."""
        draft, quotes = self.draft, (quoted.quote for quoted in self.passage.quotes())
        return Claim(
            id=draft.id,
            kind=draft.kind,
            text=self._texts(sources),
            held_by=self._slugs("heldBy"),
            about=self._slugs("about"),
            part_of=self._text("partOf"),
            supports=self._ids("supports"),
            opposes=self._ids("opposes"),
            repeats=self._ids("repeats"),
            disputes=self._ids("disputes"),
            predicts=self._ids("predicts"),
            asserts=asserts,
            condition=self._text("condition"),
            hedge=self._text("hedge"),
            due=draft.due,
            criterion=self._text("criterion"),
            judge=self._text("judge"),
            open_ended=self._text("open-ended"),
            probability=read_probability(self.passage.file, draft.fields, quotes),
            note=self._text("note"),
            evidence=(evidence,),
        )

    def _texts(self, sources: Mapping[str, SourceDraft]) -> dict[str, str]:
        """Return what is held by language: what the seed says, and in the source's own language else the quote."""
        language = language_of(self.passage.source, sources)
        texts = {name: text for name in ("en", "zh") if (text := self._text(name)) is not None}
        if self.passage.quoted and language is not None:
            texts.setdefault(language, self.passage.quoted.quote)
        if READER not in texts and "en" not in self.draft.fields:
            self.passage.file.report(self.draft.line, "the claim has no en; expected one. Add it")
        texts.setdefault(READER, self.draft.id)
        return dict(sorted(texts.items()))

    def _slugs(self, key: str) -> tuple[str, ...]:
        nodes = self.passage.file.texts(self.draft.fields.get(key), key)
        found = (self.canonical(str(node.value), node.line) for node in nodes)
        return tuple(sorted(slug for slug in found if slug is not None))

    def _ids(self, key: str) -> tuple[str, ...]:
        return tuple(sorted(str(node.value) for node in self.passage.file.texts(self.draft.fields.get(key), key)))

    def _text(self, key: str) -> str | None:
        return self.passage.file.words(self.draft.fields.get(key), key)


def is_sound(passage: Passage, draft: ClaimDraft, ontology: Ontology) -> bool:
    """Report what is wrong with a claim's kind and id; return whether it can stand in a graph."""
    file = passage.file
    kinds = ontology.kinds()
    known = draft.kind in kinds
    if not known:
        hint = did_you_mean(draft.kind, kinds)
        file.report(draft.fields["kind"], f"unknown kind {draft.kind!r}; expected {', '.join(kinds)}{hint}")
    if not is_slug(draft.id):
        file.report(draft.fields["id"], f"{draft.id!r} is no slug; expected lower-case words with hyphens. Rename it")
    return known and is_slug(draft.id) and is_slug(passage.source)
