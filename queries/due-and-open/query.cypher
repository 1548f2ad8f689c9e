// What is due by a day and has no outcome yet: claims of every kind, plans and predicted statements?
MATCH (claim:Claim)
WHERE claim.dueLatest IS NOT NULL AND NOT EXISTS { (claim)-[:OUTCOME]->() }
RETURN claim.id AS what, claim.kind AS kind, claim.dueLatest AS latest
UNION ALL
MATCH ()-[r:TENTATIVE]->()
WHERE r.dateLatest IS NOT NULL AND (r.stage IN ['planned', 'underway'] OR r.modality = 'predicted')
  AND NOT EXISTS { MATCH (o:Outcome) WHERE o.statement = r.id }
  AND NOT EXISTS { MATCH (c:Claim)-[:OUTCOME]->() WHERE r.id IN c.predicts }
RETURN r.id AS what, 'statement' AS kind, r.dateLatest AS latest
UNION ALL
// A number that is to come.
MATCH (n:Observation {settled: false})
WHERE n.asOfLatest IS NOT NULL AND (n.stage IN ['planned', 'underway'] OR n.modality = 'predicted')
  AND NOT EXISTS { MATCH (o:Outcome) WHERE 'statement/' + o.statement = n.id }
  AND NOT EXISTS { MATCH (c:Claim)-[:OUTCOME]->() WHERE n.id IN [s IN c.predicts | 'statement/' + s] }
RETURN n.id AS what, 'statement' AS kind, n.asOfLatest AS latest
