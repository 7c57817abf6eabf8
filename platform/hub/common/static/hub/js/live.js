// The socket of a signed-in person: keeps the number of unread notices true on open pages, and leaves a page whose
// session was ended elsewhere. Everything works without it; the number is then as old as the page.
const SIGNED_OUT = 4401;
const LONGEST_PAUSE = 60_000;
let pause = 2000;

function show(count) {
  for (const badge of document.querySelectorAll("[data-unread-notices]")) {
    badge.textContent = count;
    badge.hidden = count === 0;
  }
}

function listen() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(`${scheme}//${location.host}/ws/me/`);
  socket.addEventListener("message", (event) => {
    const frame = JSON.parse(event.data);
    pause = 2000;
    if ("unread" in frame) show(frame.unread);
  });
  socket.addEventListener("close", (event) => {
    if (event.code === SIGNED_OUT) return document.dispatchEvent(new CustomEvent("hub:signed-out"));
    setTimeout(listen, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  });
}

// A notice that is opened is read. The form beside it does the same without this script.
document.addEventListener("click", (event) => {
  const row = event.target.closest("a") && event.target.closest("[data-notice]");
  const form = row?.querySelector("form");
  if (!form) return;
  const body = new FormData(form);
  body.append("notice", row.dataset.notice);
  fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" });
});

listen();
