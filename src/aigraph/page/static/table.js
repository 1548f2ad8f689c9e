/** Everything as a table: each statement, claim and entity a row; what its columns say, in which order, and which are shown. */

/** @typedef {{at: string, sort: "s" | "c" | "e", item: any}} Line a row of the table */
/** @typedef {{say: (line: Line) => string, least: number, share: number, key?: (line: Line) => number | string, also?: (line: Line) => string}} Column */

/** The table as a view of the page. */
const TABLE = { id: "table", form: "table", title: WORDS.table };

/** @type {Line[]} */
const EVERYTHING = [
  ...[...STATEMENTS.values()].map((item) => /** @type {Line} */ ({ at: `s:${item.id}`, sort: "s", item })),
  ...[...CLAIMS.values()].map((item) => /** @type {Line} */ ({ at: `c:${item.id}`, sort: "c", item })),
  ...[...ENTITIES.values()].map((item) => /** @type {Line} */ ({ at: `n:${item.id}`, sort: "e", item })),
];
/** Sorts of rows: what the address calls them, and their word. @type {Record<string, "s" | "c" | "e" | "">} */
const SORTS = { all: "", statements: "s", claims: "c", entities: "e" };

/** @param {Line} line @param {(evidence: any) => string | undefined} say @param {string} [between] */
function fromEvidence(line, say, between = "\n") {
  return [...new Set((line.item.evidence ?? []).map(say).filter(Boolean))].join(between);
}

/** @param {any} item */
function partsOf(item) {
  const ids = item.evidence ? sectionsOf(item) : item.sections ?? [];
  return SECTIONS.filter((/** @type {any} */ s) => ids.includes(s.id));
}

/** @param {string[] | undefined} ids */
const namesOf = (ids) => (ids ?? []).map(nameOf).join(state.lang === "zh" ? "、" : ", ");

/** @param {Line} line */
function sourcesOf(line) {
  const ids = line.item.evidence ? line.item.evidence.map((/** @type {any} */ e) => e.source) : textsOf(line.item);
  return [...new Set(ids)].map((/** @type {any} */ id) => tr(SOURCES[id]?.name) || id).join("\n");
}

/** @param {any} statement */
function knownAs(statement) {
  const words = [t(statement.modality)];
  if (statement.editors) words[0] = t("editors");
  if (statement.proofs) words.push(t("derived"));
  if (statement.disputed) words.push(t("disputed"));
  if (statement.retracted) words.push(t("retracted"));
  return words.join(" · ");
}

/** Qualifiers that are dates. @param {any} statement @returns {string} */
function whenOf(statement) {
  return statement.qualifiers.filter((/** @type {any} */ q) => q.day).map((/** @type {any} */ q) => q.values.map((/** @type {any} */ v) => tr(v.text)).join(", ")).join(" · ");
}

/** @type {Record<string, Column>} */
const COLUMNS = {
  subject: { say: (l) => (l.sort === "s" ? nameOf(l.item.subject) : l.sort === "c" ? namesOf(l.item.heldBy) : tr(l.item.name)), least: 84, share: 9 },
  relation: { say: (l) => (l.sort === "s" ? captionOf(l.item) : l.sort === "c" ? tr(l.item.kindLabel) : l.item.classes.map((/** @type {string} */ c) => tr(CLASSES[c]?.label) || c).join(", ")), least: 84, share: 8 },
  object: { say: (l) => (l.sort === "s" ? (l.item.object ? nameOf(l.item.object) : l.item.number ? "" : tr(l.item.value)) : l.sort === "c" ? tr(l.item.text) : [otherName(l.item), l.item.note].filter(Boolean).join(" · ")), least: 92, share: 13 },
  number: { say: (l) => (l.sort === "s" ? tr(l.item.number) : ""), key: (l) => l.item.amount ?? Infinity, least: 92, share: 6 },
  known: { say: (l) => (l.sort === "s" ? knownAs(l.item) : l.sort === "c" ? t(lineOf(l.item)) : ""), least: 76, share: 6 },
  stage: { say: (l) => (l.sort === "s" ? stageWord(l.item.stage) : ""), least: 80, share: 6 },
  when: { say: (l) => (l.sort === "s" ? whenOf(l.item) : l.sort === "c" ? tr(l.item.due) : ""), key: (l) => (l.sort === "s" ? l.item.qualifiers.find((/** @type {any} */ q) => q.day)?.day : l.item.dueBy) ?? "~", least: 86, share: 7 },
  quote: { say: (l) => fromEvidence(l, (e) => e.quote), also: (l) => fromEvidence(l, (e) => e.gloss), least: 140, share: 30 },
  source: { say: sourcesOf, least: 86, share: 10 },
  part: { say: (l) => partsOf(l.item).map((/** @type {any} */ s) => tr(s.name)).join("\n"), key: (l) => firstPlace(l), least: 112, share: 11 },
  said: { say: (l) => (l.item.evidence ? fromEvidence(l, (e) => namesOf(e.speakers)) : ""), least: 96, share: 8 },
  id: { say: (l) => l.item.id, least: 130, share: 12 },
};
const SHOWN = ["subject", "relation", "object", "number", "known", "quote", "source"];

/** Where a row stands in the sources: their order, then the character. @param {Line} line */
function firstPlace(line) {
  const part = SECTIONS.indexOf(partsOf(line.item)[0]);
  return part < 0 ? Infinity : part * 1e7 + (line.item.evidence?.[0]?.start ?? 0);
}

/** The columns that are shown, in the order of COLUMNS. */
function columnsShown() {
  return state.columns.length ? Object.keys(COLUMNS).filter((name) => state.columns.includes(name)) : SHOWN;
}

/** A column's heading. @param {string} name */
function heading(name) {
  return t(`column-${name}`);
}

/** Whether the key hides a row. @param {Line} line */
function keyedLine(line) {
  if (line.sort === "s") return hiddenStatement(line.item);
  return line.sort === "e" && NODES.has(line.item.id) && keyedClass(line.item.id);
}

/** The rows as chosen: of a sort, not hidden by the key, found, in order. @returns {Line[]} */
function linesShown() {
  const sort = SORTS[state.rows];
  const found = state.find ? matching(state.find) : null;
  const fits = (/** @type {Line} */ line) => !found || (line.sort === "s" ? found.statement(line.item) : line.sort === "c" ? found.claim(line.item) : found.entity(line.item)) > 0;
  return ordered(EVERYTHING.filter((line) => (!sort || line.sort === sort) && ((!state.off.size && state.asOf === null) || !keyedLine(line)) && fits(line)));
}

/** Rows by a column: numbers and places by size, words as the reader's language sorts them, what has none last. @param {Line[]} lines */
function ordered(lines) {
  const name = state.sort.replace("-", "");
  const column = COLUMNS[name];
  if (!column) return lines;
  const way = state.sort.startsWith("-") ? -1 : 1;
  const collator = new Intl.Collator(state.lang === "zh" ? "zh-u-co-pinyin" : "en", { numeric: true });
  const keyed = lines.map((line) => ({ line, key: column.key ? column.key(line) : column.say(line) }));
  const empty = (/** @type {number | string} */ key) => key === Infinity || key === "" || key === "~";
  keyed.sort((a, b) => {
    if (empty(a.key) || empty(b.key)) return Number(empty(a.key)) - Number(empty(b.key));
    return way * (typeof a.key === "number" && typeof b.key === "number" ? a.key - b.key : collator.compare(String(a.key), String(b.key)));
  });
  return keyed.map(({ line }) => line);
}

/** What is shown as CSV (RFC 4180): the columns in their order; of a quote the source's words and the English ones. @param {Line[]} lines */
function csvOf(lines) {
  const columns = columnsShown();
  const cell = (/** @type {string} */ text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const head = columns.flatMap((name) => (COLUMNS[name].also ? [heading(name), `${heading(name)} (en)`] : [heading(name)]));
  const body = lines.map((line) => columns.flatMap((name) => [COLUMNS[name].say(line), ...(COLUMNS[name].also ? [COLUMNS[name].also?.(line) ?? ""] : [])]));
  return [head, ...body].map((row) => row.map(cell).join(",") + "\r\n").join("");
}
