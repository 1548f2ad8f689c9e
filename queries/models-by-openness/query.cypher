// Which models have open weights, and which do not?
MATCH (model:Entity)
WHERE model.openWeights IS NOT NULL
RETURN model.id AS model, model.openWeights AS open
ORDER BY model
