// "Copy" buttons: a button with data-copy copies the text of the element of that id, and says so aloud. "Print"
// buttons: one with data-print opens the browser's print window. Part of the page from its start, so that every button works as soon as it is seen.
"use strict";

// A link to this view, as it stands in data-link: the place is in no address before somebody wants to send it.
const whole = (element) => new URL(element.dataset.link, location.href).href;

async function copyText(source) {
  if (source.dataset.link) source.textContent = whole(source);
  try {
    await navigator.clipboard.writeText(source.textContent);
    return true;
  } catch {
    // No clipboard outside https, or none allowed: select the text and copy as the menu would.
    const closed = source.closest("details:not([open])");
    if (closed) closed.open = true;
    getSelection().selectAllChildren(source);
    return document.execCommand("copy");
  }
}

// An element of this id that nobody sees: what is written into it is said aloud.
function spokenRegion(id) {
  let region = document.getElementById(id);
  if (!region) {
    region = document.createElement("div");
    region.id = id;
    region.className = "unseen";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  return region;
}

function sayCopied(button, words) {
  const region = spokenRegion("copied");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = words; });
  button.dataset.said = words;
  clearTimeout(button.saying);
  button.saying = setTimeout(() => { delete button.dataset.said; }, 2500);
}

document.addEventListener("click", (event) => {
  const mail = event.target instanceof Element && event.target.closest("a[data-link]");
  if (!mail) return;
  mail.href += encodeURIComponent(`\n${whole(mail)}`);
  delete mail.dataset.link;
}, { capture: true });

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-copy]") : null;
  const source = button && document.getElementById(button.dataset.copy);
  if (!source) return;
  sayCopied(button, (await copyText(source)) ? button.dataset.copied : button.dataset.failed);
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("button[data-print]");
  if (!button) return;
  // data-print="sheet" or "table" prints that part of the page alone (streamlit.css).
  if (button.dataset.print) document.documentElement.dataset.printing = button.dataset.print;
  print();
});
addEventListener("afterprint", () => { delete document.documentElement.dataset.printing; });
