package cell

import "go/token"

// osName is the name of package os in programs.
const osName = Reserved + "os"

// endInput begins the main of a cell that reads its standard input: GoNB never writes
// anything to that, nor closes it, so that the cell would wait until it is interrupted.
const endInput = osName + ".Stdin, _ = " + osName + ".Open(" + osName + ".DevNull); "

// readers are what reads standard input.
var readers = map[string]bool{"os.Stdin": true, "fmt.Scan": true, "fmt.Scanf": true, "fmt.Scanln": true}

// ReadsInput reports whether the statements of a bare cell read standard input, which is
// at its end.
func (c *Cell) ReadsInput() (reads bool) {
	if !c.Bare() {
		return false
	}
	var last [2]string
	scan(c.text, 0, func(_ int, kind token.Token, literal string) {
		reads = reads || last[1] == "." && readers[last[0]+"."+literal]
		if kind == token.PERIOD {
			literal = "."
		}
		last = [2]string{last[1], literal}
	})
	return reads
}
