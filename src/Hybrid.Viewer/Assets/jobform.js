// A form that becomes a job: sends it, follows it, shows each run as it ends, and finds its job again after a reload.
import * as api from "./api.js";
import { duration, el, one } from "./dom.js";
import { clearFiles, dropZones, tooLarge } from "./files.js";

const over = state => !["queued", "running"].includes(state);

/**
 * @param kind the kind of job
 * @param render (run, job, card) fills the card of a run that came to a result
 * @param finished (job) after the last run; may be left out
 */
export async function jobForm(kind, render, finished = () => {}) {
  const form = one("#form"), message = one("#message"), results = one("#results"), cancel = one("#cancel"), archive = one("#archive");
  let limit = Infinity, current = null, stop = () => {}, shown = new Set();

  const say = text => { message.textContent = text; };
  givenPair(form);
  dropZones(form, () => { say(""); if (form.elements.example) form.elements.example.value = ""; forgetPair(form); });
  form.elements.example?.addEventListener("change", () => { say(""); forgetPair(form); if (form.elements.example.value) clearFiles(form); });
  cancel.addEventListener("click", () => current && api.cancel(current.id).catch(e => say(e.message)));
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const large = tooLarge(form, limit);
    if (large) { say(large); return; }
    const submit = one("button[type=submit]", form);
    submit.disabled = true;
    say("");
    try {
      const data = new FormData(form);
      if (data.get("example") || data.get("pair")) for (const input of form.querySelectorAll("input[type=file]")) data.delete(input.name);
      follow(await api.submit(kind, data));
    } catch (error) {
      say(error instanceof TypeError ? "The viewer does not answer; is it still running?" : error.message);
    } finally {
      submit.disabled = false;
    }
  });

  /** Shows a job and what becomes of it. */
  function follow(job) {
    stop();
    current = job;
    shown = new Set();
    history.replaceState(null, "", `#job=${job.id}`);
    results.replaceChildren(...job.runs.map(run => card(run)));
    document.body.dataset.job = job.state;
    update(job);
    stop = over(job.state) ? () => {} : api.watch(job.id, update, gone => say(gone ? "This job is not here any more." : "The connection was lost; trying again."));
  }

  async function update(state) {
    if (state.id !== current.id) return;
    message.textContent.startsWith("The connection") && say("");
    cancel.hidden = over(state.state);
    archive.hidden = !state.runs.some(r => Object.keys(r.files ?? {}).length);
    archive.href = `${state.url}/files.zip`;
    for (const run of state.runs) describe(run);
    const ended = state.runs.filter(r => over(r.state) && !shown.has(r.number));
    ended.forEach(r => shown.add(r.number));
    try {
      if (ended.length) {
        const whole = await api.job(state.id);
        for (const { number } of ended) end(whole.runs[number - 1], whole);
        if (over(state.state)) finished(whole);
      }
    } catch (error) {
      say(error.message);
    }
    document.body.dataset.job = state.state;
  }

  const card = run => el("article", { className: "card", id: `run-${run.number}` },
    el("h2", {}, run.method || kind, el("span", { className: "state", role: "status" })), el("div", { className: "body" }));

  function describe(run) {
    const state = one(`#run-${run.number} .state`);
    const text = run.state === "queued" ? (run.before ? `waiting, ${run.before} before it` : "waiting")
      : run.state === "running" ? `${run.progress || "working"}, ${duration(run.ms)}`
      : run.state === "done" ? (run.exit_code === 0 ? `done in ${duration(run.ms)}` : "no result")
      : run.state;
    if (state.textContent !== text) state.textContent = text;
    state.className = `state ${run.state === "done" ? (run.exit_code === 0 ? "ok" : "warn") : run.state === "failed" ? "bad" : ""}`;
  }

  function end(run, job) {
    const body = one(`#run-${run.number} .body`);
    body.replaceChildren(...run.messages.map(m => el("p", { className: run.exit_code === 0 ? "note" : "message" }, m)));
    if (run.result) render(run, job, body);
  }

  const [info] = await Promise.all([api.status(), offerExamples(form, kind)]);
  limit = info.limits.upload_bytes;
  offerMethods(info.kinds.find(k => k.name === kind));
  const asked = /^#job=([0-9a-f]{32})$/.exec(location.hash);
  if (asked) await api.job(asked[1]).then(follow, () => { history.replaceState(null, "", location.pathname + location.search); say("The job of this address is not here any more."); });
  document.body.dataset.ready = "";
}

// A pair of a run that the address names stands for files until others are chosen.
function givenPair(form) {
  const pair = new URLSearchParams(location.search).get("pair");
  if (!pair || !form.elements.example) return;
  form.querySelector("fieldset").append(el("p", { className: "note", id: "given" }, `The pair ${pair.slice(pair.indexOf("/") + 1)} of a run. `, el("input", { type: "hidden", name: "pair", value: pair })));
}

const forgetPair = form => one("#given", form)?.remove();

function offerMethods(kind) {
  const box = one("#methods");
  for (const method of box ? kind.methods : []) {
    box.append(el("label", {}, el("input", { type: "checkbox", name: "method", value: method.name, checked: method.name === kind.default }),
      el("span", {}, method.name, " ", el("span", { className: "summary" }, method.summary))));
  }
}

async function offerExamples(form, kind) {
  const list = form.elements.example;
  if (!list) return;
  const offered = (await api.examples()).filter(e => e.kind === kind || (kind !== "stereo" && e.kind === "align"));
  list.append(...offered.map(e => el("option", { value: String(e.id) }, e.name)));
  list.closest("label").hidden = offered.length === 0;
}
