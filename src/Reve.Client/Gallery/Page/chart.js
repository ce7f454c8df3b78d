// The bars of the charges: one for each day, with a part for each provider, in one unit.
const svgNamespace = 'http://www.w3.org/2000/svg';
const providers = [...new Set(cards.map((card) => card.provider).filter(Boolean))].sort();
let unit = null;

// Two providers can have units of one name and different worth, which have no common sum.
const providersOfUnit = new Map();
for (const card of cards) {
  if (!(card.charge > 0)) continue;
  if (!providersOfUnit.has(card.unit)) providersOfUnit.set(card.unit, new Set());
  providersOfUnit.get(card.unit).add(card.provider);
}

function unitOf(card) {
  const name = card.unit || 'units';
  return providersOfUnit.get(card.unit)?.size > 1 ? `${name} of ${card.provider}` : name;
}

function amountsOf(card) {
  const amounts = {};
  if (card.charge !== undefined && card.unit !== 'USD') amounts[unitOf(card)] = card.charge;
  if (card.usd !== undefined) amounts.USD = card.usd;
  return amounts;
}

function unitsOf(list) {
  const sums = new Map();
  for (const card of list) {
    for (const [name, amount] of Object.entries(amountsOf(card))) sums.set(name, (sums.get(name) || 0) + amount);
  }
  return sums;
}

const allUnits = [...unitsOf(cards)].filter(([, sum]) => sum > 0).map(([name]) => name)
  .sort((one, other) => (other === 'USD') - (one === 'USD') || one.localeCompare(other));

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function drawCharges() {
  byId('charges').hidden = allUnits.length === 0;
  if (allUnits.length === 0) return;
  unit ??= allUnits[0];
  const list = cards.filter((card) => matches(card, 'day') && amountsOf(card)[unit] !== undefined);
  const days = new Map();
  for (const card of list) {
    const day = card.day || 'No date';
    if (!days.has(day)) days.set(day, new Map());
    const parts = days.get(day);
    parts.set(card.provider, (parts.get(card.provider) || 0) + amountsOf(card)[unit]);
  }
  const sorted = [...days].sort(([one], [other]) => one < other ? -1 : 1);
  const selected = list.filter((card) => !chosen.day || card.day === chosen.day);
  byId('sum').textContent = number.format(selected.reduce((sum, card) => sum + amountsOf(card)[unit], 0));
  const isEstimate = unit === 'USD' && selected.some((card) => card.usdEstimate);
  byId('sum-unit').textContent = unit + (isEstimate ? ', in part estimated' : '')
    + (chosen.day ? ` on ${chosen.day}` : '');
  drawUnits();
  drawLegend(list);
  drawBars(sorted);
  drawTable(sorted);
}

function drawUnits() {
  byId('units').hidden = allUnits.length < 2;
  byId('units').replaceChildren(...allUnits.map((name) => make('button', {
    type: 'button', 'aria-pressed': String(name === unit), text: name,
    onclick: () => { unit = name; drawCharges(); },
  })));
}

function drawLegend(list) {
  const present = providers.filter((provider) => list.some((card) => card.provider === provider));
  byId('legend').replaceChildren(...present.map((provider) => make('li', {},
    make('span', { class: `swatch p${providers.indexOf(provider) % 8}`, 'aria-hidden': 'true' }), provider)));
}

function drawBars(days) {
  const box = byId('chart');
  const height = 132, axis = 22;
  const most = Math.max(...days.map(([, parts]) => [...parts.values()].reduce((sum, part) => sum + part, 0)), 0) || 1;
  const width = Math.max(box.clientWidth, days.length * 16);
  const slot = Math.min(96, width / Math.max(1, days.length));
  const bar = Math.max(6, Math.min(44, slot * 0.62));
  const labelEvery = Math.max(1, Math.ceil(64 / slot));
  const length = Math.max(slot * days.length, 1);
  const chart = svg('svg', {
    width: length, height: height + axis, viewBox: `0 0 ${length} ${height + axis}`, role: 'group',
    'aria-label': 'Charges by day',
  });
  days.forEach(([day, parts], index) => {
    const left = index * slot + (slot - bar) / 2;
    const total = [...parts.values()].reduce((sum, part) => sum + part, 0);
    const name = `${day}: ${number.format(total)} ${unit}`;
    const group = svg('g', {
      class: `day${chosen.day && chosen.day !== day ? ' is-dim' : ''}`, tabindex: 0, role: 'button',
      'aria-label': name, 'aria-pressed': String(chosen.day === day),
    }, svg('title', {}, name),
    svg('rect', { class: 'hit', x: index * slot, y: 0, width: slot, height: height + axis }));
    let bottom = height;
    for (const provider of providers) {
      if (!parts.has(provider)) continue;
      const size = Math.max(parts.get(provider) / most * (height - 8), 1);
      bottom -= size;
      group.append(svg('rect', {
        class: `p${providers.indexOf(provider) % 8}`, x: left, y: bottom, width: bar, rx: 3,
        height: Math.max(size - 1, 1),
      }));
    }
    if (index % labelEvery === 0) {
      const isCut = index === 0 && slot < 36;
      group.append(svg('text', {
        x: isCut ? left : left + bar / 2, y: height + 16, 'text-anchor': isCut ? 'start' : 'middle',
      }, day.slice(5)));
    }
    const toggle = () => choose('day', chosen.day === day ? '' : day);
    group.addEventListener('click', toggle);
    group.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      toggle();
      byId('chart').querySelectorAll('.day')[index]?.focus();
    });
    chart.append(group);
  });
  box.replaceChildren(chart);
}

function drawTable(days) {
  byId('chart-table').replaceChildren(
    make('caption', { text: `Charges in ${unit} by day and provider` }),
    make('thead', {}, make('tr', {}, make('th', { scope: 'col', text: 'Day' }),
      ...providers.map((provider) => make('th', { scope: 'col', text: provider })))),
    make('tbody', {}, ...days.map(([day, parts]) => make('tr', {}, make('th', { scope: 'row', text: day }),
      ...providers.map((provider) => make('td', { text: number.format(parts.get(provider) || 0) }))))));
}
