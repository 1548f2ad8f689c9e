// Which claims are about somebody or something?
MATCH (claim:Claim)-[:CLAIM_ABOUT]->(about)
WHERE about.id = $about
RETURN claim.id AS claim, claim.kind AS kind
ORDER BY kind, claim
