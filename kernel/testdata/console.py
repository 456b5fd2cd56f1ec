"""Types into `jupyter console`, on a terminal of its own, and prints what is on the screen."""

import io
import re
import sys

import pexpect

# What is typed, and what to wait for, which no line brings by being typed.
LINES = [
    ("var kept = 41", ""),
    ("kept + 1", "42"),
    ("func twice(n int) int {", r"\.\.\.: "),
    ("return 2 * n", ""),
    ("}", ""),
    ("", ""),
    ("twice(kept)", "82"),
    ("nosuch", "undefined: nosuch"),
    ('fmt.Println("still " + "here")', "still here"),
]

console = pexpect.spawn(
    sys.executable, ["-m", "jupyter_console", "--kernel", "nnbook"], dimensions=(50, 100), encoding="utf-8", timeout=60
)
console.logfile_read = screen = io.StringIO()
console.expect(r"In \[")
for line, answer in LINES:
    console.send(line + "\r")
    console.expect(answer)
console.expect(r"In \[")  # an end of input that comes before the prompt is lost
console.sendeof()
console.expect("exit")
console.send("y\r")
console.expect(pexpect.EOF)
console.close()
print(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", screen.getvalue()))
sys.exit(console.exitstatus)
