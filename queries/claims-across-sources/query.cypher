// Which claims of different sources support, contradict or repeat each other?
MATCH (claim:Claim)-[r:SUPPORTS_CLAIM|OPPOSES_CLAIM|REPEATS_CLAIM]->(other:Claim)
MATCH (one:Evidence), (elsewhere:Evidence)
WHERE 'claim/' + one.claim = claim.id AND 'claim/' + elsewhere.claim = other.id AND one.source <> elsewhere.source
RETURN DISTINCT claim.id AS claim,
  CASE type(r) WHEN 'SUPPORTS_CLAIM' THEN 'supports' WHEN 'OPPOSES_CLAIM' THEN 'contradicts' ELSE 'repeats' END AS how,
  other.id AS other
ORDER BY claim, other
