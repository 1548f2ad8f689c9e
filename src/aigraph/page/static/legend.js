/** The key, which is the filter: every kind of node and of line with its count; all, none, only. */

/** What can be hidden: `class:Company` → how many nodes, `line:rumoured` → how many lines. */
function counts() {
  const found = new Map();
  for (const node of NODES.values()) if (node.group) found.set(`class:${node.group}`, (found.get(`class:${node.group}`) ?? 0) + 1);
  for (const id of EDGES.keys()) {
    const key = `line:${STATEMENTS.get(id).line}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

let unfolded = false;

function showKey() {
  const all = counts();
  const classes = [...all].filter(([key]) => key.startsWith("class:")).sort((a, b) => hueOrder(a[0]) - hueOrder(b[0]) || linked(b[0]) - linked(a[0]) || b[1] - a[1]);
  const lines = Object.keys(LINES).filter((line) => all.has(`line:${line}`));
  const key = byId("key");
  key.hidden = !(classes.length || lines.length);
  const families = [...new Set(classes.map(([k]) => hueOrder(k)))].map((hue) => classes.filter(([k]) => hueOrder(k) === hue));
  fill(key,
    lines.length ? el("div", { class: "key-row", role: "group", "aria-label": t("lines") }, ...lines.map((line) => lineItem(line, all.get(`line:${line}`)))) : null,
    classes.length ? el("div", { class: "key-row", role: "group", "aria-label": t("classes") }, ...(unfolded ? classes.map(([k, n]) => classItem([[k, n]])) : families.map(classItem)), keyEnds(classes.map(([k]) => k))) : null,
  );
}

/** @param {string} line @param {number} count */
function lineItem(line, count) {
  return keyItem([`line:${line}`], t(line), count, lineSample(line));
}

/** One kind, or a family of one hue: its commonest kinds by name. @param {[string, number][]} kinds */
function classItem(kinds) {
  const names = kinds.map(([key]) => tr(CLASSES[key.slice(6)]?.label) || key.slice(6));
  const first = CLASSES[kinds[0][0].slice(6)];
  const text = names[0] + (names.length > 1 ? " …" : "");
  const count = kinds.reduce((sum, [, n]) => sum + n, 0);
  return keyItem(kinds.map(([key]) => key), text, count, shapeSample(first?.shape ?? "dot", first?.hue ?? "grey", 13), names.join(", "));
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

/** @param {string[]} keys @param {string} text @param {number} count @param {Element} sample @param {string} [title] */
function keyItem(keys, text, count, sample, title) {
  const on = keys.some((key) => !state.off.has(key));
  return el("span", { class: "key-item" },
    el("button", { type: "button", class: "key-toggle", "data-key": keys.join(" "), title, "aria-pressed": String(on), onclick: () => toggle(keys, on) }, sample, el("span", { text }), el("span", { class: "count", text: String(count) })),
    el("button", { type: "button", class: "key-only", text: t("only"), "aria-label": `${t("only")}: ${text}`, onclick: () => only(keys) }),
  );
}

/** @param {string[]} keys */
function keyEnds(keys) {
  return el("span", { class: "key-ends" },
    el("button", { type: "button", class: "text", text: t(unfolded ? "fewer" : "kinds"), "aria-expanded": String(unfolded), onclick: () => ((unfolded = !unfolded), showKey()) }),
    el("button", { type: "button", class: "text", text: t("all"), onclick: () => set({ off: new Set() }) }),
    el("button", { type: "button", class: "text", text: t("none"), onclick: () => set({ off: new Set([...state.off, ...keys]) }) }),
  );
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
