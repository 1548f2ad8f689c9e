// Which statements are no more than predictions, and whose claim predicts them?
MATCH (claim:Claim)
WHERE claim.predicts IS NOT NULL
UNWIND claim.predicts AS statement
MATCH (subject)-[r:TENTATIVE {id: statement, modality: 'predicted'}]->(object)
RETURN claim.id AS claim, subject.id AS subject, r.predicate AS predicate, object.id AS object
ORDER BY claim, subject, predicate, object
