// What does somebody say, or hold, about somebody or something?
MATCH (claim:Claim)-[:CLAIM_ABOUT]->(about)
WHERE about.id = $about
  AND (EXISTS { MATCH (claim)-[:HELD_BY]->(who) WHERE who.id = $who }
    OR EXISTS { MATCH (e:Evidence) WHERE 'claim/' + e.claim = claim.id AND $who IN e.speaker })
RETURN claim.id AS what, claim.kind AS kind
UNION
MATCH (about)-[r]-()
WHERE about.id = $about AND $who IN r.speaker
RETURN r.id AS what, 'statement' AS kind
UNION
MATCH (about)-[:HAS_OBSERVATION|HAS_STATEMENT]->(s)
WHERE about.id = $about AND $who IN s.speaker
RETURN s.id AS what, 'statement' AS kind
