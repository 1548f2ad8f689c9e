/** What the page holds, read once from the script element, and the indexes over it. */

/** @type {any} */
const DATA = JSON.parse(byId("data").textContent || "{}");
/** What makes no difference in a name, how many typos are forgiven: what `aigraph.names` has, too. @type {any} */
const RULES = DATA.search;
const UNSEEN = points(RULES.unseen);
const LEFT_OUT = points(`${RULES.unseen} ${RULES.accents}`);
const LETTERS = new RegExp(`[${Object.keys(RULES.letters).join("")}]`, "gu");
const DENSE = points(RULES.dense);
const BLANKS = points("9-d 1c-20 85 a0 1680 2000-200a 2028-2029 202f 205f 3000");
/** Where parts of sources lie, how long sources are, on whose page they stand, and the texts at hand. @type {{spans?: Record<string, [number, number]>, lengths?: Record<string, number>, pages?: Record<string, string>, texts?: Record<string, string>}} */
const READING = DATA.reading ?? {};
/** The texts at hand, by characters as offsets count them. @type {Map<string, string[]>} */
const TEXTS = new Map(Object.entries(READING.texts ?? {}).map(([id, text]) => [id, [...text]]));
/** Evidence stands once in the data, however many rest on it; a quote of a text at hand stands in that alone. */
for (const item of DATA.evidence ?? []) {
  if (item.start !== undefined && item.quote === undefined) item.quote = TEXTS.get(pageOf(item.source))?.slice(item.start, item.end).join("");
}
for (const item of [...(DATA.statements ?? []), ...(DATA.claims ?? [])]) item.evidence = item.evidence.map((/** @type {number} */ at) => DATA.evidence[at]);

/** The source on whose page another stands, itself where on none. @param {string} source */
function pageOf(source) {
  return READING.pages?.[source] ?? source;
}

const NODES = new Map(DATA.nodes.map((/** @type {any} */ node) => [String(node.id), node]));
const EDGES = new Map(DATA.edges.map((/** @type {any} */ edge) => [String(edge.id), edge]));
const CLASSES = DATA.classes ?? {};
const PREDICATES = DATA.predicates ?? {};
const SOURCES = DATA.sources ?? {};
const SECTIONS = DATA.sections ?? [];
/** The texts that were read, what the editors add left out, the one with most parts first. @type {string[]} */
const READ = [...new Set([...SECTIONS.map((/** @type {any} */ s) => s.source), ...Object.keys(SOURCES)])].filter((id) => SOURCES[id] && !SOURCES[id].editors);
const ABOUT = DATA.about ?? {};
const VIEWS = DATA.views ?? [];
/** Nodes that nothing ties to the rest, island by island. @type {string[][]} */
const ISLANDS = DATA.islands ?? [];
/** Parts of the whole picture that have a name: their members, the first is the one they are called after. @type {string[][]} */
const REGIONS = DATA.regions ?? [];

/** @type {Map<string, any>} */
const ENTITIES = new Map();
for (const entity of DATA.entities ?? []) ENTITIES.set(entity.id, entity);
for (const [id, node] of NODES) {
  if (!ENTITIES.has(id)) ENTITIES.set(id, plainEntity(id, node));
}

/** @type {Map<string, any>} */
const STATEMENTS = new Map((DATA.statements ?? []).map((/** @type {any} */ s) => [s.id, s]));
for (const [id, edge] of EDGES) {
  if (!STATEMENTS.has(id)) STATEMENTS.set(id, plainStatement(id, edge));
}
/** @type {Map<string, any>} */
const CLAIMS = new Map((DATA.claims ?? []).map((/** @type {any} */ c) => [c.id, c]));

/** Entity → statements it is subject or object of. @type {Map<string, any[]>} */
const TOUCHING = new Map();
for (const statement of STATEMENTS.values()) {
  for (const end of new Set([statement.subject, statement.object])) if (end) push(TOUCHING, end, statement);
}
/** Node → edges drawn there. @type {Map<string, any[]>} */
const LINKS = new Map();
for (const edge of EDGES.values()) {
  for (const end of new Set([String(edge.from), String(edge.to)])) push(LINKS, end, edge);
}
/** Nodes by rank: the most connected first, then the one there is more to say about. */
const RANKED = [...NODES.keys()].sort((a, b) => degree(b) - degree(a) || weight(b) - weight(a) || (a < b ? -1 : 1));
const RANK = new Map(RANKED.map((id, place) => [id, place]));

/** @template K, T @param {Map<K, T[]>} map @param {K} key @param {T} value */
function push(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** @param {string} id */
function degree(id) {
  return LINKS.get(id)?.length ?? 0;
}

/** @param {string} id */
function weight(id) {
  return ENTITIES.get(id)?.weight ?? degree(id);
}

/** An entity made from a node that somebody added by hand. @param {string} id @param {any} node */
function plainEntity(id, node) {
  const name = String(node.label ?? id);
  const called = [...new Set([name, id])];
  return {
    id, name: { en: name, zh: name }, classes: [], labels: [], hue: null, shape: node.shape ?? "dot", aliases: [], misspellings: [],
    keys: called.map(folded), words: called.flatMap(wordsOf), sounds: [], hints: [], sections: [], note: typeof node.title === "string" ? node.title : undefined,
  };
}

/** A statement made from an edge that somebody added by hand. @param {string} id @param {any} edge */
function plainStatement(id, edge) {
  const label = String(edge.label ?? edge.title ?? "—");
  if (!PREDICATES[label]) PREDICATES[label] = { label: { en: label, zh: label }, caption: { en: label, zh: label }, inverse: { en: label, zh: label } };
  return {
    id, subject: String(edge.from), predicate: label, object: String(edge.to), value: null, number: null, qualifiers: [],
    modality: "asserted", stage: "actual", settled: !edge.dashes, line: edge.dashes ? "planned" : "settled", evidence: [], plain: true,
  };
}

/** A class of characters from code points and ranges in hexadecimal. @param {string} listed */
function points(listed) {
  return new RegExp(`[${listed.replace(/[0-9a-f]+/g, (point) => `\\u{${point}}`).replaceAll(" ", "")}]`, "gu");
}

/** A text without case, width and accents, decomposed; letter by letter, so that no letter minds its neighbours. @param {string} text */
function flat(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  const bare = text.replace(UNSEEN, "").normalize("NFKD").replace(LEFT_OUT, "");
  const small = [...bare.toLowerCase().toUpperCase()].map((c) => c.toLowerCase()).join("");
  return small.replace(LETTERS, (c) => RULES.letters[c]).normalize("NFKD").replace(LEFT_OUT, "");
}

/** A text as it looks: composed, blanks single, without characters that nobody sees. @param {string} text */
function spelt(text) {
  return text.replace(UNSEEN, "").normalize("NFC").replace(BLANKS, " ").split(" ").filter(Boolean).join(" ");
}

/** A text without case, width, accents and blanks; punctuation and signs count. @param {string} text */
function loose(text) {
  return flat(text).replace(BLANKS, "").normalize("NFC");
}

/** The words of a text, folded. @param {string} text */
function wordsOf(text) {
  return flat(text).replace(/[^\p{L}\p{N}\p{M}]/gu, " ").normalize("NFC").split(" ").filter(Boolean);
}

/** A text without case, width, accents, blanks and punctuation; of signs alone, the signs. @param {string} text */
function folded(text) {
  return wordsOf(text).join("").normalize("NFC") || loose(text) || spelt(text);
}

/** @param {string} id */
function nameOf(id) {
  const entity = ENTITIES.get(id);
  return entity ? tr(entity.name) : id === "unstated" ? tr(ABOUT.unstated) : id;
}

/** The other name, empty where both are the same. @param {any} entity */
function otherName(entity) {
  const other = entity.name[state.lang === "zh" ? "en" : "zh"] ?? "";
  return other === tr(entity.name) ? "" : other;
}

/** The sections that a statement's or a claim's evidence stands in. @param {any} item @returns {string[]} */
function sectionsOf(item) {
  return item.evidence.map((/** @type {any} */ e) => e.section).filter(Boolean);
}
