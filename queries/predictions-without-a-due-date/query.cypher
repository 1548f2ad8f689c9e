// How many predictions have no due date, by section?
MATCH (claim:Prediction), (evidence:Evidence)
WHERE claim.due IS NULL AND claim.id = 'claim/' + evidence.claim
RETURN evidence.section AS section, count(DISTINCT claim) AS predictions
ORDER BY section
