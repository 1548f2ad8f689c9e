/** Colours and lines for light and dark: THEMES and LINES come from theme.json. */

const SANS = '"Inter","Helvetica Neue",Helvetica,Arial,"PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif';

/** The forms of nodes, five units around their middle; any other is a disc. @type {Record<string, string>} */
const FORMS = {
  square: "M-4.4-4.4h8.8v8.8h-8.8z", diamond: "M0-5.6 5.6 0 0 5.6-5.6 0z", triangle: "M0-5 5.2 4.4H-5.2z", triangleDown: "M0 5 5.2-4.4H-5.2z",
  hexagon: "M-5.4 0-2.7-4.7H2.7L5.4 0 2.7 4.7H-2.7z", star: "M0-5.8 1.5-1.8 5.6-1.8 2.4.8 3.5 5 0 2.6-3.5 5-2.4.8-5.6-1.8-1.5-1.8z",
};

const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
let darkOutside = prefersDark.matches;
prefersDark.addEventListener("change", () => (darkOutside = prefersDark.matches));

/** @returns {Theme} */
function theme() {
  return THEMES[isDark() ? "dark" : "light"];
}

/** Whether the page is being printed. */
const paper = { on: false };

function isDark() {
  if (paper.on) return false;
  return state.theme ? state.theme === "dark" : darkOutside;
}

/** @param {string} hue */
function colour(hue) {
  const hues = theme().hues;
  return hues[hue] ?? hues.grey;
}

/** @param {string} line */
function lineColour(line) {
  const lines = theme().lines;
  return lines[line] ?? lines.settled;
}
