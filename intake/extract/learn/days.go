package learn

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"readout/intake/extract"
	"readout/intake/extract/boost"
)

// A DatedPage is a page whose day of publication is known.
type DatedPage struct {
	URL  string `json:"url"`
	File string `json:"file"`
	Date string `json:"date"`

	days map[string][]float32 // what speaks for each day that the page names
}

func (p *DatedPage) site() string { return (&Page{URL: p.URL, File: p.File}).Site() }

var dayParams = boost.Params{Trees: 300, Leaves: 3, Rate: .06, MinHess: 2, Lambda: 2,
	Features: .5, Rows: .8, Seed: seed + 2}

// LoadDays reads the pages of page-dates from dir, with the candidates on each.
func LoadDays(dir string) ([]*DatedPage, error) {
	b, err := os.ReadFile(filepath.Join(dir, "labels.json"))
	if err != nil {
		return nil, err
	}
	var pages []*DatedPage
	if err := json.Unmarshal(b, &pages); err != nil {
		return nil, fmt.Errorf("parse labels of %s: %w", dir, err)
	}
	m, err := extract.Standard()
	if err != nil {
		return nil, err
	}
	for _, p := range pages {
		html, err := os.ReadFile(filepath.Join(dir, "pages", p.File))
		if err != nil {
			return nil, err
		}
		p.days = m.Days(html, extract.Params{URL: p.URL})
	}
	return pages, nil
}

// TrainDays learns how likely a day with such witnesses is that of publication.
func TrainDays(pages []*DatedPage) *boost.Forest {
	var rows boost.Rows
	for _, p := range pages {
		for _, day := range sortedKeys(p.days) {
			yes := float32(0)
			if day == p.Date {
				yes = 1
			}
			rows.Add(p.days[day], yes, 1)
		}
	}
	return boost.Train(&rows, dayParams)
}

// A DayTally counts days of publication: right, wrong, and none given.
type DayTally struct{ Right, Wrong, None int }

// CrossedDays measures the day of publication, each page by a forest that has seen no page of
// its site.
func CrossedDays(pages []*DatedPage, parts int) DayTally {
	var t DayTally
	for k := range parts {
		var train []*DatedPage
		for _, p := range pages {
			if fold(p.site(), parts) != k {
				train = append(train, p)
			}
		}
		f := TrainDays(train)
		for _, p := range pages {
			if fold(p.site(), parts) == k {
				t.count(p.choose(f), p.Date)
			}
		}
	}
	return t
}

// choose is the day that extract would choose.
func (p *DatedPage) choose(f *boost.Forest) string {
	best, most := "", float32(extract.Doubt)
	for _, day := range sortedKeys(p.days) {
		if v := f.Odds(p.days[day]); v > most {
			best, most = day, v
		}
	}
	return best
}

func (t *DayTally) count(got, want string) {
	switch got {
	case want:
		t.Right++
	case "":
		t.None++
	default:
		t.Wrong++
	}
}
