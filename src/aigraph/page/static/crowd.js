/** A picture of very many lines: drawn here, since vis-network takes long to be told of each, and moved as a picture until it rests. */

/** From so many lines on, those that are not lit are paler: they would cover one another. */
const CROWD = 1500;
/** Milliseconds without a move after which the picture is drawn anew. */
const AT_REST = 150;
/** Pixels below which a node is a speck, and neither a line's end nor its dashes can be told. */
const SPECK = 2.2;
/** Pixels from a node or a line within which it is still meant. */
const REACH = 4;
/** How thin lines are at least, in pixels: thinner ones nobody sees, and very many of them are a fog; and one that is lit. */
const HAIR = { all: 0.4 * Math.sqrt(Math.min(1, 4000 / EDGES.size)), lit: 1 };
/** Lines drawn in one stroke: each by itself, or all at once, takes longer. */
const TOGETHER = 64;
/** How long the end of a line is. */
const HEAD = 7;
const DISC = new Path2D();
DISC.arc(0, 0, 5, 0, Math.PI * 2);
const PATHS = new Map([["dot", DISC], ...Object.entries(FORMS).map(([shape, form]) => /** @type {[string, Path2D]} */ ([shape, new Path2D(form)]))]);
/** Whether nodes and lines are drawn here, and vis-network has the camera alone; it has all where somebody set options of it. */
const crowded = EDGES.size >= CROWD && !Object.keys(DATA.options ?? {}).length && [...NODES.values()].every(({ shape = "dot" }) => PATHS.has(shape));
/** @typedef {{x: number, y: number}} Point */
/** Where the nodes of a crowd stand now. @type {Map<string, Point>} */
const STANDS = new Map();
/** How the nodes of a crowd look now, and its lines by their look. @type {{nodes: Map<string, any>, lines: {style: any, ids: string[]}[]}} */
const looks = { nodes: new Map(), lines: [] };

/** Where a node stands now. @param {string} id @returns {Point} */
function bodyOf(id) {
  return crowded ? /** @type {Point} */ (STANDS.get(id)) : network.body.nodes[id];
}

/** Both ends of a line of a crowd, between them the point that it bends to; from a node to itself it comes round. @param {string} id @returns {Point[]} */
function courseOf(id) {
  const edge = EDGES.get(id);
  const [from, to] = [bodyOf(String(edge.from)), bodyOf(String(edge.to))];
  if (from === to) return [{ x: from.x - 40, y: from.y }, { x: from.x, y: from.y - 90 }, { x: from.x + 40, y: from.y }];
  const bend = (edge.smooth?.roundness ?? 0) * (edge.smooth?.type === "curvedCW" ? 1 : -1);
  return [from, { x: (from.x + to.x) / 2 + (to.y - from.y) * bend, y: (from.y + to.y) / 2 - (to.x - from.x) * bend }, to];
}

/** A place on a line, by the share of it that lies before. @param {string} id @param {number} share @returns {Point} */
function pointOn(id, share) {
  if (!crowded) return network.body.edges[id].edgeType.getPoint(share);
  const [from, by, to] = courseOf(id);
  const along = (/** @type {"x" | "y"} */ axis) => from[axis] * (1 - share) ** 2 + 2 * by[axis] * share * (1 - share) + to[axis] * share ** 2;
  return { x: along("x"), y: along("y") };
}

/** Work out how a crowd looks now: what is lit lies above the rest. */
function dressCrowd() {
  if (nodeSet.length) nodeSet.clear();
  looks.nodes = new Map([...shown.nodes].map((id) => [id, nodeStyle(id)]));
  const found = new Map();
  const bright = [...(lit?.edges ?? [])].filter((id) => shown.edges.has(id));
  for (const id of [...[...shown.edges].filter((one) => !lit?.edges.has(one)), ...bright]) {
    const style = edgeStyle(id);
    const key = [style.color.color, style.width, style.dashes, style.arrows?.to.type].join();
    if (found.has(key)) found.get(key).ids.push(id);
    else found.set(key, { style, ids: [id] });
  }
  looks.lines = [...found.values()];
}

/** Whether a box around some points is in sight. */
function sight() {
  const { clientWidth, clientHeight } = byId("picture");
  return meets(network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: clientWidth, y: clientHeight }));
}

/** Whether a box around some points meets another. @param {Point} from @param {Point} to @returns {(points: Point[], room?: number) => boolean} */
function meets(from, to) {
  return (points, room = 0) => points.some(({ x }) => x + room > from.x) && points.some(({ x }) => x - room < to.x) && points.some(({ y }) => y + room > from.y) && points.some(({ y }) => y - room < to.y);
}

/** @param {CanvasRenderingContext2D} context @param {Point[]} course */
function trace(context, [from, by, to]) {
  context.moveTo(from.x, from.y);
  context.quadraticCurveTo(by.x, by.y, to.x, to.y);
}

/** Lines, then nodes above them; what is lit above all the rest. @param {CanvasRenderingContext2D} context */
function drawCrowd(context) {
  const scale = network.getScale();
  const inSight = sight();
  context.save();
  for (const bright of [false, true]) {
    for (const { style, ids } of looks.lines) {
      if (Boolean(lit?.edges.has(ids[0])) !== bright) continue;
      context.lineWidth = Math.max(style.width, (bright ? HAIR.lit : HAIR.all) / scale);
      drawLines(context, style, ids.map((id) => ({ id, course: courseOf(id) })).filter(({ course }) => inSight(course)), scale);
    }
    for (const [id, look] of looks.nodes) {
      if (Boolean(lit?.nodes.has(id)) === bright && inSight([bodyOf(id)], look.size)) drawNode(context, bodyOf(id), PATHS.get(NODES.get(id).shape ?? "dot"), look, scale);
    }
  }
  context.restore();
}

/** Lines of one look, with their ends where these can be told. @param {CanvasRenderingContext2D} context @param {any} style @param {{id: string, course: Point[]}[]} lines @param {number} scale */
function drawLines(context, style, lines, scale) {
  const dashes = style.dashes || [];
  context.strokeStyle = context.fillStyle = style.color.color;
  context.setLineDash(dashes.map((/** @type {number} */ dash) => dash * Math.max(1, SPECK / Math.min(...dashes) / scale)));
  for (let at = 0; at < lines.length; at += TOGETHER) {
    context.beginPath();
    for (const { course } of lines.slice(at, at + TOGETHER)) trace(context, course);
    context.stroke();
  }
  context.setLineDash([]);
  if (style.arrows?.to.enabled && HEAD * scale > SPECK) for (const { id, course } of lines) drawHead(context, style.arrows.to.type, course, radius(String(EDGES.get(id).to)));
}

/** The end of a line, at the rim of a node. @param {CanvasRenderingContext2D} context @param {string} type @param {Point[]} course @param {number} rim */
function drawHead(context, type, [, by, to], rim) {
  context.save();
  context.translate(to.x, to.y);
  context.rotate(Math.atan2(to.y - by.y, to.x - by.x));
  context.translate(-rim - 1, 0);
  context.beginPath();
  if (type === "circle") context.arc(-HEAD / 2, 0, HEAD / 2, 0, Math.PI * 2);
  else for (const [x, y] of [[0, 0], [-HEAD, -HEAD * 0.4], [HEAD * (type === "vee" ? -0.6 : -1), 0], [-HEAD, HEAD * 0.4]]) context.lineTo(x, y);
  context.fill();
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {Point} place @param {Path2D | undefined} path @param {any} look @param {number} scale */
function drawNode(context, { x, y }, path, look, scale) {
  const [size, least] = [look.size / 5, SPECK / scale];
  context.fillStyle = look.color.background;
  if (look.size < least) return context.fillRect(x - least, y - least, 2 * least, 2 * least);
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  context.strokeStyle = look.color.border;
  context.lineWidth = look.borderWidth / size;
  if (path) context.fill(path), context.stroke(path);
  context.restore();
}

/** The node at a place of the picture in pixels. @param {Point} pixel @returns {string | undefined} */
function nodeNear(pixel) {
  const { x, y } = network.DOMtoCanvas(pixel);
  const far = (/** @type {string} */ id) => Math.hypot(bodyOf(id).x - x, bodyOf(id).y - y) - radius(id);
  let least = REACH / network.getScale();
  let found;
  for (const id of shown.nodes) if (far(id) < least) [found, least] = [id, far(id)];
  return found;
}

/** The line at a place of the picture in pixels. @param {Point} pixel @returns {string | undefined} */
function lineNear(pixel) {
  const { x, y } = network.DOMtoCanvas(pixel);
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  const reach = REACH / network.getScale();
  const near = meets({ x: x - reach, y: y - reach }, { x: x + reach, y: y + reach });
  context.lineWidth = 2 * reach;
  return [...shown.edges].find((id) => {
    const course = courseOf(id);
    if (!near(course)) return false;
    context.beginPath();
    trace(context, course);
    return context.isPointInStroke(x, y);
  });
}

/** Draw nodes and lines here. The node that is taken hold of is vis-network's, so that it can be dragged. */
function startDrawing() {
  const { selectionHandler } = network;
  network.on("beforeDrawing", drawCrowd);
  network.on("dragging", () => {
    if (dragged !== null) Object.assign(bodyOf(dragged), network.getPosition(dragged));
  });
  selectionHandler.getNodeAt = (/** @type {Point} */ pixel) => {
    const id = nodeNear(pixel);
    if (!id) return undefined;
    nodeSet.clear();
    nodeSet.add({ ...looks.nodes.get(id), ...bodyOf(id), shape: NODES.get(id).shape });
    return network.body.nodes[id];
  };
  selectionHandler.getEdgeAt = (/** @type {Point} */ pixel) => {
    const id = lineNear(pixel);
    return id && { id };
  };
  selectionHandler.hoverObject = (/** @type {Event} */ _, /** @type {Point} */ pixel) => {
    const node = nodeNear(pixel);
    pointedAt(node, node ? undefined : lineNear(pixel), pixel);
  };
}

/** The camera as vis-network keeps it. */
function standpoint() {
  return { ...network.body.view.translation, scale: network.body.view.scale };
}

/** Let a picture of many lines move as a picture until it rests. */
function startCrowd() {
  if (EDGES.size < CROWD) return;
  if (crowded) startDrawing();
  const { renderer, selectionHandler } = network;
  const draw = renderer._redraw.bind(renderer);
  const hoverObject = selectionHandler.hoverObject.bind(selectionHandler);
  const picture = document.createElement("canvas");
  let stood = standpoint();
  let drawn = "";
  let moved = 0;
  const rest = () => {
    if (!moved) return;
    clearTimeout(moved);
    moved = 0;
    renderer._redraw();
  };
  const move = () => {
    if (dragged !== null) return;
    if (moved) clearTimeout(moved);
    else copied(picture);
    moved = window.setTimeout(rest, AT_REST);
  };
  renderer._redraw = (/** @type {boolean | undefined} */ hidden) => {
    if (moved && !hidden) return moveCopy(picture, stood);
    const { width, height } = network.canvas.frame.canvas;
    const wanted = [labelsVersion, width, height, ...Object.values(standpoint())].join(" ");
    if (hidden === false && wanted === drawn) return (renderer.redrawRequested = false); // the next frame, asked for before all was drawn
    draw(hidden);
    if (!hidden) [stood, drawn] = [standpoint(), wanted];
  };
  selectionHandler.hoverObject = (/** @type {any[]} */ ...event) => moved || hoverObject(...event);
  for (const name of ["dragging", "zoom"]) network.on(name, move);
  network.on("dragEnd", rest);
}

/** Keep what is drawn. @param {HTMLCanvasElement} picture */
function copied(picture) {
  const canvas = network.canvas.frame.canvas;
  [picture.width, picture.height] = [canvas.width, canvas.height];
  picture.getContext("2d")?.drawImage(canvas, 0, 0);
}

/** Show what was kept where the camera has moved it. @param {HTMLCanvasElement} picture @param {ReturnType<typeof standpoint>} stood */
function moveCopy(picture, stood) {
  const { renderer, canvas, body } = network;
  body.emitter.emit("initRedraw");
  renderer.redrawRequested = false;
  const { x, y, scale } = standpoint();
  const by = scale / stood.scale;
  const ratio = canvas.pixelRatio;
  const context = canvas.getContext();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, picture.width, picture.height);
  context.drawImage(picture, (x - stood.x * by) * ratio, (y - stood.y * by) * ratio, picture.width * by, picture.height * by);
}
