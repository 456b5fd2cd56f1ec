package installed

import "testing"

func TestPrefix(t *testing.T) {
	for name, test := range map[string]struct{ nnbook, data, home, want string }{
		"said":             {"/opt/nn", "/data", "/home/a", "/opt/nn"},
		"said, relative":   {"nn", "/data", "/home/a", "nn"},
		"XDG":              {"", "/data", "/home/a", "/data/nnbook"},
		"XDG counts whole": {"", "data", "/home/a", "/home/a/.local/share/nnbook"},
		"home":             {"", "", "/home/a", "/home/a/.local/share/nnbook"},
		"no home":          {"", "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("NNBOOK_HOME", test.nnbook)
			t.Setenv("XDG_DATA_HOME", test.data)
			t.Setenv("HOME", test.home)
			got, err := Prefix()
			if got != test.want || (err != nil) != (test.want == "") {
				t.Errorf("Prefix = %q, %v, want %q", got, err, test.want)
			}
		})
	}
}
