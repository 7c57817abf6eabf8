// Keeps what was typed into a long form (data-draft names it) in this tab until it was sent: a sign-in that ran out, a
// switch of the language or a reload loses nothing. Files and hidden fields are left out.
const PENDING = "hub-draft-sent";
const form = document.querySelector("form[data-draft]");
const sent = sessionStorage.getItem(PENDING);
const signingIn = location.pathname.includes("/accounts/");

// A form posts to its own address, so an answer at that address (errors, a refused check value) did not take it.
const here = location.pathname.replace(/^\/[a-z-]+\//, "/");
if (sent && !signingIn) {
  const [key, from] = JSON.parse(sent);
  if (from !== here) {
    sessionStorage.removeItem(key);
    sessionStorage.removeItem(PENDING);
  }
}
if (form) {
  const key = "hub-draft-" + form.dataset.draft;
  const fields = () => [...form.elements].filter((f) => f.name && !["hidden", "file", "submit"].includes(f.type));
  const read = () => fields().map((f) => [f.name, f.type === "radio" || f.type === "checkbox" ? (f.checked ? f.value : null) : f.value]);
  // Whoever was quicker than this script keeps what they typed.
  const untouched = (f) =>
    f.type === "radio" || f.type === "checkbox" ? f.checked === f.defaultChecked
    : f.options ? f.selectedIndex === Math.max(0, [...f.options].findLastIndex((o) => o.defaultSelected))
    : f.value === f.defaultValue;
  const free = new Set(fields().filter(untouched));
  const kept = JSON.parse(sessionStorage.getItem(key) || "[]").filter(([, value]) => value !== null);
  let restored = false;
  for (const [name, value] of kept) {
    for (const field of fields().filter((f) => f.name === name && free.has(f))) {
      if (field.type === "radio" || field.type === "checkbox") {
        if (field.value === value && !field.checked) field.checked = restored = true;
      } else if (field.value !== value) {
        field.value = value;
        restored = true;
      }
    }
  }
  const note = form.querySelector("[data-draft-note]");
  if (restored && note) note.hidden = false;
  form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(read())));
  form.addEventListener("submit", () => {
    sessionStorage.setItem(key, JSON.stringify(read()));
    sessionStorage.setItem(PENDING, JSON.stringify([key, here]));
  });
}
