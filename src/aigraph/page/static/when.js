/** As of a day: a slider over the days on which something begins or ends to hold; what does not hold is hidden. */

const NEVER = 9e6;
const DAY = 864e5;
/** The days, in days since 1970, on which how some statement holds changes, in order. @type {number[]} */
const DAYS = [...new Set([...STATEMENTS.values()].flatMap((s) => s.span ?? []))].filter((day) => Math.abs(day) < NEVER).sort((a, b) => a - b);

/** Whether a statement holds on a day; a derived one as its best proof. @param {any} statement @param {number} day @param {string[]} [above] what it is to prove @returns {"certainly" | "possibly" | "not"} */
function holds(statement, day, above = []) {
  if (statement.proofs) {
    const words = ["certainly", "possibly", "not"];
    const seen = [...above, statement.id];
    const known = statement.proofs.map((/** @type {{premises: string[]}} */ proof) => proof.premises.map((id) => STATEMENTS.get(id)).filter(Boolean));
    const sound = known.filter((/** @type {any[]} */ premises) => !premises.some((s) => seen.includes(s.id)));
    const worst = (/** @type {any[]} */ premises) => Math.max(Number(!premises.length), ...premises.map((s) => words.indexOf(holds(s, day, seen))));
    return /** @type {any} */ (words[sound.length ? Math.min(...sound.map(worst)) : 1]);
  }
  if (!statement.span) return "possibly";
  const [first, begun, soonest, end] = statement.span;
  if (day < first || day >= end) return "not";
  return Math.min(begun, end - 1) <= day && day < Math.max(soonest, first + 1) ? "certainly" : "possibly";
}

/** Whether the day that is chosen hides a statement. @param {any} statement */
function outOfTime(statement) {
  return state.asOf !== null && holds(statement, dayOf(state.asOf)) === "not";
}

/** @param {string} iso */
function dayOf(iso) {
  return Date.parse(`${iso}T00:00:00Z`) / DAY;
}

/** @param {number} day */
function isoOf(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Whether a text of an address is a day. @param {string} text */
function isDay(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(dayOf(text)) && isoOf(dayOf(text)) === text;
}

/** The slider: the days in order, and at its right end none. */
function showWhen() {
  const place = byId("when");
  place.hidden = !DAYS.length;
  if (place.hidden) return;
  const day = state.asOf === null ? null : dayOf(state.asOf);
  const at = day === null ? DAYS.length : DAYS.filter((known) => known <= day).length - 1;
  const said = day === null ? t("anyDay") : state.asOf;
  const slider = /** @type {HTMLInputElement} */ (byId("day") ?? el("input", { id: "day", type: "range", min: "-1", max: String(DAYS.length), step: "1", oninput: slid, onchange: () => remembered(true) }));
  if (slider.value !== String(at)) slider.value = String(at);
  slider.setAttribute("aria-label", t("asOf"));
  slider.setAttribute("aria-valuetext", String(said));
  const counts = { certainly: 0, possibly: 0, not: 0, undated: 0 };
  for (const statement of day === null ? [] : viewStatements()) {
    const how = holds(statement, /** @type {number} */ (day));
    counts[how] += 1;
    counts.undated += Number(how === "possibly" && !statement.span);
  }
  const label = el("label", { for: "day", text: `${t("asOf")} ${said}` });
  const told = day === null ? "" : t("held", counts);
  if (slider.parentElement === place) {
    slider.previousElementSibling?.replaceWith(label);
    slider.nextElementSibling?.replaceWith(el("span", { text: told }));
  } else fill(place, label, slider, el("span", { text: told }));
}

/** @param {Event} event */
function slid(event) {
  const at = Number(/** @type {HTMLInputElement} */ (event.target).value);
  set({ asOf: at >= DAYS.length ? null : isoOf(at < 0 ? DAYS[0] - 1 : DAYS[at]) }, false);
}
