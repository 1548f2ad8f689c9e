/** The left side: the questions, and the article as a table of contents. */

/** The number of a judgement, empty for other parts. @param {any} section */
function chapterNumber(section) {
  return /\/j(\d+)$/.exec(section.id)?.[1] ?? "";
}

/** A part's heading without the number before it. @param {any} section */
function chapterName(section) {
  return tr(section.name).replace(/^(\d+:\s*|判断[一二三四五六七八九十]+[::]\s*)/, "");
}

function showRail() {
  const marked = state.at?.startsWith("n:") ? (ENTITIES.get(state.at.slice(2))?.sections ?? []) : [];
  const chapters = SECTIONS.filter(chapterNumber);
  fill(byId("rail"),
    VIEWS.length ? el("h2", { text: t("questions") }) : null,
    VIEWS.length ? el("ul", { class: "views" }, viewRow({ id: "map", title: { en: t("map"), zh: t("map") } }), ...VIEWS.map(viewRow)) : null,
    chapters.length ? el("h2", { text: t("article") }) : null,
    chapters.length ? el("ol", { class: "chapters" }, ...chapters.map((/** @type {any} */ s) => chapterRow(s, marked.includes(s.id)))) : null,
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

/** @param {any} item */
function viewRow(item) {
  return el("li", {}, el("button", { type: "button", class: "view", "data-view": item.id, "aria-current": state.view === item.id ? "true" : null, text: tr(item.title), onclick: () => (closeSheets(), set({ view: item.id, at: null, path: null, chapter: null, list: false })) }));
}

/** @param {any} section @param {boolean} marked */
function chapterRow(section, marked) {
  const open = state.chapter === section.id;
  return el("li", { class: marked ? "marked" : "" },
    el("button", { type: "button", class: "chapter", "data-part": section.id, "aria-pressed": String(open), onclick: () => (closeSheets(), set({ chapter: open ? null : section.id, at: null, path: null, view: "map" })) },
      el("span", { class: "numeral", text: chapterNumber(section) }), el("span", { class: "chapter-name", text: chapterName(section) })));
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
  const top = claims.filter((c) => c.kind === "judgement");
  card.hidden = false;
  document.body.classList.add("with-card");
  cardFor = `k:${section.id}`;
  fill(card, cardBar(() => set({ chapter: null })),
    el("p", { class: "kicker", text: `${t("article")} ${chapterNumber(section)}` }),
    el("h2", { class: "long", text: top.length ? tr(top[0].text) : chapterName(section) }),
    top.length ? quoteBlock(top[0].evidence[0], false) : null,
    facts.length ? el("section", { class: "group" }, el("h3", { text: t("saysHere") }), el("ul", {}, ...passages(facts))) : null,
    claims.length > top.length ? el("section", { class: "group" }, el("h3", { text: t("claimsHere") }), el("ul", {}, ...claims.filter((c) => !top.includes(c)).map(claimRow))) : null,
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
