// Which companies made, developed or released which applications?
MATCH (company:Company)-[r]->(application:Application)
WHERE r.predicate IN $how AND type(r) <> 'TENTATIVE'
RETURN DISTINCT company.id AS company, application.id AS application
ORDER BY company, application
