// Shows only the parts of a form that belong to what was chosen: data-shown-for="price_kind: posted range" names the field
// and the choices. A part that is hidden is disabled too: no Tab stop, nothing read out, nothing sent; what was typed there
// comes back with the choice. Without this script all parts stay visible, and the server keeps only those that belong.
const parts = document.querySelectorAll("[data-shown-for]");
const chosen = (form, name) => new FormData(form).get(name);
const show = () => {
  for (const part of parts) {
    const [name, values] = part.dataset.shownFor.split(":");
    const belongs = values.trim().split(" ").includes(chosen(part.closest("form"), name));
    part.hidden = !belongs;
    for (const field of part.querySelectorAll("input, select, textarea")) field.disabled = !belongs;
  }
};
for (const form of new Set([...parts].map((part) => part.closest("form")))) form.addEventListener("change", show);
window.addEventListener("pageshow", show);
show();
