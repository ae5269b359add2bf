package extract

import (
	"fmt"
	"math/bits"

	"readout/news"
)

// A Shape is what the articles of one outlet look like once extracted. When a site changes its
// layout and extraction fails there, its shape changes at once. The zero Shape has seen nothing.
type Shape struct {
	Articles int     `json:"articles"`
	Lengths  [32]int `json:"lengths"` // articles by the power of two of their body's bytes
	Signed   int     `json:"signed"`
	Dated    int     `json:"dated"`
	Pictured int     `json:"pictured"`
	Blocks   int     `json:"blocks"` // paragraphs and the like, of all articles
}

// Add counts an article in.
func (s *Shape) Add(a *news.Article) {
	s.Articles++
	s.Lengths[min(bits.Len(uint(len(a.Body))), len(s.Lengths)-1)]++
	if len(a.Byline) > 0 {
		s.Signed++
	}
	if a.Published != nil {
		s.Dated++
	}
	if len(a.Images) > 0 {
		s.Pictured++
	}
	s.Blocks += len(a.Blocks)
}

// median is the power of two of the middle article's length.
func (s *Shape) median() int {
	n := 0
	for k, c := range s.Lengths {
		if n += c; n*2 > s.Articles {
			return k
		}
	}
	return 0
}

// fewest is how many articles a shape must have seen before it says anything.
const fewest = 8

// Changed says in words how the newest articles of an outlet differ from those before: nothing
// where they do not, or where there are too few of either. A quarter of the length, or a byline
// or day that half the articles have lost, is no chance.
func (s *Shape) Changed(newest *Shape) []string {
	if s.Articles < fewest || newest.Articles < fewest {
		return nil
	}
	var out []string
	if was, is := s.median(), newest.median(); was-is >= 2 || is-was >= 3 {
		out = append(out, fmt.Sprintf("median length was about %d bytes, is about %d", 1<<was, 1<<is))
	}
	for _, c := range []struct {
		what    string
		was, is int
	}{{"a byline", s.Signed, newest.Signed}, {"a day", s.Dated, newest.Dated},
		{"a picture", s.Pictured, newest.Pictured}} {
		was, is := c.was*100/s.Articles, c.is*100/newest.Articles
		if was-is >= 50 || is-was >= 80 {
			out = append(out, fmt.Sprintf("%d in 100 had %s, now %d", was, c.what, is))
		}
	}
	was, is := s.Blocks/s.Articles, newest.Blocks/newest.Articles
	if was >= 3 && (is*3 < was || is > was*4) {
		out = append(out, fmt.Sprintf("an article had %d blocks, now %d", was, is))
	}
	return out
}
