package svg

import (
	"crypto/sha256"
	"fmt"
	"regexp"
)

var (
	// moving is what makes a picture answer the mouse: styles for hovering, the
	// classes they apply to, and the numbers of the series and points.
	moving = regexp.MustCompile(`(?s)<style >.*?</style>\n?| class="zr\d+-cls-\d+"| ecmeta_\w+="[^"]*"`)

	// localName is how the names of a picture's parts start.
	localName = regexp.MustCompile(`\bzr\d+-`)
)

// tidy leaves out what a static picture has no use for and makes the names of its
// parts its own: pictures of several notebooks, or of several runs, end up in one
// page, where equal names would be taken for one another. The same option always
// gives the same picture.
func tidy(svg string, option []byte, size Size) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%d %d %s", size.Width, size.Height, option)
	own := fmt.Sprintf("nn%x-", hash.Sum(nil)[:5])
	return localName.ReplaceAllString(moving.ReplaceAllString(svg, ""), own)
}
