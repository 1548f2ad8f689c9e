// Which numbers contradict each other?
// Two measurements of one thing: another number, or a number beyond the bound.
MATCH (one:Observation), (other:Observation)
WHERE one.subject = other.subject AND one.metric = other.metric AND one.unit = other.unit AND one.id < other.id
  AND (one.value <> other.value OR one.value >= other.max)
RETURN one.id AS one, other.id AS other
UNION
// A share of a whole that its own two numbers do not give.
MATCH (one:Observation), (other:Observation)
WHERE other.subject = one.among AND other.metric = one.metric AND one.value * 100 < one.shareOfMin * other.min
RETURN one.id AS one, other.id AS other
