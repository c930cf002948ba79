// The page of alignments.
import "./theme.js";
import { comparison } from "./compare.js";
import { el, facts, percent } from "./dom.js";
import { flowView } from "./flow.js";
import { jobForm } from "./jobform.js";
import { pointPicker } from "./points.js";
import { fileList, picture, timeline } from "./steps.js";

function render(run, job, body) {
  const result = run.result, files = run.files;
  if (files["warped.png"]) {
    const a = job.inputs.find(i => i.slot === "a");
    body.append(comparison(
      { first: { src: a.url, alt: "A" }, second: { src: files["warped.png"], alt: "B in the frame of A" } },
      [
        picture(files, "overlay.png", "Overlay"),
        { name: "Flow", show: () => flowView(job, run) },
        picture(files, "confidence.png", "Confidence"),
        picture(files, "matches.png", "Matches"),
      ]));
  }
  body.append(
    facts([
      ["status", `${result.status}${result.reason === "none" ? "" : ` (${result.reason})`}`],
      ["method", result.method_used === result.method_requested ? result.method_used : `${result.method_used} (asked for ${result.method_requested})`],
      ["confidence", result.confidence.toFixed(2)],
      ["overlap", percent(result.overlap)],
      ["matches", `${result.inliers} inliers of ${result.matches}`],
      ["homography", result.homography ? rows(result.homography) : null],
    ]),
    el("details", { open: true }, el("summary", {}, "Steps"), timeline(result.fallbacks)),
    fileList(files));
}

function rows(h) {
  const table = el("table", {}, el("tbody", {}, ...[0, 3, 6].map(i => el("tr", {}, ...h.slice(i, i + 3).map(v => el("td", { className: "number" }, v.toPrecision(6)))))));
  return el("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Homography" }, table);
}

jobForm("align", render, pointPicker);
