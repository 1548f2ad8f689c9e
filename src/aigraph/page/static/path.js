/** The shortest way between two nodes, told in sentences: by what sources say, and with what else there is where that is shorter. */

/** Whether a statement is the editors', or derived from one of theirs however it is proved. @param {any} statement @returns {boolean} */
function byEditors(statement) {
  if (statement.editors) return true;
  const proofs = statement.proofs ?? [];
  return proofs.length > 0 && proofs.every((/** @type {{premises: string[]}} */ { premises }) => premises.some((id) => STATEMENTS.has(id) && byEditors(STATEMENTS.get(id))));
}

/** @param {string} start @param {string} end @param {(statement: any) => boolean} wanted @returns {any[] | null} statements from end to end */
function shortestWay(start, end, wanted) {
  /** @type {Map<string, {from: string, edge: string} | null>} */
  const came = new Map([[start, null]]);
  let level = [start];
  while (level.length && !came.has(end)) {
    const next = [];
    for (const id of level) {
      for (const edge of LINKS.get(id) ?? []) {
        const key = String(edge.id);
        const statement = STATEMENTS.get(key);
        if (!wanted(statement)) continue;
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

/** The ways there are: by facts that sources state, with the editors' and with what is not settled where those are shorter. @param {string} start @param {string} end @returns {{steps: any[], settled: boolean, editors: number}[]} */
function waysOf(start, end) {
  const found = [(/** @type {any} */ s) => s.settled && !byEditors(s), (/** @type {any} */ s) => s.settled, () => true];
  /** @type {{steps: any[], settled: boolean, editors: number}[]} */
  const ways = [];
  for (const [at, wanted] of found.entries()) {
    const steps = shortestWay(start, end, wanted);
    if (steps && ways.every((way) => steps.length < way.steps.length)) ways.push({ steps, settled: at < 2, editors: steps.filter(byEditors).length });
  }
  return ways;
}

/** @param {string[]} ends @returns {HTMLElement[]} */
function pathCard(ends) {
  const ways = waysOf(ends[0], ends[1]);
  const found = [el("h2", { class: "long" }, t("path", { a: nameOf(ends[0]), b: nameOf(ends[1]) }))];
  if (!ways.length) found.push(el("p", { class: "note", text: t("pathNoneAtAll") }));
  else if (!ways[0].settled) found.push(el("p", { class: "note", text: t("pathNone") }));
  for (const way of ways) {
    found.push(el("section", { class: "group" }, el("h3", { text: wayWords(way) }),
      el("ol", { class: "way" }, ...way.steps.map((s) => el("li", { class: s.settled ? "fact" : "fact tentative" }, factHead(s, linkedSentence(s)), quoteBlock(s.evidence[0], true))))));
  }
  return found;
}

/** @param {{steps: any[], settled: boolean, editors: number}} way */
function wayWords(way) {
  const key = !way.settled ? "pathTentative" : way.editors ? "pathEditors" : "pathLength";
  return t(key, { n: way.steps.length, editors: way.editors });
}
