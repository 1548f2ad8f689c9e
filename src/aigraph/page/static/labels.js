/** Names beside the nodes: the most important first, as many as fit, none over another, in a size that can be read. */

/** @typedef {{id: string, text: string, x: number, y: number, w: number, h: number, font: number, bold: boolean, kind: string}} Label */

/** Labels in screen pixels from the middle of the picture's own coordinates. @type {Label[]} */
let labels = [];
let labelsFor = "";
let labelsVersion = 0;
const LEAST = 11;
/** Where the number of a line is tried beside it: half widths across, heights down. */
const BESIDE = [[0, 0], [0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, -1], [1, 1], [-1, 1], [0, -2], [0, 2], [1, -2], [1, 2], [-1, -2], [-1, 2]];
/** @type {Map<string, number>} */
const widths = new Map();

function labelsChanged() {
  labelsVersion += 1;
}

/** @param {CanvasRenderingContext2D} context */
function drawLabels(context) {
  const scale = network.getScale();
  if (scale < 0.3) drawSpecks(context, scale);
  const key = `${scale.toFixed(4)} ${labelsVersion}`;
  if (key !== labelsFor) {
    labelsFor = key;
    labels = placedLabels(context, scale);
  }
  const colours = theme();
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineJoin = "round";
  for (const label of labels) {
    context.font = fontOf(label.font, label.bold);
    const text = inSight(label) ? label.text : label.id.startsWith("decor ") ? cutText(context, label) : "";
    if (!text) continue;
    context.strokeStyle = colours.halo;
    context.lineWidth = 3.5;
    context.strokeText(text, label.x + 2, label.y + label.h / 2);
    context.fillStyle = label.kind === "node" ? colours.ink : label.kind === "edge" ? colours.soft : label.kind;
    context.fillText(text, label.x + 2, label.y + label.h / 2);
  }
  context.restore();
}

/** Whether a label is neither cut by the left or right end of the picture nor under the buttons. @param {Label} label */
function inSight(label) {
  const { x, y } = network.canvasToDOM({ x: 0, y: 0 });
  const [left, top] = [label.x + x, label.y + y];
  const zoom = byId("zoom");
  const under = left < zoom.offsetLeft + zoom.offsetWidth && top + label.h > zoom.offsetTop && top < zoom.offsetTop + zoom.offsetHeight;
  return left >= 0 && left + label.w <= byId("picture").clientWidth && !under;
}

/** As much of a view's text as the picture has room for. @param {CanvasRenderingContext2D} context @param {Label} label */
function cutText(context, label) {
  const start = label.x + network.canvasToDOM({ x: 0, y: 0 }).x;
  const room = byId("picture").clientWidth - start - 8;
  if (start < 0 || room < 60) return "";
  let count = Math.min(label.text.length, Math.floor((label.text.length * room) / label.w));
  while (count > 4 && context.measureText(label.text.slice(0, count) + "…").width > room) count -= 1;
  return label.text.slice(0, count) + "…";
}

/** @param {number} size @param {boolean} bold */
function fontOf(size, bold) {
  return `${bold ? 600 : 400} ${size}px ${SANS}`;
}

/** @param {CanvasRenderingContext2D} context @param {string} text @param {number} size @param {boolean} bold */
function widthOf(context, text, size, bold) {
  const key = `${size}${bold ? "b" : ""}${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    context.font = fontOf(size, bold);
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/** A grid of boxes already taken. */
class Taken {
  constructor() {
    /** @type {Map<string, {x: number, y: number, w: number, h: number, owner: string}[]>} */
    this.cells = new Map();
  }

  /** @param {number} x @param {number} y @param {number} w @param {number} h @param {(cell: string) => boolean | void} visit */
  each(x, y, w, h, visit) {
    for (let column = Math.floor(x / 80); column <= Math.floor((x + w) / 80); column += 1) {
      for (let row = Math.floor(y / 40); row <= Math.floor((y + h) / 40); row += 1) {
        if (visit(`${column},${row}`)) return true;
      }
    }
    return false;
  }

  /** @param {number} x @param {number} y @param {number} w @param {number} h @param {string} owner */
  add(x, y, w, h, owner) {
    this.each(x, y, w, h, (cell) => push(this.cells, cell, { x, y, w, h, owner }));
  }

  /** Whether a box touches another's. @param {number} x @param {number} y @param {number} w @param {number} h @param {string} owner */
  hits(x, y, w, h, owner) {
    return this.each(x, y, w, h, (cell) =>
      (this.cells.get(cell) ?? []).some((b) => b.owner !== owner && x < b.x + b.w && b.x < x + w && y < b.y + b.h && b.y < y + h),
    );
  }
}

/** @param {CanvasRenderingContext2D} context @param {number} scale @returns {Label[]} */
function placedLabels(context, scale) {
  const taken = new Taken();
  const discs = new Taken();
  const bodies = network.body.nodes;
  const found = [];
  for (const label of decorLabels(context, scale)) {
    if (taken.hits(label.x, label.y + 1, label.w, label.h - 2, "")) continue;
    found.push(label);
    taken.add(label.x, label.y, label.w, label.h, label.id);
  }
  for (const id of shown.nodes) {
    const r = radius(id) * scale * 0.8;
    discs.add(bodies[id].x * scale - r, bodies[id].y * scale - r, r * 2, r * 2, id);
  }
  const keep = (/** @type {Label | null} */ label) => {
    if (!label) return;
    found.push(label);
    taken.add(label.x, label.y, label.w, label.h, label.id);
  };
  const order = labelOrder();
  const early = lit ? order.length : 15;
  order.slice(0, early).forEach((id) => keep(nodeLabel(context, scale, id, taken, discs)));
  shown.edges.forEach((id) => keep(edgeLabel(context, scale, id, taken, discs)));
  order.slice(early).forEach((id) => keep(nodeLabel(context, scale, id, taken, discs)));
  return found;
}

/** Nodes whose names are wanted, the first most. @returns {string[]} */
function labelOrder() {
  const first = [hovered, state.at?.startsWith("n:") ? state.at.slice(2) : null, ...(state.path ?? [])].filter((id) => id && shown.nodes.has(id));
  const rest = RANKED.filter((id) => shown.nodes.has(id) && (!lit || lit.nodes.has(id)));
  return /** @type {string[]} */ ([...new Set([...first, ...rest])]);
}

/** @param {string} id */
function radius(id) {
  return view()?.places ? Math.min(14, NODES.get(id).size ?? 12) : (NODES.get(id).size ?? 12);
}

/** @param {CanvasRenderingContext2D} context @param {number} scale @param {string} id @param {Taken} taken @param {Taken} discs @returns {Label | null} */
function nodeLabel(context, scale, id, taken, discs) {
  const body = network.body.nodes[id];
  const rank = RANK.get(id) ?? 0;
  const strong = id === hovered || state.at === `n:${id}`;
  const inView = Boolean(view()?.places);
  const size = inView ? 13.5 : strong ? 15 : rank < 6 ? 16 : rank < 15 ? 14 : rank < 40 ? 12.5 : Math.max(LEAST, scale > 1.2 ? 12 : 11.5);
  const bold = strong || inView || rank < 15;
  const whole = nameOf(id);
  const wanted = view()?.sides?.[id];
  if (wanted === "none") return null;
  const most = phone() && wanted && !view().column ? 15 : 34;
  const text = whole.length > most && !strong ? `${whole.slice(0, most - 2)}…` : whole;
  const w = widthOf(context, text, size, bold) + 4;
  const h = size * 1.25;
  const x = body.x * scale;
  const y = body.y * scale;
  const r = radius(id) * scale + 3;
  const side = [[x + r, y - h / 2], [x - r - w, y - h / 2]];
  const ends = [[x - w / 2, y + r - 1], [x - w / 2, y - r - h + 1]];
  const near = [[x + r * 0.6, y + r * 0.6], [x + r * 0.6, y - r * 0.6 - h], [x - r * 0.6 - w, y + r * 0.6], [x - r * 0.6 - w, y - r * 0.6 - h]];
  const spots = wanted === "left" ? [side[1]] : wanted === "right" ? [side[0]] : [ends[0], side[0], ends[1], side[1], ...near];
  const make = (/** @type {number[]} */ spot) => ({ id, text, x: spot[0], y: spot[1], w, h, font: size, bold, kind: "node" });
  for (const spot of spots) {
    if (!taken.hits(spot[0] - 2, spot[1], w + 4, h, id) && !discs.hits(spot[0], spot[1] + 1, w, h - 2, id)) return make(spot);
  }
  if (!strong && rank >= 15 && !lit && !inView) return null;
  const free = spots.filter((spot) => !taken.hits(spot[0] - 1, spot[1], w + 2, h, id));
  return free.length ? make(free[0]) : null;
}

/** The number on a line, and what a lit line says. @param {CanvasRenderingContext2D} context @param {number} scale @param {string} id @param {Taken} taken @param {Taken} discs @returns {Label | null} */
function edgeLabel(context, scale, id, taken, discs) {
  const statement = STATEMENTS.get(id);
  const isLit = lit?.edges.has(id) ?? false;
  if (lit && !isLit) return null;
  const words = [];
  if (isLit) words.push(captionOf(statement));
  if (statement.number) words.push(tr(statement.number));
  if (!words.length) return null;
  if (!statement.settled) words.push(t(statement.line));
  const text = words.join(" · ");
  const edge = network.body.edges[id];
  const middle = edge?.edgeType?.getPoint ? edge.edgeType.getPoint(0.5) : null;
  if (!middle) return null;
  const w = widthOf(context, text, LEAST, false) + 4;
  const h = LEAST * 1.3;
  const from = network.body.nodes[statement.subject];
  const to = network.body.nodes[statement.object];
  if (isLit && !statement.number && Math.hypot(from.x - to.x, from.y - to.y) * scale < w + 30) return null;
  const beside = statement.number ? BESIDE.map(([across, down]) => [across * (w / 2 + 5), down * h]) : [[0, 0]];
  for (const [dx, dy] of beside) for (const share of [0.5, 0.4, 0.6, 0.32, 0.68]) {
    const at = edge.edgeType.getPoint(share);
    const x = at.x * scale - w / 2 + dx;
    const y = at.y * scale - h / 2 + dy;
    if (taken.hits(x, y, w, h, "") || discs.hits(x, y, w, h, "")) continue;
    return { id: `edge ${id}`, text, x, y, w, h, font: LEAST, bold: false, kind: statement.settled ? "edge" : lineColour(statement.line) };
  }
  return null;
}
