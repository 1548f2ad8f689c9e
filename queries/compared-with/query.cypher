// With which models is a model compared or named, in statements and in claims, and who holds the claims?
MATCH (model)-[r]-(other)
WHERE model.id = $model AND r.predicate IN ['surpasses', 'comparableTo', 'chases', 'competesWith']
  AND (other:AIModel OR other:ModelFamily)
RETURN r.id AS what, r.predicate AS how, other.id AS other, null AS holder
UNION
MATCH (claim:Claim)-[:CLAIM_ABOUT]->(model), (claim)-[:CLAIM_ABOUT]->(other)
WHERE model.id = $model AND other.id <> model.id AND (other:AIModel OR other:ModelFamily)
OPTIONAL MATCH (claim)-[:HELD_BY]->(holder)
RETURN claim.id AS what, 'claim' AS how, other.id AS other, holder.id AS holder
