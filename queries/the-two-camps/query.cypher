// Whose claims oppose whose?
MATCH (holder)<-[:HELD_BY]-(claim)-[:OPPOSES_CLAIM]->(opposed)-[:HELD_BY]->(opponent)
RETURN claim.id AS claim, holder.id AS holder, opposed.id AS opposed, opponent.id AS opponent
ORDER BY claim, opposed
