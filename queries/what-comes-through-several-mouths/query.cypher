// What reaches us through more than one mouth, and through whose first and last?
MATCH (e:Evidence)
WHERE size(e.speaker) > 1
RETURN DISTINCT coalesce(e.statement, e.claim) AS what, e.speaker[0] AS nearest, e.speaker[size(e.speaker) - 1] AS farthest
ORDER BY farthest, nearest, what
