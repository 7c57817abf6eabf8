// Offers the zone of this device where another one is chosen. The list works without it.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const list of document.querySelectorAll("select[data-guess-zone]")) {
  const option = [...list.options].find((candidate) => candidate.value === zone);
  if (!option || list.value === zone) continue;
  const offer = document.createElement("button");
  offer.type = "button";
  offer.className = "btn small";
  offer.textContent = list.dataset.guessZone.replace("{zone}", option.textContent);
  offer.addEventListener("click", () => {
    list.value = zone;
    list.dispatchEvent(new Event("change", { bubbles: true }));
    list.focus();
    row.remove();
  });
  const row = document.createElement("div");
  row.className = "actions";
  row.append(offer);
  list.after(row);
}
