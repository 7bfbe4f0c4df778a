// Runs in the page that is measured, so that no time of the measuring program counts. Looks once a frame.
"use strict";

window.stopwatch = {
  // What is on screen and matches: in the page itself, or in the frames that have a size.
  shown(css, inMap) {
    const frames = [...document.querySelectorAll("iframe")].filter((frame) => frame.clientHeight > 0);
    const documents = inMap ? frames.map((frame) => frame.contentDocument).filter(Boolean) : [document];
    return documents.flatMap((content) => [...content.querySelectorAll(css)])
      .filter((element) => element.getBoundingClientRect().width > 0);
  },

  // The time (ms since the page load began) of the first frame in which it is done.
  until(done) {
    const latest = performance.now() + 60_000;
    return new Promise((resolve, reject) => {
      const look = () => {
        if (done()) resolve(performance.now());
        else if (performance.now() > latest) reject(new Error(`Not seen in a minute: ${done}`));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  },

  untilFirst(css, inMap) {
    this.first = this.until(() => this.shown(css, inMap).length > 0);
  },

  // How it looks, apart from where on the map it is.
  looks(css, inMap) {
    return this.shown(css, inMap).map((element) => element.title + element.innerHTML).join();
  },

  fromClickUntilChanged(css, inMap) {
    const before = this.looks(css, inMap);
    for (const frame of document.querySelectorAll("iframe")) frame.contentWindow.wasThere = true;
    const start = () => {
      const clicked = performance.now();
      const changed = () => ![before, ""].includes(this.looks(css, inMap));
      this.redrawn = this.until(changed).then((seen) => seen - clicked);
    };
    addEventListener("pointerdown", start, { capture: true, once: true });
  },

  sameFrame() {
    return [...document.querySelectorAll("iframe")].every((frame) => frame.contentWindow.wasThere);
  },
};
