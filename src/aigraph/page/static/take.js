/** Taking it away: PNG, SVG, the link. */

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(/** @type {HTMLAnchorElement} */ (link).href), 10000);
}

function savePng() {
  const picture = /** @type {HTMLCanvasElement} */ (byId("picture").querySelector("canvas"));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = theme().paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  canvas.toBlob((blob) => blob && save(blob, "aigraph.png"), "image/png");
}

function saveSvg() {
  save(new Blob([pictureSvg()], { type: "image/svg+xml" }), "aigraph.svg");
}

/** The current view as SVG with real text. @returns {string} */
function pictureSvg() {
  const stage = byId("picture").getBoundingClientRect();
  const scale = network.getScale();
  const origin = network.canvasToDOM({ x: 0, y: 0 });
  const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  const root = svg("svg", { xmlns: SVG, width: round(stage.width), height: round(stage.height), viewBox: `0 0 ${round(stage.width)} ${round(stage.height)}` });
  root.append(svg("rect", { width: "100%", height: "100%", fill: theme().paper }));
  const world = svg("g", { transform: `translate(${round(origin.x)} ${round(origin.y)})` });
  root.append(world);
  for (const id of shown.edges) world.append(edgeSvg(id, scale, round));
  for (const id of shown.nodes) world.append(nodeSvg(id, scale, round));
  for (const label of labels) {
    for (const line of linesOf(label)) {
      const text = svg("text", { x: round(line.x), y: round(line.y + label.font * 0.34), "font-family": SANS, "font-size": label.font, "font-weight": label.bold ? 600 : 400, "text-anchor": "middle", fill: label.tone, stroke: theme().halo, "stroke-width": 3, "paint-order": "stroke" });
      text.textContent = line.text;
      world.append(text);
    }
  }
  return new XMLSerializer().serializeToString(root);
}

/** @param {string} id @param {number} scale @param {(n: number) => number} round */
function edgeSvg(id, scale, round) {
  const style = edgeStyle(id);
  const points = [0, 0.25, 0.5, 0.75, 1].map((share) => pointOn(id, share));
  const d = points.map((p, at) => `${at ? "L" : "M"}${round(p.x * scale)} ${round(p.y * scale)}`).join("");
  return svg("path", { d, fill: "none", stroke: style.color.color, "stroke-width": round(style.width * scale), "stroke-dasharray": (style.dashes || []).map((/** @type {number} */ n) => round(n * scale)).join(" ") });
}

/** @param {string} id @param {number} scale @param {(n: number) => number} round */
function nodeSvg(id, scale, round) {
  const body = bodyOf(id);
  const look = nodeStyle(id).color;
  const group = svg("g", { transform: `translate(${round(body.x * scale)} ${round(body.y * scale)}) scale(${round((radius(id) * scale) / 5)})` });
  const form = shapeSample(NODES.get(id).shape ?? "dot", "grey").firstElementChild;
  if (form) {
    form.setAttribute("fill", look.background);
    form.setAttribute("stroke", look.border);
    form.setAttribute("stroke-width", "0.5");
    group.append(form);
  }
  const title = svg("title", {});
  title.textContent = nameOf(id);
  group.append(title);
  return group;
}

/** The page's own address, null where it has none: in a cell of a notebook, in a frame made from text. */
function ownAddress() {
  return /^(https?|file):$/.test(location.protocol) ? location.href : null;
}

/** @param {Event} event */
function copyLink(event) {
  const button = /** @type {HTMLElement} */ (event.currentTarget);
  flown = byId("frame").hidden ? flown : true;
  remembered(false);
  const link = ownAddress();
  if (!link) return notice(t("noAddress"));
  const copied = () => {
    button.textContent = t("copied");
    setTimeout(() => (button.textContent = t("copy")), 1500);
  };
  if (!navigator.clipboard) return notice(link);
  navigator.clipboard.writeText(link).then(copied, () => notice(link));
}
