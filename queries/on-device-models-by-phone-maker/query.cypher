// Which phone makers have which on-device models?
MATCH (maker)-[:DEVELOPED]->(model)-[:RUNS_ON]->(:Device {id: 'end-device'})
RETURN maker.id AS maker, model.id AS model
ORDER BY maker, model
