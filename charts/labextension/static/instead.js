// What is shown in place of a chart that can't be drawn: the output's static picture,
// or its text.
'use strict';

// source returns a picture's address. A page runs no script in a picture and loads
// nothing for it, so that it may come from an untrusted notebook.
function source(data) {
  const png = data['image/png'];
  const svg = data['image/svg+xml'];
  if (typeof png === 'string') return 'data:image/png;base64,' + png.replace(/\s/g, '');
  if (typeof svg === 'string') return 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);
  return '';
}

// instead returns the nodes to show.
function instead(data) {
  const text = typeof data['text/plain'] === 'string' ? data['text/plain'] : '';
  const address = source(data);
  const node = document.createElement(address ? 'img' : 'pre');
  if (address) {
    node.src = address;
    node.alt = text;
    Object.assign(node.style, { display: 'block', maxWidth: '100%' });
  } else {
    node.textContent = text;
    node.style.whiteSpace = 'pre-wrap';
  }
  return [node];
}

module.exports = { instead };
