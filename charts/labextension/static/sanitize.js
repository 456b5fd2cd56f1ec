// Makes an ECharts option from an untrusted notebook harmless.
//
// An option is drawn before anybody decided to trust the notebook, so nothing in it
// may run code, show HTML, open a page or fetch a file, and nothing may keep the
// browser busy for long. What is not known to be harmless is left out; what is wrong
// with the option as a whole throws an Error with a short message.
'use strict';

// What an option may consist of. Left out on purpose: toolbox (shows HTML), graphic,
// geo, calendar (draws millions of days), timeline, media and baseOption (options in
// options).
const COMPONENTS = new Set([
  'title', 'legend', 'grid', 'xAxis', 'yAxis', 'polar', 'radiusAxis', 'angleAxis', 'radar',
  'singleAxis', 'parallel', 'parallelAxis', 'axisPointer', 'tooltip', 'dataZoom', 'visualMap',
  'dataset', 'series', 'aria', 'color', 'backgroundColor', 'textStyle', 'darkMode', 'useUTC',
  'animation', 'animationDuration', 'animationEasing', 'animationDelay', 'animationThreshold',
  'animationDurationUpdate', 'animationEasingUpdate', 'animationDelayUpdate',
]);

// Left out: custom (its shapes are made by code), map (needs data from elsewhere),
// lines, and pictorialBar (repeats pictures without bound).
const SERIES = new Set([
  'line', 'bar', 'scatter', 'effectScatter', 'pie', 'radar', 'heatmap', 'boxplot', 'candlestick',
  'funnel', 'gauge', 'parallel', 'sankey', 'tree', 'treemap', 'sunburst', 'graph', 'themeRiver',
]);

// Keys, next to those that every object has, that open pages, reach for the document's
// HTML or CSS, name files, run user given patterns, must be functions, or set how often
// something is repeated.
const FORBIDDEN = new Set([
  'prototype', 'toJSON',
  'sublink', 'subtarget', 'url', 'href', 'src', 'nodeClick', 'cursor',
  'renderMode', 'extraCssText', 'className', 'appendTo', 'appendToBody', 'enterable',
  'dataView', 'saveAsImage', 'optionToContent', 'contentToOption', 'feature',
  'renderItem', 'valueFormatter', 'transform', 'parallelAxisDefault', 'decal', 'decals', 'rippleEffect', 'logBase', 'layoutIterations',
  'maxTileWidth', 'maxTileHeight', 'symbolRepeat', 'startValue', 'endValue',
]);

const MAX_DEPTH = 16;
const MAX_VALUES = 300000;
const MAX_TEXT = 10000; // characters of one text
const MAX_PICTURE = 500000; // characters of one picture
const MAX_SPLITS = 30;
const MAX_CHARTS = 24; // in a grid

// What every object has: as a name of a series or a category, ECharts would look it up
// in its own tables, find it there and write into it.
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

const PICTURE = /^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/;

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPicture(text) {
  return text.length <= MAX_PICTURE && PICTURE.test(text);
}

// text returns what may stay of a string, undefined for one that must go.
function text(key, value) {
  if (key === 'image') return isPicture(value) ? value : undefined;
  if (/^\s*image:/i.test(value)) {
    return value.startsWith('image://') && isPicture(value.slice(8)) ? value : undefined;
  }
  if (value.length > MAX_TEXT || value.includes('__f__')) return undefined;
  if (INHERITED.has(value)) return value + ' ';
  if (/url\s*\(/i.test(value) && /colou?r|fill|stroke|font/i.test(key)) return undefined;
  return value;
}

// isForbidden says whether name must go from an object, which is the value of key.
function isForbidden(name, key, object) {
  if (name === 'link') return key !== 'axisPointer'; // there it joins axes
  if (name === 'target') return !('source' in object); // with a source it is an edge's end
  return FORBIDDEN.has(name) || INHERITED.has(name) || /^on[a-z]/.test(name);
}

// copy returns what may stay of a value, as plain objects, lists, texts and numbers.
function copy(key, value, depth, budget) {
  if (--budget.left < 0) throw new Error('it holds more than ' + MAX_VALUES + ' values');
  if (typeof value === 'string') return text(key, value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return undefined;
    return key === 'splitNumber' ? Math.min(Math.max(value, 1), MAX_SPLITS) : value;
  }
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object') return undefined;
  if (depth > MAX_DEPTH) throw new Error('it is nested deeper than ' + MAX_DEPTH + ' levels');
  if (Array.isArray(value)) return copyList(key, value, depth, budget);
  if (key === 'image') return undefined; // only a text can be checked
  const result = {};
  for (const name of Object.keys(value)) {
    if (isForbidden(name, key, value)) continue;
    const kept = copy(name, value[name], depth + 1, budget);
    if (kept !== undefined) result[name] = kept;
  }
  return result;
}

// copyList keeps the length: what must go leaves null, as a gap in the data.
function copyList(key, list, depth, budget) {
  const result = [];
  for (const item of list) {
    const kept = copy(key, item, depth + 1, budget);
    result.push(kept === undefined ? null : kept);
  }
  return result;
}

function each(value, change) {
  for (const item of Array.isArray(value) ? value : [value]) {
    if (isObject(item)) change(item);
  }
}

// boundAxis takes the limits from an axis of categories, which has a tick at every
// whole number between them, and from an axis of time the distance of its ticks.
function boundAxis(axis) {
  if (axis.type === 'time') {
    delete axis.minInterval;
    delete axis.maxInterval;
  }
  if (axis.type === 'category' || (axis.type === undefined && axis.data !== undefined)) {
    delete axis.min;
    delete axis.max;
  }
}

// keepSeries leaves out the series of types that are not known to be harmless, and
// refuses an option of nothing else.
function keepSeries(value) {
  const all = value === undefined ? [] : [].concat(value);
  const kept = all.filter((s) => isObject(s) && SERIES.has(s.type));
  if (all.length > 0 && kept.length === 0) throw new Error('it has no series of a kind that is safe to draw');
  return kept;
}

// sanitize returns a harmless copy of an option given as an object or as JSON. Options
// that are drawn together share a budget.
function sanitize(option, budget = { left: MAX_VALUES }) {
  if (typeof option === 'string') option = JSON.parse(option);
  if (!isObject(option)) throw new Error('it is not a JSON object');
  const result = {};
  for (const name of Object.keys(option)) {
    if (!COMPONENTS.has(name)) continue;
    const kept = copy(name, option[name], 0, budget);
    if (kept !== undefined) result[name] = kept;
  }
  for (const name of Object.keys(result)) {
    if (/Axis$/.test(name)) each(result[name], boundAxis);
  }
  result.series = keepSeries(result.series);
  // A tooltip as rich text is drawn on the canvas and never parsed as HTML.
  each(result.tooltip, (tooltip) => {
    tooltip.renderMode = 'richText';
    tooltip.confine = true;
  });
  return result;
}

// sanitizeGrid returns a harmless copy of a grid, {columns, charts: [{option, width, height, fixed}]}.
// The limits of one option hold for all of them together.
function sanitizeGrid(grid) {
  if (grid.charts.length > MAX_CHARTS) throw new Error('it holds more than ' + MAX_CHARTS + ' charts');
  const budget = { left: MAX_VALUES };
  const charts = grid.charts.map((chart) => {
    if (!isObject(chart)) throw new Error('one of its charts is not a JSON object');
    const { width, height, fixed } = chart;
    return { option: sanitize(chart.option, budget), width, height, fixed };
  });
  const columns = Math.min(Math.max(Math.round(Number(grid.columns)) || 1, 1), Math.max(charts.length, 1));
  return { columns, charts };
}

module.exports = { sanitize, sanitizeGrid };
