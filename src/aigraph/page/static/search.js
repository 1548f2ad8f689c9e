/** Finding by any name: exact, beginning, part, small typos; English, Chinese, pinyin. As `aigraph search` does. */

const finder = /** @type {HTMLInputElement} */ (byId("find"));
let active = -1;
/** What is listed: `n:…`, `s:…`, `c:…`, `t:…` for the table. @type {string[]} */
let hits = [];

/**
 * How an entity is found, step by step: what is the name or begins as it does, what holds the text, typos. Each yields
 * the place of the kind and the key, as `Index` in aigraph/names/index.py does; tests/data/search.json holds both.
 * @typedef {Generator<[number, string]>} Matches
 */

/** @param {string} wanted @param {any} entity @returns {Matches} */
function* beginnings(wanted, entity) {
  for (const [keys, whole] of [[entity.keys, 0], [entity.words, 1], [entity.sounds, 0]]) {
    for (const key of keys) if (key.startsWith(wanted)) yield [key === wanted ? whole : 1, key];
  }
  if (entity.hints.includes(wanted)) yield [1, wanted];
}

/** A short text is no part where it runs over two words (atm, at Meta). @param {string} wanted @param {any} entity @returns {Matches} */
function* parts(wanted, entity) {
  const long = size(wanted) >= RULES.least.part;
  if (long || /[^\0-\x7f]/.test(wanted)) for (const key of entity.keys) if (key.includes(wanted)) yield [2, key];
  for (const key of entity.words) if (key.includes(wanted)) yield [2, key];
  if (long) for (const key of entity.sounds) if (key.slice(2).includes(wanted)) yield [2, key];
  if (size(wanted) >= RULES.least.initials) for (const key of entity.hints) if (key.startsWith(wanted)) yield [2, key];
}

/** Nearer ones before, a whole name before a word of one. @param {string} wanted @param {any} entity @returns {Matches} */
function* typos(wanted, entity) {
  const most = RULES.typos[isDense(wanted) ? "dense" : "other"].filter((/** @type {number} */ step) => size(wanted) >= step).length;
  if (!most || /^\p{Nd}+$/u.test(wanted)) return; // no number is another one mistyped
  for (const [keys, later] of [[entity.keys, 0], [entity.words, 0.5], [entity.sounds, 0]]) {
    for (const key of keys) {
      const least = keys === entity.sounds ? "typoSound" : isDense(key) ? "typoDense" : "typoOther";
      const found = size(key) < RULES.least[least] ? null : edits(wanted, key, most);
      if (found !== null) yield [2 + found + later, key];
    }
  }
}

/** @param {string} text */
function isDense(text) {
  return text.search(DENSE) >= 0;
}

/** How many characters a text has. @param {string} text */
function size(text) {
  return [...text].length;
}

/** Edits between two words (insert, delete, replace, swap neighbours), null for more than some. @param {string} from @param {string} to @param {number} most */
function edits(from, to, most) {
  const [one, other] = [[...from], [...to]];
  if (Math.abs(one.length - other.length) > most) return null;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const [above, aboveThat] = [row, before];
    row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, aboveThat[j - 2] + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return null;
    before = above;
  }
  return row[other.length] <= most ? row[other.length] : null;
}

/** Entities that a text names: of names that fold alike (C, C++) those spelt just so. @param {string} text @returns {string[]} */
function named(text) {
  if (ENTITIES.has(text)) return [text];
  const wanted = folded(text);
  const found = [...ENTITIES.values()].filter((entity) => entity.keys.includes(wanted));
  const alike = (/** @type {(text: string) => string} */ form) => found.filter((e) => [...Object.values(e.name), ...e.aliases, ...e.misspellings].some((name) => form(name) === form(text)));
  const told = [alike(spelt), alike(loose), found].find((some) => some.length) ?? [];
  return told.map((entity) => entity.id).sort((a, b) => rankOf(a, b) || (a < b ? -1 : 1));
}

/** Persons before things, then the weightier. @param {string} a @param {string} b */
function rankOf(a, b) {
  return Number(Boolean(ENTITIES.get(b).first)) - Number(Boolean(ENTITIES.get(a).first)) || weight(b) - weight(a);
}

/** The best match of each entity, best first; of one kind by rank, then the shorter name. @param {(wanted: string, entity: any) => Matches} matches @param {string} wanted */
function ranked(matches, wanted) {
  const found = [];
  for (const entity of ENTITIES.values()) {
    const places = [...matches(wanted, entity)].map(([kind, key]) => ({ id: entity.id, kind, length: size(key) }));
    places.sort((a, b) => a.kind - b.kind || a.length - b.length);
    if (places.length) found.push(places[0]);
  }
  return found.sort((a, b) => a.kind - b.kind || rankOf(a.id, b.id) || a.length - b.length || (a.id < b.id ? -1 : 1));
}

/** Entities for what was typed, best first; a worse kind is looked for where there is room. @param {string} text @param {number} [limit] @returns {string[]} */
function search(text, limit = 9) {
  const wanted = folded(text);
  if (!wanted) return [];
  const found = new Set(named(text));
  for (const matches of [beginnings, parts, typos]) {
    if (found.size < limit) for (const hit of ranked(matches, wanted)) found.add(hit.id);
  }
  return (found.size ? [...found] : ofWords(wordsOf(text))).slice(0, limit);
}

/** What the words of a text that is no name may mean: what has most of them, best first, as `Index` does. @param {string[]} words @returns {string[]} */
function ofWords(words) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const word of words.length > 1 ? new Set(words) : []) {
    if (size(word) < 2 && !isDense(word)) continue;
    const hits = [beginnings, parts, typos].reduce((some, way) => (some.length ? some : ranked(way, word)), /** @type {ReturnType<typeof ranked>} */ ([]));
    for (const hit of hits) push(found, hit.id, hit.kind);
  }
  const worst = (/** @type {string} */ id) => Math.max(...(found.get(id) ?? []));
  const count = (/** @type {string} */ id) => found.get(id)?.length ?? 0;
  return [...found.keys()].sort((a, b) => count(b) - count(a) || worst(a) - worst(b) || rankOf(a, b) || (a < b ? -1 : 1));
}

/** Statements and claims that a text is said in, best first, as `s:…` and `c:…`. @param {string} text @returns {string[]} */
function saidIn(text) {
  const words = matching(text);
  if (!words.words.length) return [];
  const found = [...STATEMENTS.values()].map((s) => ({ at: `s:${s.id}`, mark: words.statement(s), settled: s.settled, weight: weight(s.subject) + (s.object ? weight(s.object) : 0) }));
  for (const c of CLAIMS.values()) found.push({ at: `c:${c.id}`, mark: words.claim(c), settled: false, weight: 0 });
  return found.filter((one) => one.mark > 0).sort((a, b) => b.mark - a.mark || Number(b.settled) - Number(a.settled) || b.weight - a.weight || (a.at < b.at ? -1 : 1)).map((one) => one.at);
}

/** How many things, and how many sentences, are listed for what was typed. */
const MOST = { things: 6, said: 5, alone: 9 };

/** What is found for a text: things by their names, and sentences; first what answers the whole of it. @param {string} text @returns {{ats: string[], said: number}} */
function finds(text) {
  const said = saidIn(text);
  const things = search(text, said.length ? MOST.things : MOST.alone).map((id) => `n:${id}`);
  const few = said.slice(0, things.length ? MOST.said : MOST.alone);
  return { ats: namesAll(text) || !few.length ? [...things, ...few] : [...few, ...things], said: said.length };
}

/** Whether a name answers the whole of a text, not only words of it. @param {string} text */
function namesAll(text) {
  const wanted = folded(text);
  return [...ENTITIES.values()].some((entity) => [beginnings, parts, typos].some((way) => !way(wanted, entity).next().done));
}

function showFound() {
  const text = finder.value.trim();
  const found = text ? finds(text) : { ats: [], said: 0 };
  hits = found.ats;
  if (hits.length && found.said > MOST.said) hits.push(`t:${text}`);
  active = hits.length ? 0 : -1;
  const list = byId("found");
  list.hidden = !text;
  finder.setAttribute("aria-expanded", String(Boolean(text)));
  fill(list, ...(hits.length ? hits.map((at, place) => foundRow(at, place, found.said)) : [el("li", { class: "nothing", text: t("nothing") })]));
  markActive();
}

/** @param {string} at @param {number} place @param {number} said how many sentences there are */
function foundRow(at, place, said) {
  const words = at.startsWith("n:") ? foundEntity(ENTITIES.get(at.slice(2))) : at.startsWith("t:") ? [el("span", { class: "found-all", text: t("foundAll", { n: said }) })] : foundSaid(at);
  return el("li", { role: "option", id: `found-${place}`, "data-id": at.startsWith("n:") ? at.slice(2) : at, class: at.startsWith("n:") ? null : "found-said", onmousedown: (/** @type {Event} */ e) => (e.preventDefault(), take(at)) }, ...words);
}

/** @param {any} entity */
function foundEntity(entity) {
  const wanted = folded(finder.value);
  const matched = [...entity.aliases, ...entity.misspellings].find((a) => folded(a).includes(wanted) && !folded(tr(entity.name)).includes(wanted));
  return [
    entity.hue ? shapeSample(entity.shape, entity.hue) : el("span"),
    el("span", { class: "found-name", text: tr(entity.name) }),
    el("span", { class: "found-other", text: [matched ?? otherName(entity), entity.classes.map((/** @type {string} */ c) => tr(CLASSES[c]?.label)).join(", ")].filter(Boolean).join(" · ") }),
  ];
}

/** @param {string} at */
function foundSaid(at) {
  const item = itemAt(at);
  const statement = at.startsWith("s:");
  const small = statement ? [item.object ? tr(item.number) : "", item.settled ? "" : t(item.line)] : [tr(item.kindLabel), namesOf(item.heldBy)];
  return [lineSample(lineOf(item)), el("span", { class: "found-words", text: statement ? sentence(item) : tr(item.text) }), el("span", { class: "found-other", text: small.filter(Boolean).join(" · ") })];
}

function markActive() {
  [...byId("found").children].forEach((row, place) => row.setAttribute("aria-selected", String(place === active)));
  if (active >= 0) finder.setAttribute("aria-activedescendant", `found-${active}`);
  else finder.removeAttribute("aria-activedescendant");
  byId("found").children[active]?.scrollIntoView({ block: "nearest" });
}

/** Open what was found and fly there; or all of it in the table. @param {string} at */
function take(at) {
  const [id, text] = [at.slice(2), finder.value];
  finder.value = "";
  closeFound();
  finder.blur();
  if (at.startsWith("t:")) return set({ view: "table", rows: "all", find: text.trim(), sort: "", at: null, path: null, chapter: null, list: false });
  if (!at.startsWith("n:")) {
    set({ at, path: null, from: null });
    for (const end of [itemAt(at).subject, itemAt(at).object]) if (end) reveal(end);
    return;
  }
  if (state.view !== "map" && view()?.nodes && !view().nodes.includes(id)) set({ view: "map" }, false);
  choose(id);
  reveal(id);
}

function closeFound() {
  byId("found").hidden = true;
  finder.setAttribute("aria-expanded", "false");
}

/** @param {KeyboardEvent} event */
function finderKey(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (hits.length) active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
    markActive();
  } else if (event.key === "Enter" && hits[active]) {
    event.preventDefault();
    take(hits[active]);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    if (finder.value) finder.value = "";
    else finder.blur();
    closeFound();
  }
}

function startSearch() {
  finder.addEventListener("input", showFound);
  finder.addEventListener("focus", () => finder.value.trim() && showFound());
  finder.addEventListener("blur", closeFound);
  finder.addEventListener("keydown", finderKey);
}
