import { el } from "./dom.js";

/** A table in a region that scrolls by itself. Cells are texts, numbers or elements. */
export function table(label, heads, lines) {
  const region = el("div", { className: "scroll", tabIndex: 0, role: "group" }, el("table", {},
    el("thead", {}, el("tr", {}, ...heads.map(h => h ? el("th", { scope: "col" }, h) : el("td")))),
    el("tbody", {}, ...lines.map(cells => el("tr", {}, ...cells.map(c => el("td", {}, typeof c === "number" ? String(c) : c)))))));
  region.setAttribute("aria-label", label);
  return region;
}
