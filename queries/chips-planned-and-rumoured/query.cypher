// Who is said, or plans, to use, buy or have how many of which chips, or as much computing power?
MATCH (who)-[r:TENTATIVE]->(chip:Chip)
RETURN who.id AS who, r.predicate AS how, chip.id AS chip, r.value AS number, r.comparator AS comparator,
  r.equivalent AS equivalent, r.equivalentUnit AS equivalent_chip, r.modality AS modality, r.stage AS stage
UNION ALL
// Computing power is counted in chips.
MATCH (who)-[:HAS_OBSERVATION]->(o:Observation {settled: false})
MATCH (chip:Chip {id: o.unit})
RETURN who.id AS who, o.metric AS how, chip.id AS chip, o.value AS number, o.comparator AS comparator,
  o.equivalent AS equivalent, o.equivalentUnit AS equivalent_chip, o.modality AS modality, o.stage AS stage
