// How many people work at the companies?
MATCH (company)-[:HAS_OBSERVATION]->(o:Observation {metric: 'employees'})
RETURN company.id AS company, o.value AS number, o.min AS at_least, o.comparator AS comparator
ORDER BY company
