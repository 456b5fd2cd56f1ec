// What JupyterLab is to its renderer, in a page that holds one chart: it loads the
// extension, follows the system's dark theme as JupyterLab follows its own, and has the
// output drawn.
(async function () {
  'use strict';

  class Widget {
    constructor() {
      this.node = document.createElement('div');
      this.isDisposed = false;
    }

    addClass(name) {
      this.node.classList.add(name);
    }

    dispose() {
      this.isDisposed = true;
      this.node.remove();
    }
  }

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    document.body.dataset.jpThemeLight = String(!dark.matches);
  };
  dark.addEventListener('change', follow);
  follow();

  const [extension] = Object.values(globalThis._JUPYTERLAB);
  extension.init({ '@lumino/widgets': { 1: { get: async () => () => ({ Widget }) } } });
  const { rendererFactory } = (await extension.get('./mimeExtension'))().default;
  const renderer = rendererFactory.createRenderer();
  document.querySelector('main').append(renderer.node);
  await renderer.renderModel(JSON.parse(document.getElementById('nnbook-output').textContent));
})();
