// Who wrote what, in which role, and what is it about?
MATCH (author)-[r:AUTHOR_OF]->(work)-[:ABOUT]->(subject)
UNWIND CASE WHEN r.role IS NULL THEN [null] ELSE r.role END AS role
RETURN author.id AS author, work.id AS work, role, subject.id AS subject
ORDER BY author, work, subject
