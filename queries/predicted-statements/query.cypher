// Which statements are no more than predictions, and whose claim, if any, predicts them?
MATCH (subject)-[r:TENTATIVE {modality: 'predicted'}]->(object)
OPTIONAL MATCH (claim:Claim)
WHERE r.id IN claim.predicts
RETURN claim.id AS claim, subject.id AS subject, r.predicate AS predicate, object.id AS object
ORDER BY claim, subject, predicate, object
