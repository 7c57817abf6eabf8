// Keeps what was typed into a long form (data-draft names it) in this tab until it was sent: a sign-in that ran out, a
// switch of the language or a reload loses nothing. Files and hidden fields are left out, and so are those with
// data-unkept, whose text is confidential. The number of the version that was typed over (a hidden `version`) comes back
// with the text, so that the server sees when somebody else saved meanwhile. What a tab keeps is one person's: it is
// forgotten when they signed out or somebody else signed in; while they sign in again it waits.
const PENDING = "hub-draft-sent", PERSON = "hub-person";
const form = document.querySelector("form[data-draft]");
const signingIn = location.pathname.includes("/accounts/");
const person = document.body.dataset.person ?? "";
const before = sessionStorage.getItem(PERSON) ?? "";
if (!signingIn && before !== person) {
  if (before) sessionStorage.clear();
  if (person) sessionStorage.setItem(PERSON, person);
}
const sent = sessionStorage.getItem(PENDING);

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
  const version = form.querySelector("input[type=hidden][name=version]");
  const fields = () =>
    [...form.elements].filter((f) => f.name && !["hidden", "file", "submit"].includes(f.type) && !("unkept" in f.dataset));
  const valueOf = (f) => (f.type === "radio" || f.type === "checkbox" ? (f.checked ? f.value : null) : f.value);
  const read = () => [...fields(), ...(version ? [version] : [])].map((f) => [f.name, valueOf(f)]);
  const keep = () => sessionStorage.setItem(key, JSON.stringify(read()));
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
  // The answer to a form that was sent holds its text already, and knows the version to go on from.
  if ("draftSent" in form.dataset) keep();
  else if (restored && version) version.value = kept.find(([name]) => name === "version")?.[1] ?? version.value;
  const note = form.querySelector("[data-draft-note]");
  if (restored && note) note.hidden = false;
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => {
    keep();
    sessionStorage.setItem(PENDING, JSON.stringify([key, here]));
  });
}
