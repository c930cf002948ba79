// The page of deblurred photographs.
import "./theme.js";
import { comparison } from "./compare.js";
import { el, facts } from "./dom.js";
import { jobForm } from "./jobform.js";
import { fileList } from "./steps.js";

function render(run, job, body) {
  const [image] = run.result.images, [sharp] = Object.values(run.files);
  if (!image || !sharp) return;
  body.append(
    comparison({ first: { src: job.inputs[0].url, alt: "As sent" }, second: { src: sharp, alt: "Deblurred" } }),
    facts([
      ["method", image.method],
      ["why", [image.reason === "none" ? "" : image.reason, image.evidence].filter(Boolean).join(": ") || null],
      ["re-blur measure (1 is sharp)", change(image.blur_before.reblur, image.blur_after.reblur)],
      ["Laplacian energy", change(image.blur_before.laplacian_energy, image.blur_after.laplacian_energy)],
    ]),
    el("p", { className: "note" }, "Look closely: deblurring can invent detail. What looks odd at its largest is not in the photograph."),
    fileList(run.files));
}

const change = (before, after) => before === null || after === null ? "not measured" : `${before.toFixed(3)} before, ${after.toFixed(3)} after`;

jobForm("deblur", render);
