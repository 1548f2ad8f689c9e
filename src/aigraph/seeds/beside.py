"""What a graph folder has beside its seeds, and is read as they are: what it adds to entities and passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from aigraph.ontology import Ontology
from aigraph.seeds.entities import EntityDraft, SourceDraft
from aigraph.seeds.passages import Passage
from aigraph.seeds.yaml import SeedFile

__all__ = ["Beside", "Reads"]


@dataclass(frozen=True, slots=True)
class Beside:
    """What was read: files with their problems, new entities, passages; `accounts` say in the end what became of it."""

    files: Sequence[SeedFile] = ()
    entities: Mapping[str, EntityDraft] = field(default_factory=dict)
    passages: Sequence[Passage] = ()
    accounts: Sequence[object] = ()


class Reads(Protocol):
    """Reads what is beside the seeds, knowing their entities and sources."""

    def read(
        self, ontology: Ontology, sources: Mapping[str, SourceDraft], entities: Mapping[str, EntityDraft]
    ) -> Beside:
        """Return what there is; what is wrong with it is reported to its files."""
