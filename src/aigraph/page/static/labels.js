/** Names beside the nodes: the most important first, as many as fit, none over another, in a size that can be read. */

/** @typedef {{id: string, text: string, x: number, y: number, w: number, h: number, font: number, bold: boolean, kind: string, tone: string}} Label */

/** Labels in screen pixels from the middle of the picture's own coordinates. @type {Label[]} */
let labels = [];
let labelsFor = "";
/** The ends of the picture as it was drawn last, as labels have their places. */
const frameEnds = { left: 0, top: 0, right: 0, bottom: 0 };
let labelsVersion = 0;
const LEAST = 11;
/** Letters in a line of a name, and how far a name keeps from nodes that are not its own. */
const LINE_LETTERS = 20;
const CLEAR = 5;
/** Where the number of a line is tried beside it: half widths across, heights down. */
const BESIDE = [[0, 0], [0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, -1], [1, 1], [-1, 1], [0, -2], [0, 2], [1, -2], [1, 2], [-1, -2], [-1, 2]];
/** The size of a region's name, and where it is tried: steps from the region's middle, the nearest first. */
const REGION = 13;
const NEAR = [...Array(11 * 15).keys()].map((at) => [(at % 11) - 5, Math.floor(at / 11) - 7]).sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
/** @type {Map<string, number>} */
const widths = new Map();

function labelsChanged() {
  labelsVersion += 1;
}

/** @param {CanvasRenderingContext2D} context */
function drawLabels(context) {
  const scale = network.getScale();
  if (scale < 0.3 && !crowded) drawSpecks(context, scale);
  const { clientWidth, clientHeight } = byId("picture");
  const middle = network.canvasToDOM({ x: 0, y: 0 });
  Object.assign(frameEnds, { left: -middle.x, top: -middle.y, right: clientWidth - middle.x, bottom: clientHeight - middle.y });
  const { x, y } = flown && !crowded ? { x: 0, y: 0 } : middle;
  const key = `${scale.toFixed(4)} ${labelsVersion} ${Math.round(x)} ${Math.round(y)}`;
  if (key !== labelsFor) {
    labelsFor = key;
    labels = placedLabels(context, scale);
  }
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.textBaseline = "middle";
  context.textAlign = "center";
  context.lineJoin = "round";
  context.strokeStyle = theme().halo;
  context.lineWidth = 3.5;
  for (const label of labels) {
    if (!inSight(label)) continue;
    context.font = fontOf(label.font, label.bold);
    context.fillStyle = label.tone;
    for (const line of linesOf(label)) context.strokeText(line.text, line.x, line.y), context.fillText(line.text, line.x, line.y);
  }
  context.restore();
}

/** The lines of a label, each with its middle. @param {Label} label */
function linesOf(label) {
  const lines = label.text.split("\n");
  return lines.map((text, at) => ({ text, x: label.x + label.w / 2, y: label.y + (label.h * (at + 0.5)) / lines.length }));
}

/** Whether a label is not cut by an end of the picture. @param {Label} label */
function inSight(label) {
  return !cut([label.x, label.y], label.w, label.h);
}

/** @param {number[]} spot @param {number} w @param {number} h */
function cut([left, top], w, h) {
  return left < frameEnds.left || left + w > frameEnds.right || top < frameEnds.top || top + h > frameEnds.bottom;
}

/** A name in lines: broken at a blank near its middle, in Chinese after any sign. @param {string} text @returns {string[]} */
function inLines(text) {
  const wide = (/** @type {string} */ part) => [...part].reduce((sum, c) => sum + (c > "\u2e7f" ? 2 : 1), 0);
  const count = Math.ceil(wide(text) / LINE_LETTERS);
  if (count < 2) return [text];
  const wanted = wide(text) / count;
  const lines = [""];
  for (const word of text.match(/[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef]|\s+/g) ?? [text]) {
    const line = lines[lines.length - 1];
    if (line && lines.length < count && wide(line) + wide(word.trimEnd()) / 2 > wanted) lines.push("");
    lines[lines.length - 1] += word;
  }
  return lines.map((line) => line.trim());
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
    /** By column and row in one number. @type {Map<number, {x: number, y: number, w: number, h: number, owner: string}[]>} */
    this.cells = new Map();
  }

  /** @param {number} x @param {number} y @param {number} w @param {number} h @param {(cell: number) => boolean | void} visit */
  each(x, y, w, h, visit) {
    for (let column = Math.floor(x / 80); column <= Math.floor((x + w) / 80); column += 1) {
      for (let row = Math.floor(y / 40); row <= Math.floor((y + h) / 40); row += 1) {
        if (visit(column * 65536 + row)) return true;
      }
    }
    return false;
  }

  /** @param {number} x @param {number} y @param {number} w @param {number} h @param {string} owner */
  add(x, y, w, h, owner) {
    this.each(x, y, w, h, (cell) => push(this.cells, cell, { x, y, w, h, owner }));
  }

  /** How many others' boxes a box touches. @param {number} x @param {number} y @param {number} w @param {number} h @param {string} owner */
  count(x, y, w, h, owner) {
    const found = new Set();
    this.each(x, y, w, h, (cell) => (this.cells.get(cell) ?? []).forEach((b) => b.owner !== owner && x < b.x + b.w && b.x < x + w && y < b.y + b.h && b.y < y + h && found.add(b.owner)));
    return found.size;
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
  const box = tray();
  const found = [];
  for (const label of decorLabels(context, scale, box)) {
    if (taken.hits(label.x, label.y + 1, label.w, label.h - 2, "")) continue;
    found.push(label);
    taken.add(label.x, label.y, label.w, label.h, label.id);
  }
  for (const id of shown.nodes) {
    const [r, body] = [radius(id) * scale * 0.8, bodyOf(id)];
    discs.add(body.x * scale - r, body.y * scale - r, r * 2, r * 2, id);
  }
  const keep = (/** @type {Label | null} */ label) => {
    if (!label) return;
    found.push(label);
    taken.add(label.x, label.y, label.w, label.h, label.id);
  };
  const order = labelOrder();
  const early = lit ? order.length : 15;
  order.slice(0, early).forEach((id) => keep(nodeLabel(context, scale, id, taken, discs, box)));
  const unnamed = lit || placesOf() || phone() ? [] : REGIONS.filter((region) => !order.slice(0, early).includes(region[0]));
  for (const region of unnamed) keep(regionLabel(context, scale, region, taken));
  shown.edges.forEach((id) => keep(edgeLabel(context, scale, id, taken, discs, box)));
  order.slice(early).forEach((id) => keep(nodeLabel(context, scale, id, taken, discs, box)));
  return found;
}

/** Nodes whose names are wanted, the first most; in a question view all of them. @returns {string[]} */
function labelOrder() {
  const first = [hovered, state.at?.startsWith("n:") ? state.at.slice(2) : null, ...(state.path ?? [])].filter((id) => id && shown.nodes.has(id));
  const bright = RANKED.filter((id) => shown.nodes.has(id) && (!lit || lit.nodes.has(id)));
  const rest = lit && view()?.places ? RANKED.filter((id) => shown.nodes.has(id)) : [];
  return /** @type {string[]} */ ([...new Set([...first, ...bright, ...rest])]);
}

/** @param {string} id */
function radius(id) {
  return view()?.places ? Math.min(14, NODES.get(id).size ?? 12) : (NODES.get(id).size ?? 12);
}

/** @param {CanvasRenderingContext2D} context @param {number} scale @param {string} id @param {Taken} taken @param {Taken} discs @param {ReturnType<typeof tray>} box @returns {Label | null} */
function nodeLabel(context, scale, id, taken, discs, box) {
  const body = bodyOf(id);
  const rank = RANK.get(id) ?? 0;
  const strong = id === hovered || state.at === `n:${id}`;
  const inView = Boolean(view()?.places);
  const size = inView ? 13.5 : strong ? 15 : rank < 6 ? 16 : rank < 15 ? 14 : rank < 40 ? 12.5 : Math.max(LEAST, scale > 1.2 ? 12 : 11.5);
  const bold = strong || inView || rank < 15;
  const wanted = view()?.sides?.[id];
  const lines = inLines(nameOf(id));
  const w = Math.max(...lines.map((line) => widthOf(context, line, size, bold))) + 4;
  const h = size * 1.2 * lines.length;
  const x = body.x * scale;
  const y = body.y * scale;
  const r = radius(id) * scale + 3;
  const side = [[x + r, y - h / 2], [x - r - w, y - h / 2]];
  const ends = [[x - w / 2, y + r - 1], [x - w / 2, y - r - h + 1]];
  const near = [[x + r * 0.6, y + r * 0.6], [x + r * 0.6, y - r * 0.6 - h], [x - r * 0.6 - w, y + r * 0.6], [x - r * 0.6 - w, y - r * 0.6 - h]];
  const spots = wanted === "left" && !phone() ? [side[1], ends[0]] : wanted === "right" && !phone() ? [side[0], ends[0]] : [ends[0], side[0], ends[1], side[1], ...near, ...(inView || rank < 15 ? [[ends[0][0], ends[0][1] + 16], [ends[1][0], ends[1][1] - 16]] : [])];
  const dry = AFLOAT.has(id) ? spots : spots.filter((spot) => !inTray(box, scale, spot[0], spot[1], w, h));
  const open = flown ? dry : dry.filter((spot) => !cut(spot, w, h));
  const tone = lit && !lit.nodes.has(id) && !strong ? theme().soft : theme().ink;
  const make = (/** @type {number[]} */ spot) => ({ id, text: lines.join("\n"), x: spot[0], y: spot[1], w, h, font: size, bold, kind: "node", tone });
  for (const spot of open) {
    if (!taken.hits(spot[0] - 2, spot[1], w + 4, h, id) && !discs.hits(spot[0] - CLEAR, spot[1] - CLEAR, w + 2 * CLEAR, h + 2 * CLEAR, id)) return make(spot);
  }
  if (!strong && rank >= 15 && !lit && !inView) return null;
  const free = [open, dry].map((some) => some.filter((spot) => !taken.hits(spot[0] - 1, spot[1], w + 2, h, id))).find((some) => some.length) ?? [];
  free.sort((one, other) => discs.count(one[0], one[1], w, h, id) - discs.count(other[0], other[1], w, h, id));
  return free.length ? make(free[0]) : null;
}

/** The name of a part of the picture whose most connected member is not named at once, near its middle where there is room. @param {CanvasRenderingContext2D} context @param {number} scale @param {string[]} region @param {Taken} taken @returns {Label | null} */
function regionLabel(context, scale, region, taken) {
  const there = region.filter((id) => shown.nodes.has(id));
  if (there.length * 2 < region.length) return null;
  const [x, y] = [0, 1].map((axis) => there.map((id) => home(id)[axis] * scale).sort((a, b) => a - b)[there.length >> 1]);
  const lines = inLines(t("around", { name: nameOf(region[0]) }));
  const w = Math.max(...lines.map((line) => widthOf(context, line, REGION, false))) + 10;
  const h = REGION * 1.25 * lines.length;
  for (const [dx, dy] of NEAR) {
    const spot = [x - w / 2 + dx * 24, y - h / 2 + dy * 16];
    if (cut(spot, w, h) || taken.hits(spot[0], spot[1], w, h, "")) continue;
    return { id: `region ${region[0]}`, text: lines.join("\n"), x: spot[0], y: spot[1], w, h, font: REGION, bold: false, kind: "region", tone: theme().soft };
  }
  return null;
}

/** The number on a line, and what a lit line says. @param {CanvasRenderingContext2D} context @param {number} scale @param {string} id @param {Taken} taken @param {Taken} discs @param {ReturnType<typeof tray>} box @returns {Label | null} */
function edgeLabel(context, scale, id, taken, discs, box) {
  const statement = STATEMENTS.get(id);
  const isLit = lit?.edges.has(id) ?? false;
  if (lit && !isLit) return null;
  const words = [];
  if (isLit) words.push(captionOf(statement));
  if (statement.number) words.push(tr(statement.number));
  if (!words.length) return null;
  if (!statement.settled) words.push(t(statement.line));
  const text = words.join(" · ");
  const w = widthOf(context, text, LEAST, false) + 4;
  const h = LEAST * 1.3;
  const [from, to] = [bodyOf(statement.subject), bodyOf(statement.object)];
  if (isLit && !statement.number && Math.hypot(from.x - to.x, from.y - to.y) * scale < w + 30) return null;
  const beside = statement.number ? BESIDE.map(([across, down]) => [across * (w / 2 + 5), down * h]) : [[0, 0]];
  for (const [dx, dy] of beside) for (const share of [0.5, 0.4, 0.6, 0.32, 0.68]) {
    const at = pointOn(id, share);
    const x = at.x * scale - w / 2 + dx;
    const y = at.y * scale - h / 2 + dy;
    if (taken.hits(x, y, w, h, "") || discs.hits(x, y, w, h, "") || (!AFLOAT.has(statement.subject) && inTray(box, scale, x, y, w, h))) continue;
    return { id: `edge ${id}`, text, x, y, w, h, font: LEAST, bold: false, kind: "edge", tone: statement.settled ? theme().soft : lineColour(statement.line) };
  }
  return null;
}
