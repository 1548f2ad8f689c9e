// Who wrote what, and what is it about?
MATCH (author)-[:AUTHOR_OF]->(work)-[:ABOUT]->(subject)
RETURN author.id AS author, work.id AS work, subject.id AS subject
ORDER BY author, work, subject
