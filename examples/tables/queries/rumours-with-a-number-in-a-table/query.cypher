// Which number that a text calls a rumour does a table give as well?
MATCH (subject)-[rumour]->(chip)
WHERE rumour.modality = 'rumoured' AND rumour.value IS NOT NULL
MATCH (subject)-[found]->(other)
WHERE found.predicate = rumour.predicate AND found.value IS NOT NULL AND found.id <> rumour.id
  // The table may name a version of the chip.
  AND (other.id = chip.id OR EXISTS { MATCH (other)-[:VERSION_OF]->(chip) })
RETURN subject.id AS subject, rumour.predicate AS how, chip.id AS chip, rumour.value AS said,
  other.id AS table_chip, found.value AS number, found.modality AS known
ORDER BY subject, how, table_chip
