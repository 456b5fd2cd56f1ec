// The tools of a chart, which appear under the mouse and by the Tab key: saving it as
// PNG and as SVG, and a list of the items that can be looked at closer.
'use strict';

const STYLE = `
.nnbook-tools { position: absolute; top: 0; right: 0; display: flex; gap: 4px; opacity: 0; }
.nnbook-echarts:hover > div > .nnbook-tools, .nnbook-tools:focus-within { opacity: 1; }
.nnbook-tools button, .nnbook-tools select, .nnbook-detail button {
  font: 11px sans-serif; max-width: 10em; padding: 2px 6px; border: 1px solid rgba(128,128,128,0.5);
  color: var(--jp-ui-font-color1, inherit); background: var(--jp-layout-color1, #fff);
}
.nnbook-detail { color: var(--jp-ui-font-color1, inherit); font: 12px sans-serif; }
`;

// addStyle adds the tools' look to the page, once.
function addStyle() {
  if (document.getElementById('nnbook-tools-style')) return;
  const style = document.createElement('style');
  style.id = 'nnbook-tools-style';
  style.textContent = STYLE;
  document.head.append(style);
}

// background is what the chart stands on: JupyterLab's colour for that, or the page's.
function background() {
  const body = getComputedStyle(document.body);
  return body.getPropertyValue('--jp-layout-color0').trim() || body.backgroundColor;
}

// again draws the chart as it is now, what was hidden and zoomed included, but for
// movements that have not ended, and returns what take takes of it.
function again({ echarts, chart, theme }, place, settings, take) {
  const copy = echarts.init(place, theme, { width: chart.getWidth(), height: chart.getHeight(), ...settings });
  try {
    copy.setOption({ ...chart.getOption(), backgroundColor: background(), animation: false });
    return take(copy);
  } finally {
    copy.dispose();
  }
}

// png is the address of the chart twice as fine as on the screen.
function png(view) {
  return again(view, document.createElement('div'), {}, (copy) => copy.getDataURL({ type: 'png', pixelRatio: 2 }));
}

function svg(view) {
  const text = again(view, null, { renderer: 'svg', ssr: true }, (copy) => copy.renderToSVGString());
  return 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
}

// fileName is the chart's title as the name of a file.
function fileName({ option }) {
  const title = [].concat(option.title || [])[0];
  const name = String((title && title.text) || '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return name.slice(0, 60) || 'chart';
}

function save(view, draw, ending) {
  const link = document.createElement('a');
  link.href = draw(view);
  link.download = fileName(view) + ending;
  link.click();
}

function button(text, label, act) {
  const node = document.createElement('button');
  node.textContent = text;
  node.title = label;
  node.setAttribute('aria-label', label);
  node.addEventListener('click', act);
  return node;
}

// chooser lists the items by their names' first lines.
function chooser(items, open) {
  const node = document.createElement('select');
  node.setAttribute('aria-label', 'Look closer at an item of the chart');
  node.append(new Option('Look closer …', ''));
  items.forEach((item, i) => node.append(new Option(String(item.name || 'item ' + (i + 1)).split('\n')[0].slice(0, 60), i)));
  node.addEventListener('change', () => {
    if (node.value !== '') open(items[node.value]);
    node.value = '';
  });
  return node;
}

// offer shows the tools of a view, which has echarts, chart, option and theme.
function offer(place, view, items, open) {
  const old = place.querySelector('.nnbook-tools');
  if (old && items.length === 0 && !old.querySelector('select')) return; // a live chart's: nothing changed
  addStyle();
  const bar = document.createElement('div');
  bar.className = 'nnbook-tools';
  if (items.length > 0) bar.append(chooser(items, open));
  bar.append(
    button('PNG', 'Save the chart as PNG', () => save(view, png, '.png')),
    button('SVG', 'Save the chart as SVG', () => save(view, svg, '.svg')),
  );
  for (const tool of bar.children) tool.dataset.lmSuppressShortcuts = 'true'; // arrows and Enter are not for JupyterLab
  place.replaceChildren(bar);
}

module.exports = { offer };
