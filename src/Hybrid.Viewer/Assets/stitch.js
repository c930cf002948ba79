// The page of panoramas.
import "./theme.js";
import * as api from "./api.js";
import { comparison } from "./compare.js";
import { el, facts, one, percent } from "./dom.js";
import { jobForm } from "./jobform.js";
import { fileList, picture } from "./steps.js";
import { table } from "./table.js";

function render(run, job, body) {
  const { result, files } = run;
  const panoramas = result.panoramas.map((p, i) => ({ ...p, shown: files[p.file.split("/").pop()], number: i + 1 }));
  for (const panorama of panoramas) {
    const stages = [["layout", "jpg", "Layout"], ["seams", "png", "Seams"], ["exposure", "jpg", "Exposure"], ["refinement", "png", "Refinement"]]
      .map(([name, type, title]) => [`${name}-${panorama.number}.${type}`, title]).filter(([file]) => files[file]);
    body.append(el("h3", {}, `Panorama ${panorama.number}: ${panorama.width} × ${panorama.height}, ${panorama.images} images`),
      comparison({}, [{ name: "Panorama", show: () => el("img", { src: panorama.shown, alt: `Panorama ${panorama.number}` }) }, ...stages.map(([file, title]) => picture(files, file, title))]),
      facts([["projection", panorama.projection], ["field of view", `${panorama.field_of_view_deg.toFixed(0)}°`], ["median error", `${panorama.median_error_px.toFixed(2)} px`]]));
  }
  body.append(el("h3", {}, "Images"), table("Images", ["number", "image", "became", "why", "what to do"], result.images.map((i, n) => [n + 1, i.name, i.outcome, i.reason, i.advice])));
  if (files["graph.png"]) body.append(el("h3", {}, "Match graph"), comparison({}, [picture(files, "graph.png", "Graph: green lines join, grey ones were compared and refused")]));
  body.append(el("details", {}, el("summary", {}, `Pairs compared (${result.pairs.length})`), table("Pairs", ["images", "joined", "why", "inliers", "overlap"],
    result.pairs.map(p => [`${p.a + 1} and ${p.b + 1}`, p.linked ? "yes" : "no", [p.reason, p.evidence].filter(t => t && t !== "none").join(": "), `${p.inliers} of ${p.matches}`, percent(Math.max(0, p.overlap))]))),
    fileList(files));
}

const kind = (await api.status()).kinds.find(k => k.name === "stitch");
for (const { name, values } of kind.settings)
  one(`select[name=${name}]`).append(el("option", { value: "" }, "by default"), ...values.map(v => el("option", { value: v }, v)));
jobForm("stitch", render);
