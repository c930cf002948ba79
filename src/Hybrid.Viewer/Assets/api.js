// The HTTP API, as /api/openapi.json describes it.

async function answer(response) {
  if (response.ok) return response;
  let detail = `${response.status} ${response.statusText}`;
  try { detail = (await response.json()).detail ?? detail; } catch { /* not every error has a body */ }
  throw new Error(detail);
}

const json = async url => (await answer(await fetch(url))).json();

export const status = () => json("/api/status");
export const examples = () => json("/api/examples");
export const runs = () => json("/api/runs");
export const pairs = id => json(`/api/runs/${id}/pairs`);
export const job = id => json(`/api/jobs/${id}`);
export const cancel = async id => answer(await fetch(`/api/jobs/${id}`, { method: "DELETE" }));

/** Sends a form; the job that it became. */
export const submit = async (kind, form) => (await answer(await fetch(`/api/${kind}`, { method: "POST", body: form }))).json();

/** Calls back at every change of a job until it is over. Returns what stops it. */
export function watch(id, changed, lost) {
  const source = new EventSource(`/api/jobs/${id}/events`);
  source.addEventListener("job", event => {
    const state = JSON.parse(event.data);
    // The stream ends here; left open, the browser would ask for it again.
    if (!["queued", "running"].includes(state.state)) source.close();
    changed(state);
  });
  source.addEventListener("error", () => lost(source.readyState === EventSource.CLOSED));
  return () => source.close();
}

/** A grid of a run's flow or disparity: sizes, and values row by row. */
export async function grid(job, run, field, side) {
  const response = await answer(await fetch(`${job.url}/runs/${run.number}/${field}/grid?side=${side}`));
  const bytes = await response.arrayBuffer();
  const [width, height, fullWidth, fullHeight] = new Int32Array(bytes, 0, 4);
  return { width, height, fullWidth, fullHeight, values: new Float32Array(bytes, 16) };
}

/** The flow or disparity at a pixel; empty where it is not known. */
export const at = async (job, run, field, x, y) => (await json(`${job.url}/runs/${run.number}/${field}/at?x=${x}&y=${y}`)).values;
