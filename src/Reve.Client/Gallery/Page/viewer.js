// The large view: one image with its sources, its history and its command.
const viewer = byId('viewer');
const billings = {
  NotCharged: 'Not charged', Unknown: 'Perhaps charged', Charged: 'Charged, amount unknown',
};
let viewed = 0;

function openViewer(place) {
  viewed = place;
  active = place;
  showViewed();
  if (!viewer.open) viewer.showModal();
}

function showViewed() {
  const card = cards[shown[viewed]];
  byId('v-position').textContent = `${viewed + 1} of ${shown.length}`;
  byId('v-prompt').textContent = titleOf(card);
  const picture = card.file
    ? make('img', { src: card.file, alt: card.prompt ? `Image for: ${card.prompt}` : card.name, class: 'large' })
    : placeholderOf(card);
  if (card.file) picture.addEventListener('error', () => picture.replaceWith(placeholderOf({ ...card, isGone: true })));
  byId('v-figure').replaceChildren(picture);
  showSources(card);
  showFacts(card);
  byId('v-command-box').hidden = !card.command;
  byId('v-command').textContent = card.command || '';
  byId('v-copied').textContent = '';
  byId('v-copy').textContent = 'Copy command';
  byId('v-previous').disabled = viewed === 0;
  byId('v-next').disabled = viewed === shown.length - 1;
  for (const near of [viewed - 1, viewed + 1]) {
    const file = cards[shown[near]]?.file;
    if (file) new Image().src = file;
  }
}

function showSources(card) {
  const sources = card.sources || [];
  byId('stage').classList.toggle('has-sources', sources.length > 0);
  byId('v-sources').hidden = sources.length === 0;
  byId('v-sources').replaceChildren(
    make('h3', { class: 'quiet', text: sources.length === 1 ? 'Source' : 'Sources' }),
    ...sources.map((source, index) => make('figure', { class: 'source' },
      source.file ? make('a', { href: source.file },
        make('img', { src: source.file, alt: `Source ${index}: ${source.name}`, loading: 'lazy' }))
        : make('span', { class: 'placeholder' }, make('span', { text: 'Not here' })),
      make('figcaption', {
        class: 'quiet', dir: 'auto', text: sources.length > 1 ? `${index}: ${source.name}` : source.name,
      }))));
}

function showFacts(card) {
  const size = card.width ? `${card.width} × ${card.height}` : '';
  const bytes = card.bytes ? `${number.format(Math.round(card.bytes / 102.4) / 10)} KB` : '';
  const facts = [
    ['Outcome', [outcomes[card.outcome], card.error].filter(Boolean).join(': ')],
    ['Charge', chargeOf(card) || billings[card.billing]],
    ['Revised prompt', card.revised], ['Operation', card.operation], ['Provider', card.provider], ['Model', card.model],
    ['Aspect ratio', card.ratio], ['Options', card.options], ['Size', [size, bytes].filter(Boolean).join(', ')],
    ['File', card.name], ['Made', timeOf(card)], ['Request id', card.requestId], ['Client id', card.clientId],
    ['Task', card.taskId],
    ['Credentials', card.credentials && `${card.credentials} (not verified)`],
  ];
  byId('v-facts').replaceChildren(...facts.filter(([, value]) => value).map(([name, value]) =>
    make('div', {}, make('dt', { class: 'quiet', text: name }), make('dd', { dir: 'auto', text: value }))));
}

function step(count) {
  const next = viewed + count;
  if (next < 0 || next >= shown.length) return;
  viewed = active = next;
  showViewed();
}

async function copyCommand() {
  const text = byId('v-command').textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make('textarea', { class: 'sr-only', 'aria-hidden': 'true' });
    area.value = text;
    viewer.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    byId('v-copy').focus();
  }
  byId('v-copy').textContent = 'Copied';
  byId('v-copied').textContent = 'The command was copied.';
}

byId('v-previous').addEventListener('click', () => step(-1));
byId('v-next').addEventListener('click', () => step(1));
byId('v-close').addEventListener('click', () => viewer.close());
byId('v-copy').addEventListener('click', copyCommand);
viewer.addEventListener('click', (event) => {
  if (event.target === viewer || event.target === byId('stage') || event.target === byId('v-figure')) viewer.close();
});
// The browser has moved the focus back to the card that opened the view, which need not be the one that is viewed now.
viewer.addEventListener('close', () => focusPlace(viewed));
viewer.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('.command')) return;
  const keys = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), c: copyCommand };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
