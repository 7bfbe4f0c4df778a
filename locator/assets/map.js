// Draws the map and the pins inside the map's frame. Called by the scripts that locator/map/site_map.py makes.
"use strict";

window.locatorMap = (() => {
  const CLOSEST_ZOOM = 11; // that the map goes to by itself
  const ROOM = { paddingTopLeft: [32, 72], paddingBottomRight: [48, 48] }; // for the pins and the controls
  const TOLD_MS = 1800;
  const PinIcon = L.DivIcon.extend({
    createIcon(old) {
      const element = L.DivIcon.prototype.createIcon.call(this, old);
      element.setAttribute("aria-label", this.options.name);
      element.dataset.clinic = this.options.clinic ?? "";
      return element;
    },
  });
  const allButton = document.createElement("button");
  const outsideLine = document.createElement("p");
  const markers = new Map(); // by clinic_id
  let crowd = null; // what draws pins as one where they would lie on each other, where there are many
  let shown = null; // what the pins showed last, to tell what has changed
  let hasLooked = false; // the visitor has moved the map
  let lookAgain = () => {}; // where the map looked before that, in a frame of another size
  let isZooming = false; // Leaflet takes no other view meanwhile
  let pressed = "";

  function start(map, options) {
    // Leaflet takes the focus on mousedown; if the page scrolled then, the click would miss its pin.
    const box = map.getContainer();
    box.focus = () => HTMLElement.prototype.focus.call(box, { preventScroll: true });
    for (const act of ["pointerdown", "keydown"]) box.addEventListener(act, () => { hasLooked = true; });
    box.addEventListener("keydown", (event) => pressWithKey(event, map));
    L.control.zoom({ position: "topright", zoomInTitle: options.zoomIn, zoomOutTitle: options.zoomOut }).addTo(map);
    allButton.className = "show-all";
    allButton.onclick = () => look(map, () => fit(map, shown));
    outsideLine.className = "outside";
    control(allButton, "topright").addTo(map);
    control(outsideLine, "topleft").addTo(map);
    map.attributionControl.setPrefix(false).addAttribution(options.credits);
    map.createPane("base").style.zIndex = 150;
    map.createPane("places").style.zIndex = 160;
    for (const pane of ["base", "places"]) map.getPane(pane).ariaHidden = "true";
    if (options.tiles) {
      const { tiles, osmCredit: attribution, minZoom, bounds: [west, south, east, north] } = options;
      const bounds = [[south, west], [north, east]];
      L.tileLayer(tiles, { attribution, minZoom, maxZoom: 19, bounds }).addTo(map);
    }
    const sources = map.attributionControl.getContainer().querySelector("details");
    sources.open = map.getSize().x > 500;
    // One finger scrolls the page, two move the map: never a trap on a phone.
    if (L.Browser.mobile) {
      map.dragging.disable();
      explainTwoFingers(box, options.twoFingers);
    }
    new ResizeObserver(() => map.invalidateSize()).observe(box); // its own style sheet may come after it
    map.on("zoomanim zoomend", ({ type }) => { isZooming = type === "zoomanim"; });
    map.on("resize", () => { if (!hasLooked) look(map); });
    map.on("moveend", () => countOutside(map));
    // Without the land the pins still stand.
    import(options.land[0]).then(({ drawLand }) => drawLand(map, options.land[1])).catch(() => {});
  }

  function control(element, position) {
    const made = L.control({ position });
    L.DomEvent.disableClickPropagation(element);
    made.onAdd = () => element;
    return made;
  }

  function pressWithKey(event, map) {
    if (!["Enter", " "].includes(event.key) || !event.target.matches(".leaflet-marker-icon")) return;
    event.preventDefault();
    if (event.target.matches(".crowd")) map.once("moveend", () => map.getContainer().focus()); // it is gone then
    event.target.click();
  }

  function explainTwoFingers(box, words) {
    const hint = document.createElement("div");
    hint.className = "two-fingers";
    hint.ariaHidden = "true";
    hint.textContent = words;
    box.append(hint);
    let from = null, timer = 0;
    box.addEventListener("touchstart", ({ touches }) => { from = touches.length === 1 ? touches[0] : null; }, { passive: true });
    box.addEventListener("touchmove", ({ touches }) => {
      if (!from || touches.length > 1) return;
      const across = Math.abs(touches[0].clientX - from.clientX), down = Math.abs(touches[0].clientY - from.clientY);
      if (across < 20 || across < 2 * down) return;
      hint.classList.add("is-told");
      clearTimeout(timer);
      timer = setTimeout(() => hint.classList.remove("is-told"), TOLD_MS);
    }, { passive: true });
  }

  function show(map, group, crowdGroup, view) {
    crowd = crowdGroup;
    markers.clear();
    for (const pin of view.pins) {
      const marker = pinMarker(pin, pin.id === view.selected);
      markers.set(pin.id, marker);
      // Nobody has to look for the clinic that was chosen, or for those that the answer names.
      const isNamed = pin.id === view.selected || view.targets.includes(pin.id);
      (crowd && !isNamed ? crowd : group).addLayer(marker);
    }
    if (view.origin) {
      const icon = L.divIcon({ className: "origin", iconSize: [18, 18] });
      group.addLayer(L.marker(view.origin, { icon, interactive: false, keyboard: false, zIndexOffset: -100 }));
    }
    crowd?.on("animationend spiderfied unspiderfied", () => map.fire("pinsdrawn"));
    allButton.textContent = view.words.showAll;
    allButton.hidden = !view.pins.length;
    const before = shown;
    shown = view;
    move(map, view, before);
    countOutside(map);
    setTimeout(() => map.fire("pinsdrawn")); // the group is put on the map after this
  }

  function pinMarker(pin, isChosen) {
    const icon = new PinIcon({
      className: isChosen ? "pin is-chosen" : "pin",
      html: pin.svg, iconSize: [40, 40], iconAnchor: [20, 20], tooltipAnchor: [16, 0], name: pin.name, clinic: pin.id,
    });
    const marker = L.marker(pin.at, { icon, riseOnHover: true, zIndexOffset: isChosen ? 1000 : 0 });
    const name = document.createElement("span");
    name.textContent = pin.name;
    if (!L.Browser.mobile) marker.bindTooltip(name);
    marker.on("click", () => press(pin.id));
    return marker;
  }

  function crowdIcon(cluster) {
    const count = cluster.getChildCount();
    const number = document.createElement("span");
    number.textContent = count;
    return new PinIcon({ className: "crowd", html: number, iconSize: [44, 44], name: shown.words.crowd[count] });
  }

  function press(id) {
    pressed = id;
    for (const [other, marker] of markers) marker.getElement()?.classList.toggle("is-chosen", other === id);
    parent.document.dispatchEvent(new parent.CustomEvent("pin-chosen", { detail: id }));
  }

  // Mark the pin of a card that is pointed at, or what it is drawn in; null for none.
  function light(id) {
    for (const lit of document.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
    const marker = markers.get(id);
    const seen = marker && crowd?.hasLayer(marker) ? crowd.getVisibleParent(marker) : marker;
    seen?.getElement()?.classList.add("is-lit");
  }

  // Where to look. The visitor's own view is kept unless what was asked for lies outside it.
  function move(map, view, before) {
    const inSight = (pin) => map.getBounds().contains(pin.at);
    const chosen = view.pins.find((pin) => pin.id === view.selected);
    const isNewlyChosen = chosen && chosen.id !== before?.selected; // perhaps together with a place, on a busy server
    if (!before || String(before.origin) !== String(view.origin)) {
      hasLooked = false;
      look(map, () => (isNewlyChosen ? goTo(map, chosen) : fit(map, view)));
    } else if (isNewlyChosen) {
      lookAgain = () => goTo(map, chosen);
      if (pressed !== chosen.id || !inSight(chosen)) look(map);
      pressed = "";
    } else if (String(ids(before)) !== String(ids(view))) {
      const asked = view.pins.filter((pin) => view.targets.includes(pin.id));
      if (asked.length ? !asked.every(inSight) : !view.pins.some(inSight)) look(map, () => fit(map, view));
    }
  }

  function look(map, where = lookAgain) {
    lookAgain = where;
    if (isZooming) map.once("zoomend", () => look(map));
    else where();
  }

  function ids(view) {
    return view.pins.map((pin) => pin.id);
  }

  function goTo(map, pin) {
    map.setView(pin.at, Math.max(map.getZoom(), CLOSEST_ZOOM), calmly());
  }

  function fit(map, view) {
    const points = [...view.pins.map((pin) => pin.at), ...(view.origin ? [view.origin] : [])];
    const { x, y } = map.getSize();
    if (points.length && x && y) map.fitBounds(points, { ...ROOM, maxZoom: CLOSEST_ZOOM, ...calmly() });
  }

  function countOutside(map) {
    if (!shown || !map.getSize().x) return;
    const count = shown.pins.filter((pin) => !map.getBounds().contains(pin.at)).length;
    outsideLine.textContent = count ? shown.words.outside[count] : "";
    outsideLine.hidden = !count;
  }

  function calmly() {
    return { animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches };
  }

  return { start, show, light, crowdIcon };
})();
