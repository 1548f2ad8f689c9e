// Which claims hold only under a condition, and under which?
MATCH (claim:Claim)
WHERE claim.condition IS NOT NULL
RETURN claim.id AS claim, claim.kind AS kind, claim.condition AS condition
ORDER BY claim
