// Who trains how many models on whose chips?
MATCH (lab)-[made]->(model)-[trained]->(chip:Chip)<-[built]-(maker)
WHERE made.predicate = 'developed' AND built.predicate = 'manufactures'
  AND trained.predicate = 'trainedOn' // a number of chips is often an estimate: settled or not
RETURN lab.id AS lab, maker.id AS maker, count(DISTINCT model) AS models
ORDER BY models DESC, lab, maker
