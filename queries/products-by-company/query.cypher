// Which companies developed or released which applications?
MATCH (company:Company)-[:DEVELOPED|RELEASED]->(application:Application)
RETURN DISTINCT company.id AS company, application.id AS application
ORDER BY company, application
