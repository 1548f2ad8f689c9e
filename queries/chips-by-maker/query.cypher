// Which companies are known to make, develop or release which chips?
MATCH (company:Company)-[r]->(chip:Chip)
WHERE r.settled
RETURN company.id AS company, r.predicate AS how, chip.id AS chip
ORDER BY company, how, chip
