// The search, the filters, the theme, and the start of the page.
const selects = {};

function choose(key, value) {
  chosen[key] = value;
  if (selects[key]) {
    selects[key].value = value;
    selects[key].parentElement.classList.toggle('is-chosen', Boolean(value));
  }
  refresh();
}

function refresh() {
  applyFilters();
  active = 0;
  layOut();
  drawCharges();
  byId('empty').hidden = shown.length > 0;
  byId('clear').hidden = !chosen.query && filters.every(({ key }) => !chosen[key]);
  byId('count').textContent = shown.length === cards.length
    ? `${number.format(cards.length)} ${cards.length === 1 ? 'card' : 'cards'}`
    : `${number.format(shown.length)} of ${number.format(cards.length)}`;
}

function clearAll() {
  byId('query').value = chosen.query = '';
  for (const { key } of filters) {
    chosen[key] = '';
    if (!selects[key]) continue;
    selects[key].value = '';
    selects[key].parentElement.classList.remove('is-chosen');
  }
  refresh();
}

for (const { key, label, name } of filters) {
  const counts = new Map();
  for (const card of cards) if (card[key]) counts.set(card[key], (counts.get(card[key]) || 0) + 1);
  const values = [...counts.keys()].sort();
  if (key === 'day') values.reverse();
  if (values.length < 2) continue;
  selects[key] = make('select', { 'aria-label': label, onchange: (event) => choose(key, event.target.value) },
    make('option', { value: '', text: label }),
    ...values.map((value) => make('option', { value, text: `${name ? name(value) : value} (${counts.get(value)})` })));
  byId('filters').append(make('label', { class: 'filter' }, selects[key]));
}

let pending = 0;
byId('query').addEventListener('input', (event) => {
  clearTimeout(pending);
  pending = setTimeout(() => { chosen.query = event.target.value.trim(); refresh(); }, 80);
});
byId('clear').addEventListener('click', () => { clearAll(); byId('query').focus(); });
byId('reset').addEventListener('click', clearAll);
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || viewer.open || event.target.closest('input, select, textarea')) return;
  event.preventDefault();
  byId('query').focus();
});

const themes = { auto: 'of the system', light: 'light', dark: 'dark' };
function applyTheme(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  byId('theme').setAttribute('aria-label', `Theme: ${themes[theme]}`);
  byId('theme').title = `Theme: ${themes[theme]}`;
  byId('theme').dataset.theme = theme;
}
function readTheme() {
  try {
    const kept = localStorage.getItem('reve-theme');
    return themes[kept] ? kept : 'auto';
  } catch {
    return 'auto';
  }
}
byId('theme').addEventListener('click', () => {
  const order = Object.keys(themes);
  const next = order[(order.indexOf(byId('theme').dataset.theme) + 1) % order.length];
  applyTheme(next);
  try { localStorage.setItem('reve-theme', next); } catch { /* The browser keeps nothing for local files. */ }
});
applyTheme(readTheme());

const images = cards.filter((card) => card.file).length;
const without = cards.length - images;
const days = cards.map((card) => card.day).filter(Boolean).sort();
byId('summary').textContent = [
  `${number.format(images)} ${images === 1 ? 'image' : 'images'}`,
  without > 0 ? `${number.format(without)} without an image` : '',
  days.length > 0 ? (days[0] === days.at(-1) ? days[0] : `${days[0]} to ${days.at(-1)}`) : '',
].filter(Boolean).join(' · ');

let lastWidth = 0;
new ResizeObserver(() => {
  if (isPrinting || grid.clientWidth === lastWidth) return;
  lastWidth = grid.clientWidth;
  layOut();
  drawCharges();
}).observe(grid);
refresh();
