// What rests on speakers whom the text does not name?
MATCH (e:Evidence)
UNWIND e.speaker AS speaker
MATCH (who:Entity {id: speaker})
WHERE who.unnamed
RETURN DISTINCT coalesce(e.statement, e.claim) AS what, speaker, e.modality AS modality
ORDER BY speaker, what
