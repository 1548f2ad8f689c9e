// What was said to come true, and by when?
MATCH (claim:Claim)
WHERE claim.dueLatest IS NOT NULL
RETURN claim.id AS claim, claim.kind AS kind, claim.dueLatest AS latest
ORDER BY latest, claim
