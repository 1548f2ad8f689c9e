// Which works are named, who wrote, published or reposted them, and when?
MATCH (work:Work)
OPTIONAL MATCH (who)-[r]->(work)
WHERE r.predicate IN $how AND type(r) <> 'TENTATIVE'
RETURN work.id AS work, who.id AS who, r.predicate AS how, r.date AS date
ORDER BY work, who
