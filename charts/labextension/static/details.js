// A closer look at one item of a chart: its picture enlarged, how probable the model
// thinks each class, and pictures that belong to it.
//
// An item of a series' data may have "detail":
//
//   {"bars": [["7", 0.93], …], "pictures": [{"image": "data:image/png;…", "name": "row 12"}, …], "text": "…"}
//
// sanitize.js has seen it: an image is a PNG or a JPEG within the option. Everything
// else becomes text.
'use strict';

const MOST = 60; // bars, pictures
const IMAGE = 'image://';

function list(value) {
  return (Array.isArray(value) ? value : []).slice(0, MOST);
}

function pictureOf(item) {
  return typeof item.symbol === 'string' && item.symbol.startsWith(IMAGE) ? item.symbol.slice(IMAGE.length) : '';
}

// isItem says whether there is more to be seen of an item.
function isItem(item) {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  return (typeof item.detail === 'object' && item.detail !== null) || pictureOf(item) !== '';
}

// itemsOf lists them.
function itemsOf(option) {
  return option.series.flatMap((series) => (Array.isArray(series.data) ? series.data.filter(isItem) : []));
}

function element(tag, text, style) {
  const node = document.createElement(tag);
  node.textContent = text;
  Object.assign(node.style, style);
  return node;
}

function image(address, side, name) {
  const node = element('img', '', { height: side + 'px', maxWidth: '100%', imageRendering: 'pixelated', background: '#fff' });
  node.src = address;
  node.alt = name;
  return node;
}

// bar draws a share as a bar beside its name and its number.
function bar([name, share]) {
  const part = Math.min(1, Math.max(0, Number(share) || 0));
  const row = element('div', '', { display: 'grid', gridTemplateColumns: '5em 10em 4em', gap: '6px', alignItems: 'center' });
  const full = { height: '10px', background: 'rgba(128,128,128,0.25)' };
  const track = element('div', '', full);
  track.append(element('div', '', { ...full, width: 100 * part + '%', background: '#0072B2' }));
  row.append(element('span', String(name), { textAlign: 'right' }), track, element('span', (100 * part).toFixed(1) + ' %'));
  return row;
}

function captioned(picture) {
  const name = String((picture && picture.name) || '');
  const figure = element('figure', '', { margin: '0', textAlign: 'center', whiteSpace: 'pre-line' });
  if (picture && typeof picture.image === 'string') figure.append(image(picture.image, 56, name));
  figure.append(element('figcaption', name));
  return figure;
}

// open shows an item below its chart. Escape and the button close it.
function open(place, item) {
  close(place);
  const detail = item.detail || {};
  const name = String(item.name || 'item');
  const panel = element('div', '', { position: 'relative', padding: '8px', border: '1px solid rgba(128,128,128,0.5)', maxWidth: '720px' });
  panel.className = 'nnbook-detail';
  panel.tabIndex = -1;
  panel.setAttribute('role', 'group');
  panel.setAttribute('aria-label', name);
  panel.dataset.lmSuppressShortcuts = 'true'; // Escape is not for JupyterLab
  const shut = element('button', 'Close', { position: 'absolute', right: '8px', top: '8px' });
  shut.dataset.lmSuppressShortcuts = 'true';
  const back = document.activeElement;
  const leave = () => {
    close(place);
    if (back && back.isConnected) back.focus();
  };
  shut.addEventListener('click', leave);
  panel.addEventListener('keydown', (event) => event.key === 'Escape' && leave());
  const row = element('div', '', { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' });
  if (pictureOf(item)) row.append(image(pictureOf(item), 224, name));
  const bars = element('div', '', {});
  bars.append(...list(detail.bars).filter(Array.isArray).map(bar));
  row.append(bars, ...list(detail.pictures).map(captioned));
  panel.append(element('div', name, { whiteSpace: 'pre-line', fontWeight: 'bold', margin: '0 5em 6px 0' }), row);
  if (typeof detail.text === 'string') panel.append(element('div', detail.text, { whiteSpace: 'pre-line' }));
  panel.append(shut);
  place.append(panel);
  panel.focus({ preventScroll: true });
}

function close(place) {
  for (const panel of place.querySelectorAll('.nnbook-detail')) panel.remove();
}

module.exports = { isItem, itemsOf, open };
