// Part of every page from its start: the page that the server sent is read, and works, until Streamlit has drawn the
// same; then Streamlit takes over in place. Also the menu and the map on a phone.
"use strict";

// Else Streamlit, on a page such as /data, first looks for its server under that address.
window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/`, MAIN_PAGE_BASE_URL: `${location.origin}/` };

const html = document.documentElement;
const firstPage = () => document.getElementById("first");
const streamlitRuns = () => document.querySelector(".stApp")?.dataset.testScriptState !== "notRunning";

// The place that was typed stays with this tab, and is sent only with a search.
function kept(name) {
  try { return sessionStorage.getItem(name) ?? ""; } catch { return ""; }
}
function keep(name, value) {
  try { sessionStorage.setItem(name, value); } catch { /* a browser that keeps nothing */ }
}
const typedPlace = () => kept("place");

// ---- From the server's page to Streamlit's.

// `told` holds a piece's name, html and digest; the foot's also what page is complete with it. See pages/parts/slot.py.
window.fillSlot = (box, told) => {
  box.told = told;
  if (told.shown) takeUp(told);
  if (html.classList.contains("live")) put(box);
  takeOver();
};

function put(box) {
  const { name, digest, html: text } = box.told;
  if (box.dataset.digest === digest) return;
  // The form is kept as it is: somebody may be typing in it.
  const sent = document.querySelector(`#first [data-slot="${name}"]${name === "search" ? "" : `[data-digest="${digest}"]`}`);
  const focused = document.activeElement;
  const card = focused?.closest("[id]")?.id;
  const settle = isTakingUp ? place(box) : () => {};
  if (sent) box.replaceChildren(...sent.childNodes);
  else box.innerHTML = text;
  box.dataset.digest = digest;
  sayWhatIsShown();
  settle();
  if (focused && focused !== document.activeElement) {
    const same = [...box.querySelectorAll(focused.localName)].find((one) => one.outerHTML === focused.outerHTML);
    (focused.isConnected ? focused : same ?? (card && document.getElementById(card)))?.focus({ preventScroll: true });
  }
}

function takeOver() {
  if (html.classList.contains("live") || streamlitRuns()) return;
  const boxes = [...document.querySelectorAll("#root .slot")];
  const foot = boxes.find((box) => box.told?.shown);
  if (!foot || foot.told.shown !== location.pathname || boxes.some((box) => !box.told)) return;
  // On Find a clinic, not before somebody listens, nor while the answer is under way.
  if (foot.told.near !== null && (!isHeard() || foot.told.near !== typedPlace())) return;
  html.classList.add("live"); // first: what is hidden can't be given the focus
  boxes.forEach(put);
  firstPage().replaceChildren();
}

// ---- A newer clinic list: looked for now and then while the page is seen, and taken up in place.

const LOOK_MS = 5000;
let isTakingUp = false;
let shownList;
async function look() {
  const foot = [...document.querySelectorAll("#root .slot")].find((box) => box.told?.shown);
  if (document.hidden || !foot || !html.classList.contains("live")) return;
  try {
    const { list, state } = await (await fetch("/live")).json();
    if (list === foot.told.list && state === foot.told.state) return;
    isTakingUp = true;
    foot.again(`${list} ${state}`);
  } catch { /* the next look will tell */ }
}
setInterval(look, LOOK_MS);
document.addEventListener("visibilitychange", look);

// The foot says which list the page now shows.
function takeUp({ list, banners }) {
  const top = document.getElementById("banners");
  const fresh = document.createElement("div");
  fresh.innerHTML = banners;
  if (top && top.textContent.trim() !== fresh.textContent.trim()) top.innerHTML = banners;
  setTimeout(() => { isTakingUp = false; }, 1000); // once every other piece is there
  const isNew = shownList !== undefined && shownList !== list;
  shownList = list;
  if (!isNew) return;
  const news = document.getElementById("news");
  news.textContent = "";
  setTimeout(() => { news.textContent = news.dataset.words; }, 200); // so that it is said each time
}

// What gives back to a piece that is drawn anew what was unfolded in it, and where it stood on the screen.
function place(box) {
  const nameOf = (part) => `${part.closest("[id]")?.id} ${part.querySelector("summary")?.textContent}`;
  const open = new Set([...box.querySelectorAll("details[open]")].map(nameOf));
  const seen = [...box.querySelectorAll("[id]")].find((part) => part.getBoundingClientRect().bottom > 0);
  const top = seen?.getBoundingClientRect().top;
  return () => {
    for (const part of box.querySelectorAll("details")) if (open.has(nameOf(part))) part.open = true;
    const again = seen && scrollY && document.getElementById(seen.id);
    if (again) scrollBy(0, again.getBoundingClientRect().top - top);
  };
}

// The address is told here, when something is asked. Streamlit tells it too, but later: where the visitor has gone on or
// back since, that would lead them away, or lose what lies ahead of them.
const pushState = history.pushState.bind(history);
history.pushState = () => {};

// So that back, forward and a link lead here again. A place stays in it only if it came with a link.
function tellAddress({ need, clinic, near }) {
  const address = new URL(location.href);
  const { searchParams } = address;
  if (need) searchParams.set("need", need);
  if (need === "either") searchParams.delete("need");
  if (clinic) searchParams.set("clinic", clinic);
  if (near !== undefined && near !== searchParams.get("near")?.trim()) searchParams.delete("near");
  if (address.href === location.href) return;
  if (html.classList.contains("live")) pushState({}, "", address);
  else history.replaceState(history.state, "", address);
}

// Another page: read at once as the server sends it, while Streamlit, which finds its page by the address, draws it.
let goes = 0;
async function go(address, { isBack = false } = {}) {
  const which = ++goes;
  // Where the address asks nothing, the need is still the same.
  const asksNothing = !["need", "clinic", "near"].some((name) => address.searchParams.has(name));
  const need = kept("need");
  if (address.pathname === "/" && asksNothing && need && need !== "either") address.searchParams.set("need", need);
  shownAt = address.pathname;
  let page;
  try {
    page = await fetchPage(address);
  } catch {
    if (which === goes) location.assign(address);
    return;
  }
  if (which !== goes) return; // the visitor has gone on meanwhile
  if (isBack) history.replaceState(history.state, "", address);
  else pushState({}, "", address);
  html.classList.remove("live", "map-open");
  for (const box of document.querySelectorAll("#root .slot")) {
    box.replaceChildren();
    delete box.dataset.digest;
  }
  document.querySelector(".site-header")?.replaceWith(page.querySelector(".site-header"));
  showFirst(page);
  document.title = page.title;
  html.dataset.page = page.documentElement.dataset.page;
  const target = address.hash && document.getElementById(decodeURIComponent(address.hash.slice(1)));
  if (target) target.scrollIntoView();
  else scrollTo(0, 0);
  document.getElementById("content").focus({ preventScroll: true });
  takeOver(); // where Streamlit has drawn it already
  if (!isBack) dispatchEvent(new PopStateEvent("popstate", { state: { ours: true } }));
}

async function fetchPage(address) {
  const asked = new URL(address);
  if (asked.pathname === "/" && !asked.searchParams.has("near")) asked.searchParams.set("near", typedPlace());
  const answer = await fetch(asked);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok || !page.getElementById("first")) throw new Error(asked.pathname);
  return page;
}

function showFirst(page) {
  const fresh = document.adoptNode(page.getElementById("first"));
  for (const part of fresh.querySelectorAll("noscript")) part.remove();
  firstPage().replaceWith(fresh);
}

const isPage = (path) => [...document.querySelectorAll("#site-menu a")].some((link) => new URL(link.href).pathname === path);
let shownAt = location.pathname;

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const address = new URL(link.href);
  const isOther = address.origin !== location.origin || !isPage(address.pathname) || link.target === "_blank" || link.download;
  if (isOther || (address.searchParams.get("lang") ?? "en") !== html.lang) return;
  if (address.pathname === location.pathname && address.hash) return;
  event.preventDefault();
  document.getElementById("site-menu")?.hidePopover?.();
  go(address);
});
addEventListener("popstate", (event) => {
  if (location.pathname !== shownAt && !event.state?.ours) go(new URL(location.href), { isBack: true });
});

// ---- The search, before Streamlit answers it and after.

const told = [];
let ear = null; // find.js, for as long as it is on the page
const isHeard = () => Boolean(ear?.element.isConnected);
// What is said while find.js is not there, it hears when it comes.
window.tell = (what, detail) => {
  if (isHeard()) ear.send(what, detail);
  else told.push([what, detail]);
};
window.hear = (element, send) => {
  ear = { element, send };
  for (const [what, detail] of told.splice(0)) send(what, detail);
  takeOver();
};

// A clinic, by its button "Map" or its pin.
window.choose = (clinic) => {
  tellAddress({ clinic });
  window.tell("chosen", { clinic, at: Date.now() });
};

let lastAsked = { what: "", at: 0 };
// What is asked now, and when it was; and the need once Streamlit has settled it (back, forward, a link).
window.question = () => ({ near: typedPlace(), need: kept("need") || "either", at: lastAsked.at });
window.settleNeed = (need) => keep("need", need);
function ask() {
  const form = document.querySelector("form.search");
  const asked = new FormData(form);
  const near = String(asked.get("near")).trim();
  const need = String(asked.get("need"));
  // Enter is told twice: as a change of the box, and as the sending of the form.
  const same = `${near} ${need}`;
  if (same === lastAsked.what && Date.now() - lastAsked.at < 300) return;
  lastAsked = { what: same, at: Date.now() };
  keep("place", near);
  keep("need", need);
  tellAddress({ near, need });
  window.tell("asked", { near, need, at: lastAsked.at });
  if (!html.classList.contains("live")) refresh(near);
}

async function refresh(near) {
  const address = new URL(location.href);
  address.searchParams.set("near", near);
  try {
    const page = await fetchPage(address);
    if (html.classList.contains("live")) return;
    const results = page.querySelector('#first [data-slot="results"]');
    document.querySelector('#first [data-slot="results"]')?.replaceWith(document.adoptNode(results));
  } catch { /* Streamlit answers it, once it is there */ }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.search")) return;
  event.preventDefault();
  // "Show Maple Grove" is a button of the form, too.
  if (event.submitter?.name === "near") event.target.elements.near[0].value = event.submitter.value;
  ask();
});
document.addEventListener("change", (event) => {
  if (event.target.closest?.("form.search")) ask();
});
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("[data-locate]");
  if (!button) return;
  const status = document.querySelector(".locating");
  const say = (words) => { status.hidden = false; status.textContent = words; };
  if (!navigator.geolocation) { say(status.dataset.failed); return; }
  say(`${status.dataset.waiting} ${status.dataset.promise}`);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      say(status.dataset.promise);
      document.querySelector("form.search [name=near]").value = "";
      keep("place", "");
      tellAddress({ near: "" });
      // Three decimals, about 100 meters, sort the list as well as the full position would.
      const [latitude, longitude] = [coords.latitude, coords.longitude].map((degrees) => +degrees.toFixed(3));
      window.tell("position", { latitude, longitude, at: Date.now() });
      if (!html.classList.contains("live")) refresh(`${latitude},${longitude}`);
    },
    (problem) => say(problem.code === 1 ? status.dataset.refused : status.dataset.failed),
    { timeout: 15000, maximumAge: 60000 },
  );
});

// ---- List or map on a phone, the menu.

function sayWhatIsShown() {
  const shown = html.classList.contains("map-open") ? "map" : "list";
  for (const button of document.querySelectorAll("[data-shown]")) {
    button.setAttribute("aria-pressed", String(button.dataset.shown === shown));
  }
}

let listLeftAt = 0;
window.openMap = (isOpen = true) => {
  if (isOpen && !html.classList.contains("map-open")) listLeftAt = scrollY;
  html.classList.toggle("map-open", isOpen);
  sayWhatIsShown();
  if (isOpen) document.querySelector(".list-or-map")?.scrollIntoView({ block: "start" });
  else {
    document.querySelector(".over-map")?.remove(); // of find.js
    scrollTo(0, listLeftAt);
  }
};

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const toMap = event.target.closest("button[data-clinic]");
  if (toMap) {
    window.openMap();
    window.choose(toMap.dataset.clinic);
  }
  const shown = event.target.closest("button[data-shown]");
  if (shown) window.openMap(shown.dataset.shown === "map");
  // One menu at a time, and none once another part of the page is pressed.
  for (const menu of document.querySelectorAll(".site-header details[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (event.key === "Escape") {
    const menu = document.querySelector(".site-header details[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  }
  // A day that was typed counts when Enter is pressed, as in any other box: Streamlit waits for Escape.
  if (event.key !== "Enter" || !(box instanceof HTMLElement) || !box.closest("[data-testid=stDateInput]")) return;
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true, cancelable: true }));
}, { capture: true });

// ---- From the start.

if (location.pathname === "/") {
  const { searchParams } = new URL(location.href);
  const near = searchParams.get("near");
  keep("need", searchParams.get("need") ?? "");
  if (near !== null) keep("place", near.trim());
  else if (typedPlace() && document.querySelector("form.search")) {
    document.querySelector("#first [name=near]").value = typedPlace();
    refresh(typedPlace());
  }
}
new MutationObserver(takeOver).observe(html, { subtree: true, attributeFilter: ["data-test-script-state"] });

// Where the page gets no connection to its server, it offers the plain list, which needs none.
// The first time it may take long, and the page as the server sent it works meanwhile.
const PATIENCE_MS = 8000;
const FIRST_PATIENCE_MS = 25000;
let lastConnected = Date.now();
setInterval(() => {
  if (document.querySelector(".stApp")?.dataset.testConnectionState === "CONNECTED") lastConnected = Date.now();
  const patience = html.classList.contains("live") ? PATIENCE_MS : FIRST_PATIENCE_MS;
  const note = document.getElementById("unconnected");
  const isAway = Date.now() - lastConnected >= patience;
  if (note) note.hidden = !isAway;
  const map = document.querySelector("#first .map-note");
  if (isAway && map) map.textContent = map.dataset.failed;
}, 1000);
