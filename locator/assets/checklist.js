// The booking checklist. What is entered is kept in this tab's memory alone, so that it is still there when the
// scheduler comes back from another page of the locator; it is never sent, stored or put into the address.
// Loaded as a Streamlit component by pages/parts/checklist.py.

const kept = new Map();

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
  return [words.title, ...answered, ...(open.length ? ["", words.stillToAsk, ...open] : [])].join("\n");
}

export default function checklist({ data, parentElement }) {
  const form = parentElement.querySelector("form");
  const text = parentElement.querySelector("pre");
  const update = () => {
    keep(form);
    text.textContent = written(form, data);
  };
  restore(form);
  update();
  form.oninput = update;
  form.onreset = () => setTimeout(update);
  form.onsubmit = (event) => event.preventDefault();
}
