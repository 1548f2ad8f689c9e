/** Putting it together: header, switches, sheets of the phone, and what is shown after each change. */

let before = { view: "map", chapter: /** @type {string | null} */ (null), path: "" };

function showHead() {
  const counts = ABOUT.counts;
  document.documentElement.lang = state.lang;
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  const title = tr(ABOUT.title) || document.title;
  document.title = title;
  byId("title").textContent = title;
  byId("sentence").textContent = counts ? tr(ABOUT.sentence) : t("sentencePlain", { entities: NODES.size, edges: EDGES.size });
  byId("byline").textContent = byline();
  finder.placeholder = t("find", { names: tr(ABOUT.tried) });
  finder.setAttribute("aria-label", t("findLabel"));
  byId("skip").textContent = t("skip");
  fill(byId("switches"),
    stepButton("↶", "undo", -1),
    stepButton("↷", "redo", 1),
    el("button", { type: "button", class: "switch", text: t("language"), lang: state.lang === "zh" ? "en" : "zh", onclick: () => set({ lang: state.lang === "zh" ? "en" : "zh" }) }),
    el("button", { type: "button", class: "switch", id: "theme", text: isDark() ? "☀" : "☾", "aria-label": t("theme"), title: t("theme"), onclick: () => set({ theme: isDark() ? "light" : "dark" }) }));
  fill(byId("zoom"),
    el("button", { type: "button", class: "icon", text: "+", "aria-label": t("zoomIn"), onclick: () => zoomBy(1.4) }),
    el("button", { type: "button", class: "icon", text: "−", "aria-label": t("zoomOut"), onclick: () => zoomBy(1 / 1.4) }),
    el("button", { type: "button", class: "icon", text: "⤢", "aria-label": t("fit"), title: t("fit"), onclick: () => ((flown = false), fit(shown.nodes, false)) }));
  byId("rail").setAttribute("aria-label", t("menu"));
  byId("dock").setAttribute("aria-label", t("detail"));
  byId("key").setAttribute("aria-label", t("key"));
  fill(byId("tabs"), tab("rail", t("menu")), tab("key", t("key")));
}

/** @param {string} text @param {string} key @param {number} way */
function stepButton(text, key, way) {
  return el("button", { type: "button", class: "switch step", text, "aria-label": t(key), title: t(key), disabled: steps.links[steps.at + way] === undefined, onclick: () => walkSteps(way) });
}

/** Say something in a line above the picture. @param {string} text */
function notice(text) {
  fill(byId("notice"), el("span", { text }), el("button", { type: "button", class: "icon", text: "×", "aria-label": t("close"), onclick: closeNotice }));
  byId("notice").hidden = false;
}

function closeNotice() {
  state.lost = [];
  byId("notice").hidden = true;
}

/** Say what the address asked for and nobody has. */
function showNotice() {
  if (state.lost.length) notice(t("notFound", { what: state.lost.join(", ") }));
  else byId("notice").hidden = true;
}

/** @param {string} panel @param {string} text */
function tab(panel, text) {
  return el("button", { type: "button", class: "switch", text, "aria-expanded": String(document.body.dataset.sheet === panel), "aria-controls": panel, onclick: () => openSheet(panel) });
}

/** @param {string} panel */
function openSheet(panel) {
  if (document.body.dataset.sheet === panel) return closeSheets();
  document.body.dataset.sheet = panel;
  showHead();
}

function closeSheets() {
  if (!document.body.dataset.sheet) return;
  delete document.body.dataset.sheet;
  showHead();
}

function showAll() {
  keepingFocus(() => {
    for (const show of [showHead, showNotice, showRows, restyle, showRail, showKey, showHiding, showWhen, showCard, chapterCard, showStory, showTable, showReading, showList]) show();
  });
  byId("text").querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  const path = state.path?.join(" ") ?? "";
  const changedView = before.view !== state.view;
  const changedPart = before.chapter !== state.chapter || before.path !== path;
  before = { view: state.view, chapter: state.chapter, path };
  if (restoring) return;
  if (changedView) {
    measure();
    settle(false);
    fit(shown.nodes, false);
  } else if (changedPart && lit) fitChosen(false);
  if (crowded) resized(), redraw(); // a crowd is drawn once, at the size that is left for it
  else network.redraw();
}

/** What is made anew keeps the focus, where it is still there; else what holds it has it. @param {() => void} change */
function keepingFocus(change) {
  const had = document.activeElement;
  const home = /** @type {HTMLElement | undefined | null} */ (had?.parentElement?.closest("[id]"));
  const all = () => /** @type {HTMLElement[]} */ ([...(home?.querySelectorAll("a, button, summary") ?? [])]);
  const before = all();
  const place = before.findIndex((element) => element === had);
  const words = had?.textContent;
  change();
  if (!had || had.isConnected || !home) return;
  const now = all();
  const same = now.length === before.length ? now[place] : now.find((element) => element.textContent === words);
  (same ?? home).focus({ preventScroll: true });
}

/** Show what a link says. @param {string} link */
function showLink(link) {
  const camera = restore(link);
  measure();
  settle(true);
  if (!restoreCamera(camera)) {
    flown = false;
    fitChosen(true);
  }
  redraw();
}

let resting = 0;

function start() {
  state.lang = DATA.language || "en";
  startPicture();
  startSearch();
  watchers.push(showAll);
  openDoor();
  showLink(location.hash.length > 1 ? location.hash : `#${DATA.opening || ""}`);
  Object.assign(steps, { links: [linkOf()], at: 0 });
  showHead();
  window.addEventListener("popstate", addressChanged);
  window.addEventListener("beforeprint", () => printing(true));
  window.addEventListener("afterprint", () => printing(false));
  document.addEventListener("keydown", pressed);
  prefersDark.addEventListener("change", () => set({}, false));
  byId("skip").addEventListener("click", (event) => (event.preventDefault(), set({ list: true }), byId("list").focus()));
  byId("picture").tabIndex = 0;
  byId("picture").setAttribute("role", "application");
  byId("picture").setAttribute("aria-label", t("picture"));
  for (const name of ["dragEnd", "zoom"]) {
    network.on(name, () => {
      flown = true;
      clearTimeout(resting);
      resting = window.setTimeout(() => remembered(false), 400);
    });
  }
  new ResizeObserver(resized).observe(byId("frame"));
  foldAhead();
}

/** On paper everything is light, whatever the screen's theme is. @param {boolean} now */
function printing(now) {
  paper.on = now;
  showAll();
}

start();
const ready = () => {
  const origin = () => network.canvasToDOM({ x: 0, y: 0 });
  Object.assign(window, {
    aigraph: {
      ready: performance.now(),
      state,
      network,
      /** Where a node stands, and a place on a line. */
      bodyOf,
      pointOn,
      set,
      search,
      finds,
      /** The rows of the table, in order. */
      lines: () => grid.lines,
      folded,
      /** What is written in the picture, in screen pixels. */
      labels: () => {
        if (byId("frame").hidden) return [];
        network.redraw();
        const { x, y } = origin();
        return labels.filter(inSight).map((l) => ({ id: l.id, text: l.text, font: l.font, kind: l.kind, box: { x: l.x + x, y: l.y + y, width: l.w, height: l.h } }));
      },
      shown,
      lit: () => lit,
      ways: (/** @type {string} */ a, /** @type {string} */ b) => waysOf(a, b).map((w) => ({ settled: w.settled, editors: w.editors, ids: w.steps.map((s) => s.id) })),
      svg: pictureSvg,
    },
  });
};
// what is not shown is never drawn
if (isText()) ready();
else network.once("afterDrawing", ready);
// at once: a frame out of sight has no next frame
network.redraw();
