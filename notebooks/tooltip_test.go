package notebooks

import (
	"encoding/json"
	"fmt"
	"testing"
)

// pointing moves the mouse over a chart: over an item in the middle of each series, or of
// each plot where no item has a place of its own. It returns what was answered by a
// tooltip, and what was not. Silent series are left out.
const pointing = `((chart) => {
	const zr = chart.getZr();
	const tips = () => zr.storage.getRoots().filter((e) => e.type === 'text' && !e.ignore && e.style.text);
	const places = {};
	for (const series of chart.getModel().getSeries()) {
		const data = series.getData();
		const item = data.getItemGraphicEl(data.count() >> 1);
		if (series.get('silent') || !item) continue;
		item.updateTransform();
		const box = item.getBoundingRect().clone();
		if (item.getComputedTransform()) box.applyTransform(item.getComputedTransform());
		const plot = series.coordinateSystem.master.getRect();
		const x = Math.min(box.x + box.width / 2, plot.x + plot.width - 1); // an item on the edge is half outside
		places[series.id] = [x, box.y + box.height / 2];
	}
	if (Object.keys(places).length === 0) {
		chart.getModel().eachComponent('grid', (grid, i) => {
			const plot = grid.coordinateSystem.getRect();
			places['plot ' + i] = [plot.x + plot.width / 2, plot.y + plot.height / 2];
		});
	}
	const told = { Answered: [], Mute: [] };
	for (const [what, [zrX, zrY]] of Object.entries(places)) {
		zr.handler.dispatch('mousemove', { zrX, zrY });
		(tips().length > 0 ? told.Answered : told.Mute).push(what);
		zr.handler.dispatch('globalout', {});
		chart.dispatchAction({ type: 'hideTip' }); // which takes a while
		tips().forEach((tip) => tip.hide());
	}
	return JSON.stringify(told);
})(%s.echart)`

// checkAnswers asserts that each chart tells the mouse something, wherever it points.
func checkAnswers(t *testing.T, b *browser, charts int) {
	t.Helper()
	for n := range charts {
		var told struct{ Answered, Mute []string }
		if err := json.Unmarshal([]byte(b.text(t, fmt.Sprintf(pointing, chartNode(n)))), &told); err != nil {
			t.Fatal(err)
		}
		if len(told.Answered) == 0 || len(told.Mute) > 0 {
			t.Errorf("chart %d answers the mouse on %q, but not on %q", n+1, told.Answered, told.Mute)
		}
	}
}
