// How many steps of support lie between a claim and a judgement?
MATCH path = (claim:Claim)-[:SUPPORTS_CLAIM*1..4]->(judgement)
WHERE judgement.id = $judgement
RETURN claim.id AS claim, min(length(path)) AS steps
ORDER BY steps, claim
