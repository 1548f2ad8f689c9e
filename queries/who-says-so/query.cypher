// Who vouches for how many statements, rumours among them?
MATCH (evidence:Evidence)
WHERE evidence.statement IS NOT NULL
UNWIND evidence.speaker AS speaker
RETURN speaker, count(DISTINCT evidence.statement) AS statements
ORDER BY statements DESC, speaker
