// Light or dark: as the system has it, until the button says otherwise.
const root = document.documentElement;
const stored = localStorage.getItem("theme");
const dark = stored ? stored === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

function apply(isDark) {
  root.dataset.theme = isDark ? "dark" : "light";
  const button = document.getElementById("theme");
  button.setAttribute("aria-pressed", String(isDark));
}

apply(dark);
document.getElementById("theme").addEventListener("click", () => {
  const next = root.dataset.theme !== "dark";
  localStorage.setItem("theme", next ? "dark" : "light");
  apply(next);
});
