// Which works are named, and who wrote, published or reposted them, and when?
MATCH (work:Work)
OPTIONAL MATCH (who)-[r:AUTHOR_OF|PUBLISHED|REPOSTED]->(work)
RETURN work.id AS work, who.id AS who, r.predicate AS how, r.date AS date
ORDER BY work, who
