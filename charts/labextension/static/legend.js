// Room for the legend of a chart that is narrower than it was laid out for: its names
// then take more rows, which would cover the plots.
'use strict';

const ROW = 26; // pixels from a row of names to the next, see charts/plot.go
const PADDING = 10; // ECharts' own, on both sides together
const MOST = 500; // names that are looked at

// rowsOf returns how many rows a legend's names take in a width.
function rowsOf(legend, width, measure) {
  const gap = Number(legend.itemGap) || 0;
  const sign = (Number(legend.itemWidth) || 0) + 5;
  const room = width - (Number(legend.left) || 0) - PADDING;
  let rows = 1;
  let used = 0;
  for (const item of legend.data.slice(0, MOST)) {
    const need = sign + measure(String(typeof item === 'string' ? item : (item || {}).name));
    if (used > 0 && used + need > room) {
      rows++;
      used = 0;
    }
    used += need + gap;
  }
  return rows;
}

// makeRoom returns an option for a width, and how many pixels higher it makes the chart:
// what stands below the legend's first row moves down by its further rows.
function makeRoom(option, size, width, measure) {
  const legend = Array.isArray(option.legend) ? option.legend[0] : option.legend;
  if (size.fixed || !(width < size.width) || !legend || !Array.isArray(legend.data)) return { option, extra: 0 };
  const extra = ROW * Math.max(0, rowsOf(legend, width, measure) - rowsOf(legend, size.width, measure));
  const moved = (part) => (Number(part.top) > Number(legend.top) ? { ...part, top: Number(part.top) + extra } : part);
  const all = (parts) => (Array.isArray(parts) ? parts.map((part) => (part ? moved(part) : part)) : parts);
  return extra === 0 ? { option, extra } : { option: { ...option, title: all(option.title), grid: all(option.grid) }, extra };
}

module.exports = { makeRoom };
