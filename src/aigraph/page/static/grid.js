/** The table on the stage: only the rows in sight are there, however many there are; on paper all of them. */

/** Rows as they are chosen, the row the keyboard is on, the heights that were measured, the elements in sight. */
const grid = { lines: /** @type {Line[]} */ ([]), for: "", active: -1, heights: new Float64Array(0), usual: 0, tops: new Float64Array(1), there: /** @type {Map<number, HTMLElement>} */ (new Map()), whole: false };
/** Rows beyond those in sight. */
const SPARE = 8;
/** Narrower, a row is a paragraph. */
const PARAGRAPHS = 620;

function isTable() {
  return view()?.form === "table";
}

/** What the rows depend on, besides what is chosen. */
function gridKey() {
  return [state.rows, state.sort, state.find, [...state.off].sort().join(" "), state.asOf, state.lang, columnsShown().join()].join("|");
}

function showTable() {
  const box = byId("table");
  box.hidden = !isTable();
  if (!isTable()) {
    Object.assign(grid, { lines: [], for: "", there: new Map() });
    return fill(box);
  }
  if (!box.childElementCount) startGrid(box);
  const key = gridKey();
  if (key !== grid.for) {
    Object.assign(grid, { lines: linesShown(), for: key, active: -1, whole: paper.on });
    showBar();
    showGridHead();
    byId("grid").scrollTop = 0;
    remeasure();
  }
  if (grid.whole !== paper.on) printTable(paper.on);
  const at = grid.lines.findIndex((line) => line.at === state.at);
  if (at >= 0 && at !== grid.active) moveTo(at);
  for (const [place, row] of grid.there) markLine(row, place);
}

/** @param {HTMLElement} box */
function startGrid(box) {
  const body = el("div", { id: "grid-body", role: "rowgroup" });
  const table = el("div", { id: "grid", role: "grid", tabindex: "0", onkeydown: gridKeyPressed }, el("div", { id: "grid-head", role: "rowgroup" }), body);
  table.addEventListener("scroll", showRowsInSight, { passive: true });
  table.addEventListener("focus", () => grid.active < 0 && grid.lines.length && moveTo(0));
  fill(box, el("div", { id: "table-bar" }), table);
  new ResizeObserver(() => byId("grid")?.clientWidth !== gridWidth && remeasure()).observe(table);
}

let gridWidth = 0;

/** Forget the heights: another width, other columns, other rows. What stands at the top stays there. */
function remeasure() {
  const table = /** @type {HTMLElement | null} */ (document.getElementById("grid"));
  if (!table) return;
  const first = grid.heights.length === grid.lines.length ? placeAt(table.scrollTop) : 0;
  gridWidth = table.clientWidth;
  table.classList.toggle("narrow", gridWidth < PARAGRAPHS);
  const columns = columnsShown().map((name) => COLUMNS[name]);
  table.style.setProperty("--columns", columns.map((c) => `minmax(${c.least}px, ${c.share}fr)`).join(" "));
  table.style.setProperty("--least", `${columns.reduce((sum, c) => sum + c.least + 12, 20)}px`);
  Object.assign(grid, { heights: new Float64Array(grid.lines.length), usual: 0, there: new Map() });
  fill(byId("grid-body"));
  sumUp();
  if (first) table.scrollTop = grid.tops[first];
  showRowsInSight();
}

/** Where each row begins: what was measured, the usual height elsewhere. */
function sumUp() {
  const tops = new Float64Array(grid.lines.length + 1);
  for (let at = 0; at < grid.lines.length; at += 1) tops[at + 1] = tops[at] + (grid.heights[at] || grid.usual || 44);
  grid.tops = tops;
}

/** The row at a height. @param {number} y */
function placeAt(y) {
  let [low, high] = [0, Math.max(0, grid.lines.length - 1)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (grid.tops[middle] <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Make the rows in sight, and drop the others; what was measured anew moves nothing that is in sight. */
function showRowsInSight() {
  const [table, body] = [byId("grid"), byId("grid-body")];
  if (!table || !body) return;
  for (let turn = 0; turn < 4; turn += 1) {
    const top = table.scrollTop;
    const anchor = placeAt(top);
    const first = grid.whole ? 0 : Math.max(0, anchor - SPARE);
    const last = grid.whole ? grid.lines.length - 1 : Math.min(grid.lines.length - 1, placeAt(top + table.clientHeight) + SPARE);
    for (const [place, row] of [...grid.there]) if (place < first || place > last) row.remove(), grid.there.delete(place);
    let before = /** @type {Element | null} */ (body.firstElementChild);
    for (let place = first; place <= last; place += 1) {
      const there = grid.there.get(place);
      if (there) {
        before = there.nextElementSibling;
        continue;
      }
      const row = gridRow(place);
      body.insertBefore(row, before);
      grid.there.set(place, row);
    }
    if (!measuredAnew()) return spaced(first, last);
    const within = top - grid.tops[anchor];
    sumUp();
    spaced(first, last);
    if (Math.abs(grid.tops[anchor] + within - top) > 0.5) table.scrollTop = grid.tops[anchor] + within;
  }
}

/** @param {number} first @param {number} last */
function spaced(first, last) {
  const body = byId("grid-body");
  body.style.paddingTop = `${grid.lines.length ? grid.tops[first] : 0}px`;
  body.style.paddingBottom = `${grid.tops[grid.lines.length] - grid.tops[last + 1]}px`;
  const table = byId("grid");
  if (grid.there.has(grid.active)) table.setAttribute("aria-activedescendant", `line-${grid.active}`);
  else table.removeAttribute("aria-activedescendant");
}

/** Measure the rows that are there. @returns {boolean} whether one is not as high as was thought */
function measuredAnew() {
  let changed = false;
  for (const [place, row] of grid.there) {
    if (grid.heights[place]) continue;
    grid.heights[place] = row.getBoundingClientRect().height;
    changed = changed || grid.heights[place] !== (grid.usual || 44);
  }
  if (!grid.usual && grid.there.size) grid.usual = grid.heights.reduce((sum, height) => sum + height, 0) / grid.there.size;
  return changed;
}

/** @param {number} place */
function gridRow(place) {
  const line = grid.lines[place];
  const row = el("div", { role: "row", id: `line-${place}`, class: "line", "data-at": line.at, "aria-rowindex": String(place + 2), onclick: (/** @type {Event} */ event) => opensRow(event) && ((grid.active = place), openRow(line.at)) });
  for (const [at, name] of columnsShown().entries()) row.append(gridCell(line, name, at));
  markLine(row, place);
  return row;
}

/** @param {Line} line @param {string} name @param {number} at */
function gridCell(line, name, at) {
  const said = COLUMNS[name].say(line);
  const cell = el("div", { role: at || !said ? "gridcell" : "rowheader", class: `cell col-${name}`, "aria-colindex": String(at + 1) });
  if (name === "known" && said) {
    cell.append(lineSample(lineOf(line.item)), el("span", { text: said }));
  } else if (name === "subject" && line.sort === "e" && line.item.hue) cell.append(shapeSample(line.item.shape, line.item.hue), el("span", { text: said }));
  else if (name === "quote") cell.append(...quotedCell(line));
  else if (line.sort === "c" && name === "object") cell.append(...written(said));
  else cell.textContent = said;
  return cell;
}

/** The words of the sources, for English readers below what they mean. @param {Line} line */
function quotedCell(line) {
  const seen = new Set();
  return (line.item.evidence ?? []).filter((/** @type {any} */ e) => e.quote && !seen.has(quotedWords(e)) && seen.add(quotedWords(e))).flatMap((/** @type {any} */ e) => {
    const words = el("p", { class: "words", lang: quotedLanguage(e), text: quotedWords(e) });
    return state.lang === "zh" || !e.gloss ? [words] : [el("p", { class: "gloss", lang: "en", text: e.gloss }), words];
  });
}

/** @param {HTMLElement} row @param {number} place */
function markLine(row, place) {
  row.classList.toggle("active", place === grid.active);
  row.setAttribute("aria-selected", String(grid.lines[place]?.at === state.at));
}

/** Go to a row, showing it. @param {number} place */
function moveTo(place) {
  grid.active = Math.max(0, Math.min(grid.lines.length - 1, place));
  const table = byId("grid");
  const head = byId("grid-head").offsetHeight;
  for (let turn = 0; turn < 3; turn += 1) {
    const [top, bottom] = [grid.tops[grid.active], grid.tops[grid.active + 1] + head];
    const wanted = top < table.scrollTop ? top : bottom > table.scrollTop + table.clientHeight ? bottom - table.clientHeight : table.scrollTop;
    if (Math.abs(wanted - table.scrollTop) < 1 && grid.there.has(grid.active)) break;
    table.scrollTop = wanted;
    showRowsInSight();
  }
  for (const [at, row] of grid.there) markLine(row, at);
  if (grid.there.has(grid.active)) table.setAttribute("aria-activedescendant", `line-${grid.active}`);
}

/** @param {KeyboardEvent} event */
function gridKeyPressed(event) {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  const page = Math.max(1, Math.floor(byId("grid").clientHeight / (grid.usual || 44)) - 1);
  const steps = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity });
  if (event.key in steps) moveTo(Math.max(-1e9, Math.min(1e9, grid.active + steps[event.key])));
  else if ((event.key === "Enter" || event.key === " ") && grid.lines[grid.active]) {
    openRow(grid.lines[grid.active].at);
    byId("card").focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function showGridHead() {
  const names = columnsShown();
  const table = byId("grid");
  table.setAttribute("aria-rowcount", String(grid.lines.length + 1));
  table.setAttribute("aria-colcount", String(names.length));
  table.setAttribute("aria-label", tr(TABLE.title));
  fill(byId("grid-head"), el("div", { role: "row", class: "line", "aria-rowindex": "1" }, ...names.map((name, at) => {
    const way = state.sort === name ? "ascending" : state.sort === `-${name}` ? "descending" : "none";
    const next = way === "none" ? name : way === "ascending" ? `-${name}` : "";
    return el("div", { role: "columnheader", class: `cell col-${name}`, "aria-colindex": String(at + 1), "aria-sort": way }, el("button", { type: "button", onclick: () => sortBy(next) }, heading(name), el("span", { class: "way", "aria-hidden": "true", text: { ascending: "↑", descending: "↓", none: "" }[way] })));
  })));
}

/** @param {string} sort */
function sortBy(sort) {
  const name = sort.replace("-", "");
  set({ sort });
  /** @type {HTMLElement | null} */ (byId("grid-head").querySelector(`.col-${name} button`))?.focus();
}

/** Rows of which sort, what is looked for, which columns, and the way out as CSV. */
function showBar() {
  const focused = document.activeElement?.id ?? "";
  const count = (/** @type {string} */ sort) => EVERYTHING.filter((line) => !SORTS[sort] || line.sort === SORTS[sort]).length;
  const finds = /** @type {HTMLInputElement} */ (el("input", { type: "search", id: "table-find", value: state.find, placeholder: t("tableFind"), "aria-label": t("tableFind"), autocomplete: "off", spellcheck: "false" }));
  finds.addEventListener("input", () => findLater(finds.value));
  finds.addEventListener("change", () => findNow(finds.value, true));
  const typed = document.activeElement?.id === "table-find" ? /** @type {HTMLInputElement} */ (document.activeElement) : null;
  const bar = byId("table-bar");
  const said = el("p", { id: "table-count", role: "status", text: t("rowsOf", { n: counted(grid.lines.length), m: counted(EVERYTHING.length) }) });
  const sorts = el("div", { class: "sorts", role: "group", "aria-label": t("column-relation") }, ...Object.keys(SORTS).filter((sort) => count(sort)).map((sort) => el("button", { type: "button", id: `rows-${sort}`, "aria-pressed": String(state.rows === sort), onclick: () => set({ rows: sort }) }, t(sort === "all" ? "all" : `rows-${sort}`), el("span", { class: "count", text: counted(count(sort)) }))));
  const options = [["", t("sortNone")], ...columnsShown().flatMap((name) => [[name, `${heading(name)} ↑`], [`-${name}`, `${heading(name)} ↓`]])];
  const order = /** @type {HTMLSelectElement} */ (el("select", { id: "table-sort", "aria-label": t("sortBy") }, ...options.map(([value, text]) => el("option", { value, text, selected: value === state.sort }))));
  order.addEventListener("change", () => set({ sort: order.value }));
  fill(bar, sorts, typed ?? finds, order, columnChooser(), el("button", { type: "button", class: "text", id: "table-csv", text: t("csv"), onclick: saveCsv }), said);
  if (!typed && focused && bar.contains(byId(focused))) byId(focused).focus();
  if (typed) typed.focus();
}

let choosing = false;

function columnChooser() {
  const box = el("details", { class: "chooser", open: choosing }, el("summary", { text: t("columns") }), el("div", {}, ...Object.keys(COLUMNS).map((name) => {
    const check = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", id: `column-${name}`, checked: columnsShown().includes(name) }));
    check.addEventListener("change", () => {
      const wanted = Object.keys(COLUMNS).filter((other) => (other === name ? check.checked : columnsShown().includes(other)));
      set({ columns: !wanted.length || wanted.join() === SHOWN.join() ? [] : wanted });
    });
    return el("label", {}, check, heading(name));
  })));
  box.addEventListener("toggle", () => (choosing = /** @type {HTMLDetailsElement} */ (box).open));
  return box;
}

let finding = 0;

/** @param {string} text */
function findLater(text) {
  clearTimeout(finding);
  finding = window.setTimeout(() => findNow(text, false), 160);
}

/** Look for something in the table; a step of the history once it is typed. @param {string} text @param {boolean} step */
function findNow(text, step) {
  clearTimeout(finding);
  if (isTable()) set({ find: text.trim() }, step);
}

function saveCsv() {
  save(new Blob([`\ufeff${csvOf(grid.lines)}`], { type: "text/csv;charset=utf-8" }), "aigraph.csv");
}

/** On paper the whole table stands there. @param {boolean} now */
function printTable(now) {
  grid.whole = now;
  if (now) showRowsInSight();
  else remeasure();
}
