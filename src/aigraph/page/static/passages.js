/** The quotes of each source in their order: what is said in each, where they lie on one another, what lies between. */

/** @typedef {{id: string, source: string, section: string | undefined, start: number, end: number, quote: string, cell: any, gloss: string | undefined, ats: string[]}} Passage; a cell, and one that nobody looked up, has no place: its start is NaN */
/** @typedef {{start: number, end: number, text: string, passages: Passage[]}} Piece a stretch that the same passages cover */

/** Passages by id (`source/start-end`, `source/cell=17,5`; without a place by what is said there first), as addresses have them after `q:`. @type {Map<string, Passage>} */
const QUOTED = new Map();
/** Source → its passages in their order; those with none are left out. @type {Map<string, Passage[]>} */
const PASSAGES = new Map();

/** Source and words of a quote without a place → its id. @type {Map<string, string>} */
const unplaced = new Map();

for (const [sort, items] of /** @type {[string, Iterable<any>][]} */ ([["s", STATEMENTS.values()], ["c", CLAIMS.values()]])) {
  for (const item of items) {
    for (const e of item.evidence) {
      if (!e.quote) continue;
      const id = e.cell ? `${e.source}/${e.cell.at}` : e.start === undefined ? (unplaced.get(`${e.source} ${e.quote}`) ?? `${e.source}/${sort}:${item.id}`) : `${e.source}/${e.start}-${e.end}`;
      if (e.start === undefined && !e.cell) unplaced.set(`${e.source} ${e.quote}`, id);
      const passage = /** @type {Passage} */ (QUOTED.get(id) ?? { id, source: e.source, section: e.section, start: e.start ?? NaN, end: e.end ?? NaN, quote: e.quote, cell: e.cell, gloss: e.gloss, ats: [] });
      if (!QUOTED.has(id)) QUOTED.set(id, passage), push(PASSAGES, e.source, passage);
      passage.gloss ??= e.gloss;
      if (!passage.ats.includes(`${sort}:${item.id}`)) passage.ats.push(`${sort}:${item.id}`);
    }
  }
}
for (const list of PASSAGES.values()) list.sort((a, b) => Number(isPlaced(b)) - Number(isPlaced(a)) || a.start - b.start || b.end - a.end || placeOfCell(a)[0] - placeOfCell(b)[0] || placeOfCell(a)[1] - placeOfCell(b)[1] || 0);

/** Row and column of a cell. @param {Passage} passage @returns {number[]} */
function placeOfCell(passage) {
  return passage.cell ? passage.cell.at.slice("cell=".length).split(",").map(Number) : [0, 0];
}

/** @param {Passage} passage @returns {boolean} */
function isPlaced(passage) {
  return Number.isFinite(passage.start);
}

/** What an `s:…` or `c:…` means. @param {string} at */
function itemAt(at) {
  return at.startsWith("s:") ? STATEMENTS.get(at.slice(2)) : CLAIMS.get(at.slice(2));
}

/** How a statement or a claim is drawn. @param {any} item @returns {string} */
function lineOf(item) {
  return item.line ?? (item.kind === "prediction" ? "predicted" : "claimed");
}

/** How what a passage says is known, as lines of the picture: facts first. @param {Passage} passage */
function linesOfPassage(passage) {
  const found = new Set(passage.ats.map((at) => lineOf(itemAt(at))));
  return Object.keys(LINES).filter((line) => found.has(line));
}

/** The passages that stand behind what is chosen. @param {string | null} at @returns {Set<string>} */
function passagesOf(at) {
  if (!at) return new Set();
  if (at.startsWith("q:")) return new Set([at.slice(2)]);
  const wanted = at.startsWith("n:") ? (/** @type {string} */ one) => touches(itemAt(one), at.slice(2)) : (/** @type {string} */ one) => one === at;
  return new Set([...QUOTED.values()].filter((passage) => passage.ats.some(wanted)).map((passage) => passage.id));
}

/** Whether a statement or a claim is about an entity. @param {any} item @param {string} id */
function touches(item, id) {
  return item.subject === id || item.object === id || Boolean(item.about?.includes(id) || item.heldBy?.includes(id));
}

/** Passages that lie on one another as one stretch, in their order. @param {Passage[]} passages @returns {{start: number, end: number, passages: Passage[]}[]} */
function stretches(passages) {
  /** @type {{start: number, end: number, passages: Passage[]}[]} */
  const found = [];
  for (const passage of passages.filter(isPlaced)) {
    const last = found[found.length - 1];
    if (last && passage.start < last.end) {
      last.end = Math.max(last.end, passage.end);
      last.passages.push(passage);
    } else found.push({ start: passage.start, end: passage.end, passages: [passage] });
  }
  return found;
}

/** The characters between two places, as far as a quote or the text at hand has them. @param {Passage} passage @param {number} start @param {number} end */
function wordsBetween(passage, start, end) {
  return [...passage.quote].slice(start - passage.start, end - passage.start).join("");
}

/** A stretch cut where a passage begins or ends. @param {{passages: Passage[]}} stretch @returns {Piece[]} */
function piecesOf({ passages }) {
  const cuts = [...new Set(passages.flatMap((p) => [p.start, p.end]))].sort((a, b) => a - b);
  return cuts.slice(1).map((end, at) => {
    const over = passages.filter((p) => p.start <= cuts[at] && p.end >= end);
    return { start: cuts[at], end, text: wordsBetween(over[0], cuts[at], end), passages: over.sort((a, b) => a.end - a.start - (b.end - b.start)) };
  });
}

/** The parts of a source in their order, each with where it lies and its passages; of a source without parts one. @param {string} source */
function partsInOrder(source) {
  const passages = PASSAGES.get(source) ?? [];
  const parts = SECTIONS.filter((/** @type {any} */ s) => s.source === source);
  const found = parts.map((/** @type {any} */ section) => ({ section, span: READING.spans?.[section.id] ?? null, passages: passages.filter((p) => p.section === section.id) }));
  const rest = passages.filter((p) => !parts.some((/** @type {any} */ s) => s.id === p.section));
  const length = READING.lengths?.[source];
  if (rest.length || !found.length) found.push({ section: null, span: !found.length && length ? [0, length] : null, passages: rest });
  return found;
}
