/** The interface in English and Chinese: WORDS comes from words/interface.json. */

/** Text of the interface. @param {string} key @param {Record<string, string | number>} [values] */
function t(key, values = {}) {
  return (WORDS[key]?.[state.lang === "zh" ? "zh" : "en"] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

const DIGITS = new Intl.NumberFormat("en");

/** A number with its thousands apart. @param {number} n */
function counted(n) {
  return DIGITS.format(n);
}

/** A text of the data in the reader's language. @param {Record<string, string> | null | undefined} text */
function tr(text) {
  return text ? (text[state.lang] ?? text.en ?? Object.values(text)[0] ?? "") : "";
}
