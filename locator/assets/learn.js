// What the education pages need a script for. Part of the page from its start, so that every button works at once.
"use strict";

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("button[data-print]")) window.print();
});

// Streamlit gives a link to the first page the address "?need=…", which leads astray when opened in a new tab.
new MutationObserver(() => {
  for (const link of document.querySelectorAll('a[data-testid="stPageLink-NavLink"][href^="?"]')) {
    link.setAttribute("href", `/${link.getAttribute("href")}`);
  }
}).observe(document.documentElement, { childList: true, subtree: true });
