// What is too wide, cut off or covered on the page as it is now, in words; nothing where all is well.
() => {
  const faults = [];
  const named = (element) => `<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 40)}`;
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth} wide`);
  const meet = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const isSeen = (element) => element.checkVisibility() && !element.closest(".unseen");
  // A field's text is one line in the middle of what its padding leaves.
  for (const field of document.querySelectorAll("input:is([type=text], [type=search], :not([type]))")) {
    if (!isSeen(field)) continue;
    const style = getComputedStyle(field), box = field.getBoundingClientRect();
    const [top, right, bottom, left, type] = [style.paddingTop, style.paddingRight, style.paddingBottom, style.paddingLeft,
      style.fontSize].map(parseFloat);
    const middle = (box.top + top + box.bottom - bottom) / 2;
    const text = { left: box.left + left, right: box.right - right, top: middle - type * 0.6, bottom: middle + type * 0.6 };
    if (box.height - top - bottom < type) faults.push(`too low for its text: ${field.name}`);
    const isChosen = field.role === "combobox"; // ends in "…", and is whole where it is chosen
    if (field.value && !isChosen && field.scrollWidth > field.clientWidth) faults.push(`cut off: ${field.value}`);
    for (const label of field.labels) {
      const words = document.createRange();
      words.selectNodeContents(label.querySelector("span, p") ?? label);
      if (!label.querySelector(".unseen") && [...words.getClientRects()].some((line) => meet(line, text))) {
        faults.push(`its label lies on it: ${named(label)}`);
      }
    }
  }
  for (const box of document.querySelectorAll("button, a.call, .needs span, .choices span, .answer, article, .way")) {
    const isCut = box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).display !== "inline";
    if (isSeen(box) && isCut) faults.push(`runs over its edge: ${named(box)}`);
  }
  for (const heading of document.querySelectorAll("h1, h2, h3")) {
    const isThin = heading.clientWidth < 3 * parseFloat(getComputedStyle(heading).fontSize);
    if (isSeen(heading) && isThin && heading.textContent.length > 8) faults.push(`a letter or two a line: ${named(heading)}`);
  }
  return faults;
}
