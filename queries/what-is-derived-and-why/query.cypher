// What is derived, by which rule, and from which statements?
MATCH ()-[r {derived: true}]->()
UNWIND r.proofs AS proof
RETURN r.id AS statement, r.derivedBy AS rule, proof
ORDER BY statement, proof
