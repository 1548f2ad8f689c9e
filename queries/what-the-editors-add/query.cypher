// What do the editors add to what was read, by predicate?
MATCH (:Entity)-[r {editors: true}]->(:Entity)
RETURN r.predicate AS predicate, count(r) AS statements
UNION ALL
// An attribute is a node of its own.
MATCH (s:Statement {editors: true})
RETURN s.predicate AS predicate, count(s) AS statements
