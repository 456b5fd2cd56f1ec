package cell

import "strings"

// form is what GoNB takes a cell for.
type form int

const (
	plain    form = iota // Go, whose statements need a main
	explicit             // Go that says itself where main is
	foreign              // no Go: a script, a file to write
)

// Commands that make of a cell something else than Go, and those that say where
// main is.
var (
	foreignCommands  = map[string]bool{"%%writefile": true, "%%script": true, "%%bash": true, "%%sh": true, "%%gx": true}
	explicitCommands = map[string]bool{"%%": true, "%main": true, "%exec": true, "%test": true, "%wasm": true}
)

// gonbPrefix hides a command from other tools; GoNB looks behind it.
const gonbPrefix = "//gonb:"

// commandOf returns the line as a command, and whether it is one: GoNB looks at
// nothing but the line's start, even within a raw string.
func commandOf(line string) (command string, ok bool) {
	command = strings.TrimPrefix(strings.TrimSuffix(line, "\r"), gonbPrefix)
	return command, len(command) > 1 && (command[0] == '%' || command[0] == '!')
}

// word returns a command's first word.
func word(command string) string {
	name, _, _ := strings.Cut(strings.ReplaceAll(command, "\t", " "), " ")
	return name
}

// takeCommands returns the commands of a source, what GoNB takes the cell for, and the
// source with blanks in place of the commands.
func takeCommands(source string) (commands []string, f form, blanked string) {
	lines := strings.Split(source, "\n")
	if first, ok := commandOf(lines[0]); ok && foreignCommands[word(first)] {
		return []string{first}, foreign, source
	}
	for i := 0; i < len(lines); i++ {
		command, ok := commandOf(lines[i])
		if !ok {
			continue
		}
		if explicitCommands[word(command)] {
			f = explicit
		}
		lines[i] = blank(lines[i])
		for strings.HasSuffix(command, `\`) && i+1 < len(lines) {
			i++
			command = strings.TrimSuffix(command, `\`) + " " + lines[i]
			lines[i] = blank(lines[i])
		}
		commands = append(commands, command)
	}
	return commands, f, strings.Join(lines, "\n")
}

// blank returns as many blanks as text has bytes.
func blank(text string) string { return strings.Repeat(" ", len(text)) }
