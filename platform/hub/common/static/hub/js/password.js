// Lets people look at the password they type. Without this script the fields are as they always were.
const words = document.querySelector("script[data-show-password]")?.dataset.showPassword;

for (const field of words ? document.querySelectorAll("input[type=password]") : []) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = `${field.id}_show`;
  box.addEventListener("change", () => (field.type = box.checked ? "text" : "password"));
  field.form?.addEventListener("submit", () => (field.type = "password"));
  const label = document.createElement("label");
  label.htmlFor = box.id;
  label.textContent = words;
  const choice = document.createElement("div");
  choice.className = "choice";
  choice.append(box, label);
  field.after(choice);
}
