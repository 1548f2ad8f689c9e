/** Finding by any name: exact, beginning, part, small typos; English, Chinese, pinyin. */

const finder = /** @type {HTMLInputElement} */ (byId("find"));
let active = -1;
/** @type {string[]} */
let hits = [];

/** Rank of a name for what was typed: 0 the same, 1 beginning, 2 part, 3 and more for typos, null for another. @param {string} wanted @param {string} key */
function rankOf(wanted, key) {
  if (key === wanted) return 0;
  if (key.startsWith(wanted)) return 1;
  if (key.includes(wanted)) return 2;
  const cjk = /[\u3400-\u9fff]/.test(wanted);
  const allowed = Math.min(wanted.length < 3 ? 0 : wanted.length < 6 ? 1 : 2, cjk ? 1 : 2);
  if (!allowed) return null;
  const whole = distance(wanted, key, allowed);
  const start = key.length > wanted.length ? distance(wanted, key.slice(0, wanted.length), Math.min(1, allowed)) : null;
  const found = [whole, start === null ? null : start + 1].filter((n) => n !== null);
  return found.length ? 2 + Math.min(.../** @type {number[]} */ (found)) : null;
}

/** Edits between two words (insert, delete, replace, swap neighbours), null for more than some. @param {string} one @param {string} other @param {number} most */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return null;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const above = row;
    row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return null;
    before = above;
  }
  return row[other.length] <= most ? row[other.length] : null;
}

/** Entities for what was typed, best first. @param {string} text @param {number} [limit] @returns {string[]} */
function search(text, limit = 9) {
  const wanted = folded(text);
  if (!wanted) return [];
  const found = [];
  for (const entity of ENTITIES.values()) {
    let best = null;
    for (const key of entity.keys) {
      const rank = rankOf(wanted, key);
      if (rank !== null && (best === null || rank < best)) best = rank;
    }
    for (const key of entity.sounds) {
      const rank = key === wanted ? 0 : key.startsWith(wanted) ? 1 : wanted.length > 4 && distance(wanted, key, 1) !== null ? 3 : null;
      if (rank !== null && (best === null || rank < best)) best = rank;
    }
    if (best !== null) found.push({ id: entity.id, best, weight: weight(entity.id) });
  }
  found.sort((a, b) => a.best - b.best || b.weight - a.weight || (a.id < b.id ? -1 : 1));
  return found.slice(0, limit).map((hit) => hit.id);
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
  if (NODES.has(id)) reveal(id);
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
