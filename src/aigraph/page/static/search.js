/** Finding by any name: exact, beginning, part, small typos; English, Chinese, pinyin. As `aigraph search` does. */

const finder = /** @type {HTMLInputElement} */ (byId("find"));
let active = -1;
/** @type {string[]} */
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
  if (!most) return;
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
  return told.map((entity) => entity.id).sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
}

/** The best match of each entity, best first; of one kind the weightier, then the shorter name. @param {(wanted: string, entity: any) => Matches} matches @param {string} wanted */
function ranked(matches, wanted) {
  const found = [];
  for (const entity of ENTITIES.values()) {
    const places = [...matches(wanted, entity)].map(([kind, key]) => ({ id: entity.id, kind, length: size(key), weight: weight(entity.id) }));
    places.sort((a, b) => a.kind - b.kind || a.length - b.length);
    if (places.length) found.push(places[0]);
  }
  return found.sort((a, b) => a.kind - b.kind || b.weight - a.weight || a.length - b.length || (a.id < b.id ? -1 : 1));
}

/** Entities for what was typed, best first; a worse kind is looked for where there is room. @param {string} text @param {number} [limit] @returns {string[]} */
function search(text, limit = 9) {
  const wanted = folded(text);
  if (!wanted) return [];
  const found = new Set(named(text));
  for (const matches of [beginnings, parts, typos]) {
    if (found.size < limit) for (const hit of ranked(matches, wanted)) found.add(hit.id);
  }
  return [...found].slice(0, limit);
}

function showFound() {
  const text = finder.value.trim();
  hits = search(text);
  active = hits.length ? 0 : -1;
  const list = byId("found");
  list.hidden = !text;
  finder.setAttribute("aria-expanded", String(Boolean(text)));
  fill(list, ...(hits.length ? hits.map(foundRow) : [el("li", { class: "nothing", text: t("nothing") })]));
  markActive();
}

/** @param {string} id @param {number} place */
function foundRow(id, place) {
  const entity = ENTITIES.get(id);
  const wanted = folded(finder.value);
  const matched = [...entity.aliases, ...entity.misspellings].find((a) => folded(a).includes(wanted) && !folded(tr(entity.name)).includes(wanted));
  return el("li", { role: "option", id: `found-${place}`, "data-id": id, onmousedown: (/** @type {Event} */ e) => (e.preventDefault(), take(id)) },
    entity.hue ? shapeSample(entity.shape, entity.hue) : null,
    el("span", { class: "found-name", text: tr(entity.name) }),
    el("span", { class: "found-other", text: [matched ?? otherName(entity), entity.classes.map((/** @type {string} */ c) => tr(CLASSES[c]?.label)).join(", ")].filter(Boolean).join(" · ") }),
  );
}

function markActive() {
  [...byId("found").children].forEach((row, place) => row.setAttribute("aria-selected", String(place === active)));
  if (active >= 0) finder.setAttribute("aria-activedescendant", `found-${active}`);
  else finder.removeAttribute("aria-activedescendant");
  byId("found").children[active]?.scrollIntoView({ block: "nearest" });
}

/** Open what was found and fly there. @param {string} id */
function take(id) {
  finder.value = "";
  closeFound();
  finder.blur();
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
