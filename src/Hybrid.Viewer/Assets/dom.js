// Small helpers for building elements. Text is always text: nothing here parses markup.

/** An element with properties, attributes (where a property does not exist), listeners (on…) and children. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter(c => c !== null && c !== undefined));
  return element;
}

/** The first element of a selector. */
export const one = (selector, root = document) => root.querySelector(selector);

/** A list of terms and what they are: [[term, text or element], …]. */
export function facts(pairs) {
  return el("dl", { className: "facts" }, ...pairs.filter(([, value]) => value !== null && value !== undefined)
    .flatMap(([term, value]) => [el("dt", {}, term), el("dd", {}, typeof value === "number" ? String(value) : value)]));
}

/** Milliseconds as people say them. */
export const duration = ms => ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

/** A fraction as a percentage. */
export const percent = value => `${(100 * value).toFixed(1)} %`;

let count = 0;
/** An id that no other element has. */
export const freshId = () => `id-${++count}`;
