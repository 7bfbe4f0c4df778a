// What the page itself needs a script for: the visitor's position on request, links between list and map,
// and saying changes aloud. Loaded as a Streamlit component by pages/parts/page_script.py.

const MAP_PATIENCE_MS = 8000;
let send = () => {};
let lastBrought = 0;
let home = "";
let shown = null;

// Back and forward within this page: the server is told what the address now says. Whoever comes back to it from
// another page enters it anew.
window.addEventListener("popstate", () => {
  if (location.pathname === home && shown?.isConnected) send("navigated", { search: location.search, at: Date.now() });
});

document.addEventListener("click", (event) => {
  const toMap = event.target instanceof Element && event.target.closest("button[data-clinic]");
  if (!toMap) return;
  window.openMap();
  send("chosen", { clinic: toMap.dataset.clinic, at: Date.now() });
});

// A pin was clicked, or a link names a clinic: bring its card once the list has been drawn.
function bring(clinic, attempt = 0) {
  const card = document.getElementById(`clinic-${clinic}`);
  if (card?.classList.contains("is-chosen")) {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    card.focus({ preventScroll: true });
  } else if (attempt < 100) {
    setTimeout(() => bring(clinic, attempt + 1), 50);
  }
}

// The frame of the map has a name of its own only if we give it one; and it may never be drawn.
function watchMap(words, since = Date.now()) {
  const box = document.querySelector(".st-key-map");
  const frame = box?.querySelector("iframe");
  if (frame) frame.title = words.title;
  if (frame?.contentDocument?.querySelector(".leaflet-container")) return;
  if (Date.now() - since > MAP_PATIENCE_MS) {
    const note = document.querySelector(".map-note");
    if (note) note.textContent = words.failed;
    return;
  }
  setTimeout(() => watchMap(words, since), 250);
}

function locate(parent, words) {
  const status = parent.querySelector("[role=status]");
  status.textContent = words.waiting;
  if (!navigator.geolocation) {
    status.textContent = words.failed;
    return;
  }
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      status.textContent = "";
      // Three decimals, about 100 meters, sort the list as well as the full position would.
      send("position", { latitude: +coords.latitude.toFixed(3), longitude: +coords.longitude.toFixed(3) });
    },
    (problem) => { status.textContent = problem.code === 1 ? words.refused : words.failed; },
    { timeout: 15000, maximumAge: 60000 },
  );
}

export default function page({ data, parentElement, setTriggerValue }) {
  send = setTriggerValue;
  home = location.pathname;
  shown = parentElement;
  parentElement.querySelector("button").onclick = () => locate(parentElement, data.locate);
  const region = window.spokenRegion("announcer"); // of copy.js
  if (region.textContent !== data.announce) region.textContent = data.announce;
  if (data.bring && data.bring.at !== lastBrought) {
    lastBrought = data.bring.at;
    bring(data.bring.clinic);
  }
  watchMap(data.map);
}
