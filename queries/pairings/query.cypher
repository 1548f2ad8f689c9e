// Which large companies are paired with which start-ups and labs?
MATCH (giant)-[:PAIRED_WITH]->(partner)
RETURN giant.id AS giant, partner.id AS partner
ORDER BY giant, partner
