// Where do sources disagree, and in which words?
MATCH (one:Statement)
WHERE one.contradictedBy IS NOT NULL
UNWIND one.contradictedBy + [substring(one.id, size('statement/'))] AS statement
WITH DISTINCT statement
MATCH (found:Statement), (evidence:Evidence)
WHERE found.id = 'statement/' + statement AND evidence.statement = statement
MATCH (source:Source)
WHERE source.id = 'source/' + evidence.source
RETURN found.subject AS subject, found.predicate AS predicate, coalesce(found.value, found.object) AS value, statement,
  evidence.source AS source, source.publishedOn AS date, evidence.modality AS modality, evidence.quote AS quote
UNION
MATCH ()-[one]->()
WHERE one.contradictedBy IS NOT NULL
UNWIND one.contradictedBy + [one.id] AS statement
WITH DISTINCT statement
MATCH (subject)-[found]->(), (evidence:Evidence)
WHERE found.id = statement AND evidence.statement = statement
MATCH (source:Source)
WHERE source.id = 'source/' + evidence.source
RETURN subject.id AS subject, found.predicate AS predicate, found.value AS value, statement,
  evidence.source AS source, source.publishedOn AS date, evidence.modality AS modality, evidence.quote AS quote
