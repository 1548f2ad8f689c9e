"""Writing a graph: `formats` is the table of formats, `write` goes by it, each other module writes one of them."""
