// What do two sources say, or more?
MATCH (evidence:Evidence)
WHERE evidence.statement IS NOT NULL AND evidence.quote IS NOT NULL // the editors quote nobody
WITH evidence.statement AS statement, count(DISTINCT evidence.source) AS sources, collect(evidence) AS supports
WHERE sources > 1
UNWIND supports AS evidence
MATCH (source:Source)
WHERE source.id = 'source/' + evidence.source
RETURN statement, evidence.source AS source, source.publishedOn AS date, evidence.modality AS modality,
  evidence.quote AS quote
ORDER BY statement, source, quote
