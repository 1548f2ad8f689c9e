"""Read, check, anchor and format `seeds/`, every problem with file and line."""

from aigraph.seeds.reader import Seeds, read_seeds

__all__ = ["Seeds", "read_seeds"]
