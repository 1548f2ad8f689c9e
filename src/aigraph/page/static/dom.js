/** Making elements. Texts go in as text only; links go only to http and https. */

/**
 * @param {string} tag
 * @param {Record<string, any>} [attributes] `class`, `text`, `onclick` and its like, anything else as an attribute
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** @param {string} id @returns {HTMLElement} */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** Replace what an element holds. @param {Element} element @param {...(Node | string | null | undefined | false)} children */
function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => Boolean(child)).map((child) => /** @type {Node | string} */ (child)));
}

/** A link to another page, plain text where the address is none of the web. @param {string} url @param {string} text */
function outward(url, text) {
  return /^https?:\/\//i.test(url)
    ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank", text })
    : el("span", { text });
}

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...Node} children */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
