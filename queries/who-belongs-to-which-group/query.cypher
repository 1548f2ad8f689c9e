// Who belongs to which group?
MATCH (member)-[:MEMBER_OF]->(group)
RETURN member.id AS member, group.id AS group
ORDER BY member, group
