// Two pictures of one frame laid over each other: a slider between them, flicker, their difference; and any number of others.
import { el, freshId } from "./dom.js";

const Flicker = 700;

/**
 * @param pictures { first: {src, alt}, second: {src, alt} }, either of which may be missing
 * @param others [{ name, show: () => element or promise of one }], further views
 */
export function comparison(pictures, others = []) {
  const { first, second } = pictures;
  const stack = el("div", { className: "stack" }), tools = el("div", { className: "tools" });
  const stage = el("div", { className: "stage", tabIndex: 0, role: "region" }, stack);
  stage.setAttribute("aria-label", "Picture");
  let zoom = 1, timer = 0;

  const views = first && second
    ? [["Slider", slider], ["Flicker", flicker], ["Difference", difference], ...others.map(o => [o.name, () => other(o)])]
    : others.map(o => [o.name, () => other(o)]);
  const group = freshId();
  const modes = el("fieldset", { className: "modes" }, el("legend", {}, "View"), ...views.map(([name, show], i) => el("label", {},
    el("input", { type: "radio", name: group, value: name, checked: i === 0, onchange: () => change(show) }), name)));

  function change(show) {
    clearInterval(timer);
    stack.className = "stack";
    tools.replaceChildren();
    show();
    tools.append(el("button", { type: "button", onclick: () => scale(1 / 1.5) }, "Smaller"), el("button", { type: "button", onclick: () => scale(1.5) }, "Larger"),
      el("button", { type: "button", onclick: () => scale(0) }, "Fit"));
  }

  function scale(factor) {
    zoom = factor ? Math.min(16, Math.max(1, zoom * factor)) : 1;
    stack.style.width = `${100 * zoom}%`;
  }

  function both() {
    const over = el("img", { className: "over", src: second.src, alt: second.alt });
    stack.replaceChildren(el("img", { src: first.src, alt: first.alt }), over);
    return over;
  }

  function slider() {
    const over = both();
    const cut = value => { over.style.clipPath = `inset(0 0 0 ${value}%)`; };
    const range = el("input", { type: "range", min: 0, max: 100, step: 0.1, value: 50, oninput: event => cut(event.target.value) });
    range.setAttribute("aria-label", `Where ${first.alt} ends and ${second.alt} begins`);
    tools.append(range);
    cut(50);
  }

  function flicker() {
    const over = both();
    stack.classList.add("flicker");
    const turn = () => over.classList.toggle("off");
    const automatic = el("input", { type: "checkbox", onchange: () => { clearInterval(timer); if (automatic.checked) timer = setInterval(turn, Flicker); } });
    tools.append(el("button", { type: "button", onclick: turn }, "Switch"), el("label", {}, automatic, " by itself"));
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) automatic.click();
  }

  function difference() {
    both();
    stack.classList.add("difference");
  }

  async function other(view) {
    stack.replaceChildren(await view.show());
  }

  change(views[0][1]);
  return el("div", {}, modes, stage, tools);
}
