/** The shortest way between two nodes, told in sentences: by facts alone, and with what is not settled where that is shorter. */

/** @param {string} start @param {string} end @param {boolean} tentative @returns {any[] | null} statements from end to end */
function shortestWay(start, end, tentative) {
  /** @type {Map<string, {from: string, edge: string} | null>} */
  const came = new Map([[start, null]]);
  let level = [start];
  while (level.length && !came.has(end)) {
    const next = [];
    for (const id of level) {
      for (const edge of LINKS.get(id) ?? []) {
        const key = String(edge.id);
        const statement = STATEMENTS.get(key);
        if (!tentative && !statement.settled) continue;
        const other = String(edge.from) === id ? String(edge.to) : String(edge.from);
        if (came.has(other)) continue;
        came.set(other, { from: id, edge: key });
        next.push(other);
      }
    }
    level = next;
  }
  if (!came.has(end)) return null;
  const steps = [];
  for (let at = came.get(end); at; at = came.get(at.from)) steps.unshift(STATEMENTS.get(at.edge));
  return steps;
}

/** Both ways, where there are two. @param {string} start @param {string} end @returns {{steps: any[], settled: boolean}[]} */
function waysOf(start, end) {
  const facts = shortestWay(start, end, false);
  const any = shortestWay(start, end, true);
  const ways = [];
  if (facts) ways.push({ steps: facts, settled: true });
  if (any && (!facts || any.length < facts.length)) ways.push({ steps: any, settled: false });
  return ways;
}

/** @param {string[]} ends @returns {HTMLElement[]} */
function pathCard(ends) {
  const ways = waysOf(ends[0], ends[1]);
  const found = [el("h2", { class: "long" }, t("path", { a: nameOf(ends[0]), b: nameOf(ends[1]) }))];
  if (!ways.length) found.push(el("p", { class: "note", text: t("pathNoneAtAll") }));
  else if (!ways[0].settled) found.push(el("p", { class: "note", text: t("pathNone") }));
  for (const way of ways) {
    found.push(el("section", { class: "group" }, el("h3", { text: t(way.settled ? "pathLength" : "pathTentative", { n: way.steps.length }) }),
      el("ol", { class: "way" }, ...way.steps.map((s) => el("li", { class: s.settled ? "fact" : "fact tentative" }, factHead(s, linkedSentence(s)), quoteBlock(s.evidence[0], true))))));
  }
  return found;
}
