// Who founded what, and when?
MATCH (founder)-[r:FOUNDED]->(company)
RETURN founder.id AS founder, company.id AS company, r.dateEarliest AS earliest, r.dateLatest AS latest
ORDER BY founder, company
