// How many predictions have no due date, by source and section?
MATCH (claim:Prediction), (evidence:Evidence)
WHERE claim.due IS NULL AND claim.id = 'claim/' + evidence.claim
RETURN evidence.source AS source, evidence.section AS section, count(DISTINCT claim) AS predictions
ORDER BY source, section
