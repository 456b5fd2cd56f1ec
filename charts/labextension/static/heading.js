// Title and subtitle of a chart that is narrower than it was laid out for: what does not
// fit ends in an ellipsis.
'use strict';

const MARGIN = 10; // pixels that stay free at the right

// fitHeadings returns an option for a width. Headings of single plots, whose place is a
// share of the width, stay as they are.
function fitHeadings(option, size, width) {
  if (size.fixed || !(width < size.width)) return option;
  const fit = (title) => {
    const left = Number((title || {}).left);
    if (typeof title !== 'object' || !Number.isFinite(left)) return title;
    const room = { width: Math.max(1, width - left - MARGIN), overflow: 'truncate', ellipsis: '…' };
    return { ...title, textStyle: { ...title.textStyle, ...room }, subtextStyle: { ...title.subtextStyle, ...room } };
  };
  return { ...option, title: Array.isArray(option.title) ? option.title.map(fit) : fit(option.title) };
}

module.exports = { fitHeadings };
