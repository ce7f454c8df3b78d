// The data of the page, its filters, and helpers to build elements. Text is only ever set as text.
const data = JSON.parse(document.getElementById('data').textContent);
const cards = data.cards;
const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });
const outcomes = {
  Succeeded: 'Succeeded', Accepted: 'Accepted as a task', Unknown: 'Outcome unknown', Unreadable: 'Response unreadable',
  Rejected: 'Rejected', NotSent: 'Not sent',
};
const filters = [
  { key: 'provider', label: 'Provider' }, { key: 'model', label: 'Model' }, { key: 'operation', label: 'Operation' },
  { key: 'outcome', label: 'Outcome', name: (value) => outcomes[value] || value }, { key: 'day', label: 'Day' },
];
const chosen = { query: '' };
let shown = cards.map((_, index) => index);

function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') element.className = value;
    else if (name === 'text') element.textContent = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function textOf(card) {
  card.text ??= [card.prompt, card.revised, card.name, card.requestId, card.taskId].filter(Boolean).join('\n')
    .toLowerCase();
  return card.text;
}

function matches(card, ignored) {
  return filters.every(({ key }) => key === ignored || !chosen[key] || card[key] === chosen[key])
    && chosen.query.toLowerCase().split(/\s+/).every((word) => textOf(card).includes(word));
}

function applyFilters() {
  shown = [];
  cards.forEach((card, index) => { if (matches(card)) shown.push(index); });
}

function titleOf(card) { return card.prompt || card.name || outcomes[card.outcome] || 'Call'; }

function chargeOf(card) {
  if (card.charge === undefined) return '';
  const dollars = card.usd !== undefined && card.unit !== 'USD'
    ? ` (${card.usdEstimate ? 'about ' : ''}${number.format(card.usd)} USD)` : '';
  return `${number.format(card.charge)} ${card.unit || ''}`.trim() + dollars;
}

function timeOf(card) {
  return card.when ? new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
    .format(new Date(card.when)) : '';
}
