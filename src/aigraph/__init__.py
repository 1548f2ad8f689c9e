"""A knowledge graph of the AI industry that you can cite.

```python
import aigraph

g = aigraph.load()
g.sparql("SELECT ?person WHERE { ?person aig:founded aid:anthropic }")
g.entity("奥特曼")
g.to_networkx()
```
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aigraph.errors import (
        AIGraphError,
        ExportError,
        MissingDependency,
        OntologyError,
        QueryError,
        SeedError,
        ServiceError,
        TooLarge,
        UnknownName,
        VersionError,
    )
    from aigraph.knowledge_graph import KnowledgeGraph
    from aigraph.loading import load
    from aigraph.model import Claim, Entity, Evidence, Source, Statement
    from aigraph.table import Table

__all__ = [
    "AID",
    "AIG",
    "AIGraphError",
    "Claim",
    "Entity",
    "Evidence",
    "ExportError",
    "KnowledgeGraph",
    "MissingDependency",
    "OntologyError",
    "QueryError",
    "SeedError",
    "ServiceError",
    "Source",
    "Statement",
    "Table",
    "TooLarge",
    "UnknownName",
    "VersionError",
    "__version__",
    "load",
]

__version__ = "0.1.0"

_HOMES = {"load": "loading", "KnowledgeGraph": "knowledge_graph", "Table": "table"}
_HOMES |= dict.fromkeys(("load_ipython_extension", "unload_ipython_extension"), "notebook.magics")
_HOMES |= dict.fromkeys(("Claim", "Entity", "Evidence", "Source", "Statement"), "model")
_HOMES |= {
    name: "errors" for name in __all__ if name.endswith(("Error", "UnknownName", "MissingDependency", "TooLarge"))
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import aigraph` costs nothing."""
    if name in ("AIG", "AID"):
        from rdflib import Namespace

        from aigraph.namespaces import ENTITY, ONTOLOGY

        return Namespace(ONTOLOGY if name == "AIG" else ENTITY)
    if name in _HOMES:
        return getattr(import_module(f"aigraph.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'aigraph' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
