/** What a question view draws beside nodes and lines: headings, lines of opinions. Places come from Python. */

/** @typedef {{kind: string, x: number, y: number, x2?: number, y2?: number, text?: Record<string, string>, style?: string, size?: number}} Decor */

/** @returns {Decor[]} */
function decor() {
  return (view()?.decor ?? []).map((/** @type {Decor} */ item) => ({ ...item, x: item.x * across, x2: item.x2 === undefined ? undefined : item.x2 * across }));
}

/** The nodes of the islands. */
const AFLOAT = new Set(ISLANDS.flat());

/** Where the islands of the whole picture lie, with room for names, below the rest of it; null where there are none. */
function tray() {
  const ids = placesOf() ? [] : ISLANDS.flat().filter((id) => shown.nodes.has(id));
  if (!ids.length) return null;
  const tall = upright();
  const [xs, ys] = [0, 1].map((axis) => ids.map((id) => home(id, tall)[axis]));
  const pixel = 1 / network.getScale();
  let shore = -Infinity;
  for (const id of shown.nodes) if (!AFLOAT.has(id)) shore = Math.max(shore, home(id, tall)[1] + radius(id));
  const first = Math.min(...ys);
  const top = Math.min(first - 20 * pixel, Math.max(first - 40 * pixel, shore + 20 * pixel));
  const [left, right, bottom] = [Math.min(...xs) - 64 * pixel, Math.max(...xs) + 64 * pixel, Math.max(...ys) + 24 * pixel];
  return { left, right, top, bottom, count: ids.length, islands: ISLANDS.filter((some) => some.some((id) => shown.nodes.has(id))).length };
}

/** Lines of the view and the tray of the islands, under the nodes. @param {CanvasRenderingContext2D} context */
function drawDecor(context) {
  const box = tray();
  if (box) {
    context.fillStyle = mix(theme().faint, theme().paper, 0.8);
    context.beginPath();
    context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 16);
    context.fill();
  }
  for (const item of decor()) {
    if (item.kind !== "link") continue;
    const style = LINES[item.style ?? "settled"] ?? LINES.settled;
    context.save();
    context.strokeStyle = lineColour(item.style ?? "settled");
    context.lineWidth = style.width;
    context.setLineDash(style.dash || []);
    context.beginPath();
    context.moveTo(item.x, item.y);
    context.lineTo(item.x2 ?? item.x, item.y2 ?? item.y);
    context.stroke();
    context.restore();
  }
}

/** Whether a label lies in the tray. @param {ReturnType<typeof tray>} box @param {number} scale @param {number} x @param {number} y @param {number} w @param {number} h */
function inTray(box, scale, x, y, w, h) {
  return box !== null && y + h > box.top * scale && y < box.bottom * scale && x + w > box.left * scale && x < box.right * scale;
}

/** From far away, nodes too small to see, as specks of their colour. @param {CanvasRenderingContext2D} context @param {number} scale */
function drawSpecks(context, scale) {
  for (const id of shown.nodes) {
    if (radius(id) * scale > SPECK) continue;
    const body = bodyOf(id);
    context.fillStyle = nodeStyle(id).color.background;
    context.beginPath();
    context.arc(body.x, body.y, SPECK / scale, 0, Math.PI * 2);
    context.fill();
  }
}

/** The view's headings and the tray's, as labels that nothing may cover. @param {CanvasRenderingContext2D} context @param {number} scale @param {ReturnType<typeof tray>} box @returns {Label[]} */
function decorLabels(context, scale, box) {
  const found = [];
  if (box) {
    const text = t("islands", { n: box.count, m: box.islands });
    const w = widthOf(context, text, LEAST + 1, false) + 4;
    const x = Math.max(box.left * scale, ((box.left + box.right) * scale - w) / 2);
    found.push({ id: "decor tray", text, x, y: box.top * scale + 4, w, h: 16, font: LEAST + 1, bold: false, kind: "decor", tone: theme().soft });
  }
  for (const [place, item] of decor().entries()) {
    if (!item.text) continue;
    const size = Math.max(LEAST, item.size ?? 13);
    const lines = inLines(tr(item.text));
    const w = Math.max(...lines.map((line) => widthOf(context, line, size, false))) + 4;
    const h = size * 1.25 * lines.length;
    found.push({ id: `decor ${place}`, text: lines.join("\n"), x: item.x * scale - w / 2, y: item.y * scale - h / 2, w, h, font: size, bold: false, kind: "decor", tone: theme().soft });
  }
  return found;
}
