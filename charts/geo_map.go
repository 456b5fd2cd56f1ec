package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// MapOption changes what [GeoMap] draws: [Units] and [ColouredBy].
type MapOption interface{ applyMap(*geoMap) }

type mapOption func(*geoMap)

func (o mapOption) applyMap(m *geoMap) { o(m) }

func (o unitsOption) applyMap(m *geoMap) { m.units = string(o) }

// ColouredBy colours the map by a value of each row in place of the target, such as
// how far a prediction is off. A value that can be below and above 0 is drawn in two
// colours.
func ColouredBy(name string, value func(row int) float64) MapOption {
	return mapOption(func(m *geoMap) { m.name, m.value = name, value })
}

// geoMap is a map in the making.
type geoMap struct {
	name, units string
	value       func(row int) float64
	tiles       []tile
	degrees     float64 // the side of a tile
}

// tile is a square of the map with the rows in it.
type tile struct {
	east, north float64 // its middle
	rows        int
	sum         float64
}

// viridis is a scale of colours that grows lighter evenly and can be read with any
// kind of colour blindness.
var viridis = []string{"#440154", "#3B528B", "#21918C", "#5EC962", "#FDE725"}

// mostTiles bounds what a map adds to a notebook's file, and mostAcross how many tiles
// stand side by side.
const (
	mostTiles  = 450
	mostAcross = 80
)

// GeoMap returns a map of rows with longitude and latitude, coloured by their target.
// Nothing is fetched for it: the land shows by where the rows are. The map is cut into
// square tiles, fine enough to show the land and few enough for the file, and each is
// coloured by the mean of its rows, so that all rows count.
//
// The columns are those called longitude and latitude, in any case; they are in
// degrees, east and north. GeoMap panics for a table without them, and without a target
// unless [ColouredBy] gives a value.
func GeoMap(table Table, options ...MapOption) *Chart {
	m := &geoMap{name: "target"}
	for _, o := range options {
		o.applyMap(m)
	}
	if table.Len() == 0 {
		return noRows()
	}
	east, north := coordinate(table, "longitude"), coordinate(table, "latitude")
	if _, targets := table.Row(0); m.value == nil && len(targets) == 0 {
		panic(fmt.Errorf("charts.GeoMap: the rows have no target; say what to colour by: charts.ColouredBy(\"error\", func(row int) float64 { … })"))
	}
	var places []point
	var colours []float64
	for i := range table.Len() {
		features, targets := table.Row(i)
		p := point{float64(features[east]), float64(features[north])}
		v := 0.0
		if m.value != nil {
			v = m.value(i)
		} else {
			v = float64(targets[0])
		}
		if p.isKnown() && finite(v) {
			places, colours = append(places, p), append(colours, v)
		}
	}
	if len(places) == 0 {
		return &Chart{text: "No map to draw: no row has a place and a value that are numbers."}
	}
	m.cut(places, colours)
	return m.chart(colours)
}

// coordinate returns the position of a column.
func coordinate(table Table, name string) int {
	at := slices.IndexFunc(table.Columns(), func(column string) bool { return strings.EqualFold(column, name) })
	if at < 0 {
		has := "its columns have no names, as those of images"
		if names := table.Columns(); len(names) > 0 {
			has = "the table has " + strings.Join(names, ", ")
		}
		panic(fmt.Errorf("charts.GeoMap: no column is called %s; %s; a map needs longitude and latitude in degrees, "+
			"as nnlib.CaliforniaHousing has them", name, has))
	}
	return at
}

// cut puts the rows into the finest tiles that are few enough, and large enough to be
// seen.
func (m *geoMap) cut(places []point, colours []float64) {
	low, high := places[0], places[0]
	for _, p := range places {
		low = point{min(low.x, p.x), min(low.y, p.y)}
		high = point{max(high.x, p.x), max(high.y, p.y)}
	}
	smallest := max(high.x-low.x, high.y-low.y) / mostAcross
	for _, m.degrees = range []float64{0.01, 0.02, 0.05, 0.1, 0.125, 0.15, 0.2, 0.25, 0.5, 1, 2, 5, 10} {
		tiles := map[[2]int]*tile{}
		for i, p := range places {
			key := [2]int{int(math.Floor(p.x / m.degrees)), int(math.Floor(p.y / m.degrees))}
			t := tiles[key]
			if t == nil {
				t = &tile{east: (float64(key[0]) + 0.5) * m.degrees, north: (float64(key[1]) + 0.5) * m.degrees}
				tiles[key] = t
			}
			t.rows++
			t.sum += colours[i]
		}
		if len(tiles) <= mostTiles && m.degrees >= smallest || m.degrees == 10 {
			m.tiles = nil
			for _, t := range tiles {
				m.tiles = append(m.tiles, *t)
			}
			break
		}
	}
	slices.SortFunc(m.tiles, func(a, b tile) int {
		return cmp.Or(cmp.Compare(a.north, b.north), cmp.Compare(a.east, b.east))
	})
}

// chart draws the tiles so that a mile is as long to the east as to the north.
func (m *geoMap) chart(colours []float64) *Chart {
	west, east, south, north := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	var data []values
	best := m.tiles[0]
	for _, t := range m.tiles {
		west, east = min(west, t.east-m.degrees), max(east, t.east+m.degrees)
		south, north = min(south, t.north-m.degrees), max(north, t.north+m.degrees)
		data = append(data, values{plain(t.east), plain(t.north), t.sum / float64(t.rows), float64(t.rows)})
		if t.rows >= 5 && (best.rows < 5 || t.sum/float64(t.rows) > best.sum/float64(best.rows)) {
			best = t
		}
	}
	shrink := math.Cos((south + north) / 2 * math.Pi / 180)
	pixel := min(520/(north-south), 600/((east-west)*shrink)) // pixels a degree of latitude
	width, height := int((east-west)*shrink*pixel), int((north-south)*pixel)
	mean, _ := moments(colours)
	title := strings.ToUpper(m.name[:1]) + m.name[1:] + " on the map"
	text := fmt.Sprintf("Map of %s in %s of %s degrees, coloured by %s: mean %s, most at %s, %s (%s, mean of %s).",
		plural(len(colours), "row"), plural(len(m.tiles), "tile"), short(m.degrees), withUnits(m.name, m.units), short(mean),
		m.degree(best.east, "east", "west"), m.degree(best.north, "north", "south"), short(best.sum/float64(best.rows)), plural(best.rows, "row"))
	o := newOption(title, fmt.Sprintf("%s · each tile of %s° shows the mean of its rows", plural(len(colours), "row"), short(m.degrees)), text)
	o.Animation = opts.Bool(false)
	o.Tooltip.Trigger = "item"
	const below = 48
	colourScale, right := m.colourScale(quantiles(colours, 0.02, 0.98))
	left := 64
	if m.degrees < 0.1 {
		left += 14 // for more decimals
	}
	o.zoomable(o.addPlot(opts.Grid{Left: pixels(left), Top: pixels(belowHead), Width: pixels(width), Height: pixels(height)},
		scale{name: "longitude (° east)", low: plain(west), high: plain(east)}, scale{name: "latitude (° north)", low: plain(south), high: plain(north)}))
	o.Grid[0].OuterBoundsMode, o.Grid[0].OuterBoundsContain = "none", ""
	o.XAxis[0].NameGap, o.YAxis[0].NameGap = 24, left-30
	o.XAxis[0].hideEnds()
	o.YAxis[0].hideEnds()
	o.Series = []series{{
		ID: "tiles", Name: "mean of a tile", Type: "scatter", Symbol: "rect",
		SymbolSize: []float64{tenths(m.degrees*shrink*pixel + 0.4), tenths(m.degrees*pixel + 0.4)},
		Dimensions: []string{"longitude", "latitude", m.name, "rows"}, Encode: map[string]any{"tooltip": []int{2, 3}},
		ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Opacity: opts.Float(1)}}, Data: data,
	}}
	colourScale.Left, colourScale.ItemHeight = pixels(left+width+12), min(height-80, 220)
	o.VisualMap = []visualMap{colourScale}
	return headed(Chart{option: o, text: text, fixed: true, width: max(380, left+width+right), height: belowHead + height + below})
}

// colourScale returns the scale of colours between two values, whose middle is 0 where
// both signs are, and how many pixels it takes beside the map.
func (m *geoMap) colourScale(ends []float64) (scale visualMap, width int) {
	low, high, colours := ends[0], ends[1], viridis
	switch {
	case low == high: // a scale has two ends
		low, high = low-0.5, high+0.5
	case low < 0 && high > 0:
		high = max(-low, high)
		low, colours = -high, opposites
	}
	units, decimals := clip(m.units, nameLetters), digitsFor(high-low)
	numbers := 0 // how wide they are
	for _, v := range []float64{low, high} {
		numbers = max(numbers, textWidth(strconv.FormatFloat(v, 'f', decimals, 64), axisChar))
	}
	return visualMap{
		Type: "continuous", Min: low, Max: high, SeriesIndex: []int{0}, Dimension: 2, Show: true, Calculable: true, Precision: decimals,
		Orient: "vertical", Top: pixels(belowHead + 24), ItemWidth: 14, Text: []string{clip(m.name, nameLetters), units},
		TextStyle: &opts.TextStyle{Color: ink, FontSize: 11}, InRange: inRange{colours},
	}, max(120, numbers+74, textWidth(units, axisChar)+20)
}

// degree writes a coordinate, with as many decimals as the tiles tell apart.
func (m *geoMap) degree(v float64, above, below string) string {
	decimals := 1
	if m.degrees < 0.1 {
		decimals = 3
	}
	if v < 0 {
		v, above = -v, below
	}
	return fmt.Sprintf("%.*f° %s", decimals, v, above)
}

// tenths rounds a size to a tenth of a pixel.
func tenths(v float64) float64 { return math.Round(10*v) / 10 }

// digitsFor is how many decimals tell values apart that spread so far.
func digitsFor(spread float64) int {
	return max(0, 2-int(math.Floor(math.Log10(max(spread, 1e-9)))))
}
