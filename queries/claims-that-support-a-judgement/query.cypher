// Which claims support a judgement, directly or through others?
MATCH (claim:Claim)-[:SUPPORTS_CLAIM*1..6]->(judgement)
WHERE judgement.id = $judgement
RETURN DISTINCT claim.id AS claim
ORDER BY claim
