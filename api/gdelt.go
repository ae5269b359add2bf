package api

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/zeebo/xxh3"

	"readout/news"
	"readout/ontology"
	"readout/store"
)

// gdeltColumns is how many columns an event has in the GDELT event database, version 1.0.
const gdeltColumns = 58

// Columns of GDELT 1.0 that are filled; the others stay empty.
const (
	gdeltID, gdeltDay, gdeltMonth, gdeltYear, gdeltFraction = 0, 1, 2, 3, 4
	gdeltActor1, gdeltActor2                                = 5, 15 // code, name, country code …
	gdeltRoot, gdeltCode, gdeltBase, gdeltRootCode          = 25, 26, 27, 28
	gdeltQuad, gdeltGoldstein                               = 29, 30
	gdeltMentions, gdeltSources, gdeltArticles              = 31, 32, 33
	gdeltPlaceName, gdeltAdded, gdeltURL                    = 50, 56, 57
)

// writeGDELT writes incidents that took place, with a known day, as lines of the 58 tab-separated
// columns of GDELT 1.0, so that tools for that database read them. One incident is one line, and
// sources are independent ones.
func writeGDELT(ctx context.Context, db *store.DB, x Export, w io.Writer) error {
	incs, err := db.Incidents(ctx, store.IncidentFilter{From: x.From, To: x.To, Limit: most,
		Statuses: []string{news.Held, news.Ongoing}})
	if err != nil {
		return err
	}
	names, err := named(ctx, db, incs)
	if err != nil {
		return err
	}
	for _, inc := range incs {
		row, err := gdeltRow(ctx, db, inc, names)
		if err != nil {
			return err
		}
		if row == nil {
			continue
		}
		if _, err := fmt.Fprintln(w, strings.Join(row, "\t")); err != nil {
			return err
		}
	}
	return nil
}

func gdeltRow(ctx context.Context, db *store.DB, inc *news.Incident, names roll) ([]string, error) {
	first, last := inc.Days()
	if len(first) < 10 || first[:7] != last[:7] || len(inc.Day) < 10 || len(inc.CAMEO) < 2 ||
		len(inc.Reports) == 0 {
		return nil, nil // GDELT has days only: a month or a year would become its first
	}
	row := make([]string, gdeltColumns)
	day := strings.ReplaceAll(first, "-", "")
	row[gdeltID] = fmt.Sprint(xxh3.HashString(inc.ID) >> 1)
	row[gdeltDay], row[gdeltMonth], row[gdeltYear], row[gdeltFraction] = day, day[:6], day[:4],
		fraction(day)
	gdeltParty(row[gdeltActor1:], inc.Actors, names)
	gdeltParty(row[gdeltActor2:], inc.Recipients, names)
	row[gdeltRoot], row[gdeltCode], row[gdeltRootCode] = "1", inc.CAMEO, inc.CAMEO[:2]
	row[gdeltBase] = inc.CAMEO[:min(3, len(inc.CAMEO))]
	if c, ok := ontology.CodeOf(inc.CAMEO); ok {
		row[gdeltQuad] = fmt.Sprint(int(c.Quad))
	}
	row[gdeltGoldstein] = fmt.Sprint(inc.Goldstein)
	row[gdeltMentions], row[gdeltArticles] = fmt.Sprint(len(inc.Reports)), fmt.Sprint(len(inc.Reports))
	row[gdeltSources] = fmt.Sprint(inc.Sources)
	row[gdeltPlaceName] = string(inc.Place)
	added, _ := news.Interval(inc.Reports[0].Published)
	row[gdeltAdded] = strings.ReplaceAll(added, "-", "")
	a, err := db.Article(ctx, inc.Reports[0].Article)
	row[gdeltURL] = a.URL
	return row, err
}

// fraction is the year and the share of it that a day YYYYMMDD is in, by months of 30 days, as GDELT
// has it.
func fraction(day string) string {
	var y, m, d int
	fmt.Sscanf(day, "%4d%2d%2d", &y, &m, &d)
	return fmt.Sprintf("%.4f", float64(y)+float64(m*30+d)/365)
}

// gdeltParty fills in code, name and country of one side.
func gdeltParty(row []string, ids []string, names roll) {
	if len(ids) == 0 {
		return
	}
	p := names[ids[0]]
	row[0], row[1], row[2] = p.Country, strings.ToUpper(names.name(ids[0])), p.Country
}
