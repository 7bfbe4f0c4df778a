// Everything on the page that somebody reads or hears, but for what stands in brackets, is marked as in another
// language, is one of `whole`, or is made of `allowed` words. Called in the page by test_languages.py.
([whole, allowed]) => {
  const unsaid = [];
  const skipped = "script, style, noscript, svg:not([role=img]), iframe, [role=spinbutton]";
  const language = document.documentElement.lang;
  let depth = 0;
  const keep = (text, where) => {
    if (whole.includes(text.trim())) return;
    let outside = "";
    for (const letter of text) {
      if (letter === "⟦") depth += 1;
      else if (letter === "⟧") depth -= 1;
      else if (depth === 0) outside += letter;
    }
    for (const known of allowed) outside = outside.replaceAll(known, " ");
    if (/\p{L}{2,}/u.test(outside)) unsaid.push(`${where}: ${outside.trim()}`);
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      keep(node.textContent, node.parentElement.tagName.toLowerCase() + "." + node.parentElement.className);
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(skipped)) return;
    if (node.lang && node.lang !== language) return;
    if (node.matches("a[href^=http]") && node.href.includes(node.textContent.trim())) return; // shows where it leads
    for (const name of ["aria-label", "title", "alt", "placeholder"]) {
      const value = node.getAttribute(name);
      if (value) {
        const before = depth;
        depth = 0;
        keep(value, `${node.tagName.toLowerCase()}[${name}]`);
        depth = before;
      }
    }
    for (const child of node.childNodes) walk(child);
    if (node.shadowRoot) for (const child of node.shadowRoot.childNodes) walk(child);
  };
  walk(document.body);
  return unsaid;
}
