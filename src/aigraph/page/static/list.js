/** The same data as text: every entity by kind with its facts, for screen readers, keyboards and reading. */

function showList() {
  const list = byId("list");
  list.hidden = !state.list;
  byId("stage").classList.toggle("covered", state.list);
  if (!state.list) return fill(list);
  /** @type {Map<string, any[]>} */
  const groups = new Map();
  for (const id of RANKED) {
    if (!shown.nodes.has(id)) continue;
    const entity = ENTITIES.get(id);
    push(groups, NODES.get(id).group ?? entity.classes[0] ?? "", entity);
  }
  const blocks = [...groups].map(([name, entities]) => el("section", {}, el("h2", { text: `${tr(CLASSES[name]?.label) || name} (${entities.length})` }), el("ul", {}, ...entities.map(listRow))));
  const claims = [...CLAIMS.values()];
  if (claims.length) blocks.push(el("section", {}, el("h2", { text: `${t("claimsAll")} (${claims.length})` }), el("ul", {}, ...claims.map((claim) => el("li", {}, claimHead(claim), quoteBlock(claim.evidence[0], false))))));
  fill(list, el("div", { class: "columns" }, ...blocks));
}

/** @param {any} entity */
function listRow(entity) {
  const facts = (TOUCHING.get(entity.id) ?? []).filter((s) => s.subject === entity.id);
  return el("li", {}, entityLink(entity.id),
    facts.length ? el("ul", {}, ...facts.map((s) => el("li", { class: s.settled ? "" : "tentative" }, linkedSentence(s), s.object && s.number ? ` ${tr(s.number)}` : "", ...manner(s), ...s.evidence.map((/** @type {any} */ e) => quoteBlock(e, false))))) : null);
}
