/** Colours of paper and ink, eight hues and the lines, for light and dark. */

const THEMES = {
  light: {
    paper: "#fbfaf8", ink: "#1d2128", soft: "#5d6470", line: "#9aa1ab", faint: "#c9cdd3", halo: "#fbfaf8", accent: "#b4342b",
    hues: { blue: "#204fb2", orange: "#c16a14", green: "#22a066", purple: "#946eb5", red: "#b3222c", teal: "#59c7cd", gold: "#d6c934", grey: "#7e7280" },
    lines: { settled: "#8d949e", opinion: "#5b626d", editors: "#b9bec5", derived: "#b9bec5", rumoured: "#c0392b", estimated: "#93650f", predicted: "#7d5ba6", planned: "#2f6db3", past: "#8d949e", retracted: "#c0392b" },
  },
  dark: {
    paper: "#14171c", ink: "#eceae5", soft: "#a2a8b2", line: "#6a727e", faint: "#39404a", halo: "#14171c", accent: "#ff8a75",
    hues: { blue: "#5a8cf5", orange: "#f08139", green: "#59cf9d", purple: "#b5a2e4", red: "#f56366", teal: "#8be2e0", gold: "#f1e95f", grey: "#918d9d" },
    lines: { settled: "#767e8a", opinion: "#a4abb6", editors: "#4b525d", derived: "#4b525d", rumoured: "#ff8a75", estimated: "#d9a441", predicted: "#b392dc", planned: "#6aa5ea", past: "#767e8a", retracted: "#ff8a75" },
  },
};

/** How each line is broken (pixels at zoom 1) and how wide it is. @type {Record<string, {dash: number[] | false, width: number}>} */
const LINES = {
  settled: { dash: false, width: 1.7 },
  editors: { dash: false, width: 1 },
  derived: { dash: false, width: 1 },
  rumoured: { dash: [3, 6], width: 2.6 },
  estimated: { dash: [12, 4, 2, 4], width: 2.2 },
  predicted: { dash: [2, 4, 8, 4], width: 2.2 },
  planned: { dash: [10, 6], width: 2.2 },
  past: { dash: [5, 5], width: 1.1 },
  retracted: { dash: [1, 6], width: 1 },
  opinion: { dash: [2, 5], width: 2 },
};

const SANS = '"Inter","Helvetica Neue",Helvetica,Arial,"PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif';

const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

/** @returns {typeof THEMES.light} */
function theme() {
  return THEMES[isDark() ? "dark" : "light"];
}

function isDark() {
  return state.theme ? state.theme === "dark" : prefersDark.matches;
}

/** @param {string} hue */
function colour(hue) {
  const hues = /** @type {Record<string, string>} */ (theme().hues);
  return hues[hue] ?? hues.grey;
}

/** @param {string} line */
function lineColour(line) {
  const lines = /** @type {Record<string, string>} */ (theme().lines);
  return lines[line] ?? lines.settled;
}
