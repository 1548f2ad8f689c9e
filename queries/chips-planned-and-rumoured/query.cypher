// Who is said, or plans, to use or buy how many of which chips?
MATCH (who)-[r:TENTATIVE]->(chip:Chip)
RETURN who.id AS who, r.predicate AS how, chip.id AS chip, r.value AS number, r.comparator AS comparator,
  r.modality AS modality, r.stage AS stage
ORDER BY who, how, chip
