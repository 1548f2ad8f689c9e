/** The texts a graph was read from: which names what, and the colour of each where that is the choice. */

/** What is no editor's addition. */
const TEXT_IDS = new Set(READ);

/** The texts that name an entity. @param {any} entity @returns {string[]} */
function textsOf(entity) {
  return [...new Set((entity?.sections ?? []).map((/** @type {string} */ part) => part.slice(0, part.lastIndexOf("/"))))].filter((id) => TEXT_IDS.has(id));
}

/** The texts that state something. @param {any} statement @returns {string[]} */
function textsBehind(statement) {
  return [...new Set(statement.evidence.map((/** @type {any} */ e) => e.source))].filter((id) => TEXT_IDS.has(id));
}

/** Text → how many nodes it names. @type {Map<string, number>} */
const NAMED = new Map();
for (const node of NODES.keys()) for (const id of textsOf(ENTITIES.get(node))) NAMED.set(id, (NAMED.get(id) ?? 0) + 1);
/** The texts in the order of their colours: those that name most first. */
const COLOURED = READ.filter((id) => NAMED.get(id)).sort((a, b) => (NAMED.get(b) ?? 0) - (NAMED.get(a) ?? 0) || (a < b ? -1 : 1));
const bySource = () => state.colour === "source" && COLOURED.length > 1;

/** The hue of a text; there are fewer hues than there may be texts, the rest are grey. @param {string} id */
function sourceHue(id) {
  return Object.keys(THEMES.light.hues).filter((hue) => hue !== "grey")[COLOURED.indexOf(id)] ?? "grey";
}

/** The colour of what these texts say: that of the one text, ink where several do. @param {string[]} texts */
function sourceColour(texts) {
  return texts.length > 1 ? theme().ink : colour(texts.length ? sourceHue(texts[0]) : "grey");
}

/** Whether no text that names an entity is left. @param {string} id */
function sourcesOff(id) {
  const parts = ENTITIES.get(id)?.sections ?? [];
  return state.off.size > 0 && parts.length > 0 && parts.every((/** @type {string} */ part) => state.off.has(`source:${part.slice(0, part.lastIndexOf("/"))}`));
}
