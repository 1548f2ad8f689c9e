/** Statements in words, with their qualifiers, how they are known, and the sentence they were read from. */

/** A name that opens its card. @param {string} id */
function entityLink(id) {
  if (!ENTITIES.has(id)) return el("span", { text: nameOf(id) });
  const open = (/** @type {Event} */ event) => (event.preventDefault(), choose(id));
  return el("a", { class: "name", href: `#at=n:${encodeURIComponent(id)}`, draggable: "false", text: nameOf(id), onclick: open, onmouseenter: () => hover(NODES.has(id) ? id : null), onmouseleave: () => hover(null) });
}

/** The words between subject and object, in the tense of the statement. @param {any} statement */
function captionOf(statement) {
  return tr(statement.caption ?? PREDICATES[statement.predicate]?.caption) || statement.predicate;
}

/** The sentence as plain text. @param {any} statement */
function sentence(statement) {
  const [subject, caption] = [nameOf(statement.subject), captionOf(statement)];
  return statement.object ? `${subject} ${caption} ${nameOf(statement.object)}` : `${subject}, ${caption}: ${tr(statement.value)}`;
}

/** The sentence with its names as links. @param {any} statement */
function linkedSentence(statement) {
  const [subject, caption] = [entityLink(statement.subject), captionOf(statement)];
  if (statement.object) return el("span", { class: "sentence" }, subject, ` ${caption} `, entityLink(statement.object));
  return el("span", { class: "sentence" }, subject, `, ${caption}: `, el("strong", { text: tr(statement.value) }));
}

/** Qualifiers in a line: `role: chief scientist · date: 2021`; not those that stand instead of a number. @param {any} statement */
function qualifierLine(statement) {
  const parts = statement.qualifiers.filter((/** @type {any} */ q) => !(q.name === "value" && statement.number) && !statement.instead?.includes(q.name));
  if (!parts.length) return null;
  const line = el("span", { class: "qualifiers" });
  parts.forEach((/** @type {any} */ q, /** @type {number} */ place) => {
    if (place) line.append(" · ");
    line.append(`${tr(q.label)} `);
    q.values.forEach((/** @type {any} */ v, /** @type {number} */ at) => {
      if (at) line.append(", ");
      line.append(v.entity ? entityLink(v.entity) : tr(v.text));
    });
  });
  return line;
}

/** Where a thing stands. @param {string} stage */
function stageWord(stage) {
  return t(stage === "planned" ? "intended" : stage);
}

/** How it is known, where it stands, and whether it only possibly holds on the day that is chosen, as small words. @param {any} statement */
function manner(statement) {
  const words = [];
  if (statement.modality !== "asserted") words.push([t(statement.modality), statement.settled ? "settled" : statement.line]);
  if (statement.stage !== "actual") words.push([stageWord(statement.stage), statement.settled ? "settled" : "planned"]);
  if (statement.disputed) words.push([t("disputed"), "rumoured"]);
  if (statement.contradictedBy) words.push([t("contradicted"), "rumoured"]);
  if (statement.retracted) words.push([t("retracted"), "retracted"]);
  if (statement.editors) words.push([t("editors"), "editors"]);
  if (statement.proofs) words.push([t("derived"), "derived"]);
  if (state.asOf !== null && holds(statement, dayOf(state.asOf)) === "possibly") words.push([t(statement.span ? "perhaps" : "noDay"), "settled"]);
  return words.map(([text, line]) => {
    const mark = el("span", { class: "mark", text });
    mark.style.color = line === "settled" || line === "editors" || line === "derived" ? theme().soft : lineColour(line);
    return mark;
  });
}

/** A line's sample, what it says, its number, how it is known, and the way to its card. @param {any} statement @param {Node} words @param {Record<string, string> | null} [number] @param {Node | null} [mark] */
function factHead(statement, words, number = statement.object ? statement.number : null, mark = null) {
  const body = el("span", { class: "fact-words" }, words, number ? el("span", { class: "number", text: tr(number) }) : null, mark, ...manner(statement));
  return el("div", { class: "fact-head" }, lineSample(statement.line), body, more(`s:${statement.id}`, sentence(statement)));
}

/** A fact seen from one of its ends. @param {any} statement @param {string} from */
function factRow(statement, from) {
  const other = statement.subject === from ? statement.object : statement.subject;
  const head = factHead(statement, other ? entityLink(other) : el("strong", { text: tr(statement.value) }));
  return el("li", { class: statement.settled ? "fact" : "fact tentative" }, head, qualifierLine(statement), quoteBlock(statement.evidence[0], true));
}

/** The words of the source; of a cell also its row and column, without which a number says nothing. @param {any} evidence @returns {string} */
function quotedWords(evidence) {
  return evidence.cell ? `${t("cell", evidence.cell)}: “${evidence.quote}”` : evidence.quote;
}

/** The words of the source. @param {any} evidence @param {boolean} short */
function quoteBlock(evidence, short) {
  if (!evidence?.quote) return null;
  const block = el("blockquote", { class: short ? "quote short" : "quote" });
  const gloss = evidence.gloss ? el("p", { class: "gloss", text: evidence.gloss, lang: "en" }) : null;
  const words = el("p", { class: "words", text: quotedWords(evidence), lang: SOURCES[evidence.source]?.language });
  block.append(...(state.lang === "zh" || !gloss ? [words] : [gloss, words]));
  if (!short && evidence.context) for (const text of evidence.context) block.append(el("p", { class: "context", text: `${t("context")}: ${text}` }));
  if (short) block.addEventListener("click", () => block.classList.toggle("short"));
  return block;
}

/** Everything about one piece of evidence. @param {any} evidence */
function evidenceBlock(evidence) {
  const section = SECTIONS.find((/** @type {any} */ s) => s.id === evidence.section);
  const source = SOURCES[evidence.source];
  const line = el("p", { class: "cited" });
  line.append([tr(source?.author), tr(source?.name) || evidence.source, tr(source?.publisher), tr(source?.date)].filter(Boolean).join(" · "));
  if (section) line.append(" · ", el("a", { class: "name", href: `#part=${encodeURIComponent(section.id)}`, draggable: "false", text: tr(section.name), onclick: (/** @type {Event} */ event) => (event.preventDefault(), set({ chapter: section.id, at: null, path: null })) }));
  if (evidence.start !== undefined) line.append(` · ${t("place", { a: evidence.start, b: evidence.end })}`);
  else if (evidence.quote && !evidence.cell) line.append(` · ${t("notLookedUp")}`);
  const said = el("p", { class: "cited" }, t(evidence.modality));
  if (evidence.speakers) {
    said.append(` · ${t("saidBy")} `);
    evidence.speakers.forEach((/** @type {string} */ id, /** @type {number} */ at) => said.append(at ? " ← " : "", entityLink(id)));
  }
  if (evidence.via) said.append(` · ${t("via")} `, entityLink(evidence.via));
  return el("div", { class: "evidence" }, quoteBlock(evidence, false), said, line, source?.url ? outward(source.url, t("source")) : null, readButton(evidence));
}

/** A short stroke as the picture draws it. @param {string} line */
function lineSample(line) {
  const style = LINES[line] ?? LINES.settled;
  const stroke = svg("line", { x1: 1, y1: 5, x2: 25, y2: 5, stroke: lineColour(line), "stroke-width": style.width + 0.4, "stroke-dasharray": (style.dash || []).join(" ") });
  const sample = svg("svg", { width: 26, height: 10, class: "sample", "aria-hidden": "true" });
  sample.append(stroke);
  if (style.head === "circle") sample.append(svg("circle", { cx: 22, cy: 5, r: 2.6, fill: lineColour(line) }));
  if (style.head === "vee") sample.append(svg("path", { d: "M19 1.5 25 5l-6 3.5", fill: "none", stroke: lineColour(line), "stroke-width": 1.4 }));
  return sample;
}

/** A node's form in its colour. @param {string} shape @param {string} hue @param {number} [size] */
function shapeSample(shape, hue, size = 12) {
  const sample = svg("svg", { width: size, height: size, viewBox: "-6 -6 12 12", class: "shape", "aria-hidden": "true" });
  sample.append(FORMS[shape] ? svg("path", { d: FORMS[shape], fill: colour(hue) }) : svg("circle", { r: 5, fill: colour(hue) }));
  return sample;
}
