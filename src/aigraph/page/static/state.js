/** What the reader chose; every view has its own link. */

const state = {
  lang: "en",
  theme: "",
  view: "map",
  /** @type {string | null} a section's id */
  chapter: null,
  /** @type {string | null} `n:openai`, `s:openai/developed/gpt-5`, `c:judgement-3` */
  at: null,
  depth: 1,
  /** @type {string[] | null} both ends of a way */
  path: null,
  /** @type {string | null} one end of a way, while the other is looked for */
  from: null,
  /** @type {Set<string>} hidden: `class:Company`, `line:rumoured`, `predicate:worksAt`, `stage:planned`, `source:x` */
  off: new Set(),
  /** @type {Record<string, [number, number]>} nodes the reader dragged */
  moved: {},
  list: false,
};

/** Called after each change. @type {(() => void)[]} */
const watchers = [];
let restoring = false;

/** Change something and show it. @param {Partial<typeof state>} change @param {boolean} [remember] whether it is a step of the history */
function set(change, remember = true) {
  if (change.view && change.view !== state.view && !restoring) change = { ...change, moved: {} };
  Object.assign(state, change);
  for (const watcher of watchers) watcher();
  if (remember && !restoring) remembered(true);
}

/** The link of what is shown. @returns {string} */
function linkOf() {
  const parts = new URLSearchParams();
  if (state.view !== "map") parts.set("view", state.view);
  if (state.chapter) parts.set("part", state.chapter);
  if (state.at) parts.set("at", state.at);
  if (state.depth !== 1) parts.set("depth", String(state.depth));
  if (state.path) parts.set("path", state.path.join(" "));
  if (state.off.size) parts.set("off", [...state.off].sort().join(" "));
  const moved = Object.entries(state.moved).map(([id, place]) => `${id}@${place.join(",")}`);
  if (moved.length) parts.set("moved", moved.join(" "));
  if (state.list) parts.set("list", "1");
  if (state.lang !== (DATA.language || "en")) parts.set("lang", state.lang);
  if (state.theme && state.theme !== DATA.theme) parts.set("theme", state.theme);
  const camera = cameraText();
  if (camera) parts.set("camera", camera);
  return "#" + parts.toString().replace(/%3A/g, ":").replace(/%2F/g, "/").replace(/%2C/g, ",");
}

/** Put the link into the address. @param {boolean} step */
function remembered(step) {
  const link = linkOf();
  if (link === location.hash || (link === "#" && !location.hash)) return;
  try {
    if (step) history.pushState(null, "", link);
    else history.replaceState(null, "", link);
  } catch {
    // a frame without an address of its own has no history
  }
}

/** Take the state from the address. @returns {string | null} the camera */
function restore() {
  const parts = new URLSearchParams(location.hash.slice(1) || DATA.opening || "");
  const theme = parts.get("theme") ?? DATA.theme ?? "";
  const at = parts.get("at");
  const path = parts.get("path")?.split(" ") ?? null;
  restoring = true;
  set({
    view: VIEWS.some((/** @type {any} */ v) => v.id === parts.get("view")) ? /** @type {string} */ (parts.get("view")) : "map",
    chapter: SECTIONS.some((/** @type {any} */ s) => s.id === parts.get("part")) ? parts.get("part") : null,
    at: at && exists(at) ? at : null,
    depth: Math.min(3, Math.max(1, Number(parts.get("depth")) || 1)),
    path: path && path.length === 2 && path.every((id) => NODES.has(id)) ? path : null,
    from: null,
    moved: movedFrom(parts.get("moved") ?? ""),
    off: new Set((parts.get("off") ?? "").split(" ").filter(Boolean)),
    list: parts.get("list") === "1",
    lang: parts.get("lang") === "zh" || parts.get("lang") === "en" ? /** @type {string} */ (parts.get("lang")) : DATA.language || "en",
    theme: theme === "dark" || theme === "light" ? theme : "",
  }, false);
  restoring = false;
  return parts.get("camera");
}

/** @param {string} text @returns {Record<string, [number, number]>} */
function movedFrom(text) {
  /** @type {Record<string, [number, number]>} */
  const found = {};
  for (const [, id, x, y] of text.matchAll(/(\S+)@(-?\d+),(-?\d+)/g)) if (NODES.has(id)) found[id] = [Number(x), Number(y)];
  return found;
}

/** @param {string} at */
function exists(at) {
  const id = at.slice(2);
  return { "n:": ENTITIES, "s:": STATEMENTS, "c:": CLAIMS }[at.slice(0, 2)]?.has(id) ?? false;
}

/** Select an entity, or take it as the other end of a way. @param {string} id */
function choose(id) {
  if (state.from && state.from !== id && NODES.has(id)) set({ path: [state.from, id], from: null, at: null });
  else set({ at: `n:${id}`, path: null, depth: 1 });
}
