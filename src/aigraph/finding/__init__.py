"""What is found in a graph, as tables and as nouns: `nouns` by conditions, what is `near`, the `paths` between two."""
