/** The key, which is the filter: every kind of node and of line with its count; all, none, only. */

/** What else of a line can be hidden, in the order shown: sort → the heading's word. @type {Record<string, string>} */
const FACETS = { predicate: "relationsKey", modality: "kindOf", stage: "stage", source: "source" };

/** @typedef {{all: number, shown: number}} Count */

/** The keys by which a statement can be hidden. @param {any} statement @returns {string[]} */
function keysOf(statement) {
  const sources = new Set(statement.evidence.map((/** @type {any} */ e) => e.source));
  return [`line:${statement.line}`, `predicate:${statement.predicate}`, `modality:${statement.modality}`, `stage:${statement.stage}`, ...[...sources].map((source) => `source:${source}`)];
}

/** Whether the key hides a statement: any of its sorts is off; of its sources, all. @param {any} statement */
function keyedOff(statement) {
  if (outOfTime(statement)) return true;
  if (!state.off.size) return false;
  const { off } = state;
  if (off.has(`line:${statement.line}`) || off.has(`predicate:${statement.predicate}`) || off.has(`modality:${statement.modality}`) || off.has(`stage:${statement.stage}`)) return true;
  return statement.evidence.length > 0 && statement.evidence.every((/** @type {any} */ e) => off.has(`source:${e.source}`));
}

/** Whether the key hides a node. @param {string} id */
function keyedClass(id) {
  return state.off.has(`class:${NODES.get(id).group ?? ""}`) || sourcesOff(id);
}

/** The statements of the view that is open, hidden or not. @returns {any[]} */
function viewStatements() {
  const open = view();
  if (isTable()) return [...STATEMENTS.values()];
  if (isText()) return [...new Set(rowsOf(open).map((row) => row.at))].filter((at) => at.startsWith("s:")).map((at) => STATEMENTS.get(at.slice(2)));
  const ids = open?.edges ?? [...EDGES.keys()];
  return ids.map((/** @type {string} */ id) => STATEMENTS.get(id)).filter((/** @type {any} */ s) => !open?.settled || s.settled);
}

/** Whether the key hides a statement or an end of it. @param {any} statement */
function hiddenStatement(statement) {
  if (!state.off.size && state.asOf === null) return false;
  return keyedOff(statement) || [statement.subject, statement.object].some((id) => id && NODES.has(id) && keyedClass(id));
}

/** The nodes of the view that is open, hidden or not. @returns {string[]} */
function viewNodes() {
  if (!isText() || isTable()) return view()?.nodes ?? [...NODES.keys()];
  return [...new Set(viewStatements().flatMap((s) => [s.subject, s.object]))].filter((id) => id && NODES.has(id));
}

/** What can be hidden: `class:Company` → how many nodes of the view, `line:rumoured` → how many lines; all, and those shown. */
function counts() {
  const found = new Map();
  const add = (/** @type {string} */ key, /** @type {boolean} */ hidden) => {
    const count = found.get(key);
    if (!count) return found.set(key, { all: 1, shown: Number(!hidden) });
    count.all += 1;
    count.shown += Number(!hidden);
  };
  for (const id of viewNodes()) if (NODES.get(id).group) add(`class:${NODES.get(id).group}`, keyedClass(id));
  for (const statement of viewStatements()) {
    const hidden = hiddenStatement(statement);
    for (const key of keysOf(statement)) add(key, hidden);
  }
  return found;
}

/** How many lines or rows the filters hide, and the way back. */
function showHiding() {
  const all = viewStatements();
  const hidden = all.filter(hiddenStatement).length;
  const nodes = viewNodes().filter(keyedClass).length;
  const line = byId("hiding");
  line.hidden = !hidden && !nodes;
  if (line.hidden) return fill(line);
  fill(line, t(isText() ? "hiddenRows" : "hidden", { n: hidden, m: all.length }), " · ", el("button", { type: "button", class: "text", text: t("showAll"), onclick: () => set({ off: new Set(), asOf: null }) }));
}

/** Whether a key of an address hides anything here. @param {string} key */
function canHide(key) {
  const [sort, name] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  if (sort === "source") return name in SOURCES;
  if (sort === "class") return [...NODES.values()].some((node) => node.group === name);
  return [...STATEMENTS.values()].some((statement) => keysOf(statement).includes(key));
}

let unfolded = false;

function showKey() {
  const all = counts();
  const classes = [...all].filter(([key]) => key.startsWith("class:")).sort((a, b) => hueOrder(a[0]) - hueOrder(b[0]) || linked(b[0]) - linked(a[0]) || b[1].all - a[1].all);
  const lines = Object.keys(LINES).filter((line) => all.has(`line:${line}`));
  const key = byId("key");
  key.hidden = !(classes.length || lines.length);
  const families = [...new Set(classes.map(([k]) => hueOrder(k)))].map((hue) => classes.filter(([k]) => hueOrder(k) === hue));
  fill(key,
    lines.length ? keyRow("lines", lines.map((line) => lineItem(line, all.get(`line:${line}`))), unfolded ? ends(lines.map((line) => `line:${line}`)) : null, colourSwitch()) : null,
    bySource() ? keyRow("sources", [...COLOURED.slice(0, unfolded ? undefined : hued()).map((id) => sourceItem([id])), unfolded ? null : sourceItem(COLOURED.slice(hued())), severalItem()], ends(COLOURED.map((id) => `source:${id}`)), unfolded ? null : unfold()) : null,
    classes.length && (unfolded || !bySource()) ? keyRow("classes", unfolded ? classes.map(([k, n]) => classItem([[k, n]])) : families.map(classItem), ends(classes.map(([k]) => k)), unfolded ? null : unfold()) : null,
    ...(unfolded ? Object.keys(FACETS).filter((sort) => sort !== "source" || !bySource()).map((sort) => facet(sort, all)) : []),
    unfolded ? unfold() : null,
    EDGES.size < CROWD || isText() || (lit && lit.edges.size === EDGES.size) ? null : el("p", { class: "key-row", id: "crowd", text: t("paler", { n: counted(CROWD) }) }),
  );
}

/** @param {string} heading @param {(Element | null)[]} items @param {(Element | null)[]} rest */
function keyRow(heading, items, ...rest) {
  const name = unfolded ? el("span", { class: "key-head", text: t(heading) }) : null;
  return el("div", { class: "key-row", role: "group", "aria-label": t(heading) }, name, ...items, ...rest);
}

/** A row of what lines have in common: the commonest first. @param {string} sort @param {Map<string, Count>} all */
function facet(sort, all) {
  const found = [...all].filter(([key]) => key.startsWith(`${sort}:`)).sort((a, b) => b[1].all - a[1].all || (a[0] < b[0] ? -1 : 1));
  if (!found.length) return null;
  return keyRow(FACETS[sort], found.map(([key, count]) => keyItem([key], facetName(sort, key.slice(sort.length + 1)), count, null)), ends(found.map(([key]) => key)));
}

/** @param {string} sort @param {string} name */
function facetName(sort, name) {
  if (sort === "predicate") return tr(PREDICATES[name]?.label) || name;
  if (sort === "source") return tr(SOURCES[name]?.name) || name;
  return t(sort === "stage" && name === "planned" ? "intended" : name);
}

/** @param {string} line @param {Count} count */
function lineItem(line, count) {
  return keyItem([`line:${line}`], t(line), count, lineSample(line));
}

/** One kind, or a family of one hue: its commonest kinds by name. @param {[string, Count][]} kinds */
function classItem(kinds) {
  const names = kinds.map(([key]) => tr(CLASSES[key.slice(6)]?.label) || key.slice(6));
  const first = CLASSES[kinds[0][0].slice(6)];
  const text = names[0] + (names.length > 1 ? " …" : "");
  const count = kinds.reduce((sum, [, n]) => ({ all: sum.all + n.all, shown: sum.shown + n.shown }), { all: 0, shown: 0 });
  return keyItem(kinds.map(([key]) => key), text, count, shapeSample(first?.shape ?? "dot", first?.hue ?? "grey", 13), names.join(", "));
}

/** A text in its colour, or several as one. @param {string[]} ids */
function sourceItem(ids) {
  if (!ids.length) return null;
  const names = ids.map((id) => tr(SOURCES[id].name));
  const named = [...NODES.keys()].filter((node) => textsOf(ENTITIES.get(node)).some((id) => ids.includes(id)));
  const count = { all: named.length, shown: named.filter((node) => !keyedClass(node)).length };
  return keyItem(ids.map((id) => `source:${id}`), ids.length > 1 ? t("andMore", { n: ids.length }) : names[0], count, shapeSample("dot", sourceHue(ids[0]), 13), names.join(", "));
}

/** How many texts have a hue of their own. */
function hued() {
  return COLOURED.filter((id) => sourceHue(id) !== "grey").length;
}

/** What stands in several texts has the colour of ink. */
function severalItem() {
  const count = [...NODES.keys()].filter((id) => textsOf(ENTITIES.get(id)).length > 1).length;
  if (!count) return null;
  const sample = shapeSample("dot", "grey", 13);
  sample.firstElementChild?.setAttribute("fill", theme().ink);
  return el("span", { class: "key-item key-toggle" }, sample, el("span", { text: t("several") }), el("span", { class: "count", text: String(count) }));
}

/** Colour by kind, or by source. */
function colourSwitch() {
  if (COLOURED.length < 2) return null;
  return el("button", { type: "button", class: "text key-colour", text: t(bySource() ? "colourByKind" : "colourBySource"), onclick: () => set({ colour: bySource() ? "kind" : "source" }) });
}

/** How many lines end at nodes of a kind. @param {string} key */
function linked(key) {
  let sum = 0;
  for (const [id, node] of NODES) if (`class:${node.group}` === key) sum += degree(id);
  return sum;
}

/** @param {string} key */
function hueOrder(key) {
  return Object.keys(THEMES.light.hues).indexOf(CLASSES[key.slice(6)]?.hue ?? "grey");
}

/** @param {string[]} keys @param {string} text @param {Count} count @param {Element | null} sample @param {string} [title] */
function keyItem(keys, text, count, sample, title) {
  const on = keys.some((key) => !state.off.has(key));
  return el("span", { class: "key-item" },
    el("button", { type: "button", class: "key-toggle", "data-key": keys.join(" "), title, "aria-pressed": String(on), onclick: () => toggle(keys, on) }, sample, el("span", { text }), el("span", { class: "count", title: t("filterLines", { n: count.shown, m: count.all }), text: count.shown === count.all ? String(count.all) : `${count.shown}/${count.all}` })),
    el("button", { type: "button", class: "key-only", text: t("only"), "aria-label": `${t("only")}: ${text}`, onclick: () => only(keys) }),
  );
}

/** All of a row, and none of it. @param {string[]} keys */
function ends(keys) {
  const rest = () => [...state.off].filter((key) => !keys.includes(key));
  return el("span", { class: "key-ends" },
    el("button", { type: "button", class: "text", text: t("all"), onclick: () => set({ off: new Set(rest()) }) }),
    el("button", { type: "button", class: "text", text: t("none"), onclick: () => set({ off: new Set([...rest(), ...keys]) }) }),
  );
}

function unfold() {
  return el("button", { type: "button", class: "text key-more", text: t(unfolded ? "fewer" : "moreFilters"), "aria-expanded": String(unfolded), onclick: () => ((unfolded = !unfolded), showKey()) });
}

/** @param {string[]} keys @param {boolean} hide */
function toggle(keys, hide) {
  const off = new Set(state.off);
  for (const key of keys) hide ? off.add(key) : off.delete(key);
  set({ off });
}

/** Hide every other of the same sort. @param {string[]} keys */
function only(keys) {
  const sort = keys[0].slice(0, keys[0].indexOf(":") + 1);
  const others = [...counts().keys()].filter((other) => other.startsWith(sort) && !keys.includes(other));
  set({ off: new Set([...[...state.off].filter((k) => !k.startsWith(sort)), ...others]) });
}
