"""The interactive page: one HTML file, offline, made from a property graph."""
