// What is due by a day and has no outcome yet: claims of every kind, plans and predicted statements?
MATCH (claim:Claim)
WHERE claim.dueLatest IS NOT NULL AND NOT EXISTS { (claim)-[:OUTCOME]->() }
RETURN claim.id AS what, claim.kind AS kind, claim.dueLatest AS latest
UNION ALL
MATCH ()-[r:TENTATIVE]->()
WHERE r.dateLatest IS NOT NULL AND (r.stage IN ['planned', 'underway'] OR r.modality = 'predicted')
RETURN r.id AS what, 'statement' AS kind, r.dateLatest AS latest
UNION ALL
// A number that is to come.
MATCH (o:Observation {settled: false})
WHERE o.asOfLatest IS NOT NULL AND (o.stage IN ['planned', 'underway'] OR o.modality = 'predicted')
RETURN o.id AS what, 'statement' AS kind, o.asOfLatest AS latest
