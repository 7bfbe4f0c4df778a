// Part of the page from its start: opening the map on a phone, and a mend to Streamlit's own menu.
"use strict";

// No early press is lost: the map may not be there yet.
window.openMap = (attempt = 0) => {
  document.documentElement.classList.add("map-open");
  const frame = document.querySelector(".st-key-map iframe");
  if (frame) frame.scrollIntoView({ block: "nearest" });
  else if (attempt < 100) setTimeout(window.openMap, 50, attempt + 1);
};

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("button[data-show-map]")) window.openMap();
});

// Streamlit puts the sections of its menu into one broken list; as plain links a screen reader tells them right.
new MutationObserver(() => {
  const menu = "[data-testid=stSidebarNavItems]";
  for (const item of document.querySelectorAll(`${menu}:not([role]), ${menu} li:not([role])`)) {
    item.setAttribute("role", "none");
  }
}).observe(document.documentElement, { childList: true, subtree: true });

// Where the page gets no connection to its server, it offers the plain list, which needs none.
const PATIENCE_MS = 8000;
let lastConnected = Date.now();
setInterval(() => {
  const app = document.querySelector("[data-testid=stApp]");
  if (app?.dataset.testConnectionState === "CONNECTED") lastConnected = Date.now();
  const note = document.getElementById("unconnected");
  if (note) note.hidden = Date.now() - lastConnected < PATIENCE_MS;
}, 1000);
