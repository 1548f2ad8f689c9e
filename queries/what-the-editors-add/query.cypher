// What do the editors add to the article, by predicate?
MATCH (:Entity)-[r {editors: true}]->(:Entity)
RETURN r.predicate AS predicate, count(r) AS statements
ORDER BY predicate
