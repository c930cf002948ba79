// The provenance of a result: every step that was tried, in order, with its share of the time.
import { duration, el } from "./dom.js";

/** @param steps [{step, outcome, reason, evidence, ms}] */
export function timeline(steps) {
  const longest = Math.max(1, ...steps.map(s => s.ms));
  return el("ol", { className: "steps" }, ...steps.map(s => {
    const bar = el("span");
    bar.style.width = `${100 * s.ms / longest}%`;
    return el("li", { className: s.outcome }, el("strong", {}, s.step), el("span", { className: "bar" }, bar), el("span", {}, duration(s.ms)),
      el("span", { className: "why" }, `${s.outcome}${s.reason && s.reason !== "none" ? ` (${s.reason})` : ""}${s.evidence ? `: ${s.evidence}` : ""}`));
  }));
}

/** A view of a result's picture, for a comparison. */
export const picture = (files, file, name) => ({ name, show: () => el("img", { src: files[file], alt: name }) });

/** The files of a run, to be opened or saved. */
export function fileList(files) {
  return el("details", {}, el("summary", {}, "Files"),
    el("ul", { className: "files-list" }, ...Object.entries(files).map(([name, url]) => el("li", {}, el("a", { href: url, download: name }, name)))));
}
