// Which models come from the labs that a company’s founders left?
MATCH (company)<-[:FOUNDED]-()-[:WORKED_AT]->(lab)-[:DEVELOPED]->(model)
WHERE company.id <> lab.id AND (model:AIModel OR model:ModelFamily) AND ($company IS NULL OR company.id = $company)
RETURN DISTINCT company.id AS company, lab.id AS lab, model.id AS model
ORDER BY company, lab, model
