// What is derived, by which rule, and from which statements?
MATCH ()-[r {derived: true}]->()
UNWIND r.proofs AS way
WITH r.id AS statement, split(way, ': ') AS parts
RETURN statement, parts[0] AS rule, parts[1] AS proof
ORDER BY statement, proof
