/** What a query of several words means for statements and claims: names, numbers, words of quotes, how something is known. */

/** A word of a query: folded, its words, and the number that it is. @typedef {{text: string, words: string, digits: RegExp | null, number: number | null}} Asked */

/** What a number may be counted in. @type {Record<string, number>} */
const SCALES = { "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12, k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, bn: 1e9, billion: 1e9, tn: 1e12, trillion: 1e12 };
const NUMBER = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([a-z]+|[百千万亿]+)?$/i;

/** @param {string} text @returns {Asked[]} */
function asked(text) {
  const pieces = spelt(text).normalize("NFKC").split(" ").filter((piece) => folded(piece));
  /** @type {Asked[]} */
  const found = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at];
    const [, whole, part, unit] = NUMBER.exec(piece) ?? [];
    const next = whole && !unit && SCALES[pieces[at + 1]?.toLowerCase()] ? pieces[++at].toLowerCase() : "";
    const scale = SCALES[(unit ?? next).toLowerCase()] ?? (unit || next ? null : 1);
    const digits = whole ? whole.replaceAll(",", "") : "";
    const number = whole && scale ? Math.round(Number(digits + (part ?? "")) * scale * 1e6) / 1e6 : null;
    found.push({ text: folded(piece), words: wordsOf(piece).join(" "), digits: whole && scale === 1 && !part ? new RegExp(`(?<![0-9])${digits}(?![0-9])`) : null, number });
  }
  return found;
}

/** A text to look words up in: folded, thousands without their commas. @param {string} text */
function hay(text) {
  return ` ${wordsOf(text.replace(/(\d),(?=\d{3})/g, "$1")).join(" ")} `;
}

/** Whether a text has words, from the beginning of one; inside where characters are words. @param {string} text @param {string} words */
function hasWords(text, words) {
  if (!words) return false;
  const inside = isDense(words);
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (inside || !/[\p{L}\p{N}]/u.test(text[at - 1]) || isDense(text[at - 1])) return true;
  }
  return false;
}

/** Whether a text answers one word of a query: a number as a whole one. @param {string} text @param {Asked} one */
function answers(text, one) {
  return one.digits ? one.digits.test(text) : hasWords(text, one.words);
}

/** What is folded once. @type {Map<any, string>} */
const HAYS = new Map();

/** @param {any} item @param {() => (string | null | undefined)[]} texts */
function hayOf(item, texts) {
  let found = HAYS.get(item);
  if (found === undefined) HAYS.set(item, (found = hay(texts().filter(Boolean).join(" | "))));
  return found;
}

/** @param {Record<string, string> | null | undefined} text */
const inBoth = (text) => (text ? Object.values(text) : []);
/** @param {string} key */
const wordBoth = (key) => inBoth(WORDS[key === "planned" ? "intended" : key]);

/** What a statement says besides its names and its evidence. @param {any} s */
function ownHay(s) {
  return hayOf(s, () => [
    ...inBoth(s.number), ...inBoth(s.value), ...inBoth(s.worth?.number), s.note, ...inBoth(s.caption), ...wordBoth(s.line), ...wordBoth(s.modality), s.stage === "actual" ? "" : wordBoth(s.stage).join(" "),
    ...["disputed", "retracted"].filter((mark) => s[mark]).flatMap(wordBoth), ...(s.proofs ? wordBoth("derived") : []), ...s.qualifiers.flatMap((/** @type {any} */ q) => [...inBoth(q.label), ...q.values.flatMap((/** @type {any} */ v) => inBoth(v.text))]),
  ]);
}

/** @param {any} c */
function claimHay(c) {
  return hayOf(c, () => [...inBoth(c.text), ...inBoth(c.kindLabel), ...inBoth(c.due), c.dueBy, c.criterion, c.condition, c.hedge, c.outcome, c.note, ...wordBoth(lineOf(c)), ...(c.evidence[0] ? wordBoth(c.evidence[0].modality) : [])]);
}

/** One word of a query, looked up in names, relations and evidence once. @param {Asked} one */
function lookedUp(one) {
  const long = size(one.text) >= RULES.least.part || isDense(one.text);
  const named = (/** @type {((wanted: string, entity: any) => Matches)[]} */ ways) => new Set([...ENTITIES.values()].filter((entity) => ways.some((way) => !way(one.text, entity).next().done)).map((entity) => entity.id));
  let entities = named(long ? [beginnings, parts] : [beginnings]);
  if (!entities.size && !one.digits) entities = named([typos]);
  const relations = new Set(Object.keys(PREDICATES).filter((name) => answers(hayOf(PREDICATES[name], () => [name, ...inBoth(PREDICATES[name].label), ...inBoth(PREDICATES[name].caption)]), one)));
  /** @type {Map<any, boolean>} */
  const quoted = new Map();
  const quotes = (/** @type {any} */ e) => {
    let found = quoted.get(e);
    if (found === undefined) quoted.set(e, (found = answers(evidenceHay(e), one)));
    return found;
  };
  const numbered = (/** @type {any} */ s) => one.number !== null && (s.amount === one.number || s.worth?.amount === one.number);
  const speaks = (/** @type {any} */ item) => item.evidence.some((/** @type {any} */ e) => quotes(e) || e.speakers?.some((/** @type {string} */ id) => entities.has(id)));
  return { entities, relations, numbered, speaks, one };
}

/** Fold what a search looks in while the reader looks around, so that the first one is as fast as the others. */
function foldAhead() {
  const rest = [...STATEMENTS.values()].map((s) => () => (ownHay(s), s.evidence.forEach(evidenceHay)));
  const some = (/** @type {IdleDeadline} */ idle) => {
    while (rest.length && idle.timeRemaining() > 2) rest.pop()?.();
    if (rest.length) requestIdleCallback(some);
  };
  if ("requestIdleCallback" in window) requestIdleCallback(some);
}

/** @param {any} e a piece of evidence */
function evidenceHay(e) {
  return hayOf(e, () => [e.quote, e.gloss, ...inBoth(SOURCES[e.source]?.name)]);
}

/**
 * How well things answer a query: 0 not at all (some word of it is nowhere), else the more of it that names and numbers answer, the more.
 * @param {string} text
 */
function matching(text) {
  const words = asked(text).map(lookedUp);
  const least = (/** @type {number[]} */ marks) => (marks.length && marks.every(Boolean) ? marks.reduce((sum, mark) => sum + mark, 0) : 0);
  return {
    words,
    /** @param {any} s a statement */
    statement: (s) => least(words.map((w) => {
      if (w.entities.has(s.subject) || w.entities.has(s.object) || w.numbered(s)) return 4;
      if (w.relations.has(s.predicate) || answers(ownHay(s), w.one)) return 3;
      if (s.qualifiers.some((/** @type {any} */ q) => q.values.some((/** @type {any} */ v) => v.entity && w.entities.has(v.entity)))) return 2;
      return w.speaks(s) ? 1 : 0;
    })),
    /** @param {any} c a claim */
    claim: (c) => least(words.map((w) => {
      if (answers(claimHay(c), w.one)) return 3;
      if ([...(c.about ?? []), ...(c.heldBy ?? [])].some((id) => w.entities.has(id))) return 3;
      return w.speaks(c) ? 1 : 0;
    })),
    /** @param {any} e an entity */
    entity: (e) => least(words.map((w) => (w.entities.has(e.id) ? 4 : e.classes.some((/** @type {string} */ name) => CLASSES[name] && answers(hayOf(CLASSES[name], () => inBoth(CLASSES[name].label)), w.one)) ? 2 : 0))),
  };
}
