// Dense flow in colours: the hue is the direction, the saturation the length; the wheel says which.
import { grid } from "./api.js";
import { el } from "./dom.js";

const Side = 1024, Unknown = 1e8;

/** RGB, 0..255, of a vector relative to the longest one. */
export function color(dx, dy, longest) {
  const hue = (Math.atan2(dy, dx) / (2 * Math.PI) + 1) % 1 * 6, saturation = Math.min(1, Math.hypot(dx, dy) / longest);
  const channel = n => { const k = (n + hue) % 6; return 255 * (1 - saturation * Math.max(0, Math.min(k, 4 - k, 1))); };
  return [channel(5), channel(3), channel(1)];
}

/** A picture of a run's flow, with its wheel; the pointer reads values. */
export async function flowView(job, run) {
  const field = await grid(job, run, "flow", Side);
  const longest = percentile(field, 0.98);
  const canvas = el("canvas", { width: field.width, height: field.height });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `Flow from A to B, up to ${longest.toFixed(1)} pixels`);
  const context = canvas.getContext("2d"), picture = context.createImageData(field.width, field.height);
  for (let i = 0; i < field.width * field.height; i++) {
    const dx = field.values[2 * i], dy = field.values[2 * i + 1];
    picture.data.set(known(dx, dy) ? [...color(dx, dy, longest), 255] : [0, 0, 0, 255], 4 * i);
  }
  context.putImageData(picture, 0, 0);
  const text = el("span", { className: "note" }, `Colours end at ${longest.toFixed(1)} px.`);
  canvas.addEventListener("pointermove", event => {
    const box = canvas.getBoundingClientRect();
    const x = Math.floor((event.clientX - box.left) / box.width * field.width), y = Math.floor((event.clientY - box.top) / box.height * field.height);
    const i = 2 * (Math.min(field.height - 1, Math.max(0, y)) * field.width + Math.min(field.width - 1, Math.max(0, x)));
    const [dx, dy] = [field.values[i], field.values[i + 1]];
    text.textContent = known(dx, dy) ? `${dx.toFixed(1)} px to the right, ${dy.toFixed(1)} px down` : "not known here";
  });
  const legend = el("div", { className: "tools" }, wheel(), text);
  legend.style.background = "var(--panel)";
  legend.style.margin = "0";
  return el("div", {}, canvas, legend);
}

function wheel() {
  const size = 80, canvas = el("canvas", { className: "wheel", width: size, height: size });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Wheel of the flow's colours");
  const context = canvas.getContext("2d"), picture = context.createImageData(size, size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const dx = (x - size / 2) / (size / 2), dy = (y - size / 2) / (size / 2);
      if (dx * dx + dy * dy <= 1) picture.data.set([...color(dx, dy, 1), 255], 4 * (y * size + x));
    }
  }
  context.putImageData(picture, 0, 0);
  return canvas;
}

const known = (dx, dy) => Math.abs(dx) < Unknown && Math.abs(dy) < Unknown;

function percentile(field, share) {
  const lengths = [];
  for (let i = 0; i < field.values.length; i += 2 * 7) {
    if (known(field.values[i], field.values[i + 1])) lengths.push(Math.hypot(field.values[i], field.values[i + 1]));
  }
  lengths.sort((a, b) => a - b);
  return Math.max(1, lengths[Math.floor(share * (lengths.length - 1))] ?? 1);
}
