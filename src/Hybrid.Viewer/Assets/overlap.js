// The page of overlaps.
import "./theme.js";
import { comparison } from "./compare.js";
import { el, facts, percent } from "./dom.js";
import { jobForm } from "./jobform.js";
import { fileList, picture, timeline } from "./steps.js";

function render(run, job, body) {
  const { result, files } = run;
  if (files["overlay.png"])
    body.append(comparison({}, [picture(files, "overlay.png", "Both"), picture(files, "overlap_a.png", "Mask of A"), picture(files, "overlap_b.png", "Mask of B")]));
  body.append(
    facts([
      ["overlap", result.overlaps ? `${percent(result.overlap_a)} of A, ${percent(result.overlap_b)} of B` : `none (${result.reason})`],
      ["probability that they overlap", result.confidence.toFixed(3)],
      ["method", result.method_used],
    ]),
    el("details", { open: true }, el("summary", {}, "Steps"), timeline(result.fallbacks)),
    fileList(files));
}

jobForm("overlap", render);
