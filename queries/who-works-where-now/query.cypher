// Who works where now, and as what?
MATCH (who)-[r:WORKED_AT {stage: 'actual'}]->(organization)
UNWIND CASE WHEN r.role IS NULL THEN [null] ELSE r.role END AS role
RETURN who.id AS who, organization.id AS organization, role
ORDER BY who
