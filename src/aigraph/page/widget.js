/** The page in a notebook: an isolated frame of it, and a channel between its door and the model of the widget. */

/** A trait of the model → the part of the page's link that it is. */
const PARTS = { ask: "view", at: "at", hidden: "off", as_of: "asOf", language: "lang", theme: "theme" };

function render({ model, el }) {
  const frame = document.createElement("iframe");
  Object.assign(frame, { title: model.get("title"), sandbox: model.get("sandbox"), srcdoc: model.get("page") });
  Object.assign(frame.style, { width: model.get("width"), height: model.get("height"), border: "0", display: "block" });
  let port = null;
  let number = 0;
  let telling = false;

  /** What Python says goes to the page; what the page said is not said again. */
  const send = () => {
    if (telling || !port) return;
    number += 1;
    port.postMessage({ number, ...Object.fromEntries(Object.entries(PARTS).map(([trait, part]) => [part, model.get(trait)])) });
  };
  /** What the page says comes to Python, unless Python has wished for something since. */
  const received = ({ data }) => {
    if (data.heard !== number) return;
    telling = true;
    for (const [trait, part] of Object.entries(PARTS)) model.set(trait, data.link[part]);
    for (const trait of ["nodes", "statements"]) model.set(trait, data[trait]);
    model.save_changes();
    telling = false;
  };
  /** Each time the frame has loaded, since a frame that is moved begins anew. */
  const connect = () => {
    const channel = new MessageChannel();
    port?.close();
    port = channel.port1;
    port.onmessage = received;
    frame.contentWindow.postMessage("aigraph", "*", [channel.port2]);
    send();
  };

  frame.addEventListener("load", connect);
  for (const trait of Object.keys(PARTS)) model.on(`change:${trait}`, send);
  el.append(frame);
  return () => {
    for (const trait of Object.keys(PARTS)) model.off(`change:${trait}`, send);
    port?.close();
  };
}

export default { render };
