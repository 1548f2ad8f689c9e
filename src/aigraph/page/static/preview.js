/** What lies under the pointer, in a few words, before any click. */

/** @param {{x: number, y: number}} point in the picture @param {...(Node | string | null)} words */
function preview(point, ...words) {
  const box = byId("preview");
  fill(box, ...words);
  box.hidden = false;
  const stage = byId("picture");
  box.style.left = `${Math.min(point.x + 14, stage.clientWidth - box.offsetWidth - 8)}px`;
  box.style.top = `${point.y + 18 + box.offsetHeight > stage.clientHeight ? point.y - box.offsetHeight - 10 : point.y + 18}px`;
}

function endPreview() {
  byId("preview").hidden = true;
}

/** @param {string} id @param {{x: number, y: number}} point */
function previewNode(id, point) {
  const entity = ENTITIES.get(id);
  const kinds = entity.classes.map((/** @type {string} */ c) => tr(CLASSES[c]?.label) || c).join(" · ");
  const numbers = (TOUCHING.get(id) ?? []).filter((s) => !s.object).slice(0, 2);
  preview(point, el("b", { text: nameOf(id) }), el("small", { text: [kinds, t("relations", { n: degree(id) })].filter(Boolean).join(" · ") }), ...numbers.map((s) => el("span", { text: `${tr(PREDICATES[s.predicate]?.label)}: ${tr(s.value)}` })), entity.note && !entity.classes.length ? el("span", { text: entity.note }) : null);
}

/** @param {string} id @param {{x: number, y: number}} point */
function previewLine(id, point) {
  const statement = STATEMENTS.get(id);
  const words = [statement.number && statement.object ? tr(statement.number) : "", statement.settled ? "" : t(statement.line)].filter(Boolean).join(" · ");
  const evidence = statement.evidence[0];
  const quote = evidence?.quote && (state.lang === "zh" ? quotedWords(evidence) : (evidence.gloss ?? quotedWords(evidence)));
  preview(point, el("b", { text: sentence(statement) }), words ? el("small", { text: words }) : null, quote ? el("q", { text: quote }) : null);
}
