// Draws the base map and the pins inside the map's frame. Called by the scripts that locator/map/site_map.py makes.
"use strict";

window.locatorMap = (() => {
  const CITY_ZOOM = { 1: 0, 2: 9, 3: 10 };
  const CLINIC_ZOOM = 13;
  let shown = null; // what the pins showed last, to tell what has changed
  let fitted = false;
  let clicks = 0;

  function start(map, options) {
    // One finger scrolls the page, two move the map: never a trap on a phone.
    if (L.Browser.mobile) map.dragging.disable();
    // Leaflet takes the focus on mousedown; if the page scrolled then, the click would miss its pin.
    const box = map.getContainer();
    box.focus = () => HTMLElement.prototype.focus.call(box, { preventScroll: true });
    L.control.zoom({ position: "topright", zoomInTitle: options.zoomIn, zoomOutTitle: options.zoomOut }).addTo(map);
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(options.censusCredit);
    map.createPane("base").style.zIndex = 150;
    map.createPane("places").style.zIndex = 160;
    if (options.tiles) {
      const [west, south, east, north] = options.bounds ?? [-180, -90, 180, 90];
      const bounds = [[south, west], [north, east]];
      L.tileLayer(options.tiles, { attribution: options.osmCredit, maxZoom: 19, bounds }).addTo(map);
    }
    drawBase(map);
    map.on("resize", () => { if (!fitted && shown) fit(map, shown); });
  }

  async function drawBase(map) {
    const [counties, cities] = await Promise.all(
      ["counties", "cities"].map((name) =>
        fetch(`/assets/base_map/${name}.geojson`).then((answer) => answer.json()))
    );
    L.geoJSON(counties, {
      pane: "base",
      interactive: false,
      style: (county) => ({ className: county.properties.metro ? "county metro" : "county" }),
    }).addTo(map);
    for (const county of counties.features) {
      const label = L.geoJSON(county).getBounds().getCenter();
      place(label, county.properties.name, "county-name", map);
    }
    const ranks = cities.features.map((city) => {
      const [longitude, latitude] = city.geometry.coordinates;
      const rank = city.properties.rank;
      return [rank, place([latitude, longitude], city.properties.name, `city rank-${rank}`, map)];
    });
    const choose = () => {
      for (const [rank, marker] of ranks) {
        const element = marker.getElement();
        if (element) element.hidden = map.getZoom() < CITY_ZOOM[rank];
      }
    };
    map.on("zoomend", choose);
    choose();
  }

  function place(at, name, className, map) {
    const text = document.createElement("span");
    text.textContent = name;
    const icon = L.divIcon({ className, html: text, iconSize: null });
    return L.marker(at, { icon, pane: "places", interactive: false, keyboard: false }).addTo(map);
  }

  function show(map, group, view) {
    for (const pin of view.pins) {
      const icon = L.divIcon({
        className: pin.id === view.selected ? "pin is-chosen" : "pin",
        html: pin.svg, iconSize: [40, 40], iconAnchor: [20, 20], tooltipAnchor: [16, 0],
      });
      const marker = L.marker(pin.at, { icon, riseOnHover: true, zIndexOffset: pin.id === view.selected ? 1000 : 0 });
      // streamlit-folium tells which pin was clicked by this text (escaped by the server), and only when it
      // differs from the last: so every other click adds a character that nobody sees.
      marker.bindTooltip(pin.name);
      marker.on("click", () => marker.setTooltipContent(pin.name + (++clicks % 2 ? "\u200b" : "")));
      marker.on("add", () => {
        const element = marker.getElement();
        element.setAttribute("aria-label", unescaped(pin.name));
        element.dataset.clinic = pin.id;
      });
      group.addLayer(marker);
    }
    if (view.origin) {
      const icon = L.divIcon({ className: "origin", iconSize: [18, 18] });
      group.addLayer(L.marker(view.origin, { icon, interactive: false, keyboard: false, zIndexOffset: -100 }));
    }
    move(map, view);
    shown = view;
  }

  // Where to look. The visitor's own view is kept unless what was asked for lies outside it.
  function move(map, view) {
    const chosen = view.pins.find((pin) => pin.id === view.selected);
    const newPlace = !shown || String(shown.origin) !== String(view.origin);
    if (chosen && (!shown || shown.selected !== view.selected)) {
      if (!shown) fit(map, view);
      map.setView(chosen.at, Math.max(map.getZoom(), Math.min(CLINIC_ZOOM, map.getMaxZoom())), calmly());
      return;
    }
    const inSight = (point) => map.getBounds().contains(point);
    const lost = view.targets.length ? !view.targets.every(inSight) : !view.pins.some((pin) => inSight(pin.at));
    if (newPlace || lost) fit(map, view);
  }

  function fit(map, view) {
    const near = view.origin ? [view.origin, ...view.pins.slice(0, 4).map((pin) => pin.at), ...view.targets]
      : view.pins.map((pin) => pin.at);
    if (!near.length) return;
    const size = map.getSize();
    fitted = size.x > 0 && size.y > 0;
    if (fitted) map.fitBounds(near, { padding: [36, 36], maxZoom: CLINIC_ZOOM, ...calmly() });
  }

  function calmly() {
    return { animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches };
  }

  function unescaped(text) {
    const area = document.createElement("textarea");
    area.innerHTML = text; // a textarea holds text only: nothing in it runs
    return area.value;
  }

  return { start, show };
})();
