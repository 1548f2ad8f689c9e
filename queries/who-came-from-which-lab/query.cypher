// Who came from which lab or company?
MATCH (who)-[r:WORKED_AT {stage: 'ended'}]->(lab)
WHERE $lab IS NULL OR lab.id = $lab
UNWIND CASE WHEN r.role IS NULL THEN [null] ELSE r.role END AS role
RETURN who.id AS who, lab.id AS lab, role, r.share AS share
ORDER BY who, lab
