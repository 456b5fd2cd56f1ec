package spec

// File says which file or folder of the user's a source is read from, and how.
type File struct {
	Format   string // "csv", "idx", "npy", "npz" or "images"
	Path     string // absolute
	Features string // npz: the array with the features
	Targets  string // npz: the array with the targets; idx and npy: the file with them; "" for none
	Stamp    string // sizes and times of the files when the data set was declared; "" before
	Table    Table  // csv
	Pictures Pictures
}

// Table says how a CSV file is read.
type Table struct {
	Delimiter rune // 0 for a comma
	NoHeader  bool // columns are called "0", "1", …
	Features  []string
	Ignored   []string
	Targets   []string            // columns with quantities
	Labels    string              // the column with classes, "" for none
	Classes   []string            // what Labels holds, in order; nil for what is found
	OneHot    []string            // columns that become a column a value
	Ordinal   map[string][]string // columns of words, and these in their order
	Missing   string              // what is done about a value that isn't there: "" refuses it, "drop" or "fill"
	Fill      float64
}

// Pictures says how a folder of images is read.
type Pictures struct {
	Height, Width int // 0 for those of the first image, which all must have
	Grey          bool
}
