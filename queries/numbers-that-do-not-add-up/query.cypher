// Which numbers contradict each other?
// Two measurements of one thing: another number, or a number beyond the bound.
MATCH (first:Observation), (second:Observation)
WHERE first.subject = second.subject AND first.metric = second.metric AND first.unit = second.unit
  AND first.id <> second.id
  AND ((first.value <> second.value AND first.id < second.id) OR first.value >= second.max OR first.value < second.min)
RETURN CASE WHEN first.id < second.id THEN first.id ELSE second.id END AS one,
  CASE WHEN first.id < second.id THEN second.id ELSE first.id END AS other
UNION
// A share of a whole that its own two numbers do not give.
MATCH (one:Observation), (other:Observation)
WHERE other.subject = one.among AND other.metric = one.metric AND one.value * 100 < one.shareOfMin * other.min
RETURN one.id AS one, other.id AS other
