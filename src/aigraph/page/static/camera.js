/** Where the reader looks: fit, fly, zoom, and the camera in the link. */

let flown = false;
/** The smallest and the largest zoom. */
const ZOOM = { least: 0.002, most: 5 };

/** Room at the ends of the picture for names beside nodes, in pixels. */
function insets() {
  const narrow = byId("frame").clientWidth < 620;
  return { left: narrow ? 30 : 64, right: narrow ? 30 : 64, top: 16, bottom: narrow ? 26 : 22 };
}

/** Show what is lit, all where nothing is, and all of a question view. @param {boolean} atOnce */
function fitChosen(atOnce) {
  const wanted = lit && !placesOf() ? [...lit.nodes].filter((id) => shown.nodes.has(id)) : [];
  if (wanted.length) fit(wanted, atOnce, 1.25);
  else fit(shown.nodes, atOnce);
}

/** Show all of some nodes. @param {Iterable<string>} ids @param {boolean} atOnce @param {number} [most] the largest zoom */
function fit(ids, atOnce, most = 1.7) {
  const box = bounds(ids);
  if (!box) return;
  const room = insets();
  const stage = byId("picture").getBoundingClientRect();
  const wide = Math.max(80, stage.width - room.left - room.right);
  const high = Math.max(80, stage.height - room.top - room.bottom);
  const scale = Math.max(ZOOM.least, Math.min(most, wide / (box.right - box.left), high / (box.bottom - box.top)));
  fly((box.left + box.right) / 2, (box.top + box.bottom) / 2, scale, atOnce, room);
}

/** @param {Iterable<string>} ids */
function bounds(ids) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const [margin, tall] = [12, upright()];
  for (const id of ids) {
    const [x, y] = placeOf(id, tall);
    const r = radius(id) + margin;
    const side = view()?.sides?.[id];
    const name = side && !phone() ? [...inLines(nameOf(id))[0]].reduce((sum, c) => sum + (c > "\u2e7f" ? 14 : 8), 0) : 0;
    [left, right] = [Math.min(left, x - r - (side === "left" ? name : 0)), Math.max(right, x + r + (side === "right" ? name : 0))];
    [top, bottom] = [Math.min(top, y - r), Math.max(bottom, y + r)];
  }
  for (const item of decor()) {
    [left, right] = [Math.min(left, item.x - 10), Math.max(right, item.x2 ?? item.x)];
    [top, bottom] = [Math.min(top, item.y - 20), Math.max(bottom, (item.y2 ?? item.y) + 20)];
  }
  return left < right ? { left, right, top, bottom } : null;
}

/** @param {number} x @param {number} y @param {number} scale @param {boolean} atOnce @param {ReturnType<typeof insets>} room */
function fly(x, y, scale, atOnce, room) {
  const dx = (room.right - room.left) / 2 / scale;
  const dy = (room.bottom - room.top) / 2 / scale;
  flown = false;
  network.moveTo({ position: { x: x + dx, y: y + dy }, scale, animation: atOnce ? false : motion(600) });
}

/** Bring a node into sight where it is out of it, moving as little as that takes. @param {string} id */
function reveal(id) {
  if (!NODES.has(id) || !shown.nodes.has(id) || byId("frame").hidden) return;
  const [x, y] = placeOf(id);
  const point = network.canvasToDOM({ x, y });
  const stage = byId("picture").getBoundingClientRect();
  const room = insets();
  const scale = network.getScale();
  const beyond = (/** @type {number} */ at, /** @type {number} */ least, /** @type {number} */ most) => (at < least ? at - least : at > most ? at - most : 0) / scale;
  const [dx, dy] = [beyond(point.x, room.left, stage.width - room.right), beyond(point.y, room.top + 8, stage.height - room.bottom - 8)];
  if (!dx && !dy) return;
  const middle = network.getViewPosition();
  network.moveTo({ position: { x: middle.x + dx, y: middle.y + dy }, scale, animation: motion(350) });
}

/** The picture's place and size when it was measured last. */
let measured = { left: 0, top: 0, width: 0, height: 0, window: "" };

/** Give the picture the size that its frame has now. */
function measure() {
  const { left, top, width, height } = byId("frame").getBoundingClientRect();
  measured = { left, top, width, height, window: `${window.innerWidth}x${window.innerHeight}` };
  if (width && height) network.setSize("100%", "100%");
}

/** The frame has another size: what is drawn stays where it was on the screen, unless window or columns changed. */
function resized() {
  const before = measured;
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const scale = network.getScale();
  measure();
  const { left, top, width, height } = measured;
  if (!width || !height || (width === before.width && height === before.height && top === before.top)) return;
  if (before.width === width && before.window === measured.window) {
    const [dx, dy] = [(left - before.left) / scale, (top - before.top) / scale];
    network.moveTo({ position: { x: corner.x + dx + width / 2 / scale, y: corner.y + dy + height / 2 / scale }, scale });
    chosenNodes().forEach(reveal);
  } else {
    settle(true);
    if (!flown) fitChosen(true);
  }
  labelsChanged();
  network.redraw();
}

/** The nodes that the card is about. @returns {string[]} */
function chosenNodes() {
  if (state.at?.startsWith("n:")) return [state.at.slice(2)];
  const statement = state.at?.startsWith("s:") ? STATEMENTS.get(state.at.slice(2)) : null;
  return statement ? [statement.subject, statement.object].filter((id) => id && NODES.has(id)) : [];
}

/** @param {number} duration @returns {false | {duration: number, easingFunction: string}} none for who wants none */
function motion(duration) {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration, easingFunction: "easeInOutCubic" };
}

/** The scale that the camera is on the way to, null where it rests. @type {number | null} */
let bound = null;

/** Zoom by a factor; asked again on the way, at once, from where that leads: of two motions that begin in one frame
 * vis-network ends but the second. @param {number} factor */
function zoomBy(factor) {
  flown = true;
  const scale = Math.min(ZOOM.most, Math.max(ZOOM.least, (bound ?? network.getScale()) * factor));
  const animation = bound === null && motion(200);
  if (animation || bound !== null) bound = scale;
  network.moveTo({ scale, animation });
}

/** The camera for the link, only where the reader moved it. */
function cameraText() {
  if (!flown || !network) return "";
  const { x, y } = network.getViewPosition();
  return [x, y, network.getScale()].map((value, place) => value.toFixed(place < 2 ? 0 : value < 0.1 ? 5 : 3)).join(",");
}

/** @param {string | null} text @returns {boolean} whether there was a camera that sees the picture */
function restoreCamera(text) {
  if (text === null) return false;
  const parts = text.split(",").map(Number);
  const [x, y, scale] = parts;
  const box = bounds(shown.nodes);
  const far = box ? (box.right - box.left + box.bottom - box.top) * 2 : 0;
  const there = parts.length === 3 && text.split(",").every((part) => part.trim()) && parts.every(Number.isFinite) && scale >= ZOOM.least && scale <= ZOOM.most;
  if (!there || !box || x < box.left - far || x > box.right + far || y < box.top - far || y > box.bottom + far) {
    state.lost.push(`camera=${text}`);
    showNotice();
    return false;
  }
  network.moveTo({ position: { x, y }, scale, animation: false });
  flown = true;
  return true;
}
