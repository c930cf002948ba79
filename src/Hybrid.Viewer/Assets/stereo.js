// The page of stereo pairs.
import "./theme.js";
import { cloudView } from "./cloud.js";
import { comparison } from "./compare.js";
import { el, facts, percent } from "./dom.js";
import { jobForm } from "./jobform.js";
import { fileList, picture, timeline } from "./steps.js";

function render(run, job, body) {
  const { result, files } = run;
  if (files["color.png"]) {
    body.append(comparison({}, [
      picture(files, "color.png", "Disparity"),
      { name: "Points", show: () => cloudView(job, run) },
      picture(files, "confidence.png", "Confidence"),
      ...(files["left_right.png"] ? [picture(files, "left_right.png", "Left against right")] : []),
    ]));
  }
  body.append(
    facts([
      ["status", `${result.status}${result.reason === "none" ? "" : ` (${result.reason})`}`],
      ["method", result.method_used === result.method_requested ? result.method_used : `${result.method_used} (asked for ${result.method_requested})`],
      ["answered", `${percent(result.fill)} of the pixels, mean confidence ${result.confidence.toFixed(2)}`],
      ["searched", `${result.disparity_range[0]} to ${result.disparity_range[1]} px`],
      ["rectified", result.rectification ? `matches lie ${result.rectification.median_distance_px.toFixed(2)} px off their rows (median)` : null],
    ]),
    ...result.findings.map(f => el("p", { className: "note" }, f.text)),
    el("details", { open: true }, el("summary", {}, "Steps"), timeline(result.fallbacks)),
    fileList(files));
}

jobForm("stereo", render);
