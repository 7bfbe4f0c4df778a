// Runs in the page that is measured, and notes what a person could read and when, and what moved.
"use strict";

window.reader = {
  seen: {}, // by mark: ms since the page load began
  shifts: [],
  lost: 0, // ms in which something that could be read was gone again
  changed: 0,
  pressed: 0,

  // wanted: { mark: { css, texts: [regular expression] } }; a mark is seen when all of its texts can be read.
  start(wanted) {
    const marks = Object.entries(wanted).map(([name, { css, texts }]) =>
      ({ name, since: 0, css, texts: texts.map((text) => ({ pattern: new RegExp(text), node: null })) }));
    let stale = true;
    const same = ({ oldValue, target, attributeName }) => attributeName && oldValue === target.getAttribute(attributeName);
    new MutationObserver((changes) => {
      if (changes.every(same)) return;
      stale = true;
      this.changed = performance.now();
    }).observe(document, { subtree: true, childList: true, characterData: true, attributeOldValue: true });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => this.note(entry)))
      .observe({ type: "layout-shift", buffered: true });
    addEventListener("pointerdown", () => { this.pressed = performance.now(); }, { capture: true });
    let before = 0;
    let searched = 0;
    const look = () => {
      const now = performance.now();
      const search = stale || now - searched > 100; // a style sheet that arrives changes no element
      const all = marks.map((mark) => this.look(mark, search, now));
      if (before && !all.every(Boolean)) this.lost += now - before;
      before = marks.every((mark) => this.seen[mark.name]) ? now : 0;
      if (search) searched = now;
      stale = false;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  },

  look(mark, search, now) {
    for (const text of mark.texts) {
      if (text.node && !this.readable(text.node, text.pattern)) text.node = null;
      if (!text.node && search) text.node = this.find(text.pattern, mark.css);
    }
    const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    if (!mark.texts.every((text) => text.node)) {
      mark.since = 0;
      return false;
    }
    mark.since ||= now;
    if (painted) this.seen[mark.name] ||= Math.max(mark.since, painted);
    return true;
  },

  find(pattern, css) {
    if (!document.body) return null;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (node.parentElement.closest(css) && this.readable(node, pattern)) return node;
    }
    return null;
  },

  // Not hidden, not transparent, of some size, cut off by nothing, and, in the window, under nothing.
  readable(node, pattern) {
    const element = node.parentElement;
    if (!node.isConnected || !pattern.test(node.data)) return false;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = [...range.getClientRects()].find(({ width, height }) => width > 2 && height > 2);
    if (!box || /, 0\)$/.test(getComputedStyle(element).color)) return false;
    for (let around = element; around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      if (/auto|scroll/.test(overflowY)) break; // what is below can be scrolled to
      const edge = around.getBoundingClientRect();
      const outside = box.top >= edge.bottom || box.left >= edge.right || edge.width < 3 || edge.height < 3;
      if (outside && /hidden|clip/.test(overflowX + overflowY)) return false;
    }
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (x < 0) return false;
    const hit = document.elementFromPoint(x, y); // null outside the window: there one has to scroll
    return !hit || hit.contains(element) || element.contains(hit);
  },

  note({ startTime, value, hadRecentInput, sources }) {
    const nodes = sources.map(({ node }) => node?.nodeType === 1 ? node : node?.parentElement).filter(Boolean);
    const what = nodes.map((node) => `${node.localName}.${node.dataset.testid || node.className || node.id}`);
    this.shifts.push({ at: startTime, value, input: hadRecentInput, what: [...new Set(what)].slice(0, 3).join(", ") });
  },

  // The link of the header that leads there and can be pressed.
  link(address) {
    const links = document.querySelectorAll("header a, nav a, dialog a, [data-testid^=stTopNav] a, a[data-testid^=st]");
    return [...links].find((link) => {
      const { left, width } = link.getBoundingClientRect();
      return new URL(link.href).pathname === address && link.checkVisibility() && width > 0 && left >= 0;
    });
  },
};
