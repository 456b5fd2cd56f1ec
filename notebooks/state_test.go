package notebooks

import (
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"nnbook/kernel/jupyter"
)

func TestStateOutlivesCells(t *testing.T) {
	s := openSession(t)
	s.declare()
	s.must(compile)
	s.must("model.Fit(train, nnlib.Epochs(2), nnlib.Validation(valid))", "Epoch 2/2", "157/157", "val_accuracy")
	first := s.must("fmt.Println(model.Evaluate(test))", "loss: ", "accuracy: 0.")
	if again := s.must("fmt.Println(model.Evaluate(test))\n// again"); metrics(again) != metrics(first) {
		t.Errorf("a second evaluation differs: %q, then %q", metrics(first), metrics(again))
	}
	s.must("fmt.Println(len(model.Predict(test.Take(15)).ArgMax()), \"predictions\")", "15 predictions")
	s.must("epochs, _ := model.History().Curve(\"val_loss\")\nfmt.Println(\"epochs:\", epochs)", "epochs: [0 1]")

	s.must("model.Fit(train, nnlib.Epochs(1))\n// more", "ontinuing")
	s.must("epochs, _ := model.History().Curve(\"loss\")\nfmt.Println(\"epochs:\", epochs)", "epochs: [0 1 2]")

	s.must(mlp(50))
	s.must("model.Summary()")
	s.must("model.Compile(nnlib.Adam(), nnlib.SparseCategoricalCrossentropy(), nnlib.Accuracy())\nmodel.Fit(train, nnlib.Epochs(1))", "50", "100", "afresh")
	s.must("model.Reset()\nepochs, _ := model.History().Curve(\"loss\")\nfmt.Println(\"epochs:\", len(epochs))", "epochs: 0")
}

// metrics is the last line that a cell printed.
func metrics(printed string) string {
	lines := strings.Split(strings.TrimSpace(printed), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

func TestInterruptedFitKeepsWhatItLearned(t *testing.T) {
	s := openSession(t)
	s.declare()
	s.must(compile)
	id := s.start("history := model.Fit(train, nnlib.Epochs(500))\nepochs, _ := history.Curve(\"loss\")\nfmt.Println(\"kept\", len(epochs) >= 2 && len(epochs) < 500)")
	sent := false
	r := s.finish(id, func(printed string) {
		if !sent && strings.Contains(printed, "Epoch 4/500") {
			sent = true
			s.interrupt()
		}
	})
	if !r.ok {
		t.Errorf("the interrupted cell failed")
	}
	s.expect(r, "kept true", "nterrupted")
	s.must("epochs, _ := model.History().Curve(\"loss\")\nfmt.Println(\"kept\", len(epochs) >= 2)", "kept true")
	s.must("fmt.Println(model.Evaluate(test).Value(\"loss\") < 1)", "true")
}

func (s *session) interrupt() {
	s.Helper()
	if _, err := s.client.Send(jupyter.Control, "interrupt_request", struct{}{}); err != nil {
		s.Fatal(err)
	}
}

func TestKilledEngineGoesOnFromTheLastEpoch(t *testing.T) {
	s := openSession(t)
	s.declare()
	s.must(compile)
	id := s.start("model.Fit(train, nnlib.Epochs(500))")
	killed := false
	r := s.finish(id, func(printed string) {
		if !killed && strings.Contains(printed, "Epoch 4/500") {
			killed = true
			s.killEngine()
		}
	})
	if r.ok {
		t.Error("the cell whose engine died says that all is well")
	}
	s.expect(r, "engine", "Fit")
	s.must("epochs, _ := model.History().Curve(\"loss\")\nfmt.Println(\"kept\", len(epochs) >= 2)", "kept true")
	s.must("model.Fit(train, nnlib.Epochs(1))", "ontinuing")
	s.must("fmt.Println(model.Evaluate(test).Value(\"loss\") < 1)", "true")
}

// killEngine kills this session's engine outright.
func (s *session) killEngine() {
	s.Helper()
	table, err := exec.Command("ps", "-axo", "pid,args").Output()
	if err != nil {
		s.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		if strings.Contains(line, "nnbook-engine") && strings.Contains(line, s.run) {
			pid, err := strconv.Atoi(strings.Fields(line)[0])
			if err != nil {
				s.Fatal(err)
			}
			if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
				s.Fatal(err)
			}
			return
		}
	}
	s.Fatal("no engine is running")
}

func TestTwoNotebooksAtOnce(t *testing.T) {
	a, b := openSession(t), openSession(t)
	for _, s := range []*session{a, b} {
		s.declare()
		s.must(compile)
	}
	fit := "model.Fit(train, nnlib.Epochs(3))"
	first, second := a.start(fit), b.start(fit)
	for s, id := range map[*session]string{a: first, b: second} {
		if r := s.finish(id, func(string) {}); !r.ok || strings.Contains(r.text, "ontinuing") {
			t.Errorf("one notebook met the other's model:\n%s", r.text)
		}
	}
}

func TestRestartIsAClearStart(t *testing.T) {
	s := openSession(t)
	s.declare()
	s.must(compile)
	s.must("model.Fit(train, nnlib.Epochs(1))")
	s.close()
	again := openSession(t)
	again.declare()
	again.must("epochs, _ := model.History().Curve(\"loss\")\nfmt.Println(\"epochs:\", len(epochs))", "epochs: 0")
}
