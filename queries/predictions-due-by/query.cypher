// Which predictions are due by a day?
MATCH (claim:Prediction)
WHERE claim.dueLatest <= $by
RETURN claim.id AS claim, claim.dueLatest AS latest
ORDER BY latest, claim
