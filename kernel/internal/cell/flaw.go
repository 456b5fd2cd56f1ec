package cell

import (
	"strings"
)

// Flaw returns what is wrong with a command, where GoNB would end at it, or "".
func (c *Cell) Flaw() string {
	for _, command := range c.commands {
		words := strings.Fields(command)
		switch words[0] {
		case "%%script":
			if len(words) == 1 {
				return "which program is to run the script? %%script PROGRAM"
			}
		case "%cd", "%capture", "%%writefile", "%track", "%untrack":
			for _, path := range words[1:] {
				if strings.Trim(path, `"`) == "" {
					return "which path? " + words[0] + " PATH"
				}
			}
		}
	}
	return ""
}
