// Which founders had worked elsewhere before?
MATCH (company)<-[:FOUNDED]-(founder)-[:WORKED_AT]->(employer)
WHERE company.id <> employer.id AND ($employer IS NULL OR employer.id = $employer)
RETURN DISTINCT founder.id AS founder, company.id AS company, employer.id AS employer
ORDER BY founder, company, employer
