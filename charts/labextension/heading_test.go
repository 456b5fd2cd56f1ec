package labextension

import "testing"

func TestHeadingsFit(t *testing.T) {
	const style = `{"color":"#777777","ellipsis":"…","overflow":"truncate","width":380}`
	const bare = `{"ellipsis":"…","overflow":"truncate","width":380}`
	for name, test := range map[string]struct{ size, width, title, want string }{
		"narrow":             {`{width: 720}`, `400`, `[{"left":"10","subtextStyle":{"color":"#777777"}}]`, `[{"left":"10","subtextStyle":` + style + `,"textStyle":` + bare + `}]`},
		"one":                {`{width: 720}`, `400`, `{"left":10}`, `{"left":10,"subtextStyle":` + bare + `,"textStyle":` + bare + `}`},
		"heading of a plot":  {`{width: 720}`, `400`, `[{"left":"51.5%"}]`, `[{"left":"51.5%"}]`},
		"wide enough":        {`{width: 720}`, `720`, `[{"left":"10"}]`, `[{"left":"10"}]`},
		"its size stays":     {`{width: 720, fixed: true}`, `400`, `[{"left":"10"}]`, `[{"left":"10"}]`},
		"a stranger's":       {`{width: 720}`, `400`, `[null,5,"t",{},[]]`, `[null,5,"t",{},[]]`},
		"a stranger's other": {`{width: 720}`, `400`, `"t"`, `"t"`},
	} {
		t.Run(name, func(t *testing.T) {
			fit := exportedBy(t, "heading.js", `fitHeadings(JSON.parse(option), `+test.size+`, `+test.width+`).title`)
			got, err := fit(`{"title":` + test.title + `}`)
			if err != nil {
				t.Fatal(err)
			}
			if !sameJSON(t, got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}
