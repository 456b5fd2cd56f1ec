package raster

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font/sfnt"
)

var (
	regular   = sync.OnceValue(func() *sfnt.Font { return mustParse(liberationsansregular.TTF) })
	boldFont  = sync.OnceValue(func() *sfnt.Font { return mustParse(liberationsansbold.TTF) })
	installed = sync.OnceValue(systemFonts)
)

func mustParse(data []byte) *sfnt.Font {
	f, err := sfnt.Parse(data)
	if err != nil {
		panic("raster: the built-in font: " + err.Error())
	}
	return f
}

// fontFor returns the font to write r in, and its glyph: a box where no font has the sign.
func fontFor(r rune, bold bool) (*sfnt.Font, sfnt.GlyphIndex) {
	var buffer sfnt.Buffer
	if glyph, err := own(bold).GlyphIndex(&buffer, r); err == nil && glyph != 0 {
		return own(bold), glyph
	}
	for _, f := range installed() {
		if glyph, err := f.GlyphIndex(&buffer, r); err == nil && glyph != 0 {
			return f, glyph
		}
	}
	return own(bold), 0
}

// own returns the built-in font.
func own(bold bool) *sfnt.Font {
	if bold {
		return boldFont()
	}
	return regular()
}

// maxFonts is how many files are opened in search of a sign.
const maxFonts = 500

// systemFonts opens the system's fonts, of which only those parts are read that are needed.
func systemFonts() (fonts []*sfnt.Font) {
	home, _ := os.UserHomeDir()
	files := 0
	for _, folder := range []string{
		"/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts",
		filepath.Join(home, ".local", "share", "fonts"), filepath.Join(home, "Library", "Fonts"),
	} {
		filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			switch strings.ToLower(filepath.Ext(path)) {
			case ".ttf", ".otf", ".ttc", ".otc":
				if files++; files > maxFonts {
					return fs.SkipAll
				}
				fonts = append(fonts, openFonts(path)...)
			}
			return nil
		})
	}
	return fonts
}

// openFonts returns the fonts of a file, none if it can't be read. The file stays open.
func openFonts(path string) (fonts []*sfnt.Font) {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	collection, err := sfnt.ParseCollectionReaderAt(file)
	if err != nil || collection.NumFonts() == 0 {
		file.Close()
		return nil
	}
	if f, err := collection.Font(0); err == nil {
		fonts = append(fonts, f)
	}
	return fonts
}
