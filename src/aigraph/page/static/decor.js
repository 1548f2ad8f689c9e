/** What a question view draws beside nodes and lines: headings, axes, bars, rows of text. Places come from Python. */

/** @typedef {{kind: string, x: number, y: number, x2?: number, y2?: number, text?: Record<string, string>, style?: string, at?: string, size?: number, align?: string}} Decor */

/** @returns {Decor[]} */
function decor() {
  return view()?.decor ?? [];
}

/** Bars, axes and links of the view, under the nodes. @param {CanvasRenderingContext2D} context */
function drawDecor(context) {
  const scale = network.getScale();
  for (const item of decor()) {
    const tone = lineColour(item.style ?? "settled");
    context.save();
    context.strokeStyle = item.kind === "axis" ? theme().faint : tone;
    context.lineWidth = 1 / scale;
    if (item.kind === "bar") drawBar(context, item, tone, scale);
    else if (item.kind === "axis" || item.kind === "link") {
      const style = LINES[item.style ?? "settled"] ?? LINES.settled;
      if (item.kind === "link") {
        context.lineWidth = style.width;
        context.setLineDash(style.dash || []);
      }
      context.beginPath();
      context.moveTo(item.x, item.y);
      context.lineTo(item.x2 ?? item.x, item.y2 ?? item.y);
      context.stroke();
    }
    context.restore();
  }
}

/** From far away, nodes too small to see, as specks of their colour. @param {CanvasRenderingContext2D} context @param {number} scale */
function drawSpecks(context, scale) {
  for (const id of shown.nodes) {
    if (radius(id) * scale > 2.2) continue;
    const body = network.body.nodes[id];
    context.fillStyle = nodeStyle(id).color.background;
    context.beginPath();
    context.arc(body.x, body.y, 2.2 / scale, 0, Math.PI * 2);
    context.fill();
  }
}

/** Solid for what is, hollow for what is planned, broken for rumours, hatched for estimates. @param {CanvasRenderingContext2D} context @param {Decor} item @param {string} tone @param {number} scale */
function drawBar(context, item, tone, scale) {
  const [x, y, w, h] = [item.x, item.y, (item.x2 ?? 0) - item.x, (item.y2 ?? 0) - item.y];
  context.fillStyle = tone;
  context.lineWidth = 1.6 / scale;
  if (item.style === "settled" || item.style === "editors") return context.fillRect(x, y, w, h);
  context.globalAlpha = 0.13;
  context.fillRect(x, y, w, h);
  context.globalAlpha = 1;
  if (item.style === "estimated") {
    context.save();
    context.beginPath();
    context.rect(x, y, w, h);
    context.clip();
    context.beginPath();
    for (let at = x - h; at < x + w; at += 6) context.moveTo(at, y + h), context.lineTo(at + h, y);
    context.stroke();
    context.restore();
  }
  if (item.style === "rumoured") context.setLineDash([4 / scale, 4 / scale]);
  context.strokeRect(x, y, w, h);
}

/** The view's texts, as labels that nothing may cover. @param {CanvasRenderingContext2D} context @param {number} scale */
function decorLabels(context, scale) {
  const found = [];
  for (const [place, item] of decor().entries()) {
    if (!item.text) continue;
    const bold = item.kind === "heading";
    const size = Math.max(LEAST, (item.size ?? 13) * Math.min(1.15, Math.max(0.85, scale)));
    const text = tr(item.text);
    if (!text) continue;
    const w = widthOf(context, text, size, bold) + 4;
    const h = size * 1.3;
    const left = item.align === "middle" ? w / 2 : item.align === "right" ? w : 0;
    const beside = item.kind === "bar" ? (phone() ? item.x * scale + 4 : (item.x2 ?? item.x) * scale + 6) : item.x * scale - left;
    const level = item.kind === "bar" ? ((item.y + (item.y2 ?? item.y)) / 2) * scale : item.y * scale;
    const tone = !item.style ? (bold || item.at ? theme().ink : theme().soft) : item.kind === "bar" ? theme().ink : lineColour(item.style);
    found.push({ id: `decor ${place}`, text, x: beside, y: level - h / 2, w, h, font: size, bold, kind: tone, at: item.at });
  }
  return found;
}

/** What a click on the view's own drawing means. @param {{x: number, y: number}} point @returns {string | null} */
function decorAt(point) {
  const scale = network.getScale();
  const hit = labels.find((l) => /** @type {any} */ (l).at && l.x <= point.x * scale && point.x * scale <= l.x + l.w && l.y <= point.y * scale && point.y * scale <= l.y + l.h);
  if (hit) return /** @type {any} */ (hit).at;
  return decor().find((d) => d.at && d.kind === "bar" && d.x <= point.x && point.x <= (d.x2 ?? 0) && d.y <= point.y && point.y <= (d.y2 ?? 0))?.at ?? null;
}
