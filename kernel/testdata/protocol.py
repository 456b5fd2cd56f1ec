"""Jupyter's own test of kernels, with a sample for each of its optional tests."""

import unittest

import jupyter_kernel_test


class NNBookTests(jupyter_kernel_test.KernelTests):
    kernel_name = "nnbook"
    language_name = "go"
    file_extension = ".go"

    code_hello_world = 'fmt.Println("hello, world")'
    code_stderr = 'fmt.Fprintln(os.Stderr, "oops")'

    completion_samples = [
        {"text": "strings.ToUpp", "matches": {"ToUpper", "ToUpperSpecial"}},
        {"text": "x := math.Cbr", "matches": {"Cbrt"}},
        {"text": "%nn ver", "matches": {"%nn version"}},
    ]

    complete_code_samples = ["x := 1", 'fmt.Println("hello")', "func f() {\n}", "%%\nx()", "!ls", "strings.Cut?"]
    incomplete_code_samples = ["func f() {", "x := `a", "fmt.Println(", "a +", "/* so"]
    invalid_code_samples = ["}", "x := := 1", "for := range x {}", 'x := "a']

    code_page_something = "strings.ToUpper?"
    code_generate_error = "var list []int\nlist[3]"

    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": 'strings.ToUpper("go")', "result": '"GO"'},
        {"code": "[]int{1, 2}", "result": "[1 2]"},
    ]
    code_display_data = [
        {
            "code": 'import "nnbook/kernel/display"\n'
            'display.Send(display.Message{Data: map[string]any{"image/svg+xml": "<svg/>", "text/plain": "x"}})',
            "mime": "image/svg+xml",
        },
    ]

    code_history_pattern = "1 ? 2*"
    supported_history_operations = ("tail", "range", "search")

    code_inspect_sample = "strings.ToUpper"
    code_clear_output = 'import "nnbook/kernel/display"\ndisplay.Clear(display.Now)'


if __name__ == "__main__":
    unittest.main(verbosity=2)
