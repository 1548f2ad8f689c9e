// What is disputed, by whom?
MATCH (claim:Claim)
WHERE claim.disputes IS NOT NULL
UNWIND claim.disputes AS statement
MATCH (subject)-[r {id: statement}]->(object)
OPTIONAL MATCH (claim)-[:HELD_BY]->(holder)
RETURN claim.id AS claim, holder.id AS holder, subject.id AS subject, r.predicate AS predicate, object.id AS object
ORDER BY claim
