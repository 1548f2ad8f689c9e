"""IPython and Jupyter: cells in SPARQL and Cypher (`magics`), and what of a graph may be typed (`completing`)."""
