// Who founded the lab that a company’s founders left?
MATCH (company)<-[:FOUNDED]-()-[:WORKED_AT]->(lab)<-[:FOUNDED]-(founder)
WHERE company.id <> lab.id AND ($company IS NULL OR company.id = $company)
RETURN DISTINCT company.id AS company, lab.id AS lab, founder.id AS founder
ORDER BY company, lab, founder
