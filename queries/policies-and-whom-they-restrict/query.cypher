// Who enacted which policy, and whom does it restrict?
MATCH (who)-[:ENACTED]->(policy)
OPTIONAL MATCH (policy)-[:RESTRICTS]->(restricts)
RETURN who.id AS who, policy.id AS policy, restricts.id AS restricts
ORDER BY who, policy
