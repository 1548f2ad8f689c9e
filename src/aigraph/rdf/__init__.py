"""Statements to RDF and back: `write` and `read` quads, `files`, the ontology's own quads, `rules`, `validation`."""
