// With which words do the claims say how sure they are, and how often?
MATCH (claim:Claim)
WHERE claim.hedge IS NOT NULL
RETURN claim.hedge AS hedge, count(claim) AS claims
ORDER BY claims DESC, hedge
