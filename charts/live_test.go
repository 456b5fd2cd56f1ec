package charts_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nnbook/charts"
	"nnbook/kernel/display"
	"nnbook/kernel/socket"
)

// train plays Fit: epochs of 200 batches each, as fast as it can.
func train(live *charts.LiveCurves, epochs int) {
	live.OnTrainBegin(map[string]int{"epochs": epochs, "initial_epoch": 0, "steps": 200})
	finish(live, epochs)
}

func finish(live *charts.LiveCurves, epochs int) {
	for epoch := range epochs {
		for batch := range 200 {
			live.OnTrainBatchEnd(epoch, batch, map[string]float64{"loss": 1 / float64(1+epoch*200+batch)})
		}
		live.OnEpochEnd(epoch, map[string]float64{"loss": 1, "val_loss": 2})
	}
	live.OnTrainEnd(map[string]float64{"loss": 1})
}

func TestLiveIsOneChartThatIsUpdated(t *testing.T) {
	k := enterKernel(t)
	live := charts.Live()
	live.OnTrainBegin(map[string]int{"epochs": 30, "initial_epoch": 0, "steps": 200})
	for len(k.seen()) == 0 { // a chart that was not shown yet gives way to a newer one
		time.Sleep(time.Millisecond)
	}
	finish(live, 30)
	messages := k.seen()
	if got, want := messages[0].Data["text/plain"], "Epoch 1 of 30 · starting"; got != want {
		t.Errorf("the first picture says %q, want %q", got, want)
	}
	for i, m := range messages {
		if m.DisplayID == "" || m.DisplayID != messages[0].DisplayID || m.Update != (i > 0) {
			t.Errorf("message %d has display id %q and update %v", i, m.DisplayID, m.Update)
		}
		if out, _ := json.Marshal(m); len(out) > 12_000 {
			t.Errorf("message %d has %d bytes", i, len(out))
		}
	}
	last := messages[len(messages)-1].Data["text/plain"]
	if want := "Trained 30 epochs: loss 1 · val_loss 2"; last != want {
		t.Errorf("the last picture says %q, want %q", last, want)
	}
}

func TestLiveTwiceIsTwoCharts(t *testing.T) {
	live := charts.Live()
	ids := map[string]bool{}
	for _, m := range shown(t, func() { train(live, 1); train(live, 1) }) {
		ids[m.DisplayID] = true
	}
	if len(ids) != 2 {
		t.Errorf("%d charts, want 2", len(ids))
	}
}

func TestLiveGoesQuietWhenTheKernelDies(t *testing.T) {
	k := enterKernel(t)
	live := charts.Live()
	live.OnTrainBegin(map[string]int{"epochs": 2, "steps": 10})
	k.die()
	if err := live.OnEpochEnd(0, map[string]float64{"loss": 1}); err != nil {
		t.Errorf("OnEpochEnd = %v, want nil", err)
	}
	live.OnTrainEnd(nil)
	// Display keeps its broken connection until it is used; the next test has a new kernel.
	display.Send(display.Message{})
}

func TestLiveOutsideOfANotebookDoesNothing(t *testing.T) {
	t.Setenv(socket.RunFolder, "")
	if printed := stdout(t, func() { train(charts.Live(), 2) }); printed != "" {
		t.Errorf("printed %q", printed)
	}
}

func TestDisplayPrintsTheSentenceWhenTheKernelIsGone(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, display.SocketName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(socket.RunFolder, folder)
	printed := stdout(t, func() { charts.LearningCurves(mlp).Display() })
	if !strings.HasPrefix(printed, "Learning curves over 10 epochs") || !strings.Contains(printed, "could not be shown") {
		t.Errorf("printed %q", printed)
	}
}

// stdout returns what code prints.
func stdout(t *testing.T, code func()) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "stdout"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	before := os.Stdout
	os.Stdout = file
	defer func() { os.Stdout = before }()
	code()
	text, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
