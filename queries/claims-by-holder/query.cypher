// How many claims of each kind does everybody hold, those that nobody is named for among them?
MATCH (claim:Claim)
OPTIONAL MATCH (claim)-[:HELD_BY]->(holder)
RETURN holder.id AS holder, claim.kind AS kind, count(claim) AS claims
ORDER BY holder, kind
