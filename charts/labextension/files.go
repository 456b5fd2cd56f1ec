// Package labextension holds JupyterLab's renderer of charts, a prebuilt extension
// that needs no bundler.
//
// The installer copies [Files] to share/jupyter/labextensions/nnbook-echarts of
// JupyterLab's environment and puts ECharts' own echarts.min.js into its static
// folder.
package labextension

import "embed"

// Files is the extension: package.json and the scripts in static. sanitize.js is a
// CommonJS module without imports, so that the kernel can run it, too.
//
//go:embed package.json static
var Files embed.FS
