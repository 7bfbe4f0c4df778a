// Draws the land under the clinics, and names on it that never touch a pin or each other. Loaded by map.js.

const UNITS = 10_000; // of a degree: data/base_map/base_map.json counts in them
const CLASSES = ["state", "us", "interstate"]; // the ones on top last
// How many people a place must have to be named at a zoom; from the last one on all are.
const LEAST_PEOPLE = { 7: 100_000, 8: 40_000, 9: 15_000, 10: 5_000, 11: 1_000 };
const BIG = 100_000;
const BETWEEN_SHIELDS = 140; // pixels along a road
const STEP = 12;
const AIR = 3; // pixels around each name
const RING = 7; // pixels around a pin that is chosen

export async function drawLand(map, address) {
  const land = await (await fetch(address)).json();
  const renderer = L.svg({ pane: "base", padding: 0.5 });
  const draw = (shape, lines, className) =>
    shape(lines.map(points), { pane: "base", renderer, className, interactive: false }).addTo(map);
  draw(L.polygon, land.surfaces, "water");
  draw(L.polyline, land.rivers, "river");
  draw(L.polyline, land.counties, "county");
  for (const road of land.roads) road.points = road.lines.map(points);
  for (const name of CLASSES) {
    const lines = land.roads.filter((road) => road.class === name).flatMap((road) => road.lines);
    draw(L.polyline, lines, `road ${name}`);
  }
  keepNamed(map, land);
}

// A line as latitudes and longitudes; it is kept as its first point and the steps from each to the next.
function points(line) {
  let x = 0, y = 0;
  return Array.from({ length: line.length / 2 }, (_, i) => {
    x += line[2 * i];
    y += line[2 * i + 1];
    return [y / UNITS, x / UNITS];
  });
}

function keepNamed(map, land) {
  const pane = map.getPane("places");
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 1));
  let isDue = false;
  const soon = () => {
    if (isDue) return;
    isDue = true;
    idle(() => {
      isDue = false;
      map.getPane("base").style.setProperty("--wide", Math.min(2, Math.max(0.6, 1 + (map.getZoom() - 10) / 4)));
      pane.replaceChildren(...names(map, land));
      pane.hidden = false;
    }, { timeout: 300 });
  };
  map.on("zoomstart", () => { pane.hidden = true; });
  map.on("zoomend moveend pinsdrawn", soon);
  soon();
}

// Every name and road number that has room, as elements: the biggest places first, then roads, then water.
function names(map, land) {
  const zoom = map.getZoom();
  const sheet = new Sheet(map);
  for (const [name, longitude, latitude, people] of land.cities) {
    if (people >= (LEAST_PEOPLE[Math.max(Math.floor(zoom), 7)] ?? 0)) sheet.city(name, [latitude, longitude], people >= BIG);
  }
  for (const road of land.roads) for (const line of road.points) sheet.road(road, line);
  for (const [name, longitude, latitude, reach] of land.names) {
    sheet.water(name, [latitude, longitude], (reach / 360) * 256 * 2 ** zoom);
  }
  return sheet.elements;
}

// What is in sight, with the room that is taken: by the pins first, then by each name that is put down.
class Sheet {
  static pen = document.createElement("canvas").getContext("2d");
  static widths = new Map();

  constructor(map) {
    this.map = map;
    this.elements = [];
    this.view = L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
    this.family = getComputedStyle(map.getContainer()).fontFamily;
    this.pins = [];
    map.eachLayer((layer) => {
      if (!(layer instanceof L.Marker)) return;
      const half = layer.getElement().offsetWidth / 2 + (layer.getElement().matches(".is-chosen") ? RING : 1);
      this.pins.push(around(this.at(layer.getLatLng()), half, half));
    });
    this.taken = [...this.pins];
  }

  at(place) {
    return this.map.latLngToLayerPoint(place);
  }

  // The middle of the text, the first of `middles` at which it has room; or null.
  put(text, className, font, height, middles, padding = 0) {
    const written = `${font} ${this.family}`;
    const half = width(text, written) / 2 + padding;
    for (const middle of middles(half)) {
      const room = around(middle, half + AIR, height / 2 + AIR);
      if (!this.view.contains(room) || this.taken.some((other) => other.overlaps(room))) continue;
      this.taken.push(room);
      this.add(className, middle, text).style.font = written;
      return middle;
    }
    return null;
  }

  add(className, middle, text = "") {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    element.style.translate = `calc(${middle.x}px - 50%) calc(${middle.y}px - 50%)`;
    this.elements.push(element);
    return element;
  }

  city(name, place, isBig) {
    const dot = this.at(place);
    const pin = this.pins.find((room) => room.contains(dot));
    if (!pin && this.taken.some((room) => room.contains(dot))) return;
    const [from, away] = pin ? [pin.getCenter(), pin.getSize().x / 2] : [dot, 4];
    const middles = (half) => {
      const x = away + AIR + half, y = away + 13, edge = half - AIR;
      return [[x, 0], [-x, 0], [0, -y], [0, y], [edge, -y], [-edge, -y], [edge, y], [-edge, y]].map((by) => from.add(by));
    };
    if (!this.put(name, isBig ? "name big" : "name", isBig ? "700 16px" : "600 13px", 17, middles)) return;
    if (pin) return;
    this.taken.push(around(dot, 4, 4));
    this.add("dot", dot);
  }

  water(name, place, reach) {
    const font = "italic 500 12px";
    if (reach > 0.6 * width(name, `${font} ${this.family}`)) {
      this.put(name, "name of-water", font, 15, () => [this.at(place)]);
    }
  }

  // The road's number every so often along the line, at the next spot that has room.
  road({ ref, class: className }, line) {
    const number = ref.split(/[- ]/)[1];
    let walked = BETWEEN_SHIELDS / 2;
    let from = this.at(line[0]);
    for (const place of line.slice(1)) {
      const to = this.at(place);
      const length = from.distanceTo(to);
      const isInSight = this.view.intersects(L.bounds(from, to));
      for (let on = 0; isInSight && on < length; on += STEP) {
        if (walked + on < BETWEEN_SHIELDS) continue;
        const spot = from.add(to.subtract(from).multiplyBy(on / length));
        if (this.put(number, `shield ${className}`, "700 11px", 16, () => [spot], 5)) walked = -on;
      }
      walked += length;
      from = to;
    }
  }
}

function around(middle, x, y) {
  return L.bounds(middle.subtract([x, y]), middle.add([x, y]));
}

function width(text, font) {
  const key = font + text;
  if (!Sheet.widths.has(key)) {
    Sheet.pen.font = font;
    Sheet.widths.set(key, Sheet.pen.measureText(text).width);
  }
  return Sheet.widths.get(key);
}
