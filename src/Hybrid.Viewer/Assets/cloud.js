// The points of a stereo result in space, which can be turned: pointer, keys, buttons.
import { grid } from "./api.js";
import { el } from "./dom.js";

const Side = 480, Size = 720;

const Vertex = `
attribute vec3 place; attribute vec3 shade; uniform vec4 turn; uniform vec2 scale; uniform float aspect; varying vec3 color;
void main() {
  float x = turn.y * place.x + turn.x * place.z, z = turn.y * place.z - turn.x * place.x;
  float y = turn.w * place.y - turn.z * z; z = turn.w * z + turn.z * place.y;
  float w = 2.5 + z;
  gl_Position = vec4(x * scale.x, -y * scale.x * aspect, 0.02 * z * w, w);
  gl_PointSize = max(1.0, scale.y / w);
  color = shade;
}`;
const Fragment = "precision mediump float; varying vec3 color; void main() { gl_FragColor = vec4(color, 1.0); }";

/** A canvas with the points of a run. */
export async function cloudView(job, run) {
  const field = await grid(job, run, "disparity", Side);
  const points = pointsOf(field, run.result.camera, await colors(job, run, field));
  const canvas = el("canvas", { width: Size, height: Math.round(Size * 0.66), tabIndex: 0 });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Points of the scene in space; arrow keys turn them, plus and minus change their size");
  const gl = canvas.getContext("webgl", { preserveDrawingBuffer: true });
  if (!gl) return el("img", { src: run.files["points.png"], alt: "Points of the scene, seen from the side (this browser has no WebGL)" });
  const draw = painter(gl, points);
  let yaw = 0.35, pitch = 0.2, zoom = 1;
  const turn = (dx, dy) => { yaw += dx; pitch = Math.min(1.5, Math.max(-1.5, pitch + dy)); draw(yaw, pitch, zoom); };
  const grow = factor => { zoom = Math.min(8, Math.max(0.2, zoom * factor)); draw(yaw, pitch, zoom); };
  const keys = { ArrowLeft: () => turn(-0.1, 0), ArrowRight: () => turn(0.1, 0), ArrowUp: () => turn(0, 0.1), ArrowDown: () => turn(0, -0.1), "+": () => grow(1.2), "=": () => grow(1.2), "-": () => grow(1 / 1.2) };
  canvas.addEventListener("keydown", event => { if (keys[event.key]) { event.preventDefault(); keys[event.key](); } });
  canvas.addEventListener("pointerdown", event => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener("pointermove", event => { if (event.buttons) turn(event.movementX / 150, event.movementY / 150); });
  canvas.addEventListener("wheel", event => { event.preventDefault(); grow(event.deltaY < 0 ? 1.1 : 1 / 1.1); });
  canvas.style.touchAction = "none";
  draw(yaw, pitch, zoom);
  canvas.dataset.points = points.length / 6;
  const text = run.result.camera ? `Depth by the calibration, ${points.length / 6} points.` : `${points.length / 6} points. Without a calibration the focal length is assumed and depth is relative.`;
  const bar = el("div", { className: "tools" },
    ...[["Turn left", () => turn(-0.2, 0)], ["Turn right", () => turn(0.2, 0)], ["Turn up", () => turn(0, 0.2)], ["Turn down", () => turn(0, -0.2)]].map(([name, act]) => el("button", { type: "button", onclick: act }, name)),
    el("span", { className: "note" }, text));
  bar.style.background = "var(--panel)";
  bar.style.margin = "0";
  return el("div", {}, canvas, bar);
}

/** Six numbers a point: its place, about the median depth and scaled by it, and its colour. */
function pointsOf(field, camera, shades) {
  const values = field.values, known = values.filter(Number.isFinite).sort();
  if (known.length === 0) return new Float32Array();
  const low = known[Math.floor(known.length * 0.01)], high = known[Math.floor(known.length * 0.99)];
  const step = field.fullWidth / field.width, focal = camera?.focal_px ?? 1.2 * field.fullWidth;
  const [cx, cy] = camera ? [camera.cx_left_px, camera.cy_px] : [field.fullWidth / 2, field.fullHeight / 2];
  // Without a calibration where infinity lies is not known: the farthest point is put at five times the depth range's near end.
  const shift = camera ? camera.cx_right_px - camera.cx_left_px : Math.max(0.25 * (high - low), 1) - low;
  const middle = focal / (known[known.length >> 1] + shift), points = [];
  for (let j = 0; j < field.height; j++) {
    for (let i = 0; i < field.width; i++) {
      const at = j * field.width + i, d = values[at] + shift;
      if (!Number.isFinite(d) || d <= 0 || values[at] < low || values[at] > high) continue;
      const z = focal / d;
      points.push(((i + 0.5) * step - cx) / focal * z / middle, ((j + 0.5) * step - cy) / focal * z / middle, z / middle - 1,
        shades[4 * at] / 255, shades[4 * at + 1] / 255, shades[4 * at + 2] / 255);
    }
  }
  return new Float32Array(points);
}

async function colors(job, run, field) {
  const image = new Image();
  image.src = run.files["rectified_left.png"] ?? job.inputs.find(i => i.slot === "left").url;
  const canvas = el("canvas", { width: field.width, height: field.height }), context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#8ab";
  context.fillRect(0, 0, field.width, field.height);
  // A format that the browser does not show leaves one colour.
  await image.decode().then(() => context.drawImage(image, 0, 0, field.width, field.height), () => {});
  return context.getImageData(0, 0, field.width, field.height).data;
}

function painter(gl, points) {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, Vertex], [gl.FRAGMENT_SHADER, Fragment]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, points, gl.STATIC_DRAW);
  for (const [name, offset] of [["place", 0], ["shade", 12]]) {
    const attribute = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(attribute);
    gl.vertexAttribPointer(attribute, 3, gl.FLOAT, false, 24, offset);
  }
  gl.enable(gl.DEPTH_TEST);
  const uniform = name => gl.getUniformLocation(program, name);
  return (yaw, pitch, zoom) => {
    gl.clearColor(0.06, 0.07, 0.08, 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.uniform4f(uniform("turn"), Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch));
    gl.uniform2f(uniform("scale"), 4.2 * zoom, 6 * zoom);
    gl.uniform1f(uniform("aspect"), gl.canvas.width / gl.canvas.height);
    gl.drawArrays(gl.POINTS, 0, points.length / 6);
  };
}
