// What matters to you. What is set is kept in this tab's memory alone, so that it is still there when the visitor comes
// back from another page of the locator; it is never sent, stored or put into the address. It orders the visitor's own
// words, and knows nothing of the choices. Loaded as a Streamlit component by pages/parts/matters.py.

const kept = new Map();

function keep(form) {
  kept.clear();
  for (const [name, value] of new FormData(form)) kept.set(name, value);
}

function restore(form) {
  for (const [name, value] of kept) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
}

// "not at all", "a little", "some", "a lot", "very much"
function level(weight, levels) {
  return levels[Math.ceil((weight * (levels.length - 1)) / 10 - 0.25)];
}

function weighed(form) {
  return [...form.querySelectorAll("fieldset")]
    .map((item) => ({
      item,
      text: item.querySelector("legend").textContent,
      words: item.querySelector("input[type=text]").value.trim(),
      weight: Number(item.querySelector("input[type=range]").value),
    }));
}

function show(form, sheet, words) {
  const matters = weighed(form);
  for (const { item, weight } of matters) {
    const said = `${weight} · ${level(weight, words.levels)}`;
    item.querySelector("output").textContent = weight ? said : "";
    item.querySelector("input[type=range]").setAttribute("aria-valuetext", said);
  }
  // The sort is stable: what matters alike stays in the order of the page.
  const ordered = matters.filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight);
  const list = sheet.querySelector(".in-order");
  list.replaceChildren(...ordered.map(({ text, words: own, weight }) => {
    const line = document.createElement("li");
    const main = document.createElement("b");
    main.textContent = own || text;
    line.append(main, ` ${own ? `(${text}) ` : ""}${weight} · ${level(weight, words.levels)}`);
    return line;
  }));
  list.hidden = !ordered.length;
  for (const other of sheet.querySelectorAll(".not-yet, .by-hand")) other.hidden = ordered.length > 0;
  return ordered.length ? `${words.first} ${ordered[0].words || ordered[0].text}` : "";
}

export default function compare({ data, parentElement }) {
  const form = parentElement.querySelector("form");
  const sheet = parentElement.querySelector(".matters-sheet");
  const status = form.querySelector("[role=status]");
  const update = () => {
    keep(form);
    const said = show(form, sheet, data);
    if (status.textContent !== said) status.textContent = said;
  };
  restore(form);
  update();
  form.oninput = update;
  form.onreset = () => setTimeout(update);
  form.onsubmit = (event) => event.preventDefault();
}
