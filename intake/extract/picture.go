package extract

import (
	"readout/news"
)

// A picture is an image of the article and the node where it stands.
type picture struct {
	news.Image
	node int32
}

// pictures finds the article's images.
func (pg *page) pictures() []picture { return nil }
