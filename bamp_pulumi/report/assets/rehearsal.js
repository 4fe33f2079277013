"use strict";
// Times are minutes since the start of the span.
const data = JSON.parse(document.getElementById("data").textContent);
const start = Date.parse(data.start);
const date = document.getElementById("date");
const time = document.getElementById("time");
const slider = document.getElementById("slider");
const refused = document.getElementById("refused");
const said = document.getElementById("said");
const DAY = 1440;
const QUIET = 400; // Milliseconds without a change before it is said: not each step of a drag.

const text = (name, content, kind) => {
  const element = document.createElement(name);
  element.textContent = content;
  if (kind) element.className = kind;
  return element;
};
const iso = (minutes) => new Date(start + minutes * 60000).toISOString();
const dayOf = (minutes) => iso(minutes).slice(0, 10);
const timeOf = (minutes) => iso(minutes).slice(11, 16);
const instant = (minutes) => `${dayOf(minutes)} ${timeOf(minutes)} UTC`;
const age = (minutes) => {
  const parts = [];
  let left = minutes;
  for (const [size, unit] of [[DAY, "d"], [60, "h"], [1, "min"]]) {
    const number = Math.floor(left / size);
    left -= number * size;
    if (number) parts.push(`${number} ${unit}`);
  }
  return parts.slice(0, 2).join(" ") || "0 min";
};

// What can be restored of a kind from a Region: the same rules as in the table without a script.
function answer(kind, region, at) {
  const states = [];
  let count = 0;
  for (const lane of kind.lanes) {
    if (lane.region !== region) continue;
    for (const [created, complete, expires] of lane.points) {
      if (complete > at || (expires !== null && at >= expires)) continue;
      count += 1;
      states.push(created);
    }
  }
  for (const live of kind.live) {
    if (live.region !== region) continue;
    const last = at - live.lag;
    const first = Math.max(live.since, at - live.days * DAY);
    if (first <= last) states.push(first, last);
  }
  const reach = (pick) => states.reduce((a, b) => pick(a, b));
  return states.length
    ? { count, newest: at - reach(Math.max), oldest: at - reach(Math.min) }
    : { count, newest: null, oldest: null };
}

const cells = [...document.querySelectorAll("[data-of]")];

function showAnswers(at) {
  for (const cell of cells) {
    const kind = data.kinds[Number(cell.dataset.kind)];
    const found = answer(kind, Number(cell.dataset.region), at);
    const missing = found.newest === null;
    const isKnown = kind.regions[Number(cell.dataset.region)].isKnown;
    cell.classList.toggle("bad", missing && isKnown && cell.dataset.of === "newest");
    cell.textContent = {
      newest: missing ? (isKnown ? "nothing" : "not known") : `${age(found.newest)} old`,
      oldest: missing ? "–" : `${age(found.oldest)} old`,
      points: String(found.count),
    }[cell.dataset.of];
  }
}

function summary(at) {
  const there = data.kinds.filter((kind) =>
    kind.regions.some((_, region) => answer(kind, region, at).newest !== null));
  const kinds = data.kinds.length === 1 ? "kind" : "kinds";
  return `${instant(at)}: something could be restored of ${there.length} of ${data.kinds.length} ` +
    `${kinds} of data store.`;
}

// Timelines -------------------------------------------------------------------------------------

const SVG = "http://www.w3.org/2000/svg";
const HIGH = 20;
const clip = (minutes) => Math.min(Math.max(minutes, 0), data.minutes);

// How many points are there over time, as steps: [minute, number].
function steps(points) {
  const changes = new Map();
  for (const [, complete, expires] of points) {
    changes.set(complete, (changes.get(complete) || 0) + 1);
    if (expires !== null) changes.set(expires, (changes.get(expires) || 0) - 1);
  }
  let number = 0;
  return [...changes.keys()].sort((a, b) => a - b)
    .map((minute) => [minute, (number += changes.get(minute))]);
}

function area(found, most) {
  let path = `M0 ${HIGH}`;
  for (const [minute, number] of found) {
    if (minute > data.minutes) break;
    path += `H${clip(minute)}V${(HIGH * (1 - number / most)).toFixed(2)}`;
  }
  return `${path}H${data.minutes}V${HIGH}Z`;
}

function lane(lanes, kind, region, name, colour, path, summed) {
  const label = text("div", "", "lane");
  label.append(text("b", kind.regions[region].name), ` ${name}`);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${data.minutes} ${HIGH}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${kind.name}, ${kind.regions[region].name}, ${summed}`);
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("class", colour);
  shape.setAttribute("d", path);
  svg.append(shape);
  lanes.append(label, svg);
}

function drawLanes(lanes, kind) {
  kind.regions.forEach((_, region) => {
    for (const live of kind.live.filter((one) => one.region === region)) {
      const from = clip(live.since + live.lag);
      const what = `any second, ${live.days} d back${live.byService ? ", by the service" : ""}`;
      lane(lanes, kind, region, what, "live", `M${from} 4H${data.minutes}V${HIGH}H${from}Z`,
        `${what}, from ${instant(from)} on`);
    }
    for (const one of kind.lanes.filter((each) => each.region === region)) {
      const found = steps(one.points).filter(([minute]) => minute <= data.minutes);
      const most = Math.max(1, ...found.map(([, number]) => number));
      const what = `${one.rule}${one.copy ? ", copies" : ""}, up to ${most}`;
      const first = found.length ? `from ${instant(found[0][0])} on` : "never";
      lane(lanes, kind, region, what, one.copy ? "copy" : "point", area(found, most),
        `${what} recovery points, ${first}`);
    }
  });
}

// Instants of an axis: whole days or first days of months, at most so many.
function ticks(most) {
  const days = data.minutes / DAY;
  for (const step of [1, 2, 7, 14]) {
    if (days / step <= most) {
      return Array.from({ length: Math.floor(days / step) + 1 }, (_, n) => n * step * DAY);
    }
  }
  for (const step of [1, 2, 3, 6, 12, 24, 60]) {
    const found = [];
    const day = new Date(start);
    day.setUTCDate(1);
    for (;;) {
      const minute = (day.getTime() - start) / 60000;
      if (minute > data.minutes) break;
      if (minute >= 0 && day.getUTCMonth() % Math.min(step, 12) === 0) found.push(minute);
      day.setUTCMonth(day.getUTCMonth() + 1);
    }
    if (found.length <= most || step === 60) return found;
  }
  return [];
}

function axis(over, most, apart, kind) {
  // Labels that would touch the first or the last one are left out.
  const between = ticks(most).filter((minute) =>
    minute / data.minutes > apart && minute / data.minutes < 1 - apart);
  for (const minute of [0, ...between, data.minutes]) {
    const part = minute / data.minutes;
    const edge = minute === 0 ? "first" : part === 1 ? "last" : "";
    const tick = text("div", "", `tick ${kind} ${edge}`);
    tick.style.left = `${part * 100}%`;
    tick.append(text("span", dayOf(minute)));
    over.append(tick);
  }
}

const cursors = [];
for (const kind of data.kinds) {
  const title = text("h4", kind.name);
  title.append(text("small", kind.label));
  const lanes = text("div", "", "lanes");
  const over = text("div", "", "over");
  const cursor = text("div", "", "cursor");
  axis(over, 8, 0.17, "many");
  axis(over, 3, 0.32, "few");
  over.append(cursor);
  cursors.push(cursor);
  lanes.append(over);
  drawLanes(lanes, kind);
  document.getElementById("lines").append(title, lanes);
}
document.getElementById("timelines").hidden = !data.kinds.length;

// The instant looked at -------------------------------------------------------------------------

// What is wrong with the fields; empty when they name an instant of the span.
function wrong() {
  if (!date.value) return "Give a day.";
  if (!time.value) return "Give a time.";
  const at = asked();
  if (at >= 0 && at <= data.minutes) return "";
  return `${date.value} ${time.value} UTC is outside the span: give ${instant(0)} to ` +
    `${instant(data.minutes)}.`;
}
const asked = () => (Date.parse(`${date.value}T${time.value}Z`) - start) / 60000;

let quiet = 0;
function show() {
  const why = wrong();
  refused.textContent = why;
  for (const field of [date, time]) {
    field.setCustomValidity(why);
    field.setAttribute("aria-invalid", String(Boolean(why)));
  }
  if (why) return;
  const at = asked();
  slider.value = String(Math.floor(at / DAY));
  slider.setAttribute("aria-valuetext", instant(at));
  showAnswers(at);
  for (const cursor of cursors) cursor.style.left = `${(at / data.minutes) * 100}%`;
  clearTimeout(quiet);
  quiet = setTimeout(() => { said.textContent = summary(at); }, QUIET);
}
slider.addEventListener("input", () => {
  const of_day = time.value ? asked() % DAY : 0;
  const at = Math.min(Number(slider.value) * DAY + (of_day >= 0 ? of_day : 0), data.minutes);
  date.value = dayOf(at);
  time.value = timeOf(at);
  show();
});
for (const input of [date, time]) input.addEventListener("input", show);
document.getElementById("when").addEventListener("submit", (event) => event.preventDefault());
show();
said.textContent = summary(asked());

// Sections --------------------------------------------------------------------------------------

// On a phone the long ones begin folded. A link to a folded one unfolds it; so does printing.
const sections = [...document.querySelectorAll("main > details")];
if (window.matchMedia("(max-width: 46rem)").matches) {
  for (const section of sections) section.open = section.id === "wrong";
}
function unfold() {
  const found = document.getElementById(location.hash.slice(1));
  const section = found && found.closest("details");
  if (section) section.open = true;
}
window.addEventListener("hashchange", unfold);
unfold();
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = sections.filter((section) => !section.open);
  for (const section of folded) section.open = true;
});
window.addEventListener("afterprint", () => {
  for (const section of folded) section.open = false;
});
