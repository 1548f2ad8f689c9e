/** What the reader chose; every view has its own link. */

const state = {
  lang: "en",
  theme: "",
  view: "map",
  /** @type {string | null} a section's id */
  chapter: null,
  /** @type {string | null} `n:` and an entity, `s:` and a statement, `c:` and a claim */
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
  /** @type {string | null} the day that the page is as of */
  asOf: null,
  /** The source that is read beside the picture. @type {string | null} */
  read: null,
  /** Of the table: which sort of rows, by which column (`-` before it: backwards), what is looked for, which columns (none: the usual). */
  rows: "all",
  sort: "",
  find: "",
  /** @type {string[]} */
  columns: [],
  /** @type {string[]} what the address asked for and nobody has */
  lost: [],
  /** what a colour says: `kind` or `source` */
  colour: "kind",
};

/** Called after each change. @type {(() => void)[]} */
const watchers = [];
let restoring = false;

/** Links of what was shown, step by step, and the one that is shown now: undo and redo, whatever the browser's history is. */
const steps = { links: /** @type {string[]} */ ([]), at: -1 };
const FRAMED = window.parent !== window;

/** Change something and show it. @param {Partial<typeof state>} change @param {boolean} [remember] whether it is a step of the history */
function set(change, remember = true) {
  if (change.view && change.view !== state.view && !restoring) change = { ...change, moved: {} };
  if (remember && state.lost.length && !restoring) change = { ...change, lost: [] };
  Object.assign(state, change);
  if (remember && !restoring) remembered(true);
  for (const watcher of watchers) watcher();
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
  if (state.asOf) parts.set("asOf", state.asOf);
  if (state.colour !== "kind") parts.set("colour", state.colour);
  if (state.read) parts.set("read", state.read);
  if (state.rows !== "all") parts.set("rows", state.rows);
  if (state.sort) parts.set("sort", state.sort);
  if (state.find) parts.set("find", state.find);
  if (state.columns.length) parts.set("columns", state.columns.join(","));
  if (state.lang !== (DATA.language || "en")) parts.set("lang", state.lang);
  if (state.theme && state.theme !== DATA.theme) parts.set("theme", state.theme);
  const camera = cameraText();
  if (camera) parts.set("camera", camera);
  return "#" + parts.toString().replace(/%3A/g, ":").replace(/%2F/g, "/").replace(/%2C/g, ",");
}

/** Keep the link of what is shown. @param {boolean} step whether it is a step that can be undone */
function remembered(step) {
  const link = linkOf();
  if (!step) steps.links[steps.at] = link;
  else if (link !== steps.links[steps.at]) steps.links = [...steps.links.slice(0, ++steps.at), link];
  address(link, step);
}

/** Put a link into the address; in a frame never as a step of the history, which is the host's. @param {string} link @param {boolean} step */
function address(link, step) {
  if (link === (location.hash || "#")) return;
  try {
    if (step && !FRAMED) history.pushState(null, "", link);
    else history.replaceState(null, "", link);
  } catch {
    // a frame without an address of its own has no history
  }
}

/** Undo a step (-1) or redo one (1). @param {number} way */
function walkSteps(way) {
  const link = steps.links[steps.at + way];
  if (link === undefined) return;
  steps.at += way;
  address(link, false);
  showLink(link);
}

/** The browser went back or forward, or somebody wrote another address. */
function addressChanged() {
  const link = location.hash || "#";
  const way = [-1, 1].find((one) => steps.links[steps.at + one] === link);
  if (way) steps.at += way;
  else if (link !== steps.links[steps.at]) steps.links = [...steps.links.slice(0, ++steps.at), link];
  showLink(link);
}

/** What a link is made of. */
const PARTS = ["view", "part", "at", "depth", "path", "off", "moved", "list", "asOf", "colour", "read", "rows", "sort", "find", "columns", "lang", "theme", "camera"];

/** Take the state from a link; what nobody has is kept in `lost`. @param {string} link @returns {string | null} the camera */
function restore(link) {
  const parts = new URLSearchParams(link.slice(1));
  const lost = [...parts].filter(([name]) => !PARTS.includes(name)).map(([name, text]) => `${name}=${text}`);
  /** What a part names, null where nobody has it. @param {string} name @param {(text: string) => boolean} there */
  const known = (name, there) => {
    const text = parts.get(name);
    if (text === null || there(text)) return text;
    lost.push(`${name}=${text}`);
    return null;
  };
  const theme = known("theme", (name) => ["dark", "light", ""].includes(name)) ?? DATA.theme ?? "";
  const lang = known("lang", (name) => ["en", "zh"].includes(name)) ?? (DATA.language || "en");
  const isView = (/** @type {string} */ id) => id === "map" || id === "table" || VIEWS.some((/** @type {any} */ v) => v.id === id);
  const moved = movedFrom(known("moved", (text) => text.split(" ").every((one) => movedNode(one) !== null)) ?? "");
  const off = new Set((parts.get("off") ?? "").split(" ").filter(Boolean));
  for (const key of off) if (!canHide(key)) off.delete(key), lost.push(`off=${key}`);
  restoring = true;
  set({
    view: known("view", isView) ?? "map",
    chapter: known("part", (id) => SECTIONS.some((/** @type {any} */ s) => s.id === id)),
    at: known("at", exists),
    depth: Number(known("depth", (text) => ["1", "2", "3"].includes(text)) ?? 1),
    path: known("path", (text) => text.split(" ").length === 2 && text.split(" ").every((id) => NODES.has(id)))?.split(" ") ?? null,
    from: null,
    moved,
    off,
    list: known("list", (text) => text === "1") === "1",
    asOf: known("asOf", isDay),
    colour: known("colour", (name) => name === "source") ?? "kind",
    read: known("read", (id) => PASSAGES.has(id)),
    rows: known("rows", (name) => name in SORTS) ?? "all",
    sort: known("sort", (name) => name.replace("-", "") in COLUMNS) ?? "",
    find: parts.get("find") ?? "",
    columns: known("columns", (names) => names.split(",").every((name) => name in COLUMNS))?.split(",") ?? [],
    lang,
    theme: theme === "dark" || theme === "light" ? theme : "",
    lost,
  }, false);
  restoring = false;
  return parts.get("camera");
}

/** @param {string} text `apple@10,20` @returns {[string, [number, number]] | null} */
function movedNode(text) {
  const [, id, x, y] = /^(\S+)@(-?\d{1,6}),(-?\d{1,6})$/.exec(text) ?? [];
  return NODES.has(id) ? [id, [Number(x), Number(y)]] : null;
}

/** @param {string} text @returns {Record<string, [number, number]>} */
function movedFrom(text) {
  return Object.fromEntries(text.split(" ").map(movedNode).filter((one) => one !== null));
}

/** @param {string} at */
function exists(at) {
  const id = at.slice(2);
  return { "n:": ENTITIES, "s:": STATEMENTS, "c:": CLAIMS, "q:": QUOTED }[at.slice(0, 2)]?.has(id) ?? false;
}

/** Select an entity, or take it as the other end of a way. @param {string} id */
function choose(id) {
  if (state.from && state.from !== id && NODES.has(id)) set({ path: [state.from, id], from: null, at: null });
  else set({ at: `n:${id}`, path: null, depth: 1 });
}
