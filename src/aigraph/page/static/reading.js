/** The source beside the picture: its quotes in their order, marked by how each is known; the whole text where it is at hand. */

let readingFor = "";
/** Passage → its words in the panel, and the room for what it says. @type {Map<string, HTMLElement[]>} */
let wordsOfPassage = new Map();
/** What is marked in the panel. @type {HTMLElement[]} */
let marked = [];
/** What was chosen when the panel was scrolled last. @type {string | null} */
let scrolledTo = null;

function showReading() {
  const box = byId("reading");
  const source = state.read;
  box.hidden = !source;
  document.body.classList.toggle("with-reading", Boolean(source));
  showReadSwitch();
  if (!source) {
    readingFor = "";
    scrolledTo = null;
    wordsOfPassage = new Map();
    marked = [];
    return fill(box);
  }
  const key = [source, state.lang, isDark()].join("|");
  if (key !== readingFor) {
    readingFor = key;
    scrolledTo = null;
    wordsOfPassage = new Map();
    marked = [];
    box.setAttribute("aria-label", t("reading"));
    fill(box, readingBar(source), el("div", { id: "reading-text", tabindex: "0", role: "region", "aria-label": tr(SOURCES[source]?.name), onkeydown: readingKeyPressed }, ...readingHead(source), ...partsInOrder(source).map((/** @type {any} */ part) => readingPart(source, part))));
  }
  markPassages();
}

/** The way to the panel, above the picture. */
function showReadSwitch() {
  const contents = state.read ? el("button", { type: "button", class: "switch contents", text: t("menu"), "aria-controls": "rail", "aria-expanded": String(document.body.dataset.sheet === "rail"), onclick: () => openSheet("rail") }) : null;
  fill(byId("read"), contents, PASSAGES.size ? el("button", { type: "button", class: "switch", id: "read-switch", "aria-expanded": String(Boolean(state.read)), "aria-controls": "reading", text: t("source"), title: t("readBeside"), onclick: () => set({ read: state.read ? null : bestSource() }) }) : null);
}

/** The source to read first: of what is chosen, of the part that is open, the one with most quotes. @returns {string | undefined} */
function bestSource() {
  const chosen = [...passagesOf(state.at)][0];
  if (chosen) return QUOTED.get(chosen)?.source;
  const part = SECTIONS.find((/** @type {any} */ s) => s.id === state.chapter);
  if (part && PASSAGES.has(part.source)) return part.source;
  return PASSAGES.has(ABOUT.source) ? ABOUT.source : [...PASSAGES].sort((a, b) => b[1].length - a[1].length)[0]?.[0];
}

/** @param {string} source */
function readingBar(source) {
  const ids = [...PASSAGES.keys()].sort((a, b) => SECTIONS.findIndex((/** @type {any} */ s) => s.source === a) - SECTIONS.findIndex((/** @type {any} */ s) => s.source === b));
  const choice = /** @type {HTMLSelectElement} */ (el("select", { id: "reading-source", "aria-label": t("source") }, ...ids.map((id) => el("option", { value: id, selected: id === source }, `${tr(SOURCES[id]?.name) || id} (${PASSAGES.get(id)?.length})`))));
  choice.addEventListener("change", () => set({ read: choice.value }));
  return el("div", { class: "card-bar" }, ids.length > 1 ? choice : el("span", { class: "grow", text: t("reading") }), el("button", { type: "button", class: "icon", text: "×", "aria-label": t("close"), title: t("close"), onclick: () => (set({ read: null }), byId("read-switch")?.focus()) }));
}

/** @param {string} source */
function readingHead(source) {
  const about = SOURCES[source] ?? {};
  const whole = TEXTS.has(pageOf(source));
  return [
    el("h2", { text: tr(about.name) || source }),
    el("p", { class: "cited" }, [tr(about.author), tr(about.publisher), tr(about.date)].filter(Boolean).join(" · "), about.url ? " · " : null, about.url ? outward(about.url, t("source")) : null),
    el("p", { class: "hint", text: t(whole ? "readWhole" : PASSAGES.get(source)?.some((p) => p.cell) ? "readCells" : "readQuotes", { n: PASSAGES.get(source)?.length ?? 0 }) }),
  ];
}

/** @param {string} source @param {{section: any, span: [number, number] | null, passages: Passage[]}} part */
function readingPart(source, part) {
  const text = TEXTS.get(pageOf(source));
  const block = el("section", { class: "reading-part" }, part.section ? el("h3", { text: tr(part.section.name) }) : null);
  block.append(...inChunks([...(text && part.span ? wholeText(text, part.span, part.passages) : quotesOnly(part)), ...unplacedQuotes(part.passages)]));
  return block;
}

/** So many blocks are laid out together, when they come near. */
const CHUNK = 40;

/** @param {HTMLElement[]} blocks */
function inChunks(blocks) {
  const found = [];
  for (let at = 0; at < blocks.length; at += CHUNK) found.push(el("div", { class: "chunk" }, ...blocks.slice(at, at + CHUNK)));
  return found;
}

/** The quotes of a part, and how much lies between them. @param {{span: [number, number] | null, passages: Passage[]}} part */
function quotesOnly(part) {
  /** @type {(HTMLElement | null)[]} */
  const found = [];
  let at = part.span?.[0] ?? null;
  for (const stretch of stretches(part.passages)) {
    found.push(gap(at === null ? 0 : stretch.start - at), el("div", { class: "stretch" }, el("p", { class: "quoted", lang: quotedLanguage(stretch.passages[0]) }, ...piecesOf(stretch).map(pieceSpan)), ...glosses(stretch.passages)));
    at = stretch.end;
  }
  found.push(gap(part.span && at !== null ? part.span[1] - at : 0));
  return /** @type {HTMLElement[]} */ (found.filter((one) => one !== null));
}

/** Quotes that nobody looked up in a text: where they stand is not known. @param {Passage[]} passages */
function unplacedQuotes(passages) {
  const rest = passages.filter((p) => !isPlaced(p));
  const blocks = rest.map((p) => el("div", { class: "stretch" }, el("p", { class: "quoted", lang: quotedLanguage(p) }, pieceSpan({ start: NaN, end: NaN, text: quotedWords(p), passages: [p] })), ...glosses([p])));
  return rest.some((p) => !p.cell) ? [el("p", { class: "hint", text: t("unplaced") }), ...blocks] : blocks;
}

/** So many characters are a sign or two between quotes. */
const FEW = 4;

/** @param {number} length */
function gap(length) {
  if (length <= 0) return null;
  const words = t(length === 1 ? "gapOne" : "gap", { n: counted(length) });
  if (length > FEW) return el("p", { class: "gap" }, el("span", { "aria-hidden": "true", text: "⋯" }), words);
  return el("p", { class: "gap few", title: words }, el("span", { "aria-hidden": "true", text: `⋯ ${length}` }), el("span", { class: "unseen", text: words }));
}

/** The text of a part in its paragraphs, its quotes marked. @param {string[]} text @param {[number, number]} span @param {Passage[]} passages */
function wholeText(text, [start, end], passages) {
  /** @type {(Node | string)[][]} */
  const paragraphs = [[]];
  /** @type {Passage[][]} */
  const told = [[]];
  const plain = (/** @type {number} */ from, /** @type {number} */ to) => {
    text.slice(from, to).join("").split(/\n+/).forEach((words, at) => {
      if (at) paragraphs.push([]), told.push([]);
      if (words) paragraphs[paragraphs.length - 1].push(words);
    });
  };
  let at = start;
  for (const stretch of stretches(passages)) {
    plain(at, stretch.start);
    paragraphs[paragraphs.length - 1].push(...piecesOf(stretch).map(pieceSpan));
    told[told.length - 1].push(...stretch.passages);
    at = stretch.end;
  }
  plain(at, end);
  return paragraphs.flatMap((words, place) => (words.length ? [el("div", { class: "stretch whole" }, el("p", { class: "quoted", lang: told[place][0] ? quotedLanguage(told[place][0]) : null }, ...words), ...glosses(told[place]))] : []));
}

/** The language of quoted words: their source's. @param {{source: string, quote: string}} passage */
function quotedLanguage(passage) {
  return SOURCES[passage.source]?.language ?? (isDense(passage.quote) ? "zh" : null);
}

/** What the passages mean, for English readers, and room for what each says. @param {Passage[]} passages */
function glosses(passages) {
  return passages.map((p) => el("div", { class: "told", "data-told": p.id }, p.gloss && state.lang !== "zh" ? el("p", { class: "gloss", lang: "en", text: p.gloss }) : null));
}

/** @param {Piece} piece */
function pieceSpan(piece) {
  const lines = [...new Set(piece.passages.flatMap(linesOfPassage))].slice(0, 3);
  const known = lines.map((line) => t(line)).join(", ");
  const span = el("span", { class: "said", role: "button", tabindex: "-1", "aria-pressed": "false", title: known, onclick: () => window.getSelection()?.toString() || choosePiece(piece) }, piece.text, el("span", { class: "unseen", text: ` (${known})` }));
  for (const passage of piece.passages) push(wordsOfPassage, passage.id, span);
  span.style.backgroundImage = lines.map(stripe).join(", ");
  span.style.backgroundPosition = lines.map((_, at) => `0 calc(100% - ${at * 3.5}px)`).join(", ");
  span.style.paddingBottom = `${2 + lines.length * 3.5}px`;
  return span;
}

/** A line as the picture draws it, as an image to repeat under words. @param {string} line */
function stripe(line) {
  const tone = lineColour(line);
  const dashes = LINES[line]?.dash || [6];
  /** @type {string[]} */
  const stops = [];
  let at = 0;
  dashes.forEach((length, place) => {
    stops.push(`${place % 2 ? "transparent" : tone} ${at}px ${at + length}px`);
    at += length;
  });
  return `repeating-linear-gradient(90deg, ${stops.join(", ")})`;
}

/** Choose the shortest passage of a piece; chosen already, the next longer one. @param {Piece} piece */
function choosePiece(piece) {
  const ids = piece.passages.map((p) => p.id);
  const next = state.at?.startsWith("q:") ? ids.indexOf(state.at.slice(2)) + 1 : 0;
  set({ at: `q:${ids[next % ids.length]}`, path: null, from: null });
}

/** Mark the passages behind what is chosen, say what a chosen one says, and bring the first into sight. */
function markPassages() {
  const chosen = passagesOf(state.at);
  const box = byId("reading-text");
  const part = SECTIONS.find((/** @type {any} */ s) => s.id === state.chapter);
  for (const span of marked) span.classList.remove("chosen"), span.setAttribute("aria-pressed", "false");
  const here = [...chosen].filter((id) => wordsOfPassage.has(id)).sort((a, b) => (QUOTED.get(a)?.start ?? 0) - (QUOTED.get(b)?.start ?? 0));
  marked = here.flatMap((id) => wordsOfPassage.get(id) ?? []);
  for (const span of marked) span.classList.add("chosen"), span.setAttribute("aria-pressed", "true");
  const first = marked[0];
  box.classList.toggle("choosing", marked.length > 0);
  box.querySelector(".says")?.remove();
  const passage = state.at?.startsWith("q:") ? QUOTED.get(state.at.slice(2)) : null;
  if (passage && first) roomOf(passage, first)?.append(el("ul", { class: "says" }, ...passage.ats.map(saidRow)));
  const heading = !first && part && !state.at ? /** @type {HTMLElement | undefined} */ ([...box.querySelectorAll("h3")].find((h) => h.textContent === tr(part.name))) : null;
  const wanted = state.at ?? state.chapter;
  if (wanted !== scrolledTo) bringToSight(first ?? heading ?? null);
  scrolledTo = wanted;
}

/** Where what a passage says is listed: below the stretch that it stands in. @param {Passage} passage @param {HTMLElement} words */
function roomOf(passage, words) {
  const rooms = /** @type {HTMLElement[]} */ ([...(words.closest(".stretch")?.querySelectorAll(".told") ?? [])]);
  return rooms.find((room) => room.dataset.told === passage.id);
}

/** Far off, heights are only known when one is there: look again. @param {HTMLElement | null} element @param {number} [again] */
function bringToSight(element, again = 3) {
  if (!element) return;
  const box = byId("reading-text");
  const [frame, place] = [box.getBoundingClientRect(), element.getBoundingClientRect()];
  if (place.top >= frame.top + 8 && place.bottom <= frame.bottom - 24) return;
  box.scrollTo({ top: box.scrollTop + place.top - frame.top - (element.tagName === "H3" ? 12 : frame.height / 3), behavior: motion(1) && Math.abs(place.top - frame.top) < frame.height * 3 ? "smooth" : "auto" });
  if (again && Math.abs(place.top - frame.top) >= frame.height * 3) requestAnimationFrame(() => bringToSight(element, again - 1));
}

/** What a passage says, with the way to its card. @param {string} at */
function saidRow(at) {
  const item = itemAt(at);
  return el("li", { class: "fact", "data-at": at }, at.startsWith("s:") ? factHead(item, linkedSentence(item)) : claimHead(item));
}

/** Arrows go from passage to passage, Enter chooses. @param {KeyboardEvent} event */
function readingKeyPressed(event) {
  const spans = /** @type {HTMLElement[]} */ ([...byId("reading-text").querySelectorAll(".said")]);
  const target = /** @type {HTMLElement} */ (event.target);
  if (!spans.length || !(target.id === "reading-text" || target.classList.contains("said"))) return;
  const at = spans.indexOf(target);
  const way = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (way) {
    const chosen = spans.findIndex((span) => span.classList.contains("chosen"));
    const next = spans[at < 0 ? Math.max(0, chosen) : Math.max(0, Math.min(spans.length - 1, at + way))];
    next.focus({ preventScroll: true });
    bringToSight(next);
  } else if ((event.key === "Enter" || event.key === " ") && at >= 0) target.click();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The card of a sentence: its words, and what it says. @param {Passage} passage @returns {(HTMLElement | null)[]} */
function passageCard(passage) {
  const [facts, claims] = ["s:", "c:"].map((sort) => passage.ats.filter((at) => at.startsWith(sort)));
  const evidence = itemAt(passage.ats[0]).evidence.find((/** @type {any} */ e) => e.source === passage.source && e.quote === passage.quote && e.cell?.at === passage.cell?.at && (!isPlaced(passage) || e.start === passage.start));
  return [
    el("p", { class: "kicker", text: t("sentenceOf") }),
    evidenceBlock(evidence),
    facts.length ? el("section", { class: "group" }, el("h3", { text: t("saysHere") }), el("ul", {}, ...facts.map(saidRow))) : null,
    claims.length ? el("section", { class: "group" }, el("h3", { text: t("claimsHere") }), el("ul", {}, ...claims.map(saidRow))) : null,
  ];
}

/** The way from a quote on a card to its place in the source. @param {any} evidence */
function readButton(evidence) {
  if (!evidence.quote || !PASSAGES.has(evidence.source) || state.read === evidence.source) return null;
  return el("button", { type: "button", class: "text read-here", text: t("readHere"), onclick: () => set({ read: evidence.source }) });
}
