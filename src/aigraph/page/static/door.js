/** The door: what a notebook sets of the page, and what it is told. It opens only in a frame made from text, to the window that made it, and what comes in is a link. */

/** What of a link goes through the door. */
const DOOR = ["view", "at", "off", "asOf", "lang", "theme"];

/** @type {MessagePort | null} */
let host = null;
/** What the host knows, so that it is told nothing twice. */
let hostKnows = "";
/** The number of the host's last message: what it is told carries it, so that it knows what is older than its own wish. */
let heard = 0;

/** What is shown, by the parts of a link, and what is chosen: entities, and the statements that are lit. */
function told() {
  const chosen = state.at?.startsWith("n:") ? [state.at.slice(2)] : [...(lit?.nodes ?? [])];
  return {
    heard,
    link: { view: state.view === "map" ? "" : state.view, at: state.at ?? "", off: [...state.off].sort(), asOf: state.asOf ?? "", lang: state.lang, theme: state.theme },
    nodes: chosen.filter((id) => NODES.has(id)),
    statements: [...(lit?.edges ?? [])].filter((id) => STATEMENTS.has(id)),
  };
}

function tellHost() {
  const news = told();
  if (!host || JSON.stringify(news) === hostKnows) return;
  hostKnows = JSON.stringify(news);
  host.postMessage(news);
}

/** Show what the host asks for; what nobody has is said in a line, as of any link, and told back: each message has its answer. @param {MessageEvent} event */
function hostAsks(event) {
  heard = event.data.number;
  const now = /** @type {Record<string, unknown>} */ (told().link);
  const changed = DOOR.filter((name) => event.data[name] !== undefined && String(event.data[name]) !== String(now[name]));
  if (!changed.length) return tellHost();
  const link = new URLSearchParams(linkOf().slice(1));
  if (changed.includes("view")) for (const name of ["moved", "camera"]) link.delete(name);
  if (changed.includes("at")) for (const name of ["path", "depth"]) link.delete(name);
  for (const name of changed) {
    const text = [event.data[name]].flat().join(" ");
    if (text || name === "theme") link.set(name, text);
    else link.delete(name);
  }
  showLink(`#${link}`);
  remembered(true);
  showHead();
}

/** @param {MessageEvent} event */
function knocked(event) {
  if (event.source !== window.parent || event.data !== "aigraph" || !event.ports.length) return;
  host = event.ports[0];
  host.onmessage = hostAsks;
}

function openDoor() {
  if (!FRAMED || location.protocol !== "about:") return;
  watchers.push(tellHost);
  window.addEventListener("message", knocked);
}
