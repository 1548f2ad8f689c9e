/** The keyboard: `/` finds, Escape steps back, arrows go from node to node, Enter opens, + and − zoom, 0 shows all. */

/** @param {KeyboardEvent} event */
function pressed(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if ((event.ctrlKey || event.metaKey) && "zyZ".includes(event.key) && target.tagName !== "INPUT") {
    event.preventDefault();
    return walkSteps(event.key === "z" ? -1 : 1);
  }
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  if (event.key === "/") {
    event.preventDefault();
    closeSheets();
    finder.focus();
  } else if (event.key === "Escape") stepBack();
  else if (event.key === "+" || event.key === "=") zoomBy(1.3);
  else if (event.key === "-") zoomBy(1 / 1.3);
  else if (event.key === "0") fit(shown.nodes, false);
  else if (event.key.startsWith("Arrow") && (target === document.body || target.closest("#picture"))) {
    event.preventDefault();
    walk(event.key);
  } else if (event.key === "Enter" && target.closest("#picture") && hovered) {
    choose(hovered);
    byId("card").focus();
  }
}

/** Close one thing. What had the focus and is gone leaves it to the picture or the rows. */
function stepBack() {
  const inside = byId("dock").contains(document.activeElement);
  closeOne();
  if (inside && byId("card").hidden) byId(isTable() ? "grid" : isText() ? "text" : "picture").focus();
}

function closeOne() {
  if (!byId("notice").hidden) closeNotice();
  else if (document.body.dataset.sheet) closeSheets();
  else if (state.from) set({ from: null });
  else if (state.at || state.path) set({ at: null, path: null });
  else if (state.chapter) set({ chapter: null });
  else if (state.read) set({ read: null });
  else if (state.list) set({ list: false });
  else if (state.view !== "map") set({ view: "map" });
}

/** Go to the nearest node in a direction. @param {string} key */
function walk(key) {
  const start = hovered ?? (state.at?.startsWith("n:") && NODES.has(state.at.slice(2)) ? state.at.slice(2) : null);
  if (!start) return step(RANKED.find((id) => shown.nodes.has(id)));
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [0, 0];
  const [x, y] = placeOf(start);
  let best = null;
  let least = Infinity;
  for (const id of shown.nodes) {
    const [ox, oy] = placeOf(id);
    const along = (ox - x) * dx + (oy - y) * dy;
    const across = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
    const far = along + across * 2;
    if (id !== start && along > 1 && far < least) [best, least] = [id, far];
  }
  step(best);
}

/** @param {string | null | undefined} id */
function step(id) {
  if (!id) return;
  hover(id);
  const entity = ENTITIES.get(id);
  const kinds = entity.classes.map((/** @type {string} */ c) => tr(CLASSES[c]?.label) || c).join(", ");
  byId("said").textContent = t("announce", { name: nameOf(id), kinds, n: (TOUCHING.get(id) ?? []).length });
  if (state.at?.startsWith("n:")) choose(id);
  reveal(id);
}
