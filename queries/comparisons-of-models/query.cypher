// Which models are compared with which, by what measure, and who says or holds it?
MATCH (one)-[r]->(other)
WHERE r.predicate IN ['surpasses', 'comparableTo', 'chases', 'competesWith'] AND (one:AIModel OR one:ModelFamily)
  AND ($model IS NULL OR one.id = $model OR other.id = $model)
OPTIONAL MATCH (claim:Claim)-[:HELD_BY]->(holder)
WHERE r.id IN claim.asserts
UNWIND CASE WHEN holder IS NULL AND size(r.speaker) > 0 THEN r.speaker ELSE [holder.id] END AS who
RETURN DISTINCT one.id AS one, r.predicate AS how, other.id AS other, r.benchmark AS benchmark, r.modality AS modality, who
ORDER BY one, how, other
