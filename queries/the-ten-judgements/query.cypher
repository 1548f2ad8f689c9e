// Which judgements are made, and how many claims does each take in?
MATCH (judgement:Judgement)
OPTIONAL MATCH (claim)-[:PART_OF_CLAIM]->(judgement)
RETURN judgement.id AS judgement, count(claim) AS claims
ORDER BY judgement
