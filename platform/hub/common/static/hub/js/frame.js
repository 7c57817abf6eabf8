// Small comforts on top of pages that work without them: "/" searches, j/k walk through rows, Esc closes menus,
// counters count, a summary of errors takes the focus.
const typing = (node) => node.closest("input, textarea, select, [contenteditable]");
const shown = (node) => node.getClientRects().length > 0;

function openSearch() {
  const field = [...document.querySelectorAll("main [data-search]")].find(shown);
  const panel = document.querySelector("details.find");
  if (field) return field.focus(), true;
  if (!panel) return false;
  panel.open = true;
  panel.querySelector("[data-search]").focus();
  return true;
}

function walk(step) {
  const links = [...document.querySelectorAll("[data-row] :is(h2, h3, th) a")].filter(shown);
  if (!links.length) return false;
  const here = links.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
  const next = links[Math.min(links.length - 1, Math.max(0, here + step))];
  next.focus();
  next.closest("[data-row]").scrollIntoView({ block: "nearest" });
  return true;
}

function closeMenus(except) {
  let closed = false;
  for (const menu of document.querySelectorAll("details.menu[open], .site details[open], .rail > details[open]")) {
    // The filters stand open beside a wide list (no summary is shown), and a click elsewhere does not shut them.
    if (menu.contains(except) || (menu.matches(".rail > *") && (except || !shown(menu.querySelector("summary"))))) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
    closed = true;
  }
  return closed;
}

const KEYS = { "/": openSearch, j: () => walk(1), k: () => walk(-1) };

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    document.documentElement.classList.add("tip-off");
    if (closeMenus(null)) event.preventDefault();
  } else if (KEYS[event.key] && !typing(event.target) && KEYS[event.key]()) {
    event.preventDefault();
  }
});
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (event.target.closest(".std")) document.documentElement.classList.remove("tip-off");
  });
}
document.addEventListener("click", (event) => closeMenus(event.target));

// The language switch keeps the place in the page.
for (const link of document.querySelectorAll("a[data-switch]")) {
  link.addEventListener("click", () => { link.hash = location.hash; });
}

document.querySelector("details.find")?.addEventListener("toggle", (event) => {
  if (event.target.open) event.target.querySelector("[data-search]").focus();
});

function count(note, field) {
  const left = Number(note.dataset.limit) - [...field.value].length;
  const words = left < 0 ? note.dataset.over : note.dataset.left;
  note.textContent = words.replace("{n}", Math.abs(left));
  note.classList.toggle("over", left < 0);
}

export function countIn(root) {
  for (const note of root.querySelectorAll("[data-counter]")) {
    const field = document.getElementById(note.dataset.counter);
    if (!field) continue;
    field.addEventListener("input", () => count(note, field));
    if (field.value) count(note, field);
  }
}

// A file field says what was chosen, and that it is too big before it is sent.
function sizes(bytes) {
  const mega = bytes >= 1e6;
  const options = { style: "unit", unit: mega ? "megabyte" : "kilobyte", maximumFractionDigits: mega ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, options).format(bytes / (mega ? 1e6 : 1e3));
}

for (const box of document.querySelectorAll("[data-drop]")) {
  const input = box.querySelector("input");
  const said = box.querySelector("output");
  const at_first = said.textContent;
  input.addEventListener("change", () => {
    const file = input.files[0];
    const big = file && file.size > Number(input.dataset.maxBytes);
    said.textContent = !file ? at_first : big ? box.dataset.tooBig.replace("{limit}", sizes(input.dataset.maxBytes)) : `${file.name} · ${sizes(file.size)}`;
    said.classList.toggle("too-big", Boolean(big));
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    box.addEventListener(kind, () => box.classList.toggle("over-it", kind === "dragover"));
  }
}

countIn(document);
document.querySelector("[data-error-summary]:not([data-quiet] *)")?.focus();
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const bar = tab.closest(".tabs");
  bar.scrollLeft += tab.getBoundingClientRect().left - bar.getBoundingClientRect().left - bar.clientWidth / 3;
}
