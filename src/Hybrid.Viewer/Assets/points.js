// A point of A, and where each method puts it in B.
import { at } from "./api.js";
import { el, one } from "./dom.js";

/** Sets the section up for a job whose runs are over. */
export function pointPicker(job) {
  const section = one("#point"), inputs = [one("#x"), one("#y")], columns = one("#points");
  const runs = job.runs.filter(r => r.files?.["flow.flo"]);
  section.hidden = runs.length === 0;
  if (section.hidden) return;

  const [a, b] = ["a", "b"].map(slot => job.inputs.find(i => i.slot === slot));
  const first = panel("A", a.url), targets = runs.map(run => ({ run, ...panel(`B by ${run.method}`, b.url) }));
  columns.replaceChildren(first.figure, ...targets.map(t => t.figure));
  first.image.addEventListener("load", () => {
    inputs[0].max = first.image.naturalWidth - 1;
    inputs[1].max = first.image.naturalHeight - 1;
    move(Math.floor(first.image.naturalWidth / 2), Math.floor(first.image.naturalHeight / 2));
  });
  first.image.addEventListener("click", event => {
    const box = first.image.getBoundingClientRect();
    move(Math.floor((event.clientX - box.left) / box.width * first.image.naturalWidth), Math.floor((event.clientY - box.top) / box.height * first.image.naturalHeight));
  });
  for (const input of inputs) input.oninput = () => move(...inputs.map(i => Math.min(Number(i.max), Math.max(0, Math.round(Number(i.value) || 0)))));

  let latest = 0;
  async function move(x, y) {
    const own = ++latest;
    [inputs[0].value, inputs[1].value] = [x, y];
    place(first, x, y, `${x}, ${y}`);
    for (const target of targets) {
      const flow = await at(job, target.run, "flow", x, y).catch(() => []);
      if (own !== latest) return;
      if (flow.length) place(target, x + flow[0], y + flow[1], `${(x + flow[0]).toFixed(1)}, ${(y + flow[1]).toFixed(1)}`);
      else place(target, NaN, NaN, "not in B, or not known");
    }
  }
}

function panel(name, src) {
  const image = el("img", { src, alt: name }), mark = el("span", { className: "mark", hidden: true }), text = el("span", { className: "where" });
  const figure = el("figure", { className: "card" }, el("div", { className: "pick" }, image, mark), el("figcaption", {}, `${name}: `, text));
  return { figure, image, mark, text };
}

// Pixel centres are whole numbers, so that the picture begins at -0.5.
function place({ image, mark, text }, x, y, words) {
  const inside = x >= -0.5 && y >= -0.5 && x < image.naturalWidth - 0.5 && y < image.naturalHeight - 0.5;
  mark.hidden = !inside;
  mark.style.left = `${100 * (x + 0.5) / image.naturalWidth}%`;
  mark.style.top = `${100 * (y + 0.5) / image.naturalHeight}%`;
  text.textContent = inside || !Number.isFinite(x) ? words : `${words}, outside`;
}
