// What Find a clinic tells Streamlit, and the two ways between list and map. Loaded as a Streamlit component by
// pages/find_a_clinic.py; what a visitor did before it came, shell.js has kept. Each thing told is heard in pages/visit.py
// by what has its name there. `data`: the question (near, need) as it was last heard, and when by this clock (heard);
// what to say aloud when it changes (announce); the card to bring into view (bring).

const MAP_PATIENCE_MS = 4000;
const PHONE = matchMedia("(max-width: 50rem)");
let last = {};
let home = "";
let shown = null;
let watching = 0;

const map = () => document.querySelector(".st-key-map iframe")?.contentWindow?.locatorMap;

// Back and forward within this page. Whoever comes back to it from another page enters it anew.
window.addEventListener("popstate", () => {
  if (location.pathname === home && shown?.isConnected) window.tell("navigated", { search: location.search, at: Date.now() });
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest("a[data-more]")) {
    event.preventDefault();
    window.tell("more", { at: Date.now() });
  }
});

// A card that is pointed at, or reached by keyboard, lights its pin.
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const card = event.target instanceof Element && event.target.closest(".card");
    map()?.light?.(card ? card.id.replace("clinic-", "") : null);
  });
}

// A pin was pressed: bring its card, or on a phone lay its first lines over the foot of the map.
document.addEventListener("pin-chosen", ({ detail }) => {
  window.choose(detail);
  if (PHONE.matches) overMap(detail);
  else bring(detail);
});

function bring(clinic) {
  const card = document.getElementById(`clinic-${clinic}`);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  card?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  card?.focus({ preventScroll: true });
}

function overMap(clinic) {
  document.querySelector(".over-map")?.remove();
  const card = document.getElementById(`clinic-${clinic}`);
  if (!card) return;
  const box = document.createElement("section");
  box.className = "over-map";
  box.setAttribute("aria-label", card.querySelector("h4").textContent);
  const call = card.querySelector("a.call").cloneNode(true);
  const details = document.createElement("button");
  details.textContent = last.words.details;
  details.onclick = () => { window.openMap(false); bring(clinic); };
  const close = document.createElement("button");
  close.textContent = "✕";
  close.setAttribute("aria-label", last.words.close);
  close.onclick = () => box.remove();
  const head = card.querySelector(".card-head").cloneNode(true);
  for (const named of head.querySelectorAll("[id]")) named.removeAttribute("id");
  box.append(head, call, details, close);
  document.body.append(box);
}

// The frame of the map has a name of its own only if we give it one. If it is not drawn in time, one line says so in
// its place (map_column.css), until it is.
function watchMap(words, since = Date.now()) {
  const frame = document.querySelector(".st-key-map iframe");
  if (frame) frame.title = words.title;
  const isDrawn = Boolean(frame?.contentDocument?.querySelector(".leaflet-container"));
  const isLate = !isDrawn && Date.now() - since > MAP_PATIENCE_MS;
  document.documentElement.classList.toggle("map-failed", isLate);
  const note = document.querySelector(".map-note");
  if (isLate && note) note.textContent = words.failed;
  clearTimeout(watching);
  if (!isDrawn) watching = setTimeout(() => watchMap(words, since), 250);
}

export default function find({ data, parentElement, setTriggerValue }) {
  const isMounted = shown !== parentElement;
  home = location.pathname;
  shown = parentElement;
  window.hear(parentElement, setTriggerValue);
  // The form follows once the last question has been heard; what somebody is typing stays.
  const field = document.querySelector("form.search [name=near]");
  const need = document.querySelector(`form.search [value="${data.need}"]`);
  const asked = window.question();
  const isHeard = data.heard >= asked.at;
  if (field && isHeard) {
    if (document.activeElement !== field) field.value = data.near;
    need.checked = true;
    window.settleNeed(data.need);
  }
  const region = window.spokenRegion("announcer"); // of copy.js
  if (region.textContent !== data.announce) region.textContent = data.announce;
  // A visit begins with what this tab asked last, and so does one that another page broke off.
  if (isMounted && (!isHeard || (asked.near && asked.near !== data.near))) {
    window.tell("asked", { near: asked.near, need: isHeard ? data.need : asked.need, at: Date.now() });
  }
  const isNew = data.bring && data.bring.at !== last.bring?.at;
  last = data;
  if (isNew) setTimeout(bring, 0, data.bring.clinic);
  watchMap(data.words);
}
