// How many models did a maker bring out in a year, with open weights or without?
MATCH (maker)-[r:RELEASED]->(model:AIModel)
WHERE r.date IS NOT NULL
RETURN maker.id AS maker, substring(r.date, 0, 4) AS year, model.openWeights AS open, count(DISTINCT model) AS models
ORDER BY maker, year, open
