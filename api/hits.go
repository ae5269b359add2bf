package api

import (
	"encoding/csv"
	"io"

	"readout/search"
)

// WriteHits writes the hits of a search as CSV with a header.
func WriteHits(w io.Writer, hits []search.Hit) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"kind", "article", "url", "outlet", "headline", "published", "sentence",
		"speaker", "day", "type", "mode", "status"}}
	for _, h := range hits {
		rows = append(rows, []string{h.Kind, h.Article, h.URL, h.Outlet, h.Headline, h.Published,
			h.Sentence, h.Speaker, h.Day, h.Type, h.Mode, h.Status})
	}
	return c.WriteAll(rows)
}
