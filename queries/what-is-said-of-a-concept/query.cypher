// What is said of a concept, in claims and in statements?
MATCH (claim:Claim)-[:CLAIM_ABOUT]->(concept)
WHERE concept.id = $concept
OPTIONAL MATCH (claim)-[:HELD_BY]->(holder)
RETURN claim.id AS what, claim.kind AS kind, holder.id AS holder
UNION
MATCH (concept)-[r]-(:Entity)
WHERE concept.id = $concept
RETURN r.id AS what, 'statement' AS kind, null AS holder
UNION
MATCH (concept)-[:HAS_OBSERVATION|HAS_STATEMENT]->(s)
WHERE concept.id = $concept
RETURN s.id AS what, 'statement' AS kind, null AS holder
