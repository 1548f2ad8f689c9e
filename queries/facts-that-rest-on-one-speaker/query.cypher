// Which facts rest on the word of a single speaker?
MATCH (evidence:Evidence)
WHERE evidence.statement IS NOT NULL
WITH evidence.statement AS statement, min(size(evidence.speaker)) AS fewest, collect(evidence) AS supports
WHERE fewest > 0
UNWIND supports AS evidence
UNWIND evidence.speaker AS speaker
WITH statement, count(DISTINCT speaker) AS speakers, min(speaker) AS speaker
WHERE speakers = 1 AND (EXISTS { MATCH ()-[r {id: statement}]->() WHERE r.settled }
  OR EXISTS { MATCH (s:Statement) WHERE s.id = 'statement/' + statement AND s.settled })
RETURN statement, speaker
ORDER BY speaker, statement
