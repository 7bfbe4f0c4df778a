// What the education pages need a script for. Part of the page from its start, so that every button works at once.
"use strict";

// data-print="sheet" prints the page of paper alone (compare.css).
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-print]") : null;
  if (!button) return;
  if (button.dataset.print) document.documentElement.dataset.printing = button.dataset.print;
  window.print();
});
addEventListener("afterprint", () => { delete document.documentElement.dataset.printing; });

// Streamlit gives a link to the first page the address "?need=…", which leads astray when opened in a new tab.
new MutationObserver(() => {
  for (const link of document.querySelectorAll('a[data-testid="stPageLink-NavLink"][href^="?"]')) {
    link.setAttribute("href", `/${link.getAttribute("href")}`);
  }
}).observe(document.documentElement, { childList: true, subtree: true });

// A day that was typed counts when Enter is pressed, as in any other box: Streamlit waits for Escape.
document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (event.key !== "Enter" || !(box instanceof HTMLElement) || !box.closest("[data-testid=stDateInput]")) return;
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true, cancelable: true }));
}, { capture: true });
