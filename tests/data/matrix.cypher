// reading

MATCH (n:Company) RETURN n.id ORDER BY n.id
MATCH (n:Organization) RETURN count(n) AS n
MATCH (n:Entity {id: 'openai'}) RETURN n.name AS name, n.aliases AS aliases
MATCH (n {id: 'openai'}) RETURN n
MATCH (p:Person)-[:FOUNDED]->(c:Company) RETURN p.name, c.name ORDER BY p.name, c.name
MATCH (a:Company)-[r]->(b) WHERE type(r) = 'DEVELOPED' RETURN a.id, b.id ORDER BY a.id, b.id
MATCH (a)-[r:DEVELOPED|RELEASED]->(b) RETURN a.id, type(r) AS how, b.id ORDER BY a.id, how, b.id
MATCH (a)<-[:WORKED_AT]-(p) RETURN DISTINCT a.id ORDER BY a.id
MATCH (a)-[r]-(b) WHERE a.id = 'openai' RETURN count(r) AS degree
MATCH (a:Company), (c:Chip) WHERE a.name = c.name RETURN a.id
MATCH (n:Company) WHERE n.name STARTS WITH 'A' RETURN n.name ORDER BY n.name SKIP 1 LIMIT 2
MATCH (a)-[r:TENTATIVE {predicate: 'trainedOn'}]->(b) RETURN a.id, b.id, r.value, r.comparator, r.modality ORDER BY a.id, b.id
MATCH (s:Source)-[:HAS_SECTION]->(x:Section) RETURN s.id, count(x) AS sections ORDER BY sections DESC, s.id LIMIT 3
MATCH p = (a:Person)-[:FOUNDED]->(c) RETURN length(p) AS hops, nodes(p)[0].id AS first ORDER BY first
MATCH p = (:Person {id:'sam-altman'})-[:MEMBER_OF|WORKED_AT]->() RETURN p
MATCH (a)-[r:FOUNDED]->(b) RETURN r
MATCH (n) WHERE n:Company RETURN count(*) AS n
MATCH (n) WHERE n:Chip OR n:Device RETURN count(*) AS n
MATCH (a)-[r]->(b) WHERE r.settled = false RETURN count(*) AS n
MATCH (c:Claim {kind: 'prediction'}) WHERE c.dueLatest <= date('2026-12-31') RETURN c.id ORDER BY c.id
MATCH (a)-[r]->(b) RETURN startNode(r).id = a.id AS same, count(*) AS n
RETURN 1 AS one, 2.5 AS real, 'x' AS text, true AS yes, null AS none, [1, 2] AS list

// OPTIONAL MATCH

MATCH (c:Company) OPTIONAL MATCH (p:Person)-[:FOUNDED]->(c) RETURN c.id, p.id ORDER BY c.id, p.id
MATCH (c:Company {id: 'openai'}) OPTIONAL MATCH (c)-[:NO_SUCH]->(x) RETURN c.id, x.id
MATCH (m:AIModel) OPTIONAL MATCH (o)-[:DEVELOPED]->(m) WITH m, count(o) AS makers RETURN m.id, makers ORDER BY m.id
MATCH (p:Person) OPTIONAL MATCH (p)-[:WORKED_AT]->(l) WHERE l.id = 'openai' RETURN p.id, l.id ORDER BY p.id
OPTIONAL MATCH (n:Entity {id: 'nobody'}) RETURN n.id, n IS NULL AS missing
MATCH (m:AIModel) OPTIONAL MATCH (m)-[r:TENTATIVE]->(x) OPTIONAL MATCH (m)-[:VERSION_OF]->(f) RETURN m.id, x.id, f.id ORDER BY m.id, x.id, f.id
MATCH (c:Chip) OPTIONAL MATCH (c)<-[r]-() RETURN c.id, count(r) AS n ORDER BY c.id

// variable length

MATCH (m {id: 'gpt-4'})-[:VERSION_OF*1..3]->(f) RETURN f.id ORDER BY f.id
MATCH (a {id: 'anthropic'})-[*1..2]-(b:Company) RETURN DISTINCT b.id ORDER BY b.id
MATCH (a:Company {id: 'microsoft'})-[*2]-(b) RETURN count(*) AS n
MATCH (a {id: 'microsoft'})-[*2..2]-(b:Company) RETURN b.id AS b ORDER BY b
MATCH p = (a {id: 'openai'})-[:DEVELOPED|VERSION_OF*..2]-(b) RETURN b.id, length(p) AS hops ORDER BY hops, b.id
MATCH (a:Claim)-[:PART_OF_CLAIM*0..2]->(j:Judgement {id:'claim/judgement-2'}) RETURN count(a) AS n
MATCH p = (a {id: 'dario-amodei'})-[rs*1..2]->(b) RETURN [r IN rs | type(r)] AS types, b.id ORDER BY b.id, types
MATCH p = (a {id: 'openai'})-[*1..2]->(b) RETURN [n IN nodes(p) | n.id] AS path ORDER BY path LIMIT 5
MATCH (a {id: 'openai'})-[r:DEVELOPED* {settled: true}]->(b) RETURN b.id ORDER BY b.id
MATCH p = (a {id:'gpt-4'})-[*..2]-(b:Chip) WHERE all(r IN relationships(p) WHERE r.id IS NOT NULL) RETURN DISTINCT b.id ORDER BY b.id
MATCH (a:Company)-[:HAS_SUBSIDIARY*]->(b) RETURN a.id, b.id ORDER BY a.id, b.id

// shortest paths

MATCH p = shortestPath((a {id: 'microsoft'})-[*]-(b {id: 'anthropic'})) RETURN length(p) AS hops
MATCH (a {id: 'microsoft'}), (b {id: 'anthropic'}) MATCH p = shortestPath((a)-[*..6]-(b)) RETURN length(p) AS hops
MATCH p = allShortestPaths((a {id: 'microsoft'})-[*]-(b {id: 'anthropic'})) RETURN count(p) > 0 AS found
MATCH p = allShortestPaths((a:Company {id: 'microsoft'})-[*..6]-(b:Company {id: 'anthropic'})) RETURN [n IN nodes(p) | n.id] AS path ORDER BY path
MATCH p = shortestPath((a {id: 'gpt-4'})-[:VERSION_OF|DEVELOPED*]-(b {id: 'microsoft'})) RETURN length(p) AS hops
MATCH p = SHORTEST 1 (a {id: 'microsoft'})-[*]-(b {id: 'anthropic'}) RETURN length(p) AS hops
MATCH p = SHORTEST 1 (a:Entity {id: 'microsoft'})--+(b:Entity {id: 'anthropic'}) RETURN length(p) AS hops
MATCH p = ALL SHORTEST (a:Entity {id: 'openai'})-[:FOUNDED]-+(b:Entity {id: 'anthropic'}) RETURN count(p) AS n
MATCH p = shortestPath((a {id: 'microsoft'})-[*]-(b {id: 'anthropic'})) WHERE none(r IN relationships(p) WHERE type(r) = 'TENTATIVE') RETURN length(p) AS hops

// quantified paths

MATCH (a:AIModel)((x)-[:VERSION_OF]->(y)){1,3}(f) RETURN DISTINCT f.id ORDER BY f.id
MATCH (a:AIModel)-[:VERSION_OF]->+(f) RETURN DISTINCT f.id ORDER BY f.id
MATCH (a {id: 'openai'})-[:DEVELOPED]->{1,2}(b) RETURN b.id ORDER BY b.id
MATCH (a {id: 'openai'})-[r:DEVELOPED]->*(b) RETURN count(*) AS n
MATCH ((a:Company)-[:HAS_SUBSIDIARY]->(b:Company))+ RETURN count(*) AS n

// subqueries

MATCH (c:Company) WHERE EXISTS { (c)-[:DEVELOPED]->(:AIModel) } RETURN c.id ORDER BY c.id
MATCH (c:Company) WHERE EXISTS { MATCH (c)-[:DEVELOPED]->(m:AIModel) WHERE m.name CONTAINS 'GPT' } RETURN c.id ORDER BY c.id
MATCH (c:Company) WHERE NOT EXISTS { (c)-[:DEVELOPED]->() } RETURN count(c) AS n
MATCH (c:Company) WHERE NOT (c)-[:DEVELOPED]->() RETURN count(c) AS n
MATCH (c:Company) WHERE (c)-[:DEVELOPED]->() RETURN c.id ORDER BY c.id
MATCH (c:Company) RETURN c.id, COUNT { (c)-[:DEVELOPED]->() } AS n ORDER BY n DESC, c.id LIMIT 5
MATCH (c:Company) WHERE COUNT { (c)-[:DEVELOPED]->() } > 2 RETURN c.id ORDER BY c.id
MATCH (c:Company) CALL { WITH c MATCH (c)-[:DEVELOPED]->(m) RETURN count(m) AS n } RETURN c.id, n ORDER BY n DESC, c.id LIMIT 4
MATCH (c:Company) CALL (c) { MATCH (c)-[:DEVELOPED]->(m) RETURN count(m) AS n } RETURN c.id, n ORDER BY n DESC, c.id LIMIT 4
MATCH (c:Company) CALL (c) { MATCH (c)-[:DEVELOPED]->(m) RETURN m ORDER BY m.id LIMIT 1 } WITH c, m RETURN c.id AS c, m.id AS m ORDER BY c, m
MATCH (c:Company {id: 'openai'}) RETURN COLLECT { MATCH (c)-[:DEVELOPED]->(m) RETURN m.id ORDER BY m.id } AS models
CALL { MATCH (c:Chip) RETURN c.id AS id UNION MATCH (d:Device) RETURN d.id AS id } RETURN id ORDER BY id
MATCH (c:Chip) RETURN c.id AS id UNION MATCH (c:Policy) RETURN c.id AS id
MATCH (c:Chip) RETURN 1 AS x UNION ALL MATCH (c:Policy) RETURN 1 AS x
MATCH (p:Person) WHERE exists((p)-[:FOUNDED]->()) RETURN p.id ORDER BY p.id
MATCH (p:Person WHERE p.name STARTS WITH 'S')-[:FOUNDED]->(c) RETURN p.id, c.id
MATCH (a)-[r:WORKED_AT WHERE r.stage = 'ended']->(b) RETURN a.id, b.id ORDER BY a.id, b.id

// list and map projection

MATCH (n {id: 'openai'}) RETURN n {.id, .name} AS n
MATCH (n {id: 'openai'}) RETURN n {.*} AS n
MATCH (n {id: 'openai'}) RETURN n {.id, kind: 'company', extra: size(n.aliases)} AS n
MATCH (a)-[r:FOUNDED]->(b) RETURN r {.id, .modality} AS r ORDER BY r.id
MATCH (a)-[r:FOUNDED]->(b) RETURN r {.*} AS r ORDER BY r.id LIMIT 1
MATCH (a)-[r:FOUNDED]->(b) RETURN r {.id, who: a.id} AS r ORDER BY r.id
MATCH (a)-[r:FOUNDED]->(b) RETURN {who: a.id, what: b.id} AS fact ORDER BY a.id, b.id
RETURN [x IN range(1, 5) WHERE x % 2 = 1 | x * x] AS odd
RETURN [1, 2, 3, 4][1..3] AS mid, [1, 2, 3][-1] AS last, head([1, 2]) AS h, tail([1, 2, 3]) AS t
RETURN size([1, 2, 3]) AS n, reverse([1, 2, 3]) AS r, 2 IN [1, 2] AS has
RETURN reduce(s = 0, x IN [1, 2, 3] | s + x) AS total
RETURN any(x IN [1, 2] WHERE x > 1) AS a, all(x IN [1, 2] WHERE x > 1) AS b, none(x IN [1, 2] WHERE x > 2) AS c, single(x IN [1, 2] WHERE x > 1) AS d
MATCH (c:Company {id: 'openai'}) UNWIND [(c)-[:DEVELOPED]->(m) WHERE m.name CONTAINS 'GPT' | m.id] AS model RETURN model ORDER BY model
RETURN {a: 1, b: {c: [1, 2]}} AS m, {a: 1}.a AS a, keys({b: 1, a: 2}) AS k
MATCH (c:Chip) WITH c ORDER BY c.id RETURN collect(c {.id}) AS chips
WITH {name: 'x'} AS m RETURN m['name'] AS dynamic, m.missing AS missing
MATCH (n {id: 'openai'}) RETURN n['name'] AS name
RETURN [1, 2] + [3] AS joined, [1, 2] + 3 AS appended

// label expressions

MATCH (n:Chip|Device) RETURN count(n) AS n
MATCH (n:Company&ResearchLab) RETURN n.id ORDER BY n.id
MATCH (n:Company:ResearchLab) RETURN n.id ORDER BY n.id
MATCH (n:Organization&!Company) RETURN count(n) AS n
MATCH (n:!Entity) RETURN count(n) AS n
MATCH (n:(Chip|Device)&Technology) RETURN count(n) AS n
MATCH (a)-[r:!TENTATIVE]->(b) RETURN count(r) AS n
MATCH (n:%) RETURN count(n) AS n
MATCH (n) WHERE n:Chip|Device RETURN count(n) AS n
MATCH (n {id: 'openai'}) RETURN n:Company AS company, n:Person AS person
MATCH (n {id: 'openai'}) UNWIND labels(n) AS label RETURN label ORDER BY label
MATCH (n:Chip) UNWIND labels(n) AS label RETURN label, count(*) AS n ORDER BY label
MATCH (n:Person) WHERE 'Agent' IN labels(n) RETURN count(n) AS n
MATCH (n IS Company) RETURN count(n) AS n

// aggregation

MATCH (n:Entity) RETURN count(*) AS n, count(n.nameZh) AS zh, count(DISTINCT n.name) AS names
MATCH (o:Observation) RETURN o.metric AS metric, count(*) AS n ORDER BY n DESC, metric
MATCH (o:Observation) WHERE o.value IS NOT NULL RETURN min(o.value) AS least, max(o.value) AS most
UNWIND [1, 2, 3, 4] AS x RETURN sum(x) AS s, avg(x) AS a, min(x) AS lo, max(x) AS hi, count(x) AS n
UNWIND [1.5, 2.5] AS x RETURN sum(x) AS s, avg(x) AS a
UNWIND [1, 2, 3, 4] AS x RETURN stdev(x) AS s, stdevp(x) AS p
UNWIND [1, 2, 3, 4] AS x RETURN percentileCont(x, 0.5) AS median
UNWIND [1, 2, 3, 4] AS x RETURN percentileDisc(x, 0.5) AS median
MATCH (c:Chip) WITH c.id AS id ORDER BY id RETURN collect(id) AS ids
UNWIND [1, null, 2] AS x RETURN count(x) AS n, collect(x) AS xs, sum(x) AS s
MATCH (c:Company)-[:DEVELOPED]->(m) WITH c, count(m) AS n WHERE n > 1 RETURN c.id, n ORDER BY n DESC, c.id
MATCH (c:Company)-[:DEVELOPED]->(m) RETURN c.id, count(m) + 1 AS n ORDER BY c.id
MATCH (c:Company)-[:DEVELOPED]->(m) RETURN c.id, count(m) * 100 / 7 AS n ORDER BY c.id
MATCH (c:Company)-[:DEVELOPED]->(m) WITH c, collect(m.id) AS ms RETURN c.id, size(ms) AS n ORDER BY c.id
MATCH (c:Company)-[:DEVELOPED]->(m) RETURN c.id, size(collect(m.id)) AS n ORDER BY c.id
MATCH (n:NoSuchLabel) RETURN count(n) AS n, sum(n.x) AS s, max(n.x) AS m, collect(n.x) AS xs
MATCH (n:Company) RETURN DISTINCT substring(n.name, 0, 1) AS first ORDER BY first LIMIT 3
UNWIND [] AS x RETURN avg(x) AS a, count(*) AS n
MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n ORDER BY n DESC, type LIMIT 5
MATCH (c:Company)-[:DEVELOPED]->(m) RETURN sum(CASE WHEN m:AIModel THEN 1 ELSE 0 END) AS models

// temporal

RETURN date('2024-03-15') AS d
RETURN date('2024-03-15').year AS y, date('2024-03-15').month AS m, date('2024-03-15').day AS d, date('2024-03-15').quarter AS q
RETURN date({year: 2024, month: 3}) AS d
MATCH (c:Company) WHERE c.foundingDateEarliest >= date('2020-01-01') RETURN c.id, c.foundingDateEarliest AS since ORDER BY since, c.id
RETURN date('2024-03-15') > date('2023-12-31') AS later
MATCH (c:Company) WHERE c.foundingDateEarliest >= '2020-01-01' RETURN c.id ORDER BY c.id
MATCH (c:Claim) WHERE c.dueLatest <= $date RETURN c.id ORDER BY c.id
RETURN date('2024-03-15') + duration('P1M') AS d
RETURN date('2024-03-15') + duration({days: 3}) AS d
RETURN duration.inDays(date('2024-01-01'), date('2024-03-15')).days AS days
RETURN duration.between(date('2024-01-01'), date('2024-03-15')).months AS months
RETURN duration.inMonths(date('2023-01-01'), date('2024-03-15')).months AS months
RETURN duration.between(date('2024-01-01'), date('2024-03-15')) AS d
RETURN duration('P1Y2M3DT4H') AS d
RETURN datetime('2024-03-15T12:00:00Z').hour AS h
RETURN datetime('2024-03-15T12:00:00Z') AS at
RETURN localdatetime('2024-03-15T12:00:00') AS at
RETURN toString(date('2024-03-15')) AS s
RETURN date.truncate('year', date('2024-03-15')) AS d
MATCH (c:Company) WHERE c.foundingDateEarliest.year = 2023 RETURN c.id ORDER BY c.id
RETURN date('2024-03') AS d
RETURN date('2024') AS d
MATCH (c:Claim) WHERE c.dueLatest IS NOT NULL RETURN min(c.dueLatest) AS first, max(c.dueLatest) AS last
RETURN date('not a date') AS d

// strings

RETURN toUpper('abc') AS u, toLower('ABC') AS l, trim('  x ') AS t
RETURN split('a,b', ',') AS parts, replace('abc', 'b', 'x') AS r, substring('hello', 1, 3) AS s
RETURN left('hello', 2) AS l, right('hello', 2) AS r, reverse('abc') AS v, size('中文') AS n
RETURN 'a' + 1 AS joined
RETURN toInteger('42') AS i, toFloat('4.5') AS f, toInteger('x') AS none, toBoolean('true') AS b
MATCH (n:Entity) WHERE n.name =~ '(?i)gpt.*' RETURN n.id ORDER BY n.id
MATCH (n:Entity) WHERE n.nameZh CONTAINS '谷' RETURN n.id ORDER BY n.id
MATCH (n:Entity) WHERE n.name ENDS WITH 'AI' RETURN n.id ORDER BY n.id
MATCH (n:Entity) WHERE toLower(n.name) CONTAINS 'open' RETURN n.id ORDER BY n.id
RETURN 'it''s' AS a
RETURN 'it\'s \u4e2d \n' AS a, "double" AS b
RETURN toString(1.0) AS a, toString(100) AS b, toString(true) AS c
RETURN apoc.text.join(['a', 'b'], ',') AS joined
RETURN ltrim('  a') AS l, rtrim('a  ') AS r, char_length('中文') AS n
RETURN 'abc' < 'abd' AS less, 'a' = 'A' AS same
RETURN 'x' IN ['x', 'y'] AS has, NOT 'x' IN ['y'] AS hasnt
RETURN 'a' || 'b' AS joined
RETURN normalize('é') AS n

// CASE

RETURN CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END AS c
RETURN CASE 2 WHEN 1 THEN 'one' WHEN 2 THEN 'two' END AS c
RETURN CASE 3 WHEN 1 THEN 'one' END AS c
MATCH ()-[r]->() WHERE r.modality IS NOT NULL RETURN CASE WHEN r.settled THEN 'settled' ELSE 'tentative' END AS state, count(*) AS n ORDER BY state
MATCH (n:Organization) RETURN CASE WHEN n:Company THEN 'company' ELSE 'other' END AS kind, count(*) AS n ORDER BY kind
RETURN CASE 1 WHEN 1, 2 THEN 'low' ELSE 'high' END AS c
RETURN CASE 5 WHEN > 3 THEN 'big' ELSE 'small' END AS c
RETURN coalesce(null, 1) AS a, nullIf(1, 1) AS b

// UNWIND

UNWIND [3, 1, 2] AS x RETURN x ORDER BY x
MATCH (n {id: 'openai'}) UNWIND n.aliases AS a RETURN a ORDER BY a
UNWIND range(0, 6, 3) AS x RETURN x
UNWIND [[1, 2], [3]] AS xs UNWIND xs AS x RETURN x ORDER BY x
UNWIND null AS x RETURN x
UNWIND [{id: 'openai'}, {id: 'anthropic'}] AS row MATCH (n:Company {id: row.id}) RETURN n.name ORDER BY n.name
UNWIND [1, 1, 2] AS x RETURN DISTINCT x ORDER BY x
MATCH ()-[r]->() UNWIND r.speaker AS s RETURN s, count(*) AS n ORDER BY n DESC, s LIMIT 3
MATCH (c:Chip) WITH collect(c) AS cs UNWIND cs AS c RETURN c.id ORDER BY c.id

// null

RETURN null = null AS a, null <> 1 AS b, null IS NULL AS c, NOT null AS d
RETURN null AND false AS a, null OR true AS b, null XOR true AS c
MATCH (n:Company) WHERE n.nameZh IS NULL RETURN count(n) AS n
MATCH (n:Company) WHERE n.nameZh = null RETURN count(n) AS n
MATCH (n:Company) RETURN n.nameZh AS zh ORDER BY zh LIMIT 3
MATCH (n:Company) RETURN n.nameZh AS zh ORDER BY zh DESC LIMIT 3
RETURN 1 IN [null, 1] AS a, 2 IN [null, 1] AS b, null IN [1] AS c
RETURN [1, null][1] AS a, size([null]) AS n
MATCH (n:Company) WHERE n.noSuchProperty IS NULL RETURN count(n) AS n
MATCH (n {id: 'openai'}) RETURN n.noSuchProperty AS x
RETURN 1 + null AS a, 'a' + null AS b
MATCH (n:Company) WHERE NOT n.nameZh STARTS WITH '谷' RETURN count(n) AS n
RETURN coalesce(null, null) AS a

// arithmetic

RETURN 7 / 2 AS a, 7 % 3 AS b, -7 / 2 AS c, 7.0 / 2 AS d, 2 ^ 3 AS e
RETURN abs(-1) AS a, ceil(1.2) AS b, floor(1.8) AS c, round(1.5) AS d, sign(-3) AS e
RETURN round(-1.5) AS a, round(0.5) AS b, round(2.5) AS c, round(-0.4) AS d
RETURN sqrt(16) AS a, exp(0) AS b, log(1) AS c, log10(100) AS d, pi() > 3 AS e
RETURN round(2.345, 2) AS a
RETURN 1 = 1.0 AS same, 9007199254740993 AS big
RETURN 1 / 0 AS a
RETURN 1.0 / 0 AS a
RETURN toInteger(2.9) AS a, toFloat(3) AS b, toInteger(-2.9) AS c
RETURN 9223372036854775807 + 1 AS a
RETURN 5 > 3 AND 1 < 2 <= 2 AS chain
RETURN 1 < 'a' AS a
RETURN -7 % 3 AS a, 0x1F AS hex, 1e3 AS sci

// reserved names

MATCH (n:Observation) RETURN n.value AS value, n.unit AS unit ORDER BY value, unit LIMIT 3
MATCH (`end`:Chip) RETURN `end`.id AS `end` ORDER BY `end`
MATCH (order:Chip) RETURN order.id ORDER BY order.id
MATCH (count:Chip) RETURN count.id AS id ORDER BY id
MATCH (n:Chip) RETURN n.id AS `order by` ORDER BY `order by`
MATCH (n:`Chip`) RETURN n.`id` AS id ORDER BY id
MATCH (type:Chip) RETURN type.id AS id ORDER BY id
MATCH (n {id: 'openai'}) RETURN n.type AS type, n.title AS title
MATCH (a)-[r:FOUNDED]->(b) RETURN r.type AS type, count(*) AS n
MATCH (n {id: 'openai'}) RETURN properties(n) AS p
MATCH (a)-[r:FOUNDED]->(b) RETURN properties(r) AS p ORDER BY r.id LIMIT 2
MATCH (n {id: 'openai'}) UNWIND keys(n) AS k RETURN k ORDER BY k
MATCH (n:Chip) WHERE n.title IS NOT NULL RETURN count(n) AS n
MATCH (n:Company {type: 'Company'}) RETURN count(n) AS n
MATCH (n {id: 'openai'}) RETURN id(n) IS NOT NULL AS has
MATCH (n {id: 'openai'}) RETURN elementId(n) IS NOT NULL AS has
MATCH (n:Chip) WHERE n.label IS NULL AND n.node_type IS NULL RETURN count(n) AS n
MATCH ()-[r]->() RETURN DISTINCT r.start AS s, r.end_id AS e, r.connection_type AS c

// schema procedures

CALL db.labels() YIELD label RETURN label ORDER BY label
CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType ORDER BY relationshipType
CALL db.propertyKeys() YIELD propertyKey RETURN count(propertyKey) > 10 AS many
CALL db.labels()
CALL db.schema.visualization()
CALL db.schema.nodeTypeProperties() YIELD nodeType RETURN count(*) > 0 AS some
SHOW INDEXES
SHOW CONSTRAINTS
CALL dbms.components() YIELD name RETURN name
CALL db.index.fulltext.queryNodes('names', '谷歌') YIELD node RETURN node.id
EXPLAIN MATCH (n:Chip) RETURN n.id
PROFILE MATCH (n:Chip) RETURN n.id ORDER BY n.id
SHOW DATABASES
CALL apoc.meta.schema()

// WITH and parameters

MATCH (c:Company) WITH c ORDER BY c.id LIMIT 3 RETURN c.id ORDER BY c.id DESC
MATCH (c:Company) WITH * WHERE c.id = 'openai' RETURN c.name
WITH 1 AS x WITH x, x + 1 AS y RETURN x, y
MATCH (n:Entity {id: $id}) RETURN n.name AS name
MATCH (n:Entity) WHERE n.id IN $ids RETURN n.id ORDER BY n.id
RETURN $id AS id, $number + 1 AS number, $none IS NULL AS none
MATCH (c:Company) WHERE $none IS NULL OR c.id = $none RETURN count(c) AS n
MATCH (c:Company) RETURN c.id ORDER BY c.id SKIP $number LIMIT $number
MATCH (a)-[:FOUNDED|WORKED_AT]-(b) MATCH (a)<--(c:Person) WHERE b.id < c.id RETURN count(DISTINCT c) AS n
MATCH (p)-[:FOUNDED]->(c:Company)<-[:FOUNDED]-(q) WITH p, q LIMIT 5 RETURN count(*) AS rows
MATCH (a)-[*1..2]-(b:Company) WITH a, b SKIP 3 LIMIT 50 RETURN count(*) AS rows
MATCH (n:Entity) WHERE n.id = $missing RETURN n.id
MATCH (c:Company) WITH c.id AS id, c.name AS name ORDER BY name RETURN *
MATCH (c:Chip) RETURN c.id AS id ORDER BY c.name DESC, id
LET x = 1 RETURN x
MATCH (c:Chip) RETURN c.id FORMAT CSV
MATCH (c:Chip) RETURN c.id; MATCH (d:Device) RETURN d.id
MATCH (c:Chip) RETURN c.id AS id ORDER BY id;
MATCH (c:Chip) /* all of them */ RETURN count(c) AS n // how many

// writes

CREATE (n:Company {id: 'new'}) RETURN n.id
MATCH (n:Company {id: 'openai'}) SET n.name = 'x' RETURN n.name
MERGE (n:Company {id: 'new'}) RETURN n.id
MATCH (n:Company) DETACH DELETE n
MATCH (n:Company) REMOVE n.name
MATCH (n:Company {id: 'openai'}) SET n:Extra
CREATE INDEX FOR (n:Company) ON (n.name)
CREATE CONSTRAINT FOR (n:Company) REQUIRE n.name IS UNIQUE
LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line
MATCH (n:Company) FOREACH (x IN [1] | SET n.x = x)
DROP INDEX names IF EXISTS
CALL { CREATE (n:X) } IN TRANSACTIONS
INSERT (n:Company {id: 'new'})

// map projection of anything:

UNWIND [{id: 1, x: 2}] AS m RETURN m {.id} AS m
MATCH (c {id: 'h100'}) WITH head(collect(c)) AS h RETURN h {.id} AS m
CALL { MATCH (c {id: 'h100'}) RETURN c } RETURN c {.id} AS m
RETURN [x IN [{a: 1}] | x {.a}] AS m
MATCH (c {id: 'h100'}) WITH c AS d RETURN d {.id} AS m

// startNode and endNode:

MATCH (b {id: 'openai'})<-[r:FOUNDED]-(a) RETURN startNode(r) = a AS start, endNode(r) = b AS end
MATCH (b {id: 'openai'})<-[r:FOUNDED]-() WHERE startNode(r):Person RETURN count(r) > 0 AS some

// values:

RETURN duration({days: 1.5, months: 0.5}) AS d
UNWIND [duration('P1D'), duration('PT12H')] AS d RETURN sum(d) AS s, avg(d) AS a
RETURN duration('P3D') / 2 AS half, duration('PT1S') * 1.5 AS more
RETURN duration('P1D') < duration('P2D') AS less, duration('P1D') = duration('PT24H') AS same
RETURN date('2024-01-01') = datetime('2024-01-01T00:00Z') AS same, date('2024-01-01') < datetime('2024-01-02T00:00Z') AS less
RETURN [1, 2] || [3] AS joined
WITH 5 AS x RETURN x.y AS y
RETURN split('a,b;c', [',', ';']) AS parts
RETURN toString(localtime('10:00')) AS t, toString(datetime('2024-01-01T10:00Z')) AS d
RETURN toString(0.0001) AS small, toString(1e10) AS large
MATCH (a)-[r:FOUNDED]->()-[r:FOUNDED]->(b) RETURN a.id
WITH 1 AS b, 2 AS a RETURN *
RETURN time.truncate('hour', datetime('2024-01-01T10:30+02:00')) AS t
RETURN duration.inSeconds(datetime('2024-03-31T00:00[Europe/Stockholm]'), datetime('2024-03-31T04:00[Europe/Stockholm]')) AS d
RETURN sqrt(-1) AS nan, 1.0 / 0 AS infinite, [1] + null AS null_
UNWIND [1, 1.0, 2] AS x RETURN count(DISTINCT x) AS n
MATCH (c {id: 'anthropic'}) WITH c.foundingDateEarliest AS d RETURN d < '2022' AS less

// what is wrong before it runs:

MATCH (n:Chip)
RETURN 123 AND true AS x
MATCH (n {id: 'openai'}) WHERE n.name RETURN n.id
RETURN 1 AS x UNION RETURN 2 AS x UNION ALL RETURN 3 AS x
MATCH (n:Chip) RETURN max(count(n)) AS x
MATCH (n:Chip) WHERE m.id = 'x' MATCH (m) RETURN n.id
MATCH (n:Chip) RETURN n.id AS x, n.name AS x
MATCH (n:Chip) WITH n.id RETURN 1 AS one
MATCH (n:Chip) RETURN n.id + count(*) AS x
MATCH (n:Chip) RETURN n LIMIT -1
MATCH p = (a:Chip)--(b) RETURN size(p) AS n
MATCH (n:Chip) RETURN (n)--() AS x
MATCH (n:Chip) RETURN nosuch(n) AS x

// answered:

MATCH (c:Company) WHERE COUNT { (c)-[:DEVELOPED]->() } > 2 OR c.id = 'huawei' RETURN count(c) > 1 AS some
MATCH (c:Chip) WHERE NOT COUNT { (c)--() } > 3 RETURN count(c) > 0 AS some
MATCH (c:Company {id: 'openai'}) RETURN COUNT { MATCH (c)-[r]->() RETURN DISTINCT type(r) AS t } > 1 AS some
MATCH (c:Company {id: 'openai'}) RETURN COLLECT { MATCH (c)-[:DEVELOPED]->(m) RETURN m.id AS id UNION MATCH (c)<-[:FOUNDED]-(p) RETURN p.id AS id } <> [] AS some
MATCH (n:NoSuchLabel) RETURN collect(n)[0] IS NULL AS none
RETURN 2 IN [1, 2, 3, 4][0..3] AS has
MATCH (c:Company {id: 'openai'})-[:DEVELOPED]->(m) RETURN c.id AS id, count(m) > 1 AS some ORDER BY count(m) > 1
RETURN lower('A') AS l, upper('b') AS u, toLower('C') AS t
RETURN e() > 2.7 AS e, 'abc' =~ '(?=a).*' AS ahead, timestamp() > 0 AS now
RETURN normalize('e\u0301') = '\u00e9' AS same, normalize('\u00e9', NFD) = 'e\u0301' AS apart
RETURN toStringList([1, true, null]) AS s, toIntegerList(['1', 'x']) AS i, toBooleanList(['true']) AS b, toFloatList([1]) AS f
RETURN trim(BOTH 'x' FROM 'xxaxx') AS b, trim(LEADING FROM ' a ') AS l
MATCH (c:Chip {id: 'h100'}) OPTIONAL CALL (c) { MATCH (c)-[:NO_SUCH]->(x) RETURN x.id AS x } RETURN c.id AS c, x
RETURN datetime({epochSeconds: 0}) AS d
MATCH (a {id: 'gpt-4'})-[:VERSION_OF]->+(f) RETURN f.id AS f
MATCH (甲:Chip) WHERE 甲.id = 'h100' WITH 甲.id AS 名 RETURN 名
MATCH (c:Chip) WHERE c IS :: NODE RETURN count(c) > 0 AS some

// refused with a hint:

USE neo4j RETURN 1 AS one
MATCH (n:$('Chip')) RETURN count(n) > 0 AS some
RETURN 'é' =~ '\\p{L}' AS letter
MATCH p = ANY SHORTEST (a {id: 'openai'})-[*]-(b {id: 'anthropic'}) RETURN length(p) AS n
RETURN point({x: 1, y: 2}) AS p
RETURN apoc.version() AS v
