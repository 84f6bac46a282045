
// The page: what is shown of the numbers, step by step.

const page = JSON.parse(document.getElementById("data").textContent);
const at = id => document.getElementById(id);
const state = {
  step: 0,
  chosen: null,
  view: page.view,
  layers: page.net ? JSON.parse(JSON.stringify(page.net.layers)) : null
};

// Numbers by themselves, as Figures in Java writes them.
function show(number, digits, most, small, large) {
  if (number === null) {
    return "undefined";
  }
  const size = Math.abs(number);
  if (number === 0) {
    return "0";
  }
  return size < small || size >= large
    ? number.toExponential(digits > 3 ? 4 : 1)
    : String(Number(size < Math.pow(10, digits - most) ? number.toFixed(most) : number.toPrecision(digits)));
}
const brief = number => show(number, 3, 4, 1e-3, 1e4);
const full = number => show(number, 6, 9, 1e-4, 1e7);

// Numbers that stand below each other, as Decimals in Java writes them.
function writer(numbers) {
  const largest = numbers.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  if (largest >= 1e7 || (largest > 0 && largest < 1e-4)) {
    return v => v === 0 ? "0" : v.toExponential(4);
  }
  const before = largest === 0 ? 1 : 1 + Math.floor(Math.log10(largest));
  const most = Math.max(0, 6 - before);
  const needed = numbers.map(v => (v.toFixed(most).split(".")[1] || "").replace(/0+$/, "").length);
  const places = needed.reduce((a, b) => Math.max(a, b), 0);
  return v => v.toFixed(places).replace(/^-([0.]*)$/, "$1");
}

const parts = pairs => pairs.filter(pair => pair[1] !== null).map(pair => ", " + pair[0] + " " + full(pair[1])).join("");
const after = line => line.weight === null ? null : line.weight + line.nudge;
const several = (column, i) => page.groups[column][i].length > 1;
const sign = number => number > 0 ? "plus" : number < 0 ? "minus" : "nought";

function circleText(column, i) {
  const circle = state.view.columns[column][i];
  if (column === 0) {
    return page.names[0][i] + parts([["is", circle.value]]);
  }
  return page.names[column][i]
    + parts([["sum", circle.sum], ["out", circle.value], ["slope", circle.slope], ["bias", circle.bias]])
    + ", shares " + full(circle.share)
    + parts([["weights", circle.transposed], ["exact", circle.exact], ["bias gradient", circle.biasGradient],
      ["bias nudge", circle.biasNudge]]);
}

function lineText(layer, i, j) {
  const line = state.view.lines[layer][i][j];
  return page.names[layer][i] + " → " + page.names[layer + 1][j]
    + parts([["weight", line.weight], ["adds", line.adds], ["sends back", line.back], ["gradient", line.gradient],
      ["nudge", line.nudge], ["after", after(line)], ["brings", line.brings]]);
}

// Drawing

const part = (group, kind) => group.querySelector("." + kind);

function write(element, text) {
  element.textContent = text;
}

// What a step shows at a line; null where the line is only there.
function figure(caption, layer, line) {
  switch (caption.kind) {
    case "forward": return layer <= caption.layer ? line.weight : null;
    case "back": return layer > caption.layer ? line.back : null;
    case "nudge": return line.nudge;
    case "after": return after(line);
    default: return line.weight;
  }
}

function drawLines(caption, layer) {
  const lines = state.view.lines[layer];
  const figures = lines.map(row => row.map(line => figure(caption, layer, line)));
  const largest = figures.reduce((most, row) => row.reduce((m, v) => Math.max(m, Math.abs(v || 0)), most), 0);
  const many = lines.length * lines[0].length > 24;
  figures.forEach((row, i) => row.forEach((number, j) => {
    const group = at("line-" + layer + "-" + i + "-" + j);
    const ink = part(group, "ink");
    write(group.getElementsByTagName("title")[0], lineText(layer, i, j));
    const lit = number !== null;
    const flows = lit && caption.kind === "back" && layer === caption.layer + 1;
    ink.setAttribute("class", "ink " + (lit ? sign(number) : "unlit") + (flows ? " flows" : ""));
    ink.setAttribute("stroke-opacity", lit && many && largest > 0 ? (0.3 + 0.7 * Math.abs(number) / largest).toFixed(2) : "1");
    ink.setAttribute("stroke-width", lit && largest > 0 ? (1 + 6 * Math.abs(number) / largest).toFixed(1) : "1");
    const label = at("label-" + layer + "-" + i + "-" + j);
    if (label) {
      label.setAttribute("class", "label " + (lit ? sign(number) : "hidden"));
      write(label, lit ? brief(number) : "");
    }
  }));
}

// The second number in a circle: its error or its blame, once it has one.
function blameShown(caption, column, i) {
  const last = page.groups.length - 1;
  if (column === 0 || caption.kind === "forward") {
    return null;
  }
  if (caption.kind === "error") {
    return column === last ? state.view.outputs[i].error : null;
  }
  return caption.kind === "back" && column <= caption.layer ? null : state.view.columns[column][i].exact;
}

function drawCircle(caption, column, i) {
  const circle = state.view.columns[column][i];
  const group = at("circle-" + column + "-" + i);
  const known = caption.kind !== "forward" || column <= caption.layer + 1;
  const blame = blameShown(caption, column, i);
  const text = circleText(column, i);
  write(group.getElementsByTagName("title")[0], text);
  group.setAttribute("aria-label", text);
  group.setAttribute("class", "circle" + (state.chosen && state.chosen.join() === column + "," + i ? " chosen" : ""));
  write(part(group, "value"), several(column, i) ? "" : known ? brief(circle.value) : "?");
  part(group, "value").setAttribute("y", blame === null ? "4" : "-3");
  const second = part(group, "blame");
  second.setAttribute("class", "blame " + sign(blame));
  write(second, blame === null ? "" : brief(blame));
}

// Tables

function element(tag, text, name) {
  const made = document.createElement(tag);
  if (text !== undefined) {
    made.textContent = text;
  }
  if (name) {
    made.className = name;
  }
  return made;
}

// Cells are numbers, or null for undefined, or texts.
const row = (cells, name, tag) => ({cells: cells, name: name, tag: tag || "td"});

function fill(table, rows) {
  table.textContent = "";
  let writers = [];
  rows.forEach((r, at) => {
    if (at === 0 || r.name === "layer") {
      const end = rows.findIndex((other, i) => i > at && other.name === "layer");
      const together = rows.slice(at, end < 0 ? rows.length : end);
      writers = [0, 1, 2, 3, 4, 5].map(c => writer(together.map(t => t.cells[c]).filter(v => typeof v === "number")));
    }
    const made = element("tr", undefined, r.name);
    r.cells.forEach((cell, c) => made.appendChild(element(c === 0 ? "th" : r.tag,
      typeof cell === "number" ? writers[c](cell) : cell === null ? "undefined" : cell)));
    table.appendChild(made);
  });
}

const sum = numbers => numbers.some(v => v === null) ? null : numbers.reduce((a, b) => a + b, 0);

function drawTables() {
  const view = state.view;
  const last = page.groups.length - 1;
  fill(at("errors"), [row(["", "target", "guess", "error"], "", "th")].concat(
    view.outputs.map((o, k) => row([page.names[last][k], o.target, o.guess, o.error]))));
  const rows = [row(["", "slope", "shares", "weights", "exact"], "", "th")];
  for (let column = last; column > 0; column--) {
    const circles = view.columns[column];
    rows.push(row([page.layers[column - 1].name, "", "", "", ""], "layer"));
    circles.forEach((c, i) => rows.push(row([page.names[column][i], several(column, i) ? "" : c.slope, c.share,
      c.transposed, c.exact])));
    if (circles.length > 1) {
      rows.push(row(["together", "", sum(circles.map(c => c.share)), sum(circles.map(c => c.transposed)),
        sum(circles.map(c => c.exact))], "sum"));
    }
  }
  fill(at("blame"), rows);
  const cosine = agreement => agreement.cosine === null
    ? "the cosine is undefined, since one of them is zero. "
    : "cosine " + full(agreement.cosine) + ". ";
  const weights = view.weights;
  write(at("agreement"), (last > 1 ? "Of \"weights\" and \"exact\", all hidden neurons: " + cosine(view.hidden) : "")
    + "The nudges of all weights, made from one or the other: " + cosine(weights) + "Of "
    + (weights.same + weights.opposite + weights.undecided) + " weights \"weights\" would move " + weights.same
    + " the right way and " + weights.opposite + " the wrong way"
    + (weights.undecided === 0 ? "." : "; " + weights.undecided
      + " have no right way, since one of the two is zero there."));
  fill(at("loss"), [row(["before", view.lossBefore]), row(["after", view.lossAfter]),
    row(["change", view.lossAfter - view.lossBefore], "sum"), row(["change by the straight line", view.line])]);
}

function mostToBlame(column) {
  const sizes = state.view.columns[column].map((circle, i) => several(column, i) ? -1 : Math.abs(circle.exact));
  return sizes.indexOf(Math.max.apply(null, sizes));
}

// One neuron: how its sum comes about, or in the nudge what becomes of its weights.
function drawDetail(caption) {
  const detail = at("detail");
  detail.textContent = "";
  const column = state.chosen ? state.chosen[0] : Math.max(1, caption.layer + 1);
  const i = state.chosen ? state.chosen[1] : mostToBlame(column);
  if (column === 0) {
    detail.appendChild(element("h3", circleText(0, i)));
    return;
  }
  const circle = state.view.columns[column][i];
  const lines = state.view.lines[column - 1].map(from => from[i]);
  const layer = page.layers[column - 1];
  const nudges = caption.kind === "nudge" || caption.kind === "after";
  const names = page.names[column - 1];
  const blank = number => number === null ? "" : number;
  const rows = [row(nudges
    ? ["", "knob", "gradient", "nudge", "after", "brings"]
    : ["", "comes in", "weight", "adds"], "", "th")];
  lines.forEach((line, k) => rows.push(row(nudges
    ? [names[k], blank(line.weight), blank(line.gradient), blank(line.nudge), blank(after(line)), line.brings]
    : [names[k], blank(state.view.columns[column - 1][k].value), blank(line.weight), blank(line.adds)])));
  if (layer.bias) {
    rows.push(row(nudges
      ? ["bias", blank(circle.bias), blank(circle.biasGradient), blank(circle.biasNudge),
        circle.bias === null ? "" : circle.bias + circle.biasNudge, circle.biasBrings]
      : ["bias", "", "", blank(circle.bias)]));
  }
  if (!nudges && !several(column, i)) {
    rows.push(row(["sum", "", "", circle.sum], "sum"));
    if (layer.activation) {
      rows.push(row([layer.activation + " of it", "", "", circle.value]));
    }
  }
  detail.appendChild(element("h3", page.names[column][i]));
  const table = element("table");
  fill(table, rows);
  detail.appendChild(table);
  detail.appendChild(element("p", "blame: shares " + full(circle.share) + ", weights " + full(circle.transposed)
    + ", exact " + full(circle.exact)));
}

const LEGENDS = {
  back: "Lines are what is sent back through them, thicker where more:",
  nudge: "Lines are nudges, thicker where larger:",
  after: "Lines are the weights after the nudge, thicker where larger:"
};

function draw() {
  const caption = page.captions[state.step];
  write(at("step-title"), caption.title);
  write(at("caption"), caption.text + (caption.kind === "error" || caption.kind === "after"
    ? " All errors in one number, the loss: " + full(state.view.lossBefore)
      + (caption.kind === "after" ? " before, " + full(state.view.lossAfter) + " after." : ".")
    : ""));
  write(at("legend"), LEGENDS[caption.kind] || "Lines are weights, thicker where larger:");
  write(at("where"), (state.step + 1) + " of " + page.captions.length);
  at("previous").disabled = state.step === 0;
  at("next").disabled = state.step === page.captions.length - 1;
  state.view.lines.forEach((lines, layer) => drawLines(caption, layer));
  page.groups.forEach((column, c) => column.forEach((group, i) => drawCircle(caption, c, i)));
  drawTables();
  drawDetail(caption);
  write(at("numbers"), JSON.stringify(state.view));
}

function go(step) {
  state.step = Math.max(0, Math.min(page.captions.length - 1, step));
  draw();
}

// Moves the columns so that the picture is as wide as its place, as far as names have room.
const SIDE = 74;
function layOut() {
  const svg = at("network");
  const room = at("stage").clientWidth;
  const gaps = page.groups.length - 1;
  if (!room) {
    return;
  }
  const side = room < 500 ? 50 : SIDE;
  const gap = Math.max(104, Math.min(300, (room - 2 * side) / gaps));
  const x = column => side + column * gap;
  const width = 2 * side + gaps * gap;
  const height = svg.getAttribute("height");
  svg.setAttribute("width", width);
  svg.setAttribute("viewBox", "0 0 " + width + " " + height);
  svg.setAttribute("class", "fixed");
  const length = Math.floor(Math.min(gap, 2 * side) / 6.6);
  page.groups.forEach((column, c) => {
    [].slice.call(svg.querySelectorAll(".c" + c)).forEach(title => title.setAttribute("x", x(c)));
    column.forEach((group, i) => {
      const circle = at("circle-" + c + "-" + i);
      const y = circle.getAttribute("transform").replace(")", "").split(" ")[1];
      circle.setAttribute("transform", "translate(" + x(c) + " " + y + ")");
      const name = page.names[c][i];
      write(part(circle, "name"), name.length > length ? name.slice(0, length - 1) + "…" : name);
    });
  });
  state.view.lines.forEach((lines, layer) => lines.forEach((from, i) => from.forEach((to, j) => {
    [].slice.call(at("line-" + layer + "-" + i + "-" + j).getElementsByTagName("line")).forEach(line => {
      line.setAttribute("x1", x(layer));
      line.setAttribute("x2", x(layer + 1));
    });
    const label = at("label-" + layer + "-" + i + "-" + j);
    if (label) {
      label.setAttribute("x", x(layer) + label.getAttribute("data-place") * gap);
    }
  })));
}

// Knobs

const inputs = [];

function turned() {
  state.view = view(page.net, state.layers, page.groups);
  draw();
}

// A row with a slider and a field, both over the number that get and set reach.
function knob(name, get, set) {
  const made = element("div", undefined, "knob");
  const slider = element("input");
  const field = element("input");
  const reach = Math.max(2, Math.ceil(2 * Math.abs(get())));
  slider.type = "range";
  slider.min = -reach;
  slider.max = reach;
  slider.step = "any";
  field.type = "number";
  field.step = "any";
  const turn = (from, other) => () => {
    const number = Number(from.value);
    if (from.value !== "" && isFinite(number)) {
      set(number);
      other.value = from.value;
      turned();
    }
  };
  const update = () => {
    slider.value = get();
    field.value = get();
  };
  update();
  slider.addEventListener("input", turn(slider, field));
  field.addEventListener("input", turn(field, slider));
  slider.setAttribute("aria-label", name + ", slider");
  field.setAttribute("aria-label", name);
  made.appendChild(element("span", name));
  made.appendChild(slider);
  made.appendChild(field);
  inputs.push({set: set, update: update});
  return made;
}

function knobsOf(layer, l) {
  const box = element("details");
  box.open = l === 0 && page.net.layers.length < 3;
  box.appendChild(element("summary", page.layers[l].name));
  layer.weights.forEach((weights, i) => weights.forEach((weight, j) => box.appendChild(knob(
    page.sources[l][i] + " → " + page.sources[l + 1][j],
    () => state.layers[l].weights[i][j],
    number => { state.layers[l].weights[i][j] = number; }))));
  if (page.layers[l].bias) {
    layer.biases.forEach((bias, j) => box.appendChild(knob(
      "bias of " + page.sources[l + 1][j],
      () => state.layers[l].biases[j],
      number => { state.layers[l].biases[j] = number; })));
  }
  return box;
}

function makeKnobs() {
  const place = at("knobs");
  if (!page.net) {
    place.appendChild(element("p", page.without));
    return;
  }
  place.appendChild(element("p", "Turn a weight: output, error and blame follow at once."));
  const reset = element("button", "All as they were");
  reset.type = "button";
  reset.id = "reset";
  const nudge = element("button", "Nudge all");
  nudge.type = "button";
  nudge.id = "nudge";
  const bar = element("div", undefined, "bar");
  bar.appendChild(nudge);
  bar.appendChild(reset);
  place.appendChild(bar);
  const change = layers => {
    state.layers = layers;
    inputs.forEach(input => input.update());
    turned();
  };
  reset.addEventListener("click", () => change(JSON.parse(JSON.stringify(page.net.layers))));
  nudge.addEventListener("click", () => change(nudged(page.net, state.layers, explain(page.net, state.layers).layers)));
  page.net.layers.forEach((layer, l) => place.appendChild(knobsOf(layer, l)));
}

// #step=2&set=0:0.5,3:-1
function readAddress() {
  location.hash.replace("#", "").split("&").forEach(setting => {
    const pair = setting.split("=");
    if (pair[0] === "step") {
      state.step = Math.max(0, Math.min(page.captions.length - 1, Math.floor(Number(pair[1])) || 0));
    } else if (pair[0] === "set" && page.net) {
      (pair[1] || "").split(",").forEach(turn => {
        const knob = inputs[turn.split(":")[0]];
        const number = Number(turn.split(":")[1]);
        if (knob && isFinite(number)) {
          knob.set(number);
          knob.update();
        }
      });
      state.view = view(page.net, state.layers, page.groups);
    }
  });
}

function choose(column, i) {
  state.chosen = [column, i];
  page.groups.forEach((circles, c) => circles.forEach((group, k) =>
    drawCircle(page.captions[state.step], c, k)));
  drawDetail(page.captions[state.step]);
}

function start() {
  at("bar").hidden = false;
  at("tables").hidden = false;
  makeKnobs();
  readAddress();
  page.groups.forEach((column, c) => column.forEach((group, i) => {
    const circle = at("circle-" + c + "-" + i);
    circle.setAttribute("tabindex", "0");
    circle.setAttribute("role", "img");
    ["mouseenter", "focus", "click"].forEach(event => circle.addEventListener(event, () => choose(c, i)));
  }));
  at("previous").addEventListener("click", () => go(state.step - 1));
  at("next").addEventListener("click", () => go(state.step + 1));
  document.addEventListener("keydown", event => {
    const typing = event.target.tagName === "INPUT";
    if (!typing && !event.altKey && !event.ctrlKey && !event.metaKey) {
      if (event.key === "ArrowRight") {
        go(state.step + 1);
      } else if (event.key === "ArrowLeft") {
        go(state.step - 1);
      }
    }
  });
  window.addEventListener("resize", layOut);
  layOut();
  draw();
}

start();
