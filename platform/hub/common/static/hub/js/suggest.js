// Offers what begins as typed, as a combobox: arrows choose, Enter opens, Esc closes. Without it the box just searches.
const PAUSE = 120;
const lists = new WeakMap();
let asked = null;

function listOf(field) {
  if (lists.has(field)) return lists.get(field);
  const list = document.createElement("ul");
  list.id = `${field.id}-offers`;
  list.className = "offers";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.querySelector(`label[for="${field.id}"]`).textContent);
  list.hidden = true;
  const said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");
  field.form.append(list, said);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => open(event.target.closest("[role=option]")));
  lists.set(field, { list, said });
  return lists.get(field);
}

function open(option) {
  if (option) location.assign(option.dataset.url);
}

function show(field, html) {
  const { list, said } = listOf(field);
  list.innerHTML = html;
  [...list.children].forEach((option, n) => { option.id = `${list.id}-${n}`; });
  list.hidden = !list.children.length;
  said.textContent = list.hidden ? "" : field.dataset.offered.replace("{n}", list.children.length);
  field.setAttribute("aria-expanded", String(!list.hidden));
  field.removeAttribute("aria-activedescendant");
}

function choose(field, step) {
  const { list } = listOf(field);
  if (list.hidden) return false;
  const options = [...list.children];
  const here = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = (here + step + options.length + 1) % (options.length + 1); // one place stands for the box itself
  options.forEach((option, n) => option.setAttribute("aria-selected", String(n === next)));
  if (options[next]) {
    field.setAttribute("aria-activedescendant", options[next].id);
    options[next].scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
  return true;
}

async function ask(field) {
  asked?.abort();
  asked = new AbortController();
  const text = field.value.trim();
  if (!text) return show(field, "");
  const url = new URL(field.dataset.offers, location.href);
  url.searchParams.set("q", text);
  try {
    const answer = await fetch(url, { signal: asked.signal });
    if (answer.ok && field.value.trim() === text && document.activeElement === field) show(field, await answer.text());
  } catch (error) {
    if (error.name !== "AbortError") show(field, "");
  }
}

for (const field of document.querySelectorAll("[data-offers]")) {
  let waiting = 0;
  field.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE, field);
  });
  field.addEventListener("compositionend", () => { clearTimeout(waiting); waiting = setTimeout(ask, PAUSE, field); });
  field.addEventListener("blur", () => show(field, ""));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const { list } = listOf(field);
    if ((event.key === "ArrowDown" && choose(field, 1)) || (event.key === "ArrowUp" && choose(field, -1))) event.preventDefault();
    else if (event.key === "Escape" && !list.hidden) { show(field, ""); event.preventDefault(); event.stopPropagation(); }
    else if (event.key === "Enter") {
      const chosen = list.querySelector("[aria-selected=true]");
      if (chosen) { event.preventDefault(); open(chosen); }
    }
  });
}
