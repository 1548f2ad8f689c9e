/** Where the reader looks: fit, fly, zoom, and the camera in the link. */

let flown = false;

/** Room that panels take from the picture, in pixels. */
function insets() {
  const open = !byId("card").hidden;
  const box = byId("frame").getBoundingClientRect();
  const card = byId("card").getBoundingClientRect();
  const story = byId("story").hidden ? 0 : byId("story").offsetHeight;
  if (phone()) return { left: 36, right: 36, top: story + 20, bottom: open ? Math.max(16, box.bottom - card.top) : 16 };
  return { left: 60, right: open ? card.width + 50 : 60, top: story + 22, bottom: 22 };
}

/** Show what is lit, all where nothing is. @param {boolean} atOnce */
function fitChosen(atOnce) {
  const wanted = lit ? [...lit.nodes].filter((id) => shown.nodes.has(id)) : [];
  if (wanted.length) fit(wanted, atOnce, 1.25);
  else fit(shown.nodes, atOnce);
}

/** Show all of some nodes. @param {Iterable<string>} ids @param {boolean} atOnce @param {number} [most] the largest zoom */
function fit(ids, atOnce, most = 1.7) {
  const box = bounds(ids);
  if (!box) return;
  const room = insets();
  const stage = byId("picture").getBoundingClientRect();
  const column = view()?.column;
  if (column) {
    const scale = Math.min(1.3, stage.width / (column + 32));
    return fly(column / 2, box.top + (stage.height - room.top - room.bottom) / 2 / scale, scale, atOnce, room);
  }
  const wide = Math.max(80, stage.width - room.left - room.right);
  const high = Math.max(80, stage.height - room.top - room.bottom);
  const scale = Math.max(0.05, Math.min(most, wide / (box.right - box.left), high / (box.bottom - box.top)));
  const least = phone() && decor().length ? 0.5 : 0;
  if (scale >= least) return fly((box.left + box.right) / 2, (box.top + box.bottom) / 2, scale, atOnce, room);
  fly(Math.max(box.left, -240) + wide / 2 / least, box.top + high / 2 / least, least, atOnce, room);
}

/** @param {Iterable<string>} ids */
function bounds(ids) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const margin = 12;
  for (const id of ids) {
    const [x, y] = placeOf(id);
    const r = radius(id) + margin;
    const side = view()?.sides?.[id];
    const name = side ? [...nameOf(id)].reduce((sum, c) => sum + (c > "\u2e7f" ? 14 : 8), 0) : 0;
    [left, right] = [Math.min(left, x - r - (side === "left" ? name : 0)), Math.max(right, x + r + (side === "right" ? name : 0))];
    [top, bottom] = [Math.min(top, y - r), Math.max(bottom, y + r)];
  }
  for (const item of decor()) {
    [left, right] = [Math.min(left, item.x - 10), Math.max(right, item.x2 ?? item.x, textEnd(item))];
    [top, bottom] = [Math.min(top, item.y - 20), Math.max(bottom, (item.y2 ?? item.y) + 20)];
  }
  return left < right ? { left, right, top, bottom } : null;
}

/** How far right a text of a view goes, about. @param {Decor} item */
function textEnd(item) {
  const wide = item.text ? [...tr(item.text)].reduce((sum, c) => sum + (c > "\u2e7f" ? 13 : 6.6), 0) : 0;
  const from = item.kind === "bar" ? (item.x2 ?? item.x) : item.x;
  return from + (item.align === "right" ? 0 : item.align === "middle" ? wide / 2 : wide);
}

/** @param {number} x @param {number} y @param {number} scale @param {boolean} atOnce @param {ReturnType<typeof insets>} room */
function fly(x, y, scale, atOnce, room) {
  const dx = (room.right - room.left) / 2 / scale;
  const dy = (room.bottom - room.top) / 2 / scale;
  const still = atOnce || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  flown = false;
  network.moveTo({ position: { x: x + dx, y: y + dy }, scale, animation: still ? false : { duration: 600, easingFunction: "easeInOutCubic" } });
}

/** Bring a node into sight where it is out of it or too small. @param {string} id */
function reveal(id) {
  if (!NODES.has(id)) return;
  const [x, y] = placeOf(id);
  const point = network.canvasToDOM({ x, y });
  const stage = byId("picture").getBoundingClientRect();
  const room = insets();
  const inside = point.x > room.left && point.x < stage.width - room.right && point.y > room.top && point.y < stage.height - room.bottom;
  const scale = network.getScale();
  if (!inside || scale < 0.75) fly(x, y, Math.max(scale, phone() ? 0.9 : 1), false, room);
}

/** @param {number} factor */
function zoomBy(factor) {
  flown = true;
  const scale = Math.min(5, Math.max(0.05, network.getScale() * factor));
  network.moveTo({ scale, animation: { duration: 200, easingFunction: "easeInOutQuad" } });
}

/** The camera for the link, only where the reader moved it. */
function cameraText() {
  if (!flown || !network) return "";
  const { x, y } = network.getViewPosition();
  return [x, y, network.getScale()].map((value, place) => value.toFixed(place < 2 ? 0 : 3)).join(",");
}

/** @param {string | null} text @returns {boolean} whether there was a camera */
function restoreCamera(text) {
  const [x, y, scale] = (text ?? "").split(",").map(Number);
  if (!scale || ![x, y, scale].every(Number.isFinite)) return false;
  network.moveTo({ position: { x, y }, scale: Math.min(5, Math.max(0.05, scale)), animation: false });
  flown = true;
  return true;
}
