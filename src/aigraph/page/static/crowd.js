/** A picture of very many lines: moved as a picture until it rests, and thinned out where too many are in sight at once. */

/** So many lines in sight are drawn; of more, a sample that is the same each time. */
const DRAWN_AT_MOST = 4000;
/** Milliseconds without a move after which the picture is drawn anew. */
const AT_REST = 150;
/** How many lines are drawn, of those in sight. */
const crowd = { drawn: 0, seen: 0 };
/** Lines in an order that has nothing to do with what they say; the first are the sample. */
const SHUFFLED = EDGES.size > DRAWN_AT_MOST ? [...EDGES.keys()].map((id) => ({ id, at: scattered(id) })).sort((a, b) => a.at - b.at).map(({ id }) => id) : [];

/** A number for a text (FNV-1a, mixed). @param {string} text */
function scattered(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The camera as vis-network keeps it. */
function standpoint() {
  return { ...network.body.view.translation, scale: network.body.view.scale };
}

/** Let a picture of many lines move as a picture, and draw no more of them than can be told apart. */
function startCrowd() {
  if (EDGES.size < CROWD) return;
  const { renderer, selectionHandler } = network;
  const draw = renderer._redraw.bind(renderer);
  const hoverObject = selectionHandler.hoverObject.bind(selectionHandler);
  const picture = document.createElement("canvas");
  let stood = standpoint();
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
  renderer._redraw = (/** @type {boolean} */ hidden = false) => {
    if (moved && !hidden) return moveCopy(picture, stood);
    draw(hidden);
    if (hidden) return;
    stood = standpoint();
    showCrowd();
  };
  selectionHandler.hoverObject = (/** @type {any[]} */ ...event) => moved || hoverObject(...event);
  for (const name of ["dragging", "zoom"]) network.on(name, move);
  network.on("dragEnd", rest);
  if (!SHUFFLED.length) return;
  /** @type {any[]} */
  let lines = [];
  renderer._drawEdges = (/** @type {CanvasRenderingContext2D} */ context) => {
    lines = linesDrawn().map((id) => network.body.edges[id]).filter((line) => line?.connected);
    for (const line of lines) line.draw(context);
  };
  renderer._drawArrows = (/** @type {CanvasRenderingContext2D} */ context) => lines.forEach((line) => line.drawArrows(context));
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

/** The lines in sight, where they are too many a sample of them; what is lit is always whole. @returns {string[]} */
function linesDrawn() {
  const { clientWidth, clientHeight } = byId("picture");
  const [from, to] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: clientWidth, y: clientHeight })];
  const bodies = network.body.nodes;
  const inSight = (/** @type {string} */ id) => {
    const [a, b] = [bodies[EDGES.get(id).from], bodies[EDGES.get(id).to]];
    const bend = (Math.abs(a.x - b.x) + Math.abs(a.y - b.y)) / 4 + 20;
    return Math.max(a.x, b.x) + bend > from.x && Math.min(a.x, b.x) - bend < to.x && Math.max(a.y, b.y) + bend > from.y && Math.min(a.y, b.y) - bend < to.y;
  };
  const seen = SHUFFLED.filter((id) => shown.edges.has(id) && inSight(id));
  const drawn = seen.filter((id, place) => place < DRAWN_AT_MOST || lit?.edges.has(id));
  Object.assign(crowd, { drawn: drawn.length, seen: seen.length });
  return drawn;
}

/** What the key says of a crowd of lines. */
function crowdWords() {
  const words = [];
  if (crowd.drawn < crowd.seen) words.push(t("thinned", { n: counted(crowd.drawn), m: counted(crowd.seen) }));
  if (!lit || lit.edges.size < EDGES.size) words.push(t("paler", { n: counted(CROWD) }));
  return words.join(" · ");
}

/** Say it in the key. */
function showCrowd() {
  const line = document.getElementById("crowd");
  if (line && line.textContent !== crowdWords()) line.textContent = crowdWords();
}

/** What vis-network was told last of each node and line. @type {Map<string, string>} */
const styled = new Map();

/** The styles that vis-network has not been told yet: telling it is what takes long. @template {{id: string}} T @param {T[]} styles @param {string} sort @returns {T[]} */
function changed(styles, sort) {
  return styles.filter((style) => {
    const [key, text] = [`${sort} ${style.id}`, JSON.stringify(style)];
    if (styled.get(key) === text) return false;
    styled.set(key, text);
    return true;
  });
}
