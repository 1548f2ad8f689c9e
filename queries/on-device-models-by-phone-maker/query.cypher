// Who developed which models that run on a kind of device?
MATCH (maker)-[:DEVELOPED]->(model)-[:RUNS_ON]->(device)
WHERE $device IS NULL OR device.id = $device
RETURN maker.id AS maker, model.id AS model
ORDER BY maker, model
