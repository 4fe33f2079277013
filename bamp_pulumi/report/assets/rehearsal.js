"use strict";
// Times are minutes since the start of the span.
const data = JSON.parse(document.getElementById("data").textContent);
const start = Date.parse(data.start);
const day = document.getElementById("day");
const time = document.getElementById("time");
const slider = document.getElementById("slider");
const MINUTES_A_DAY = 1440;

const text = (name, content, kind) => {
  const element = document.createElement(name);
  element.textContent = content;
  if (kind) element.className = kind;
  return element;
};
const instant = (minutes) =>
  new Date(start + minutes * 60000).toISOString().slice(0, 16).replace("T", " ") + " UTC";
const age = (minutes) => {
  const said = [];
  let left = Math.floor(minutes);
  for (const [size, unit] of [[1440, "d"], [60, "h"], [1, "min"]]) {
    const number = Math.floor(left / size);
    left -= number * size;
    if (number) said.push(`${number} ${unit}`);
  }
  return said.slice(0, 2).join(" ") || "0 min";
};
const isThere = (point, at) => point.complete <= at && (point.expires === null || at < point.expires);
const windowOf = (live, at) => {
  const last = at - live.lag;
  const first = Math.max(live.since, at - live.days * MINUTES_A_DAY);
  return first <= last ? [first, last] : null;
};

function answer(kind, region, at) {
  const points = kind.points.filter((point) => point.region === region && isThere(point, at));
  const windows = kind.live.filter((live) => live.region === region)
    .map((live) => windowOf(live, at)).filter((found) => found !== null);
  const states = points.flatMap((p) => [p.created]).concat(windows.flat());
  const spread = (pick) => states.reduce((a, b) => pick(a, b));
  return {
    count: points.length,
    newest: states.length ? at - spread(Math.max) : null,
    oldest: states.length ? at - spread(Math.min) : null,
  };
}

function chosen() {
  const at = (Date.parse(`${day.value}T${time.value || "00:00"}Z`) - start) / 60000;
  return Math.min(Math.max(at || 0, 0), data.minutes);
}

const headings = [...document.querySelectorAll("#answers th")].map((cell) => cell.textContent);

function showAnswers(at) {
  const rows = [];
  for (const kind of data.kinds) {
    kind.regions.forEach((region, number) => {
      const found = answer(kind, region.name, at);
      const row = document.createElement("tr");
      const name = document.createElement("td");
      if (!number) name.append(text("span", kind.name), text("small", kind.label));
      const missing = found.newest === null;
      row.append(name, text("td", region.name),
        text("td", missing ? (region.isKnown ? "nothing" : "not known") : `${age(found.newest)} old`,
          missing && region.isKnown ? "number bad" : "number"),
        text("td", missing ? "" : `${age(found.oldest)}`, "number"),
        text("td", String(found.count), "number"),
        text("td", region.atMost, "number"),
        text("td", region.worst, region.isBad ? "bad" : ""));
      [...row.children].forEach((cell, column) => { cell.dataset.label = headings[column]; });
      rows.push(row);
    });
  }
  document.querySelector("#answers tbody").replaceChildren(...rows);
}

function draw(canvas, kind, region, at) {
  const style = getComputedStyle(document.documentElement);
  const scale = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const rules = [...new Set(kind.points.filter((p) => p.region === region).map((p) => p.rule))];
  const height = 12 + 10 * Math.max(rules.length, 1);
  canvas.style.height = `${height}px`;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  const x = (minutes) => (Math.min(Math.max(minutes, 0), data.minutes) / data.minutes) * width;
  for (const live of kind.live.filter((one) => one.region === region)) {
    pen.fillStyle = style.getPropertyValue("--live");
    pen.fillRect(x(live.since), 0, width - x(live.since), height);
  }
  pen.globalAlpha = 0.35;
  for (const point of kind.points) {
    if (point.region !== region) continue;
    pen.fillStyle = style.getPropertyValue(point.copy ? "--copy" : "--point");
    const top = 4 + 10 * rules.indexOf(point.rule);
    const end = point.expires === null ? data.minutes : point.expires;
    pen.fillRect(x(point.complete), top + 8 * ((point.created / MINUTES_A_DAY) % 7) / 7,
      Math.max(x(end) - x(point.complete), 1), 1);
  }
  pen.globalAlpha = 1;
  pen.fillStyle = style.getPropertyValue("--bad");
  pen.fillRect(x(at), 0, 1.5, height);
}

const canvases = [];
for (const kind of data.kinds) {
  const lines = document.getElementById("lines");
  const title = text("h3", kind.name);
  title.append(text("small", kind.label));
  lines.append(title);
  for (const region of kind.regions) {
    const row = text("div", "", "row");
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `Recovery points of ${kind.name} in ${region.name}`);
    row.append(text("span", region.name, "dim"), canvas);
    lines.append(row);
    canvases.push([canvas, kind, region.name]);
  }
}

function show() {
  const at = chosen();
  slider.value = String(Math.round(at / MINUTES_A_DAY));
  showAnswers(at);
  for (const [canvas, kind, region] of canvases) draw(canvas, kind, region, at);
}
slider.addEventListener("input", () => {
  day.value = instant(Number(slider.value) * MINUTES_A_DAY).slice(0, 10);
  show();
});
for (const input of [day, time]) input.addEventListener("input", show);
window.addEventListener("resize", show);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
document.getElementById("when").addEventListener("submit", (event) => event.preventDefault());
show();
