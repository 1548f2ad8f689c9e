/** Putting it together: header, switches, sheets of the phone, and what is shown after each change. */

let before = { view: "map", at: /** @type {string | null} */ (null), chapter: /** @type {string | null} */ (null), path: "" };

function showHead() {
  const counts = ABOUT.counts;
  const source = SOURCES[ABOUT.source];
  document.documentElement.lang = state.lang;
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  const title = tr(ABOUT.title) || document.title;
  document.title = title;
  byId("title").textContent = title;
  byId("sentence").textContent = counts ? t(counts.quotes ? "sentence" : "sentenceBare", counts) : t("sentencePlain", { entities: NODES.size, edges: EDGES.size });
  fill(byId("byline"), ...(source ? [`${t("by")} ${state.lang === "zh" ? `《${tr(source.name)}》` : `“${tr(source.name)}”`}`, [tr(source.author), tr(source.publisher), tr(source.date)].filter(Boolean).map((part) => ` · ${part}`).join("")] : []), ABOUT.version ? ` · ${t("data", { version: ABOUT.version })}` : "");
  if (source && tr(source.name) === title) byId("byline").textContent = [tr(source.author), tr(source.publisher), tr(source.date), ABOUT.version ? t("data", { version: ABOUT.version }) : ""].filter(Boolean).join(" · ");
  finder.placeholder = t("find");
  finder.setAttribute("aria-label", t("findLabel"));
  byId("skip").textContent = t("skip");
  fill(byId("switches"),
    el("button", { type: "button", class: "switch", text: t("language"), lang: state.lang === "zh" ? "en" : "zh", onclick: () => set({ lang: state.lang === "zh" ? "en" : "zh" }) }),
    el("button", { type: "button", class: "switch", id: "theme", text: isDark() ? "☀" : "☾", "aria-label": t("theme"), title: t("theme"), onclick: () => set({ theme: isDark() ? "light" : "dark" }) }));
  fill(byId("zoom"),
    el("button", { type: "button", class: "icon", text: "+", "aria-label": t("zoomIn"), onclick: () => zoomBy(1.4) }),
    el("button", { type: "button", class: "icon", text: "−", "aria-label": t("zoomOut"), onclick: () => zoomBy(1 / 1.4) }),
    el("button", { type: "button", class: "icon", text: "⤢", "aria-label": t("fit"), title: t("fit"), onclick: () => ((flown = false), fit(shown.nodes, false)) }));
  fill(byId("tabs"), tab("rail", SECTIONS.some(chapterNumber) ? t("article") : t("questions")), tab("key", t("key")));
}

/** @param {string} panel @param {string} text */
function tab(panel, text) {
  return el("button", { type: "button", text, "aria-expanded": String(document.body.dataset.sheet === panel), onclick: () => openSheet(panel) });
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
  showHead();
  restyle();
  showRail();
  showKey();
  showCard();
  chapterCard();
  showStory();
  showList();
  const path = state.path?.join(" ") ?? "";
  const changedView = before.view !== state.view;
  const changedFocus = before.at !== state.at || before.chapter !== state.chapter || before.path !== path;
  before = { view: state.view, at: state.at, chapter: state.chapter, path };
  if (restoring) return;
  if (changedView) {
    settle(false);
    fit(shown.nodes, false);
  } else if (changedFocus) look();
  network.redraw();
}

/** Bring what was chosen into sight. */
function look() {
  if (lit || !flown) fitChosen(false);
}

function showRestored() {
  const camera = restore();
  settle(true);
  if (!restoreCamera(camera)) {
    flown = false;
    fitChosen(true);
  }
  network.redraw();
}

let resting = 0;

function start() {
  state.lang = DATA.language || "en";
  startPicture();
  startSearch();
  watchers.push(showAll);
  showRestored();
  window.addEventListener("popstate", showRestored);
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
  const shape = () => `${upright()} ${phone()}`;
  let was = shape();
  new ResizeObserver(() => {
    if (was !== shape()) (was = shape()), settle(true);
    if (!flown) requestAnimationFrame(() => fitChosen(true));
  }).observe(byId("stage"));
}

start();
network.once("afterDrawing", () => {
  const origin = () => network.canvasToDOM({ x: 0, y: 0 });
  Object.assign(window, {
    aigraph: {
      ready: performance.now(),
      state,
      network,
      set,
      search,
      folded,
      /** What is written in the picture, in screen pixels. */
      labels: () => {
        network.redraw();
        const { x, y } = origin();
        return labels.filter(inSight).map((l) => ({ id: l.id, text: l.text, font: l.font, kind: l.kind === "node" ? "node" : l.id.startsWith("edge ") ? "edge" : "decor", box: { x: l.x + x, y: l.y + y, width: l.w, height: l.h } }));
      },
      shown,
      lit: () => lit,
      ways: (/** @type {string} */ a, /** @type {string} */ b) => waysOf(a, b).map((w) => ({ settled: w.settled, ids: w.steps.map((s) => s.id) })),
      svg: pictureSvg,
    },
  });
});
network.redraw();
