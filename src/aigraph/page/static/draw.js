/** The picture: vis-network with our places, and how each node and line looks for what the reader chose. */

/* global vis */
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();
/** @type {any} */
let network = null;
/** What is lit; null where nothing is singled out. @type {{nodes: Set<string>, edges: Set<string>} | null} */
let lit = null;
/** @type {string | null} */
let hovered = null;
const shown = { nodes: new Set(), edges: new Set() };
/** How wide a question view is drawn, of what Python has: as wide as the picture is for its height. */
let across = 1;
const upright = () => byId("frame").clientHeight > byId("frame").clientWidth * 0.95;
const phone = () => window.innerWidth < 760;

/** @param {string} id @param {boolean} [tall] @returns {[number, number]} where a node stands in the whole picture */
function home(id, tall = upright()) {
  const node = NODES.get(id);
  return tall ? (node.upright ?? [node.y, node.x]) : [node.x, node.y];
}

/** The view that is open, null for the whole picture. */
function view() {
  return state.view === "table" ? TABLE : (VIEWS.find((/** @type {any} */ v) => v.id === state.view) ?? null);
}

/** The places of a question view: those for the picture's shape. @returns {Record<string, [number, number]> | undefined} */
function placesOf(tall = upright()) {
  const open = view();
  return (tall && open?.upright) || open?.places;
}

/** Where a node belongs. @param {string} id @param {boolean} [tall] whether the picture is upright @returns {[number, number]} */
function placeOf(id, tall = upright()) {
  const place = placesOf(tall)?.[id];
  return state.moved[id] ?? (place ? [place[0] * across, place[1]] : home(id, tall));
}

/** Set how wide a question view is drawn. */
function stretch() {
  const places = Object.values(placesOf() ?? {});
  const [xs, ys] = [0, 1].map((axis) => places.map((place) => place[axis]));
  const span = (/** @type {number[]} */ values, /** @type {number} */ room) => Math.max(...values) - Math.min(...values) + room;
  const room = insets();
  const aspect = Math.max(60, byId("frame").clientWidth - room.left - room.right) / Math.max(60, byId("frame").clientHeight - room.top - room.bottom);
  across = places.length > 1 ? Math.min(2.2, Math.max(0.4, (aspect * span(ys, 60)) / span(xs, 60))) : 1;
}

/** @param {any} target @param {any} change laid over it, deeply */
function merged(target, change) {
  for (const [name, value] of Object.entries(change ?? {})) {
    const deep = value && typeof value === "object" && !Array.isArray(value);
    target[name] = deep ? merged({ ...(target[name] ?? {}) }, value) : value;
  }
  return target;
}

function startPicture() {
  sortOut();
  const tall = upright();
  for (const id of NODES.keys()) {
    const { title, label, font, group, upright, ...own } = NODES.get(id);
    const [x, y] = placeOf(id, tall);
    if (crowded) STANDS.set(id, { x, y });
    else nodeSet.add({ ...own, x, y, label: undefined, ...nodeStyle(id) });
  }
  for (const [id, edge] of crowded ? [] : EDGES) {
    const { title, label, ...own } = edge;
    edgeSet.add({ ...own, ...edgeStyle(id) });
  }
  const options = merged(
    {
      autoResize: false,
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: true, selectable: !crowded, selectConnectedEdges: false, hoverConnectedEdges: false, dragNodes: true, keyboard: false, zoomSpeed: 0.6, hideEdgesOnDrag: false },
      nodes: { chosen: false, borderWidth: 1.5, borderWidthSelected: 1.5, shapeProperties: { interpolation: false } },
      edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrows: { to: { scaleFactor: 0.42 } }, arrowStrikethrough: false, endPointOffset: { to: 1, from: 0 } },
    },
    DATA.options,
  );
  network = new vis.Network(byId("picture"), { nodes: nodeSet, edges: edgeSet }, options);
  byId("picture").querySelector(".vis-network")?.removeAttribute("tabindex");
  byId("picture").addEventListener("wheel", wheeled, { capture: true, passive: true });
  network.on("beforeDrawing", drawDecor);
  network.on("afterDrawing", drawLabels);
  for (const name of ["animationFinished", "dragStart", "zoom"]) network.on(name, () => (bound = null));
  network.on("animationFinished", () => (labelsChanged(), redraw()));
  network.on("click", clicked);
  network.on("hoverNode", (/** @type {any} */ event) => pointedAt(String(event.node), undefined, event.pointer.DOM));
  network.on("hoverEdge", (/** @type {any} */ event) => hovered || pointedAt(undefined, String(event.edge), event.pointer.DOM));
  for (const name of ["blurNode", "blurEdge"]) network.on(name, () => pointedAt());
  for (const name of ["dragStart", "zoom"]) network.on(name, endPreview);
  network.on("dragStart", (/** @type {any} */ event) => (dragged = event.nodes?.[0] ?? network.getNodeAt(event.pointer.DOM) ?? null));
  network.on("dragging", () => dragged && labelsChanged());
  network.on("dragEnd", dropped);
  startCrowd();
}

/** In a frame the wheel is the host's, unless Ctrl is held. @param {WheelEvent} event */
function wheeled(event) {
  if (!FRAMED || event.ctrlKey || event.metaKey) return;
  event.stopImmediatePropagation();
  if (byId("notice").hidden) notice(t("wheel"));
}

/** @type {string | null} */
let dragged = null;

/** A node that was dragged keeps its place; going back undoes it. */
function dropped() {
  const id = dragged === null ? null : String(dragged);
  dragged = null;
  if (!id || !NODES.has(id)) return;
  const body = bodyOf(id);
  const [x, y] = placeOf(id);
  if (Math.hypot(body.x - x, body.y - y) > 2) set({ moved: { ...state.moved, [id]: [Math.round(body.x), Math.round(body.y)] } });
}

/** @param {any} event */
function clicked(event) {
  endPreview();
  closeSheets();
  const point = event.pointer.DOM;
  const node = network.getNodeAt(point);
  if (node !== undefined) return choose(String(node));
  const edge = network.getEdgeAt(point);
  if (edge !== undefined && shown.edges.has(String(edge))) return set({ at: `s:${edge}`, path: null });
  if (state.from) set({ from: null });
  else if (state.at || state.path) set({ at: null, path: null });
  else if (state.chapter) set({ chapter: null });
}

/** Show what the pointer is on: a node, a line, or nothing. @param {string} [node] @param {string} [line] @param {{x: number, y: number}} [pixel] */
function pointedAt(node, line, pixel = { x: 0, y: 0 }) {
  hover(node ?? null);
  if (node) previewNode(node, pixel);
  else if (line) previewLine(line, pixel);
  else endPreview();
}

/** @param {string | null} id */
function hover(id) {
  if (hovered === id) return;
  hovered = id;
  byId("picture").style.cursor = id ? "pointer" : "";
  labelsChanged();
  redraw();
}

/** Draw the picture anew with the next frame, however often it is asked for. */
function redraw() {
  network.body.emitter.emit("_requestRedraw");
}

/** @param {string} id */
function hiddenNode(id) {
  const open = view();
  if (open?.nodes && !open.nodes.includes(id)) return true;
  return keyedClass(id);
}

/** @param {any} statement */
function hiddenLine(statement) {
  if (keyedOff(statement)) return true;
  const open = view();
  return Boolean((open?.settled && !statement.settled) || (open?.edges && !open.edges.includes(statement.id)));
}

/** Nodes and edges to light for what is chosen. @returns {typeof lit} */
function lighting() {
  const nodes = new Set();
  const edges = new Set();
  if (state.path) {
    for (const way of waysOf(state.path[0], state.path[1])) for (const step of way.steps) edges.add(step.id), nodes.add(step.subject), nodes.add(step.object);
    state.path.forEach((id) => nodes.add(id));
  } else if (state.at?.startsWith("n:") && NODES.has(state.at.slice(2))) around(state.at.slice(2), state.depth, nodes, edges);
  else if (state.at?.startsWith("s:")) {
    const statement = STATEMENTS.get(state.at.slice(2));
    [statement.subject, statement.object].forEach((id) => id && nodes.add(id));
    edges.add(statement.id);
  } else if (state.at?.startsWith("c:")) {
    const claim = CLAIMS.get(state.at.slice(2));
    [...(claim.about ?? []), ...(claim.heldBy ?? [])].forEach((/** @type {string} */ id) => nodes.add(id));
    (claim.predicts ?? []).concat(claim.asserts ?? [], claim.disputes ?? []).forEach((/** @type {string} */ id) => edges.add(id));
  } else if (state.at?.startsWith("q:")) {
    for (const at of QUOTED.get(state.at.slice(2))?.ats ?? []) {
      const item = itemAt(at);
      if (at.startsWith("s:")) edges.add(item.id);
      [item.subject, item.object, ...(item.about ?? []), ...(item.evidence[0]?.speakers ?? [])].forEach((id) => id && nodes.add(id));
    }
  } else if (state.chapter) {
    for (const [id, entity] of ENTITIES) if (entity.sections?.includes(state.chapter)) nodes.add(id);
    for (const edge of EDGES.keys()) if (sectionsOf(STATEMENTS.get(edge)).includes(state.chapter)) edges.add(edge);
  } else return null;
  return { nodes, edges };
}

/** Add what lies within some steps of a node. @param {string} start @param {number} depth @param {Set<string>} nodes @param {Set<string>} edges */
function around(start, depth, nodes, edges) {
  nodes.add(start);
  let level = [start];
  for (let step = 0; step < depth; step += 1) {
    const next = [];
    for (const id of level) {
      for (const edge of LINKS.get(id) ?? []) {
        if (!shown.edges.has(String(edge.id))) continue;
        edges.add(String(edge.id));
        for (const end of [String(edge.from), String(edge.to)]) if (!nodes.has(end)) nodes.add(end), next.push(end);
      }
    }
    level = next;
  }
}

/** Work out what is shown and lit. */
function sortOut() {
  shown.nodes = new Set([...NODES.keys()].filter((id) => !hiddenNode(id)));
  shown.edges = new Set();
  for (const [id, edge] of EDGES) {
    if (shown.nodes.has(String(edge.from)) && shown.nodes.has(String(edge.to)) && !hiddenLine(STATEMENTS.get(id))) shown.edges.add(id);
  }
  lit = lighting();
}

/** Show what is shown and lit now. */
function restyle() {
  sortOut();
  if (byId("frame").hidden) return;
  dressed();
  labelsChanged();
}

/** Let nodes and lines look as they should now. */
function dressed() {
  if (crowded) return dressCrowd();
  nodeSet.update([...NODES.keys()].map(nodeStyle));
  edgeSet.update([...EDGES.keys()].map(edgeStyle));
}

/** @param {string} id */
function nodeStyle(id) {
  const node = NODES.get(id);
  const entity = ENTITIES.get(id);
  const dim = lit !== null && !lit.nodes.has(id);
  const chosen = state.at === `n:${id}` || Boolean(state.path?.includes(id)) || state.from === id;
  const own = bySource() && entity.sections ? sourceColour(textsOf(entity)) : entity.hue ? colour(entity.hue) : typeof node.color === "string" ? node.color : (node.color?.background ?? colour("blue"));
  const paper = theme().paper;
  const fill = dim ? mix(own, paper, 0.84) : own;
  const border = chosen ? theme().ink : paper;
  return { id, hidden: !shown.nodes.has(id), size: radius(id), borderWidth: chosen ? 3 : 1.5, color: { background: fill, border, hover: { background: fill, border: theme().ink } } };
}

/** @param {string} id */
function edgeStyle(id) {
  const statement = STATEMENTS.get(id);
  const dim = lit !== null && !lit.edges.has(id);
  const style = LINES[statement.line] ?? LINES.settled;
  const strong = lit !== null && !dim;
  const tone = bySource() && textsBehind(statement).length ? sourceColour(textsBehind(statement)) : strong && statement.settled ? theme().soft : lineColour(statement.line);
  const chosen = state.at === `s:${id}`;
  const faded = dim ? 0.84 : strong || EDGES.size < CROWD ? 0 : 0.6;
  const ink = mix(tone, theme().paper, faded);
  return {
    id,
    hidden: !shown.edges.has(id),
    dashes: style.dash,
    arrows: view()?.flow ? { to: { enabled: false } } : EDGES.get(id).arrows ? { to: { enabled: true, type: style.head ?? "arrow" } } : undefined,
    width: (chosen ? 1.3 : 1) * (EDGES.get(id).width && statement.plain ? EDGES.get(id).width : style.width + (strong ? 0.5 : 0)),
    color: { color: ink, hover: ink, highlight: ink, inherit: false },
  };
}

/** A colour on its way to another. @param {string} one @param {string} other both `#rrggbb` @param {number} share */
function mix(one, other, share) {
  if (!/^#[0-9a-f]{6}$/i.test(one)) return one;
  const part = (/** @type {string} */ hex, /** @type {number} */ at) => parseInt(hex.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(part(one, at) * (1 - share) + part(other, at) * share));
  return "#" + parts.map((value) => value.toString(16).padStart(2, "0")).join("");
}

let moving = 0;

/** Move every node to its place in the view that is open. @param {boolean} atOnce */
function settle(atOnce) {
  stretch();
  const tall = upright();
  const moves = [...NODES.keys()].map((id) => ({ id, body: bodyOf(id), to: placeOf(id, tall) })).map((move) => ({ ...move, from: [move.body.x, move.body.y] }));
  const turn = ++moving;
  const begin = performance.now();
  const span = atOnce || !motion(700) ? 0 : 700;
  const frame = (/** @type {number} */ now) => {
    if (turn !== moving) return;
    const part = span ? Math.min(1, Math.max(0, (now - begin) / span)) : 1;
    const ease = part < 0.5 ? 4 * part ** 3 : 1 - (-2 * part + 2) ** 3 / 2;
    for (const { body, from, to } of moves) {
      body.x = from[0] + (to[0] - from[0]) * ease;
      body.y = from[1] + (to[1] - from[1]) * ease;
    }
    labelsChanged();
    redraw();
    if (part < 1) requestAnimationFrame(frame);
    else if (!crowded) nodeSet.update(moves.map(({ id, to }) => ({ id, x: to[0], y: to[1] })));
  };
  if (span) requestAnimationFrame(frame);
  else frame(begin);
}
