// What would settle the claims that can be settled, and by when?
MATCH (claim:Claim)
WHERE claim.criterion IS NOT NULL
RETURN claim.id AS claim, claim.dueLatest AS latest, claim.criterion AS criterion
ORDER BY latest, claim
