// Part of the page from its start, so that every button works at once: the map on a phone, printing, and mends to
// what Streamlit does.
"use strict";

// No early press is lost: the map may not be there yet.
window.openMap = (attempt = 0) => {
  document.documentElement.classList.add("map-open");
  const frame = document.querySelector(".st-key-map iframe");
  if (frame) frame.scrollIntoView({ block: "nearest" });
  else if (attempt < 100) setTimeout(window.openMap, 50, attempt + 1);
};

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest("button[data-show-map]")) window.openMap();
  const print = event.target.closest("button[data-print]");
  if (print) {
    // data-print="sheet" prints the page of paper alone (compare.css).
    if (print.dataset.print) document.documentElement.dataset.printing = print.dataset.print;
    window.print();
  }
});
addEventListener("afterprint", () => { delete document.documentElement.dataset.printing; });

// Streamlit puts the sections of its menu into one broken list; as plain links a screen reader tells them right.
function mendMenu() {
  const menu = "[data-testid=stSidebarNavItems]";
  for (const item of document.querySelectorAll(`${menu}:not([role]), ${menu} li:not([role])`)) {
    item.setAttribute("role", "none");
  }
}

// On a phone the menu covers the page, and Streamlit leaves it open, over the page that was chosen and on the next
// visit too. Here it is open only between the press that opens it and the choice.
const PHONE = matchMedia("(max-width: 768px)");
let menuWanted = false;
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest("[data-testid=stExpandSidebarButton]")) menuWanted = true;
  if (event.target.closest("[data-testid=stSidebarNav] a")) menuWanted = false;
}, { capture: true });

function closeMenu() {
  if (menuWanted || !PHONE.matches) return;
  document.querySelector("[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarCollapseButton] button")?.click();
}

// Streamlit swaps one page for the next where the last was left: half-way down. A page begins at its top.
let pageShown = location.pathname;
function beginAtTop() {
  if (location.pathname === pageShown) return;
  pageShown = location.pathname;
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
}

// Streamlit's own menu knows nothing of the language of the visit: its links, opened in a new tab, would forget it.
function carryLanguage() {
  const language = document.documentElement.lang;
  if (language === "en") return;
  for (const link of document.querySelectorAll("a[data-testid$=NavLink]")) {
    const address = new URL(link.href);
    if (address.origin !== location.origin || address.searchParams.get("lang") === language) continue;
    address.searchParams.set("lang", language);
    link.setAttribute("href", address.pathname + address.search);
  }
}

// Streamlit gives a link to the first page the address "?need=…", which leads astray when opened in a new tab.
function mendLinks() {
  for (const link of document.querySelectorAll('a[data-testid="stPageLink-NavLink"][href^="?"]')) {
    link.setAttribute("href", `/${link.getAttribute("href")}`);
  }
}

// A day that was typed counts when Enter is pressed, as in any other box: Streamlit waits for Escape.
document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (event.key !== "Enter" || !(box instanceof HTMLElement) || !box.closest("[data-testid=stDateInput]")) return;
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true, cancelable: true }));
}, { capture: true });

new MutationObserver(() => {
  mendMenu();
  mendLinks();
  carryLanguage();
  closeMenu();
  beginAtTop();
}).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-collapsed"] });

// Where the page gets no connection to its server, it offers the plain list, which needs none.
const PATIENCE_MS = 8000;
let lastConnected = Date.now();
setInterval(() => {
  const app = document.querySelector("[data-testid=stApp]");
  if (app?.dataset.testConnectionState === "CONNECTED") lastConnected = Date.now();
  const note = document.getElementById("unconnected");
  if (note) note.hidden = Date.now() - lastConnected < PATIENCE_MS;
}, 1000);
