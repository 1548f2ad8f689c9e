// Which models are being developed, planned or predicted?
MATCH (maker)-[r:TENTATIVE]->(model)
WHERE r.predicate IN $how AND (model:AIModel OR model:ModelFamily)
RETURN maker.id AS maker, r.predicate AS how, model.id AS model, r.modality AS modality, r.stage AS stage
ORDER BY maker, how, model
