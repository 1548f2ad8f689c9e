// Which companies have which applications?
MATCH (company:Company)-[:DEVELOPED]->(application:Application)
RETURN company.id AS company, application.id AS application
ORDER BY company, application
