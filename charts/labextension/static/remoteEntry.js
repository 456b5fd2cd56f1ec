// A MIME renderer that draws application/vnd.echarts+json in JupyterLab and Notebook 7.
//
// JupyterLab loads this file as a federated extension and asks the container it leaves
// behind for "./mimeExtension". It is written by hand: there is nothing to build.
(function () {
  'use strict';

  const NAME = 'nnbook-echarts';
  const MIME = 'application/vnd.echarts+json';
  const FILES = ['echarts.min.js', 'sanitize.js', 'tools.js', 'details.js', 'instead.js', 'legend.js', 'heading.js'];
  const INK = '#777777'; // the grey of charts' theme, see theme.go
  const [GAP, NARROW] = [16, 360]; // pixels between the charts of a grid, the least width of its columns
  const [SHARE, REST] = [100, 2000]; // how many times as long as it took an update is looked at, at most in ms
  const SIZES = { width: [100, 4000, 720], height: [60, 4000, 360] }; // least, most, default

  // JupyterLab may run below any base URL, so files are found beside this one. A saved page
  // holds this script itself, and the files too.
  const here = document.currentScript.src && new URL('.', document.currentScript.src);
  const modules = new Map();
  let shared = null;

  // load runs a CommonJS or UMD file of this extension, once a page, without leaving
  // anything in the page's global scope.
  function load(file) {
    if (!modules.has(file)) {
      const loading = run(file);
      loading.catch(() => modules.delete(file)); // to be tried again by the next chart
      modules.set(file, loading);
    }
    return modules.get(file);
  }

  async function run(file) {
    const module = { exports: {} };
    new Function('module', 'exports', 'define', await textOf(file))(module, module.exports);
    return module.exports;
  }

  async function textOf(file) {
    if (!here) return JSON.parse(document.getElementById('nnbook-files').textContent)[file];
    const response = await fetch(new URL(file, here));
    if (!response.ok) {
      throw new Error(file + ' is missing in the extension ' + NAME + '; install nnbook again');
    }
    return response.text();
  }

  // sharedModule returns a module that JupyterLab itself has loaded.
  async function sharedModule(name) {
    const versions = Object.values(shared[name]);
    const factory = await versions[versions.length - 1].get();
    return factory();
  }

  function isDark() {
    return document.body.dataset.jpThemeLight === 'false';
  }

  // recolour replaces the grey that suits any background by the page's own text colour.
  function recolour(value, colour) {
    if (value === INK) return colour;
    if (Array.isArray(value)) return value.map((item) => recolour(item, colour));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, recolour(v, colour)]));
  }

  // shape returns what an option consists of, without its numbers and texts. Options of
  // the same shape can be merged into each other and leave nothing of the old one.
  function shape(option) {
    const telling = new Set(['id', 'name', 'type', 'xAxisIndex', 'yAxisIndex']);
    return JSON.stringify(option, (key, value) => {
      if (key === 'data') return 0;
      return telling.has(key) || (typeof value === 'object' && value !== null) ? value : 0;
    });
  }

  // sizeOf returns the size a message asks for, within reason.
  function sizeOf(metadata) {
    const size = { fixed: metadata.fixed === true };
    for (const [side, [least, most, normal]] of Object.entries(SIZES)) {
      const wanted = Number(metadata[side]) || normal;
      size[side] = Math.round(Math.min(most, Math.max(least, wanted)));
    }
    return size;
  }

  function defineRenderer(Widget) {
    return class ChartRenderer extends Widget {
      constructor() {
        super();
        this.addClass('nnbook-echarts');
        Object.assign(this.node.style, { overflowX: 'auto', position: 'relative' });
        this.frame = this.node.appendChild(document.createElement('div'));
        this.aside = this.node.appendChild(document.createElement('div')); // tools and details
        this.resizes = new ResizeObserver(() => this.fit());
        this.resizes.observe(this.node);
        this.themes = new MutationObserver(() => this.draw());
        this.themes.observe(document.body, { attributeFilter: ['data-jp-theme-light', 'data-jp-theme-name'] });
      }

      // renderModel draws an output, and draws it anew when it is updated.
      async renderModel(model) {
        const turn = (this.turn = (this.turn || 0) + 1);
        try {
          this.data = model.data;
          const [echarts, safe, tools, details, { instead }, { makeRoom }, { fitHeadings }] = await Promise.all(FILES.map(load));
          await this.rest();
          if (this.isDisposed || turn !== this.turn) return; // a newer option is on its way
          Object.assign(this, { echarts, tools, details, instead, makeRoom, fitHeadings });
          this.option = undefined; // until the new one is found harmless
          delete this.node.dataset.refused;
          if (Array.isArray((model.data[MIME] || {}).charts)) return this.drawGrid(safe.sanitizeGrid(model.data[MIME]));
          this.size = sizeOf((model.metadata && model.metadata[MIME]) || {});
          this.option = safe.sanitize(model.data[MIME]);
          this.draw();
          this.offer();
        } catch (error) {
          this.complain(error);
        }
      }

      // rest waits until the chart may be drawn again: one that is updated all the time, as
      // that of a training, must not take the processor from what it shows.
      async rest() {
        const left = (this.rested || 0) - performance.now();
        if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
      }

      // drawGrid draws several charts beside one another, each by a renderer of its own.
      drawGrid({ columns, charts }) {
        this.close();
        this.aside.replaceChildren();
        const share = `(100% - ${(columns - 1) * GAP}px) / ${columns}`;
        this.frame.style = `display: grid; gap: ${GAP}px; align-items: start;` +
          `grid-template-columns: repeat(auto-fit, minmax(min(100%, max(${NARROW}px, ${share})), 1fr))`;
        this.parts = charts.map(({ option, ...size }) => {
          const part = new ChartRenderer();
          this.frame.append(part.node);
          part.renderModel({ data: { [MIME]: option }, metadata: { [MIME]: size } });
          return part;
        });
      }

      draw() {
        if (!this.option || this.isDisposed) return;
        const begin = performance.now();
        try {
          this.place();
          this.open();
          const ink = getComputedStyle(document.body).getPropertyValue('--jp-ui-font-color1').trim() || INK;
          const option = recolour({ backgroundColor: 'transparent', ...this.laid.option }, ink);
          const form = shape(option);
          // The same chart with new numbers is changed in place, so that it neither
          // flickers nor forgets what was hidden in its legend.
          this.chart.setOption(option, { notMerge: form !== this.form });
          this.form = form;
          const now = performance.now();
          this.rested = now + Math.min(REST, SHARE * (now - begin));
          this.node.dataset.drawn = String(Number(this.node.dataset.drawn || 0) + 1);
        } catch (error) {
          this.complain(error);
        }
      }

      // offer shows what can be done with the chart: save it, look closer at its items.
      offer() {
        if (!this.chart) return;
        const items = this.details.itemsOf(this.option);
        const open = (item) => this.details.open(this.aside, item);
        this.tools.offer(this.aside, this, items, open);
      }

      // roomy returns the option for the frame's width, with headings that fit and room for
      // its legend, how much higher that makes it, and the width that it is laid out for.
      roomy() {
        const width = Math.min(this.size.width, this.frame.clientWidth || this.size.width); // 0 before it is attached
        const measure = (text) => this.echarts.format.getTextRect(text, '12px sans-serif').width;
        const { option, extra } = this.makeRoom(this.option, this.size, width, measure);
        return { option: this.fitHeadings(option, this.size, width), extra, width };
      }

      // place gives the chart its size: a wide one shrinks with the notebook, unless it
      // is fixed and scrolls.
      place() {
        const { width, height, fixed } = this.size;
        const style = this.frame.style;
        style.width = fixed ? width + 'px' : '100%';
        style.maxWidth = width + 'px';
        this.laid = this.roomy();
        style.height = height + this.laid.extra + 'px';
      }

      // open makes the ECharts instance, again when the theme has changed.
      open() {
        const theme = isDark() ? 'dark' : null;
        if (this.chart && this.theme === theme) return this.fit();
        this.close();
        this.frame.replaceChildren();
        this.theme = theme;
        this.chart = this.echarts.init(this.frame, this.theme, {
          width: this.frame.clientWidth || this.size.width, // 0 before it is attached
          height: this.height(),
        });
        this.chart.getZr().setSleepAfterStill(1); // not ten frames after each update
        this.chart.on('click', ({ data }) => {
          if (this.details.isItem(data)) this.details.open(this.aside, data);
        });
        this.node.echart = this.chart; // to look into it from the page's console
      }

      fit() {
        const width = this.frame.clientWidth;
        if (!this.chart || width === 0) return;
        if (width === this.chart.getWidth() && this.height() === this.chart.getHeight()) return;
        if (this.option && this.roomy().width !== this.laid.width) return this.draw();
        this.chart.resize({ width, height: this.height() });
      }

      height() {
        return this.size.height + this.laid.extra;
      }

      // complain says why there is no chart, and shows what else the output holds.
      complain(error) {
        if (this.isDisposed) return;
        this.close();
        this.node.dataset.refused = 'true';
        this.aside.replaceChildren();
        this.frame.removeAttribute('style');
        this.frame.textContent = 'This chart can’t be drawn: ' + String((error && error.message) || error).slice(0, 200);
        if (this.instead) this.frame.append(...this.instead(this.data));
      }

      close() {
        if (this.chart) this.chart.dispose();
        for (const part of this.parts || []) part.dispose();
        this.chart = this.form = this.parts = this.node.echart = undefined;
      }

      dispose() {
        if (this.isDisposed) return;
        this.resizes.disconnect();
        this.themes.disconnect();
        this.close();
        super.dispose();
      }
    };
  }

  async function mimeExtension() {
    const { Widget } = await sharedModule('@lumino/widgets');
    const ChartRenderer = defineRenderer(Widget);
    return {
      id: NAME + ':factory',
      dataType: 'json',
      rank: 10, // before image/svg+xml, the same chart as a picture
      rendererFactory: {
        safe: true, // sanitize.js makes it so
        mimeTypes: [MIME],
        createRenderer: () => new ChartRenderer(),
      },
    };
  }

  globalThis._JUPYTERLAB = globalThis._JUPYTERLAB || {};
  globalThis._JUPYTERLAB[NAME] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const extension = await mimeExtension();
      return () => ({ __esModule: true, default: extension });
    },
  };
})();
