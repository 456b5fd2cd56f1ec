package charts

import (
	"fmt"
	"os"
	"time"

	"nnbook/kernel/display"
)

// LiveCurves is a callback that draws a training while it runs. [Live] makes it.
type LiveCurves struct {
	training *progress // nil while none runs
	screen   *screen   // nil outside of a notebook
	shown    time.Time
	now      func() time.Time
}

// redraw is the shortest time between two pictures of a running training.
const redraw = time.Second

// Live returns a callback that shows loss and metrics while a model trains:
//
//	model.Fit(train, nnlib.Callbacks(charts.Live()))
//
// One chart is shown below the cell and redrawn in place, at most once a second:
// the running values after batches as a thin line, those of whole epochs as points,
// with the validation's where there is one and the gap between them shaded. A ring
// marks the best epoch, and the title says how long the rest will take. The learning
// rate is drawn where it is among the values, as with a schedule.
//
// Drawing never holds the training up and never makes it fail: when the notebook is
// gone the chart stands still. Outside of a notebook Live does nothing.
func Live() *LiveCurves { return &LiveCurves{now: time.Now} }

// OnTrainBegin shows an empty chart. It reads the parameters "epochs", the number of
// the last epoch, "initial_epoch", how many there were before, and "steps", the number
// of batches in an epoch.
func (l *LiveCurves) OnTrainBegin(params map[string]int) {
	l.training, l.screen, l.shown = newProgress(params), nil, l.now()
	if display.Available() {
		id := fmt.Sprintf("nnbook-live-%d-%d", os.Getpid(), l.shown.UnixNano())
		l.screen = newScreen(id, l.training.chart())
	}
}

// OnTrainBatchEnd adds the running values of an epoch, such as "loss". Epoch and batch
// count from 0.
func (l *LiveCurves) OnTrainBatchEnd(epoch, batch int, logs map[string]float64) {
	if l.training != nil {
		l.training.batchEnd(epoch, batch, logs)
		l.training.see(l.now())
		l.showSometimes()
	}
}

// OnEpochEnd adds the values of a whole epoch, such as "loss" and "val_loss". It
// returns nil always.
func (l *LiveCurves) OnEpochEnd(epoch int, logs map[string]float64) error {
	if l.training != nil {
		l.training.epochEnd(epoch, logs)
		l.showSometimes()
	}
	return nil
}

// OnTrainEnd draws the last picture and waits until it is shown.
func (l *LiveCurves) OnTrainEnd(map[string]float64) {
	if l.training == nil {
		return
	}
	l.training.ended = true
	l.show()
	l.screen.close()
	l.training, l.screen = nil, nil
}

func (l *LiveCurves) showSometimes() {
	if l.now().Sub(l.shown) >= redraw {
		l.show()
	}
}

func (l *LiveCurves) show() {
	if l.screen == nil {
		return
	}
	l.shown = l.now()
	l.screen.show(l.training.chart())
}
