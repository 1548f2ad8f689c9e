/** The card of what is chosen: a node, a line or an observation, a claim, a way. */

let cardFor = "";

function showCard() {
  const card = byId("card");
  const what = state.path ? `p:${state.path.join(" ")}` : state.at;
  card.hidden = !what;
  card.setAttribute("aria-label", t("detail"));
  document.body.classList.toggle("with-card", Boolean(what));
  if (!what) {
    cardFor = "";
    return fill(card);
  }
  const id = what.slice(2);
  const body = what.startsWith("p:") ? pathCard(/** @type {string[]} */ (state.path)) : what.startsWith("n:") ? entityCard(ENTITIES.get(id)) : what.startsWith("s:") ? statementCard(STATEMENTS.get(id)) : what.startsWith("q:") ? passageCard(/** @type {Passage} */ (QUOTED.get(id))) : claimCard(CLAIMS.get(id));
  fill(card, cardBar(() => set({ at: null, path: null })), ...body);
  if (cardFor !== what) card.scrollTop = 0;
  cardFor = what;
}

/** @param {() => void} close */
function cardBar(close) {
  return el("div", { class: "card-bar" },
    el("button", { type: "button", class: "text", text: t("copy"), onclick: copyLink }),
    el("span", { class: "grow" }),
    el("button", { type: "button", class: "icon", text: "×", "aria-label": t("close"), title: t("close"), onclick: close }),
  );
}

/** @param {any} entity @returns {(HTMLElement | null)[]} */
function entityCard(entity) {
  const kicker = el("p", { class: "kicker" });
  if (entity.hue) kicker.append(shapeSample(entity.shape, entity.hue, 13));
  kicker.append(entity.classes.map((/** @type {string} */ c) => tr(CLASSES[c]?.label) || c).join(" · "));
  const also = [...new Set([otherName(entity), ...entity.aliases.filter((/** @type {string} */ a) => a !== tr(entity.name) && a !== otherName(entity))])].filter(Boolean);
  const names = el("p", { class: "also" });
  if (also.length) names.append(also.join(" · "));
  for (const wrong of entity.misspellings) names.append(names.textContent ? " · " : "", `${wrong} (${t("misspelt")})`);
  return [
    kicker,
    el("h2", { text: tr(entity.name) }),
    names.textContent ? names : null,
    entity.note ? el("p", { class: "note" }, ...written(entity.note)) : null,
    chapterMarks(entity),
    NODES.has(entity.id) && degree(entity.id) ? explore(entity) : null,
    ...factGroups(entity),
    ...claimGroups(entity),
    el("p", { class: "id" }, el("code", { text: entity.id })),
  ];
}

/** @param {any} entity */
function explore(entity) {
  const depths = el("span", { class: "depths", role: "group", "aria-label": t("neighbours") });
  for (const depth of [1, 2, 3]) depths.append(el("button", { type: "button", text: String(depth), "aria-pressed": String(state.depth === depth), onclick: () => set({ depth }) }));
  return el("p", { class: "explore" }, el("span", { text: t("neighbours") }), depths, el("button", { type: "button", class: "text", text: t("pathFrom"), onclick: () => set({ from: entity.id }) }));
}

/** What a fact says of one of its ends: the other, or the value. @param {any} statement @param {string} from */
function farEnd(statement, from) {
  const other = statement.subject === from ? statement.object : statement.subject;
  return other ? nameOf(other) : tr(statement.value);
}

/** Facts by relation, out and in; the settled first, in order of their days, then by their words. @param {any} entity @returns {HTMLElement[]} */
function factGroups(entity) {
  /** @type {Map<string, {heading: string, facts: any[]}>} */
  const groups = new Map();
  for (const statement of TOUCHING.get(entity.id) ?? []) {
    const predicate = PREDICATES[statement.predicate];
    const out = statement.subject === entity.id;
    const heading = statement.object ? out ? captionOf(statement) : tr(statement.inverse ?? predicate?.inverse) : tr(predicate?.label);
    const key = `${statement.object ? (out ? 0 : 1) : 2}${heading}`;
    if (!groups.has(key)) groups.set(key, { heading, facts: [] });
    groups.get(key)?.facts.push(statement);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => {
    const facts = group.facts.map((s) => ({ s, order: `${s.settled ? 0 : 1} ${s.day ?? "~"} ${farEnd(s, entity.id)} ${s.id}` })).sort((a, b) => (a.order < b.order ? -1 : 1)).map(({ s }) => s);
    return el("section", { class: "group" }, el("h3", { text: group.heading }), el("ul", {}, ...facts.map((s) => factRow(s, entity.id))));
  });
}

/** @param {any} entity @returns {HTMLElement[]} */
function claimGroups(entity) {
  const about = [...CLAIMS.values()].filter((c) => c.about?.includes(entity.id));
  const held = [...CLAIMS.values()].filter((c) => c.heldBy?.includes(entity.id) && !about.includes(c));
  return [["claims", about], ["holds", held]].filter(([, list]) => list.length).map(([heading, list]) =>
    el("section", { class: "group" }, el("h3", { text: t(/** @type {string} */ (heading)) }), el("ul", {}, .../** @type {any[]} */ (list).map((claim) => saidRow(`c:${claim.id}`)))),
  );
}

/** A text as somebody wrote it, marked with its language where that is not the reader's. @param {string} text @returns {(Node | string)[]} */
function written(text) {
  const lang = (text.match(/[\u3400-\u9fff]/g) ?? []).length > (text.match(/[a-z]/gi) ?? []).length ? "zh" : "en";
  return lang === state.lang ? [text] : [el("span", { lang, text }), " ", el("small", { class: "language", text: t("inLanguage") })];
}

/** @param {any} statement @returns {(HTMLElement | null)[]} */
function statementCard(statement) {
  const rows = el("dl", {});
  const row = (/** @type {string} */ label, /** @type {(Node | string)[]} */ ...values) => values.length && rows.append(el("dt", { text: label }), el("dd", {}, ...values));
  if (statement.number && statement.object) row(tr(statement.qualifiers.find((/** @type {any} */ q) => q.name === "value")?.label) || "#", tr(statement.number));
  for (const q of statement.qualifiers) {
    if (q.name === "value" && statement.number) continue;
    row(tr(q.label), ...q.values.flatMap((/** @type {any} */ v, /** @type {number} */ at) => [at ? ", " : "", v.entity ? entityLink(v.entity) : tr(v.text)]));
  }
  if (!statement.plain) row(t("kindOf"), t(statement.modality)), row(t("stage"), stageWord(statement.stage));
  const proofs = (statement.proofs ?? []).map((/** @type {{rule: string, premises: string[]}} */ { rule, premises }) => el("section", { class: "group" }, el("h3", { text: t("rule", { rule }) }), el("ul", {}, ...premises.map((id) => STATEMENTS.get(id)).filter(Boolean).map((/** @type {any} */ s) => el("li", { class: "fact" }, linkedSentence(s), quoteBlock(s.evidence[0], true))))));
  return [
    el("p", { class: "kicker" }, lineSample(statement.line), statement.settled ? t("settled") : t(statement.line), ...(statement.disputed ? [` · ${t("disputed")}`] : [])),
    el("h2", { class: "long" }, linkedSentence(statement), statement.number && statement.object ? el("span", { class: "number", text: ` ${tr(statement.number)}` }) : null),
    rows.childNodes.length ? rows : null,
    statement.note ? el("p", { class: "note" }, el("b", { text: `${t("note")}: ` }), ...written(statement.note)) : null,
    statement.retracted ? el("p", { class: "note" }, `${t("retracted")}: `, ...written(statement.retracted)) : null,
    statement.evidence.some((/** @type {any} */ e) => e.quote) ? el("section", { class: "group" }, el("h3", { text: t("evidence") }), ...statement.evidence.map(evidenceBlock)) : statement.editors ? el("p", { class: "note", text: t("noQuote") }) : null,
    ...proofs,
    statement.plain ? null : citeLine(statement.iri ?? `${ABOUT.base}statement/${statement.id}`, sentence(statement), statement.evidence),
  ];
}

/** @param {any} claim @returns {(HTMLElement | null)[]} */
function claimCard(claim) {
  const rows = el("dl", {});
  const row = (/** @type {string} */ label, /** @type {(Node | string)[]} */ values) => values.length && rows.append(el("dt", { text: t(label) }), el("dd", {}, ...values));
  const names = (/** @type {string[]} */ ids) => (ids ?? []).flatMap((id, at) => [at ? ", " : "", entityLink(id)]);
  const others = (/** @type {string[]} */ ids) => (ids ?? []).filter((id) => CLAIMS.has(id)).map((id) => el("button", { type: "button", class: "claim-text", text: tr(CLAIMS.get(id).text), onclick: () => set({ at: `c:${id}` }) }));
  const facts = (/** @type {string[]} */ ids) => (ids ?? []).filter((id) => STATEMENTS.has(id)).map((id) => el("button", { type: "button", class: "claim-text", text: sentence(STATEMENTS.get(id)), onclick: () => set({ at: `s:${id}` }) }));
  row("heldBy", names(claim.heldBy));
  row("about", names(claim.about));
  if (claim.due) row("due", [tr(claim.due)]);
  for (const name of ["condition", "criterion", "judge", "openEnded", "outcome"]) if (claim[name]) row(name, [claim[name]].flat().flatMap(written));
  if (claim.hedge) row("hedge", HEDGES[claim.hedge] ? [tr(HEDGES[claim.hedge]), ...(state.lang === "en" ? [` (${claim.hedge})`] : [])] : written(claim.hedge));
  row("partOf", others(claim.partOf ? [claim.partOf] : []));
  row("supports", others(claim.supports));
  row("opposes", others(claim.opposes));
  row("repeats", others(claim.repeats));
  row("disputes", facts(claim.disputes));
  row("predicts", facts(claim.predicts));
  row("asserts", facts(claim.asserts));
  const parts = [...CLAIMS.values()].filter((c) => c.partOf === claim.id);
  return [
    el("p", { class: "kicker", text: tr(claim.kindLabel) }),
    el("h2", { class: "long" }, ...written(tr(claim.text))),
    rows,
    claim.note ? el("p", { class: "note" }, el("b", { text: `${t("note")}: ` }), ...written(claim.note)) : null,
    el("section", { class: "group" }, el("h3", { text: t("evidence") }), ...claim.evidence.map(evidenceBlock)),
    parts.length ? el("section", { class: "group" }, el("h3", { text: t("parts") }), el("ul", {}, ...parts.map((claim) => saidRow(`c:${claim.id}`)))) : null,
    citeLine(claim.iri ?? `${ABOUT.base}claim/${claim.id}`, tr(claim.text), claim.evidence),
  ];
}

/** @param {string} iri @param {string} words @param {any[]} evidence */
function citeLine(iri, words, evidence) {
  const cited = evidence.find((e) => e.quote);
  const source = cited ? SOURCES[cited.source] : null;
  const text = [words, cited ? (cited.cell ? quotedWords(cited) : `“${cited.quote}”`) : "", source ? [tr(source.author), tr(source.name), tr(source.publisher), tr(source.date)].filter(Boolean).join(", ") : "", iri, ABOUT.version ? `aigraph, ${t("data", { version: ABOUT.version })}` : ""].filter(Boolean).join("\n");
  return el("details", { class: "cite" }, el("summary", { text: t("cite") }), el("pre", { text }));
}
