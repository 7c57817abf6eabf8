// A conversation that stays up to date. The page works without this file. The server numbers events; the cursor is the
// number of the last one drawn. Sockets only say which number is newest, events come over HTTP after the cursor: lost,
// repeated and reordered pokes do no harm. What is written is kept in this tab until the server has it.
const root = document.querySelector("[data-conversation]");
const find = (name) => root.querySelector(`[data-${name}]`);
const { conversation, me, events, messages, socket: socketPath, heard } = root.dataset;
const list = find("list"), form = root.querySelector("form"), field = form.elements.body, status = find("status");
const STORE = `conversation:${conversation}:${me}`, POLL = 10_000, FIRST = 1_000, LAST = 30_000, EDGE = 120;
let cursor = Number(root.dataset.cursor), readTo = cursor, marked = cursor, unsent = [];
let socket, marking, pause = FIRST, beat = 20_000, watchdog, poller, pulling, again, flushing, closed = false, shownNotice = "";

const kept = (() => { try { return JSON.parse(sessionStorage.getItem(STORE)) ?? {}; } catch { return {}; } })();
function keep() {
  try { sessionStorage.setItem(STORE, JSON.stringify({ draft: field.value, unsent })); } catch { /* private mode: memory only */ }
}
const newUuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g,
  (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

function fill(text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true })); // the counter and the draft follow
}

function notice(name, detail = "") {
  if (name + detail === shownNotice || (closed && name !== "closed")) return;
  shownNotice = name + detail;
  status.replaceChildren();
  if (!name) return;
  const part = root.querySelector(`template[data-notice="${name}"]`).content.cloneNode(true);
  for (const p of part.querySelectorAll("p")) p.textContent = p.textContent.replace("{detail}", detail);
  status.append(part);
}
function stop() {
  notice("closed");
  closed = true;
  clearInterval(poller);
  clearTimeout(watchdog);
  socket?.close();
}

// Drawing
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) read(Number(target.dataset.seq));
});
function read(seq) {
  readTo = Math.max(readTo, seq);
  marking ??= setTimeout(mark, 1_000);
}
function mark() {
  marking = undefined;
  if (readTo <= marked || socket?.readyState !== WebSocket.OPEN || document.visibilityState !== "visible") return;
  marked = readTo;
  socket.send(JSON.stringify({ type: "read", seq: readTo }));
}
const pending = (uuid) => [...list.children].find((li) => li.dataset.uuid === uuid);
const atEnd = () => form.getBoundingClientRect().top < innerHeight + EDGE;
function follow(wasAtEnd) {
  if (wasAtEnd) form.scrollIntoView({ block: "end" });
}
function parse(html) {
  const part = document.createElement("template");
  part.innerHTML = html.trim();
  return part.content.firstElementChild;
}
function echo({ uuid, body }) {
  if (pending(uuid)) return;
  const li = find("echo").content.firstElementChild.cloneNode(true);
  li.dataset.uuid = uuid;
  li.querySelector(".msg-body").textContent = body;
  list.append(li);
}
function draw(found) {
  if (!found.length) return;
  const end = atEnd();
  for (const event of found) {
    if (event.seq <= cursor) continue;
    const li = parse(event.html);
    const mine = event.client_uuid && pending(event.client_uuid);
    if (mine) mine.replaceWith(li);
    else list.insertBefore(li, list.querySelector("[data-pending]"));
    if (!event.mine) {
      find("announce").textContent = heard.replace("{sender}", li.querySelector("header b").textContent);
      seen.observe(li);
    }
    cursor = event.seq;
    unsent = unsent.filter(({ uuid }) => uuid !== event.client_uuid);
  }
  keep();
  follow(end);
}

// Fetching: one at a time; a wish that comes meanwhile is remembered
async function pull() {
  if (closed || pulling) { again = true; return; }
  pulling = true;
  try {
    do {
      again = false;
      const answer = await fetch(`${events}&after=${cursor}`);
      if (answer.status === 404) return stop();
      if (!answer.ok) throw new Error(answer.status);
      const page = await answer.json();
      draw(page.events);
      again ||= page.more;
    } while (again);
    if (navigator.onLine && shownNotice === "offline") notice("");
    flush();
  } catch {
    notice("offline");
  } finally {
    pulling = false;
  }
}

// Sending: in order, each with its own id, again and again until the server has it
async function flush() {
  if (flushing || closed) return;
  flushing = true;
  let wait = 0;
  try {
    while (unsent.length && !wait) {
      const { uuid, body } = unsent[0];
      const answer = await fetch(messages, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ body, client_uuid: uuid }),
      });
      if (answer.ok) {
        unsent = unsent.filter((one) => one.uuid !== uuid);
        const event = await answer.json();
        if (shownNotice) notice("");
        if (event.seq === cursor + 1) draw([event]); else pull();
      } else if (answer.status === 422) {
        const { detail } = await answer.json();
        unsent.shift();
        pending(uuid)?.remove();
        fill([body, field.value].filter(Boolean).join("\n"));
        notice("refused", detail);
      } else if (answer.status === 429) {
        notice("refused", (await answer.json()).detail);
        wait = Number(answer.headers.get("Retry-After")) * 1000 || POLL;
      } else if (answer.status === 404 || answer.status === 403) {
        return stop();
      } else {
        throw new Error(answer.status);
      }
      keep();
    }
  } catch {
    notice("offline");
    wait = POLL;
  } finally {
    flushing = false;
    if (wait) setTimeout(flush, wait);
  }
}
form.addEventListener("submit", (event) => {
  const body = field.value.trim();
  if (closed || !body) return; // the server says what is missing
  event.preventDefault();
  const one = { uuid: newUuid(), body };
  unsent.push(one);
  fill("");
  echo(one);
  follow(true);
  flush();
});
field.addEventListener("input", keep);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

// Listening: a socket with growing, jittered pauses; polling while there is none
function alive() {
  clearTimeout(watchdog);
  watchdog = setTimeout(() => socket?.close(), beat * 2.5);
}
function connect() {
  if (closed) return;
  const address = new URL(socketPath, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  alive();
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data);
    alive();
    if (frame.type === "hello") {
      beat = frame.heartbeat * 1000;
      pause = FIRST;
      poller = clearInterval(poller);
      read(readTo);
      pull();
    } else if (frame.seq > cursor) {
      pull();
    }
  };
  socket.onclose = ({ code }) => {
    if (code === 4401 || code === 4404) return stop();
    if (closed) return;
    clearTimeout(watchdog);
    poller ??= setInterval(pull, POLL);
    pull();
    setTimeout(connect, pause * (0.5 + Math.random() / 2));
    pause = Math.min(LAST, pause * 2);
  };
}
addEventListener("offline", () => notice("offline"));
addEventListener("online", () => pull());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") { read(readTo); pull(); }
});

unsent = (kept.unsent ?? []).filter(({ uuid }) => !pending(uuid));
unsent.forEach(echo);
const start = document.getElementById("unread");
if (!location.hash && start) start.scrollIntoView({ block: "center" });
if (!field.value && kept.draft) fill(kept.draft);
connect();
flush();
