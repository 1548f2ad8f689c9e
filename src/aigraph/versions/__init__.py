"""What changed between two versions: in words, as data and as an RDF patch; each thing's history; a release."""

__all__ = ["FORMATS"]

#: How a difference is told: in words, as Markdown, as data, as an RDF patch.
FORMATS = ("text", "md", "json", "patch")
