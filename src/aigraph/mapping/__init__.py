"""Tables with their mappings: what a row says, in the seeds' own language, with the cell as evidence."""

from aigraph.mapping.plan import Mapping
from aigraph.mapping.read import read_mapping
from aigraph.mapping.tables import Tables

__all__ = ["Mapping", "Tables", "read_mapping"]
