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

  fromClickUntilNew(css) {
    for (const element of this.shown(css, true)) element.wasThere = true;
    for (const frame of document.querySelectorAll("iframe")) frame.contentWindow.wasThere = true;
    const allNew = (pins) => pins.length > 0 && !pins.some((element) => element.wasThere);
    const start = () => {
      const clicked = performance.now();
      this.redrawn = this.until(() => allNew(this.shown(css, true))).then((seen) => seen - clicked);
    };
    addEventListener("pointerdown", start, { capture: true, once: true });
  },

  sameFrame() {
    return [...document.querySelectorAll("iframe")].every((frame) => frame.contentWindow.wasThere);
  },
};
