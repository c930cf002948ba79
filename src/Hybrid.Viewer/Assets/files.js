// File inputs that take what is dropped on them, and show it.
import { el } from "./dom.js";

/** Makes every .drop of a form take files; calls back when one was chosen. */
export function dropZones(form, chosen) {
  for (const zone of form.querySelectorAll(".drop")) {
    const input = zone.querySelector("input");
    zone.addEventListener("dragover", event => { event.preventDefault(); zone.classList.add("over"); });
    zone.addEventListener("dragleave", () => zone.classList.remove("over"));
    zone.addEventListener("drop", event => {
      event.preventDefault();
      zone.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      const files = new DataTransfer();
      for (const file of input.multiple ? [...input.files, ...event.dataTransfer.files] : [event.dataTransfer.files[0]]) files.items.add(file);
      input.files = files.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    input.addEventListener("change", () => { preview(zone, input.files); chosen(input); });
  }
}

/** Empties the file inputs of a form. */
export function clearFiles(form) {
  for (const zone of form.querySelectorAll(".drop")) {
    zone.querySelector("input").value = "";
    preview(zone, []);
  }
}

/** What is wrong with the files of a form; empty for nothing. */
export function tooLarge(form, limit) {
  const bytes = [...form.querySelectorAll("input[type=file]")].flatMap(i => [...i.files]).reduce((sum, f) => sum + f.size, 0);
  return bytes > limit ? `The files have ${Math.ceil(bytes / 1048576)} MB together and this viewer takes ${Math.floor(limit / 1048576)}; use smaller ones, or start it with --max-upload.` : "";
}

function preview(zone, files) {
  for (const old of zone.querySelectorAll("img")) { URL.revokeObjectURL(old.src); old.remove(); }
  for (const file of [...files].slice(0, 12)) {
    // A format that the browser does not show is no error: what aligns it knows more formats.
    zone.append(el("img", { alt: "", src: URL.createObjectURL(file), onerror: event => event.target.remove() }));
  }
}
