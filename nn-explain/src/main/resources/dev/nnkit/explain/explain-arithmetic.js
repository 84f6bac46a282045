// What the functions of a network are made of. The text of the network gives "functions", behind this.

const sigmoid = x => {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
};

// 1 - erf(x): a series below 2, beyond it a continued fraction (DLMF 7.6.2, 7.9.1)
function erfc(x) {
  const size = Math.abs(x);
  if (x < 1 && size < 2) {
    let term = 1;
    let sum = 1;
    for (let n = 1; term > sum * 5e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 / Math.sqrt(Math.PI) * x * Math.exp(-x * x) * sum;
  }
  let fraction = size;
  for (let k = 160; k > 0; k--) {
    fraction = size + k / 2 / fraction;
  }
  const tail = size > 27 ? 0 : Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  return x > 0 ? tail : 2 - tail;
}

const normalBelow = x => erfc(-x * Math.sqrt(0.5)) / 2;
const normalDensity = x => Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
const tanhInner = x => 2 * Math.sqrt(2 / Math.PI) * x * (1 + 0.044715 * x * x);

const total = numbers => numbers.reduce((sum, number) => sum + number, 0);

// A loss with one term for each output: their mean, or their sum.
const elementwise = (mean, guess, term, slope) => (z, t) => {
  const count = mean ? z.length : 1;
  return {
    guess: z.map(guess),
    value: total(z.map((v, k) => term(v, t[k]))) / count,
    slope: z.map((v, k) => slope(v, t[k]) / count)
  };
};

function crossEntropy(z, t) {
  const largest = Math.max.apply(null, z);
  const sum = total(z.map(v => Math.exp(v - largest)));
  const guess = z.map(v => Math.exp(v - largest) / sum);
  const wanted = total(t);
  return {
    guess: guess,
    value: total(z.map((v, k) => t[k] * (largest + Math.log(sum) - v))),
    slope: z.map((v, k) => wanted * guess[k] - t[k])
  };
}

// Forward. A layer is {weights: [input][neuron], biases: [neuron]}.
function run(layers, input) {
  const passed = [];
  let coming = input;
  layers.forEach((layer, l) => {
    const sums = layer.biases.map((bias, j) => coming.reduce((sum, x, i) => sum + x * layer.weights[i][j], 0) + bias);
    const slopes = sums.map(() => 1);
    const outputs = sums.map((sum, j) => functions.layers[l].reduce((x, pair) => {
      const y = pair[0](x);
      slopes[j] *= pair[1](x, y);
      return y;
    }, sum));
    passed.push({inputs: coming, sums: sums, slopes: slopes, outputs: outputs});
    coming = outputs;
  });
  return passed;
}

// The share of each neuron that feeds a layer; null where it is undefined.
function shares(layer, shared) {
  const sums = layer.biases.map((bias, k) => total(layer.weights.map(row => row[k])));
  const sizes = layer.biases.map((bias, k) => total(layer.weights.map(row => Math.abs(row[k]))));
  const lost = shared.some((share, k) => share === null || (share !== 0 && Math.abs(sums[k]) <= 1e-6 * sizes[k]));
  return layer.weights.map(row => lost
    ? null
    : total(row.map((weight, k) => shared[k] === 0 ? 0 : weight / sums[k] * shared[k])));
}

// Back: the three blames of each neuron, in the order of the layers.
function blames(layers, passed, errors, slope) {
  const found = [];
  for (let l = layers.length - 1; l >= 0; l--) {
    const next = found[0];
    found.unshift(l === layers.length - 1
      ? {shares: errors, transposed: errors, exact: slope.map(v => 0 - v)}
      : {
        shares: shares(layers[l + 1], next.shares),
        transposed: layers[l + 1].weights.map(row => total(row.map((weight, k) => weight * next.transposed[k]))),
        exact: layers[l + 1].weights.map(row =>
          total(row.map((weight, k) => weight * passed[l + 1].slopes[k] * next.exact[k])))
      });
  }
  return found;
}

function agreement(pairs) {
  const product = total(pairs.map(pair => pair[0] * pair[1]));
  const lengths = Math.sqrt(total(pairs.map(pair => pair[0] * pair[0])))
    * Math.sqrt(total(pairs.map(pair => pair[1] * pair[1])));
  const signs = pairs.map(pair => Math.sign(pair[0]) * Math.sign(pair[1]));
  return {
    cosine: lengths > 0 ? Math.max(-1, Math.min(1, product / lengths)) : null,
    same: signs.filter(sign => sign > 0).length,
    opposite: signs.filter(sign => sign < 0).length,
    undecided: signs.filter(sign => sign === 0).length
  };
}

// The layers after a nudge, in the network's own type.
function nudged(net, layers, found) {
  const round = net.single ? Math.fround : x => x;
  return layers.map((layer, l) => ({
    weights: layer.weights.map((row, i) => row.map((weight, j) => round(weight + found[l].nudges[i][j]))),
    biases: layer.biases.map((bias, j) => round(bias + found[l].biasNudges[j]))
  }));
}

// Everything about the example, with the knobs as they are.
function explain(net, layers) {
  const passed = run(layers, net.input);
  const last = layers.length - 1;
  const loss = functions.loss(passed[last].outputs, net.targets);
  const errors = net.targets.map((target, k) => target - loss.guess[k]);
  const blame = blames(layers, passed, errors, loss.slope);
  const hidden = [];
  const weights = [];
  const found = layers.map((layer, l) => {
    const exact = passed[l].slopes.map((slope, j) => slope * blame[l].exact[j]);
    const gradients = passed[l].inputs.map(x => exact.map(pull => 0 - pull * x));
    if (l < last) {
      blame[l].exact.forEach((v, j) => hidden.push([blame[l].transposed[j], v]));
    }
    gradients.forEach((row, i) => row.forEach((gradient, j) =>
      weights.push([blame[l].transposed[j] * passed[l].slopes[j] * passed[l].inputs[i], 0 - gradient])));
    return {
      passed: passed[l],
      blame: blame[l],
      pulls: exact,
      gradients: gradients,
      nudges: gradients.map(row => row.map(g => net.fixed[l].weights ? 0 : 0 - net.rate * g)),
      biasGradients: exact.map(pull => net.fixed[l].noBias ? 0 : 0 - pull),
      biasNudges: exact.map(pull => net.fixed[l].noBias || net.fixed[l].biases ? 0 : net.rate * pull)
    };
  });
  return {
    layers: found,
    errors: errors,
    guess: loss.guess,
    lossBefore: loss.value,
    lossAfter: functions.loss(run(nudged(net, layers, found), net.input)[last].outputs, net.targets).value,
    hidden: agreement(hidden),
    weights: agreement(weights)
  };
}

// A sum over what a circle or a line stands for; null if one of its parts is undefined.
function over(group, part) {
  const parts = group.map(part);
  return parts.some(v => v === null) ? null : total(parts);
}

// The numbers of the picture, where a circle may stand for several neurons: as View in Java.
function view(net, layers, groups) {
  const found = explain(net, layers);
  const one = (group, part) => group.length === 1 ? part(group[0]) : null;
  const columns = [groups[0].map(group => ({
    sum: null, value: one(group, i => net.input[i]), slope: null, bias: null, share: null, transposed: null, exact: null,
    biasGradient: null, biasNudge: null, biasBrings: null
  }))];
  found.layers.forEach((layer, l) => columns.push(groups[l + 1].map(group => ({
    sum: one(group, j => layer.passed.sums[j]),
    value: one(group, j => layer.passed.outputs[j]),
    slope: one(group, j => layer.passed.slopes[j]),
    bias: one(group, j => layers[l].biases[j]),
    share: over(group, j => layer.blame.shares[j]),
    transposed: over(group, j => layer.blame.transposed[j]),
    exact: over(group, j => layer.blame.exact[j]),
    biasGradient: one(group, j => layer.biasGradients[j]),
    biasNudge: one(group, j => layer.biasNudges[j]),
    biasBrings: over(group, j => layer.biasGradients[j] * layer.biasNudges[j])
  }))));
  let straight = 0;
  const lines = found.layers.map((layer, l) => groups[l].map(from => groups[l + 1].map(to => {
    const pair = part => from.length === 1 && to.length === 1 ? part(from[0], to[0]) : null;
    const pairs = part => over(to, j => over(from, i => part(i, j)));
    const brings = pairs((i, j) => layer.gradients[i][j] * layer.nudges[i][j]);
    straight += brings;
    return {
      weight: pair((i, j) => layers[l].weights[i][j]),
      adds: to.length === 1 ? pairs((i, j) => layer.passed.inputs[i] * layers[l].weights[i][j]) : null,
      back: pairs((i, j) => layers[l].weights[i][j] * layer.pulls[j]),
      gradient: pair((i, j) => layer.gradients[i][j]),
      nudge: pair((i, j) => layer.nudges[i][j]),
      brings: brings
    };
  })));
  columns.slice(1).forEach(column => column.forEach(circle => { straight += circle.biasBrings; }));
  return {
    columns: columns,
    lines: lines,
    outputs: groups[groups.length - 1].map(group => ({
      target: over(group, k => net.targets[k]),
      guess: over(group, k => found.guess[k]),
      error: over(group, k => found.errors[k])
    })),
    lossBefore: found.lossBefore,
    lossAfter: found.lossAfter,
    line: straight,
    hidden: found.hidden,
    weights: found.weights
  };
}
