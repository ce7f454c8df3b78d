// The grid: rows of one height, of which only those near the window are in the document.
const grid = byId('grid');
const gap = 18;
const captionHeight = 64;
const rowElements = new Map();
let rows = [];
let rowOf = [];
let active = 0;
let isPrinting = false;

function aspectOf(card) {
  const ratio = card.width && card.height ? card.width / card.height : 4 / 3;
  return Math.min(2.4, Math.max(0.55, ratio));
}

function layOut() {
  const width = grid.clientWidth;
  const target = width < 640 ? 150 : width < 1100 ? 210 : 250;
  rows = [];
  rowOf = [];
  let start = 0, sum = 0, top = 0;
  for (let place = 0; place < shown.length; place++) {
    sum += aspectOf(cards[shown[place]]);
    const free = width - gap * (place - start);
    const isLast = place === shown.length - 1;
    if (sum * target < free && !isLast) continue;
    const height = Math.min(free / sum, target * (isLast ? 1.15 : 1.6));
    for (let at = start; at <= place; at++) rowOf[at] = rows.length;
    rows.push({ start, end: place + 1, top, height });
    top += height + captionHeight + gap;
    start = place + 1;
    sum = 0;
  }
  grid.style.height = `${top}px`;
  clearRows();
  render();
}

function clearRows() {
  for (const element of rowElements.values()) element.remove();
  rowElements.clear();
}

function firstRowAt(y) {
  let low = 0, high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].top + rows[middle].height + captionHeight < y) low = middle + 1; else high = middle;
  }
  return low;
}

function render() {
  if (isPrinting || rows.length === 0) return;
  const view = window.innerHeight;
  const top = -grid.getBoundingClientRect().top;
  const wanted = new Set();
  for (let row = firstRowAt(top - view); row < rows.length && rows[row].top < top + 2 * view; row++) wanted.add(row);
  if (grid.contains(document.activeElement) && document.activeElement !== grid) wanted.add(rowOf[active]);
  else if (!isVisible(active)) active = rows[Math.min(rows.length - 1, firstRowAt(top))].start;
  for (const [row, element] of rowElements) {
    if (wanted.has(row)) continue;
    element.remove();
    rowElements.delete(row);
  }
  for (const row of [...wanted].sort((one, other) => one - other)) if (!rowElements.has(row)) addRow(row);
  updateTabStop();

  function isVisible(place) {
    const own = rows[rowOf[place]];
    return own && own.top + own.height > top && own.top < top + view;
  }
}

function addRow(index) {
  const row = rows[index];
  const element = make('div', { class: 'row', role: 'presentation' });
  let left = 0;
  for (let place = row.start; place < row.end; place++) {
    const card = cards[shown[place]];
    const item = makeCard(card, place);
    const width = aspectOf(card) * row.height;
    Object.assign(item.style, { left: `${left}px`, top: `${row.top}px`, width: `${width}px` });
    item.querySelector('.picture').style.height = `${row.height}px`;
    element.append(item);
    left += width + gap;
  }
  // The order in the document is that of the page, for screen readers and the Tab key.
  const next = [...rowElements.keys()].filter((key) => key > index).sort((one, other) => one - other)[0];
  grid.insertBefore(element, next === undefined ? null : rowElements.get(next));
  rowElements.set(index, element);
}

function pictureOf(card) {
  if (card.file) {
    const image = make('img', { src: card.file, alt: '', loading: 'lazy', decoding: 'async', draggable: 'false' });
    image.addEventListener('error', () => image.replaceWith(placeholderOf({ ...card, isGone: true })));
    return image;
  }
  return placeholderOf(card);
}

function placeholderOf(card) {
  const text = card.isGone || card.outcome === 'Succeeded' ? 'The file is not here' : outcomes[card.outcome];
  return make('span', { class: `placeholder is-${card.outcome}` },
    make('span', { class: 'mark', 'aria-hidden': 'true', text: card.outcome === 'Unknown' ? '?' : '!' }),
    make('span', { text }), card.error ? make('span', { class: 'error', text: card.error }) : null);
}

function makeCard(card, place) {
  const picture = make('span', { class: 'picture' }, pictureOf(card));
  const sources = (card.sources || []).filter((source) => source.file).slice(0, 3);
  if (sources.length > 0 && card.file) {
    picture.append(make('span', { class: 'inset' }, ...sources.map((source) =>
      make('img', { src: source.file, alt: '', loading: 'lazy', decoding: 'async' }))));
  }
  if (card.outcome !== 'Succeeded' && card.file) {
    picture.append(make('span', { class: 'badge', text: outcomes[card.outcome] }));
  }
  if (card.isFlagged) picture.append(make('span', { class: 'badge', text: 'Flagged' }));
  const charge = card.usd > 0 ? `${card.usdEstimate ? 'about ' : ''}${number.format(card.usd)} USD` : chargeOf(card);
  const meta = [card.provider, card.operation === 'Create' ? '' : card.operation, charge].filter(Boolean);
  const button = make('button', { type: 'button', class: 'tile', 'data-place': place },
    picture,
    make('span', { class: 'caption' },
      make('span', { class: 'prompt', dir: 'auto', text: titleOf(card) }),
      make('span', { class: 'meta quiet', text: meta.join(' · ') || (card.prompt ? '' : 'No history') })));
  return make('div', {
    class: 'card', role: 'listitem', 'aria-posinset': place + 1, 'aria-setsize': shown.length,
  }, button);
}

function tileAt(place) { return grid.querySelector(`[data-place="${place}"]`); }

function updateTabStop() {
  for (const tile of grid.querySelectorAll('.tile')) tile.tabIndex = Number(tile.dataset.place) === active ? 0 : -1;
}

function focusPlace(place) {
  active = Math.min(shown.length - 1, Math.max(0, place));
  const row = rows[rowOf[active]];
  if (!row) return;
  const gridTop = grid.getBoundingClientRect().top + window.scrollY;
  const bar = document.querySelector('.bar').offsetHeight + 12;
  const top = gridTop + row.top, bottom = top + row.height + captionHeight;
  if (top < window.scrollY + bar) window.scrollTo({ top: top - bar });
  else if (bottom > window.scrollY + window.innerHeight) window.scrollTo({ top: bottom - window.innerHeight + gap });
  if (!rowElements.has(rowOf[active])) { addRow(rowOf[active]); }
  updateTabStop();
  tileAt(active)?.focus({ preventScroll: true });
  render();
}

/** The place in the row above or below whose middle is nearest. */
function placeBeside(step) {
  const index = rowOf[active];
  const target = rows[index + step];
  if (!target) return active;
  const middle = middles(rows[index])[active - rows[index].start];
  const distances = middles(target).map((other) => Math.abs(other - middle));
  return target.start + distances.indexOf(Math.min(...distances));

  function middles(row) {
    let left = 0;
    return shown.slice(row.start, row.end).map((index) => {
      const width = aspectOf(cards[index]) * row.height;
      left += width + gap;
      return left - gap - width / 2;
    });
  }
}

grid.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const rowsPerPage = Math.max(1, Math.floor(window.innerHeight / 330));
  const moves = {
    ArrowRight: () => active + 1, ArrowLeft: () => active - 1, ArrowDown: () => placeBeside(1),
    ArrowUp: () => placeBeside(-1), Home: () => 0, End: () => shown.length - 1,
    PageDown: () => rows[Math.min(rows.length - 1, rowOf[active] + rowsPerPage)].start,
    PageUp: () => rows[Math.max(0, rowOf[active] - rowsPerPage)].start,
  };
  if (!moves[event.key] || rows.length === 0) return;
  event.preventDefault();
  focusPlace(moves[event.key]());
});
grid.addEventListener('focusin', (event) => {
  const tile = event.target.closest('.tile');
  if (!tile) return;
  active = Number(tile.dataset.place);
  updateTabStop();
});
grid.addEventListener('click', (event) => {
  const tile = event.target.closest('.tile');
  if (tile) openViewer(Number(tile.dataset.place));
});

let isRenderPending = false;
window.addEventListener('scroll', () => {
  if (isRenderPending) return;
  isRenderPending = true;
  requestAnimationFrame(() => { isRenderPending = false; render(); });
}, { passive: true });

// All images of a printed page are in the document. More than this would take the browser minutes.
const printLimit = 500;
window.addEventListener('beforeprint', () => {
  isPrinting = true;
  clearRows();
  grid.classList.add('is-printed');
  shown.slice(0, printLimit).forEach((index, place) => {
    const item = makeCard(cards[index], place);
    for (const image of item.querySelectorAll('img')) image.loading = 'eager';
    grid.append(item);
  });
});
window.addEventListener('afterprint', () => {
  isPrinting = false;
  grid.classList.remove('is-printed');
  grid.replaceChildren();
  layOut();
});
