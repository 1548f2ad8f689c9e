/** The left side: the questions, and the sources with their parts as a table of contents. */

/** The parts of which something is said. @type {Set<string>} */
const SAID = new Set([...STATEMENTS.values(), ...CLAIMS.values()].flatMap(sectionsOf));
/** Sources that the reader folded or unfolded. @type {Map<string, boolean>} */
const folds = new Map();

/** The number of a part, empty for one without. @param {any} section */
function chapterNumber(section) {
  return section.number ?? "";
}

/** A part's heading without the number before it. @param {any} section */
function chapterName(section) {
  return tr(section.short ?? section.name);
}

/** The parts of a source that something is said of. @param {string} source @returns {any[]} */
function chaptersOf(source) {
  return SECTIONS.filter((/** @type {any} */ s) => s.source === source && SAID.has(s.id));
}

/** What the table of contents is called, empty where there is none. */
function contentsWord() {
  const read = READ.filter((source) => chaptersOf(source).length);
  return read.length > 1 ? t("sources") : read.length ? t("article") : "";
}

function showRail() {
  const marked = state.at?.startsWith("n:") ? (ENTITIES.get(state.at.slice(2))?.sections ?? []) : [];
  const read = READ.filter((source) => chaptersOf(source).length);
  fill(byId("rail"),
    VIEWS.length ? el("h2", { text: t("questions") }) : null,
    el("ul", { class: "views" }, viewRow({ id: "map", title: { en: t("map"), zh: t("map") } }), viewRow(TABLE), ...VIEWS.map(viewRow)),
    read.length ? el("h2", { text: contentsWord() }) : null,
    ...(read.length === 1 ? [chapterList(read[0], marked)] : read.map((source) => sourceBlock(source, marked))),
    el("p", { class: "takeaway" },
      el("button", { type: "button", class: "text", text: state.list ? t("picture") : t("list"), onclick: () => set({ list: !state.list }) }),
      isText() ? null : el("button", { type: "button", class: "text", text: t("png"), onclick: savePng }),
      isText() ? null : el("button", { type: "button", class: "text", text: t("svg"), onclick: saveSvg }),
      el("button", { type: "button", class: "text", text: t("print"), onclick: () => window.print() }),
      el("button", { type: "button", class: "text", text: t("copy"), onclick: copyLink })),
    el("p", { class: "folded" }, el("b", { text: byId("title").textContent })),
    el("p", { class: "folded", text: byId("sentence").textContent }),
    el("p", { class: "folded", text: byId("byline").textContent }),
  );
}

/** A source of several parts that can be folded, or the one part of a source under its name. @param {string} source @param {string[]} marked */
function sourceBlock(source, marked) {
  const parts = chaptersOf(source);
  if (parts.length === 1) return el("ol", { class: "chapters plain single" }, chapterRow(parts[0], marked.includes(parts[0].id), tr(SOURCES[source].name)));
  const holds = parts.some((part) => part.id === state.chapter);
  const open = folds.get(source) ?? (holds || source === READ[0]);
  const block = el("details", { class: parts.some((part) => marked.includes(part.id)) ? "source marked" : "source", open: open || null },
    el("summary", { title: tr(SOURCES[source].name) }, el("span", { text: tr(SOURCES[source].name) })), chapterList(source, marked));
  block.addEventListener("toggle", () => folds.set(source, /** @type {HTMLDetailsElement} */ (block).open));
  return block;
}

/** @param {string} source @param {string[]} marked */
function chapterList(source, marked) {
  const parts = chaptersOf(source);
  return el("ol", { class: parts.some(chapterNumber) ? "chapters" : "chapters plain" }, ...parts.map((part) => chapterRow(part, marked.includes(part.id))));
}

/** @param {any} item */
function viewRow(item) {
  return el("li", {}, el("button", { type: "button", class: "view", "data-view": item.id, "aria-current": state.view === item.id ? "true" : null, text: tr(item.title), onclick: () => (closeSheets(), set({ view: item.id, at: null, path: null, chapter: null, list: false })) }));
}

/** @param {any} section @param {boolean} marked @param {string} [name] what to call it in place of its own name */
function chapterRow(section, marked, name = chapterName(section)) {
  const open = state.chapter === section.id;
  return el("li", { class: marked ? "marked" : "" },
    el("button", { type: "button", class: "chapter", "data-part": section.id, "aria-pressed": String(open), onclick: () => (closeSheets(), set({ chapter: open ? null : section.id, at: null, path: null, view: "map" })) },
      el("span", { class: "numeral", text: chapterNumber(section) }), el("span", { class: "chapter-name", text: name })));
}

/** The parts that name an entity: by number, those without one by name; after their source where there are several. @param {any} entity */
function chapterMarks(entity) {
  const rows = READ.map((source) => chaptersOf(source).filter((part) => entity.sections?.includes(part.id))).filter((parts) => parts.length);
  if (!rows.length) return null;
  if (READ.length === 1) return el("p", { class: "marks" }, `${t("occurs")} `, ...markRow(rows[0]));
  return el("div", { class: "marks" }, ...rows.map((parts) => el("p", {}, el("span", { class: "marks-source", title: tr(SOURCES[parts[0].source].name), text: tr(SOURCES[parts[0].source].name) }), ...markRow(parts))));
}

/** @param {any[]} parts of one source */
function markRow(parts) {
  const lone = READ.length > 1 && chaptersOf(parts[0].source).length === 1;
  const ordered = [...parts.filter(chapterNumber), ...parts.filter((part) => !chapterNumber(part))];
  return ordered.flatMap((part) => [" ", chapterMark(part, lone ? "→" : chapterNumber(part) || chapterName(part))]);
}

/** @param {any} part @param {string} text */
function chapterMark(part, text) {
  return el("button", { type: "button", class: chapterNumber(part) ? "numeral" : "name", text, title: tr(part.name), "aria-label": tr(part.name), onclick: () => set({ chapter: part.id, at: null }) });
}

/** Where the graph was read from: who wrote the one text, or how many there are; and the kinds of claims in them. */
function byline() {
  const source = SOURCES[ABOUT.source];
  const version = ABOUT.version ? t("data", { version: ABOUT.version }) : "";
  if (!source) return [tr(ABOUT.claims), version].filter(Boolean).join(" · ");
  const more = READ.length - 1;
  const headed = tr(source.name) === (tr(ABOUT.title) || document.title);
  const said = more && !headed ? [tr(source.author)] : [tr(source.author), tr(source.publisher), tr(source.date)];
  const name = headed ? "" : `${t("by")} ${state.lang === "zh" ? `《${tr(source.name)}》` : `“${tr(source.name)}”`}`;
  return [name, ...said, more ? t("andMore", { n: more }) : "", tr(ABOUT.claims), version].filter(Boolean).join(" · ");
}

/** The sentence above the picture: what is shown now. */
function showStory() {
  const story = byId("story");
  const open = view();
  if (state.from) fill(story, t("pathPick", { name: nameOf(state.from) }), " ", el("button", { type: "button", class: "text", text: t("stop"), onclick: () => set({ from: null }) }));
  else if (state.chapter && !state.at && !state.path) fill(story, ...chapterStory(SECTIONS.find((/** @type {any} */ s) => s.id === state.chapter)));
  else if (open) fill(story, el("h2", { text: tr(open.title) }), tr(open.sentence));
  else fill(story, el("h2", { text: t("map") }));
  byId("strip").classList.toggle("bare", !story.textContent);
}

/** @param {any} section */
function chapterStory(section) {
  const number = chapterNumber(section);
  const count = lit ? [...lit.nodes].filter((id) => shown.nodes.has(id)).length : 0;
  return [el("h2", { text: chapterName(section) }), number ? t("chapter", { n: number, entities: count }) : t("chapterOther", { entities: count })];
}

/** What a part of the article says and claims, as a card where nothing else is chosen. */
function chapterCard() {
  const card = byId("card");
  if (!state.chapter || state.at || state.path) return;
  const section = SECTIONS.find((/** @type {any} */ s) => s.id === state.chapter);
  const claims = [...CLAIMS.values()].filter((c) => sectionsOf(c).includes(section.id));
  const facts = [...STATEMENTS.values()].filter((s) => sectionsOf(s).includes(section.id)).sort((a, b) => (a.evidence[0].start ?? 0) - (b.evidence[0].start ?? 0));
  const whole = new Set([...CLAIMS.values()].map((c) => c.partOf));
  const top = claims.filter((c) => whole.has(c.id) && !c.partOf);
  card.hidden = false;
  document.body.classList.add("with-card");
  cardFor = `k:${section.id}`;
  fill(card, cardBar(() => set({ chapter: null })),
    el("p", { class: "kicker", text: `${READ.length > 1 ? tr(SOURCES[section.source]?.name) : t("article")} ${chapterNumber(section)}` }),
    el("h2", { class: "long", text: top.length ? tr(top[0].text) : chapterName(section) }),
    top.length ? quoteBlock(top[0].evidence[0], false) : null,
    facts.length ? el("section", { class: "group" }, el("h3", { text: t("saysHere") }), el("ul", {}, ...passages(facts))) : null,
    claims.length > top.length ? el("section", { class: "group" }, el("h3", { text: t("claimsHere") }), el("ul", {}, ...claims.filter((c) => !top.includes(c)).map((claim) => saidRow(`c:${claim.id}`)))) : null,
  );
}

/** A sentence of the source once, beneath it what it says. @param {any[]} facts @returns {HTMLElement[]} */
function passages(facts) {
  /** @type {Map<string, any[]>} */
  const quotes = new Map();
  for (const fact of facts) push(quotes, fact.evidence[0].quote ?? fact.id, fact);
  return [...quotes.values()].map((group) => {
    const row = el("li", { class: "fact passage" }, quoteBlock(group[0].evidence[0], false));
    for (const fact of group) {
      row.append(factHead(fact, linkedSentence(fact)));
    }
    return row;
  });
}
