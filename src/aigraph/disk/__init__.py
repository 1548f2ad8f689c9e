"""A graph on disk: what is too large to be held is kept in files beside it, and read a part at a time."""
