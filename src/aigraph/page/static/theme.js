/** Colours and lines for light and dark: THEMES and LINES come from theme.json. */

const SANS = '"Inter","Helvetica Neue",Helvetica,Arial,"PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif';

const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

/** @returns {Theme} */
function theme() {
  return THEMES[isDark() ? "dark" : "light"];
}

/** Whether the page is being printed. */
const paper = { on: false };

function isDark() {
  if (paper.on) return false;
  return state.theme ? state.theme === "dark" : prefersDark.matches;
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
