// The booking checklist. What is entered is kept in this tab's memory alone, so that it is still there when the
// scheduler comes back from another page of the locator; it is never sent, stored or put into the address. It is one
// patient's: when there may be another, the page asks (whose_checklist.html), and nothing is shown as theirs till then.
// Loaded as a Streamlit component by pages/parts/forms.py.

const kept = new Map();
let patient = null; // the number of the patient whom it is about, and the place given for them
let place = "";
let begunFor = ""; // what stood in the box of the place when the first of it was entered, perhaps still under way
let shown = null; // the form on the page, and what it was told
let told = {};

function keep(form) {
  kept.clear();
  for (const [name, value] of new FormData(form)) if (value) kept.set(name, value);
}

function restore(form) {
  for (const [name, value] of kept) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
}

function written(form, words) {
  const answered = [];
  const open = [];
  for (const item of form.querySelectorAll("fieldset")) {
    const question = item.querySelector("legend").textContent;
    const said = [item.dataset.item, `${item.dataset.item}-note`].map((name) => (kept.get(name) ?? "").trim());
    const answer = said.filter(Boolean).join(". ");
    if (answer) answered.push(`${question} ${answer}`);
    else open.push(`- ${question}`);
  }
  const when = new Date().toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  const made = [words.forWhom, words.made.replace("{when}", when)].filter(Boolean);
  return [words.title, ...answered, ...(open.length ? ["", words.stillToAsk, ...open] : []), "", ...made].join("\n");
}

const placeBox = () => document.querySelector(".st-key-schedulers-ask input");

function update() {
  const isBegun = kept.size > 0;
  keep(shown);
  if (!isBegun) begunFor = placeBox()?.value;
  shown.querySelector("pre").textContent = written(shown, told);
}

// Until it is said whose it is, nothing can be entered or copied.
function ask(isAsked) {
  document.documentElement.classList.toggle("whose-asked", isAsked);
  shown.inert = isAsked;
}

function clear() {
  kept.clear();
  shown.reset();
  update();
  ask(false);
}

document.addEventListener("click", (event) => {
  const answer = event.target instanceof Element && event.target.closest("[data-whose]")?.dataset.whose;
  if (!answer) return;
  if (answer === "clear") clear();
  ask(false);
  update();
  begunFor = placeBox()?.value;
  placeBox()?.focus();
});

export default function checklist({ data, parentElement }) {
  const form = parentElement.querySelector("form");
  const isBack = form !== shown;
  [shown, told] = [form, data];
  restore(form);
  update();
  form.oninput = update;
  form.onreset = () => setTimeout(update);
  form.onsubmit = (event) => event.preventDefault();
  if (patient !== null && patient !== data.patient) clear();
  else if (kept.size && (isBack || (data.place && data.place !== place && placeBox()?.value !== begunFor))) ask(true);
  else if (!kept.size) ask(false);
  patient = data.patient;
  place = data.place || place;
}
