// The page of runs: what there is, their reports, two of them compared, a pair of one opened live.
import "./theme.js";
import * as api from "./api.js";
import { el, one } from "./dom.js";
import { jobForm } from "./jobform.js";
import { fileList } from "./steps.js";
import { table } from "./table.js";

const Most = 500;
const figure = value => Number.isInteger(value) ? String(value) : Number(value.toPrecision(4)).toString();

function render(run, job, body) {
  const { result, files } = run, names = Object.keys(result.methods ?? {});
  const metrics = [...new Set(names.flatMap(n => Object.keys(result.methods[n].metrics)))].slice(0, 24);
  body.append(
    ...(result.verdicts ?? []).map(v => el("p", {}, v)),
    table("Methods", ["method", "pairs", "failed", ...metrics], names.map(n => {
      const m = result.methods[n];
      return [n, m.n, figure(m.failures), ...metrics.map(k => k in m.metrics ? figure(m.metrics[k]) : "")];
    })),
    files["report.html"] ? el("p", {}, el("a", { href: files["report.html"], target: "_blank", rel: "noopener" }, "The report of the comparison (a new tab)")) : "",
    fileList(files));
}

/** Shows the pairs of a run. */
async function open(run) {
  const pairs = await api.pairs(run.id), filter = one("#filter"), failed = one("#failed");
  one("#run").hidden = false;
  one("#run-title").textContent = `Pairs of ${run.name}`;
  const draw = () => {
    const shown = pairs.filter(p => p.name.includes(filter.value) && (!failed.checked || p.methods.some(m => !m.ok)));
    one("#pairs").replaceChildren(table("Pairs", ["pair", "tier", "methods", ""], shown.slice(0, Most).map(p => [
      p.name, p.tier, p.methods.map(m => `${m.method} ${m.ok ? "ok" : "failed"}`).join(", "),
      p.open ? el("a", { href: p.open }, "open live") : "not on this machine"])),
      shown.length > Most ? el("p", { className: "note" }, `${shown.length - Most} more; filter to see them.`) : "");
  };
  filter.oninput = failed.onchange = draw;
  draw();
  one("#run-title").scrollIntoView({ block: "nearest" });
}

const { folder, runs } = await api.runs();
one("#about").textContent = runs.length ? `${runs.length} in ${folder}` : `There is no run in ${folder}; hybrid evaluate -o ${folder}/NAME makes one, and hybrid serve --runs DIR shows those of another folder.`;
one("#form").hidden = runs.length === 0;
one("#runs").replaceChildren(table("Runs", ["compare", "run", "datasets", "methods", "pairs", "begun", ""], runs.map(run => {
  const choose = el("input", { type: "checkbox", name: "run", value: run.id });
  choose.setAttribute("aria-label", `Compare ${run.name}`);
  return run.problem ? ["", run.name, run.problem] : [choose, run.name, run.datasets.join(", "), run.methods.join(", "), run.pairs, run.started_utc,
    el("span", { className: "actions" }, el("button", { type: "button", onclick: () => open(run).catch(e => { one("#message").textContent = e.message; }) }, `Pairs of ${run.name}`),
      run.report ? el("a", { href: run.report, target: "_blank", rel: "noopener" }, `Report of ${run.name}`) : "no report")];
})));
jobForm("compare", render);
