/** The rows of a question view: every statement and claim of it in full, with the scale of a chart where there is one. */

/** @typedef {{at: string, amount?: number, counts?: boolean, words?: Record<string, string>, part?: string, said?: string, due?: string, settled?: boolean}} Row */
/** @typedef {{head?: Record<string, string>, node?: string, side?: string, rows: Row[]}} Group */

/** @returns {boolean} whether the view that is open is read, not looked at */
function isText() {
  return ["text", "table"].includes(view()?.form);
}

/** @param {any} open a view @returns {Row[]} */
function rowsOf(open) {
  return (open?.groups ?? []).flatMap((/** @type {Group} */ group) => group.rows);
}

/** Whether the key hides a row: what hides its statement or an end of it. @param {Row} row */
function hiddenRow(row) {
  if (!row.at.startsWith("s:")) return false;
  return hiddenStatement(STATEMENTS.get(row.at.slice(2)));
}

/** Whether what is chosen is a row or an end of it. @param {string} at @returns {boolean} */
function rowLit(at) {
  if (!state.at || state.at === at) return true;
  const id = state.at.slice(2);
  if (state.at.startsWith("q:")) return Boolean(QUOTED.get(id)?.ats.includes(at));
  if (!state.at.startsWith("n:")) return false;
  return touches(itemAt(at), id);
}

/** Put the rows of the view where they belong: on the stage where they are the view, beside the picture elsewhere. */
function showRows() {
  const open = view();
  document.body.dataset.form = isText() ? view().form : open?.groups ? "both" : "picture";
  byId("frame").hidden = isText();
  byId("text").hidden = view()?.form !== "text";
  byId("text").setAttribute("aria-label", t("rows"));
  byId("beside").setAttribute("aria-label", t(open?.groups && !isText() ? "saysView" : "guide"));
  const groups = open?.groups ? groupsOf(open).map((group) => groupBlock(group, open)) : [];
  const place = byId(isText() ? "text" : "beside");
  if (isTable()) return fill(byId("text")), fill(byId("beside"), hint("rowHint"));
  const scrolled = place.scrollTop;
  fill(byId("text"), ...(isText() ? groups : []));
  fill(byId("beside"), ...(isText() ? [hint("rowHint")] : groups.length ? groups : guidance()));
  place.scrollTop = rowsFor === state.view ? scrolled : 0;
  rowsFor = state.view;
}

let rowsFor = "";

/** @param {string} key */
function hint(key) {
  return el("p", { class: "hint", text: t(key) });
}

/** Groups as they are shown: dated predictions by whether they are settled, due or not due yet. @param {any} open @returns {Group[]} */
function groupsOf(open) {
  if (open.chart !== "years") return open.groups;
  const today = todayText();
  const dated = (/** @type {string} */ key, /** @type {(row: Row) => boolean} */ wanted) => ({ head: WORDS[key], rows: open.groups[0].rows.filter(wanted) });
  const due = (/** @type {Row} */ row) => (row.due ?? "") < today;
  const found = [dated("settledNow", (row) => Boolean(row.settled)), dated("dueNow", (row) => !row.settled && due(row)), dated("dueLater", (row) => !row.settled && !due(row)), ...open.groups.slice(1)];
  return found.filter((group) => group.rows.length);
}

function todayText() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** @param {Group} group @param {any} open */
function groupBlock(group, open) {
  const rows = group.rows.filter((row) => !hiddenRow(row));
  const entity = group.node ? ENTITIES.get(group.node) : null;
  const words = entity ? [entity.hue ? shapeSample(entity.shape, entity.hue, 13) : null, entityLink(entity.id)] : [group.head ? tr(group.head) : null];
  const head = group.node || group.head ? el("h3", {}, ...words, el("span", { class: "count", text: String(rows.length) })) : null;
  const scaled = rows.some((row) => row.amount !== undefined || row.due !== undefined);
  return el("section", { class: `rows ${group.side ?? ""} ${scaled ? "scaled" : ""}`.trim() }, head, scaled ? axis(open) : null, el("ul", {}, ...rows.map((row) => rowBlock(row, open))));
}

/** @param {Row} row @param {any} open */
function rowBlock(row, open) {
  const id = row.at.slice(2);
  const chosen = state.at === row.at;
  const claim = row.at.startsWith("c:") ? CLAIMS.get(id) : null;
  const body = claim ? claimHead(claim) : statementHead(STATEMENTS.get(id), row);
  const classes = ["row", row.part ? "part" : "", rowLit(row.at) ? "" : "aside", claim || STATEMENTS.get(id).settled ? "" : "tentative"];
  const block = el("li", { class: classes.filter(Boolean).join(" "), "data-at": row.at, "aria-current": chosen ? "true" : null, onclick: (/** @type {Event} */ event) => opensRow(event) && openRow(row.at) }, body);
  if (row.amount !== undefined) block.append(dotTrack(row, open));
  if (row.due !== undefined) block.append(yearTrack(row, open));
  return block;
}

/** A click opens a row where it hits no link of it and ends no selection of its text. @param {Event} event */
function opensRow(event) {
  return !(/** @type {HTMLElement} */ (event.target).closest("a, button")) && !window.getSelection()?.toString();
}

/** @param {string} at */
function openRow(at) {
  set({ at, path: null, from: null });
}

/** @param {any} statement @param {Row} row */
function statementHead(statement, row) {
  const words = row.words && !statement.object ? el("span", {}, entityLink(statement.subject), ` ${captionOf(statement)}`) : linkedSentence(statement);
  return factHead(statement, words, row.words, row.part ? el("span", { class: "mark", text: t("ofThese") }) : null);
}

/** @param {any} claim */
function claimHead(claim) {
  const small = [tr(claim.kindLabel), claim.due ? `${t("due")} ${tr(claim.due)}` : "", (claim.heldBy ?? []).map(nameOf).join(", ")].filter(Boolean).join(" · ");
  return el("div", { class: "fact-head" }, lineSample(lineOf(claim)), el("span", { class: "fact-words" }, el("span", { class: "claim-text" }, ...written(tr(claim.text))), el("span", { class: "qualifiers", text: small })), more(`c:${claim.id}`, tr(claim.text)));
}

/** The way to a card. @param {string} at @param {string} words */
function more(at, words) {
  return el("button", { class: "more", type: "button", text: "→", "aria-label": `${t("open")}: ${words}`, onclick: () => openRow(at) });
}

/** The scale above the rows: powers of ten, or years as bands. @param {any} open */
function axis(open) {
  const marks = el("div", { class: "track axis", "aria-hidden": "true" });
  const years = open.chart === "years";
  open.axis.forEach((/** @type {number} */ value, /** @type {number} */ at) => {
    const label = el("span", { class: "tick", text: years ? String(value) : value.toLocaleString("en") });
    if (years) label.style.left = share((at + 0.5) / open.axis.length);
    else label.style.left = share(at / (open.axis.length - 1));
    marks.append(label);
  });
  return el("div", { class: "row-scale" }, marks);
}

/** @param {number} part */
function share(part) {
  return `${Math.round(part * 10000) / 100}%`;
}

/** A dot at its number: square for a count, ring for computing power; hollow where it may not be taken for a fact. @param {Row} row @param {any} open */
function dotTrack(row, open) {
  const statement = STATEMENTS.get(row.at.slice(2));
  const [first, last] = [open.axis[0], open.axis[open.axis.length - 1]];
  const track = el("div", { class: "track", role: "img", "aria-label": tr(row.words) });
  open.axis.forEach((/** @type {number} */ _, /** @type {number} */ at) => {
    const line = el("span", { class: "grade" });
    line.style.left = share(at / (open.axis.length - 1));
    track.append(line);
  });
  const style = LINES[statement.line] ?? LINES.settled;
  const tone = lineColour(statement.line);
  const look = { fill: statement.settled ? tone : theme().paper, stroke: tone, "stroke-width": 2.4, "stroke-dasharray": (style.dash || []).map((/** @type {number} */ n) => n / 3).join(" ") };
  const form = row.counts ? svg("rect", { x: -5.5, y: -5.5, width: 11, height: 11, ...look }) : svg("circle", { r: 6, ...look });
  const dot = svg("svg", { width: 18, height: 18, viewBox: "-9 -9 18 18", class: "dot" }, form);
  dot.style.left = share((Math.log10(row.amount ?? 1) - Math.log10(first)) / (Math.log10(last) - Math.log10(first) || 1));
  track.append(dot);
  return track;
}

/** From the day it was said to the end of what it names, over years as bands; where today is. @param {Row} row @param {any} open */
function yearTrack(row, open) {
  const [first, years] = [open.axis[0], open.axis.length];
  const place = (/** @type {string} */ day) => Math.min(1, Math.max(0, (yearOf(day) - first) / years));
  const track = el("div", { class: "track", role: "img", "aria-label": trackWords(row) });
  open.axis.forEach((/** @type {number} */ _, /** @type {number} */ at) => {
    const band = el("span", { class: at % 2 ? "band odd" : "band" });
    [band.style.left, band.style.width] = [share(at / years), share(1 / years)];
    track.append(band);
  });
  const from = row.said ? place(row.said) : 0;
  const bar = el("span", { class: "span" });
  [bar.style.left, bar.style.width, bar.style.borderColor] = [share(from), share(place(row.due ?? "") - from), lineColour("predicted")];
  const now = place(todayText());
  track.append(bar);
  if (now > 0 && now < 1) {
    const line = el("span", { class: "today", title: t("today") });
    line.style.left = share(now);
    track.append(line);
  }
  return track;
}

/** When it was said and when it falls due, in words. @param {Row} row */
function trackWords(row) {
  const claim = CLAIMS.get(row.at.slice(2));
  const source = claim.evidence.map((/** @type {any} */ e) => SOURCES[e.source]).find((/** @type {any} */ s) => s?.day === row.said);
  return t("saidOn", { said: tr(source?.date) || "?", due: tr(claim.due) });
}

/** A day as years and a fraction; the last day of a year is its end. @param {string} day */
function yearOf(day) {
  const [year, month, date] = day.split("-").map(Number);
  const start = Date.UTC(year, 0, 1);
  return year + (Date.UTC(year, month - 1, date + 1) - start) / (Date.UTC(year + 1, 0, 1) - start);
}

const GUIDE = "aigraph-guide";
let guided = false;
try {
  guided = localStorage.getItem(GUIDE) === "read";
} catch {
  // a page without an origin keeps nothing
}

/** What the whole picture is and how it is read; gone for good when dismissed. */
function guidance() {
  const dismiss = () => {
    guided = true;
    try {
      localStorage.setItem(GUIDE, "read");
    } catch {
      // nothing is kept
    }
    showRows();
  };
  const words = ABOUT.counts && !guided ? el("section", { class: "guide" }, el("h3", { text: t("guide") }), el("p", { text: t("guideMap") }), el("button", { type: "button", class: "text", text: t("dismiss"), onclick: dismiss })) : null;
  return [words, words ? null : hint("cardHint")];
}
