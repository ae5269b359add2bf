package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"readout/eval/labelled"
	"readout/intake/extract"
	"readout/intake/extract/learn"
	"readout/news"
)

// An ExtractScore is how well extraction does on labelled pages. The body is measured by
// passages: a wanted one found is right, missed is wrong; an unwanted one found is wrong.
type ExtractScore struct {
	Body              learn.Tally
	Pages             int
	Titles, Headlines int // pages with a known title; headlines that are that title
	Dated             DayScore
}

// String gives the score on one line.
func (s ExtractScore) String() string {
	return fmt.Sprintf("body P %.3f R %.3f F1 %.3f  headline %.3f  day %s",
		s.Body.Precision(), s.Body.Recall(), s.Body.F1(), part(s.Headlines, s.Titles), s.Dated)
}

// A DayScore counts days of publication: right, wrong, and none given.
type DayScore struct{ Right, Wrong, None int }

// Share is the part of the pages whose day is exactly right.
func (s DayScore) Share() float64 { return part(s.Right, s.Right+s.Wrong+s.None) }

// String gives the score on one line.
func (s DayScore) String() string {
	n := s.Right + s.Wrong + s.None
	p, r := part(s.Right, s.Right+s.Wrong), part(s.Right, s.Right+s.None)
	f := 0.0
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return fmt.Sprintf("accuracy %.3f wrong %.3f none %.3f F1 %.3f", s.Share(),
		part(s.Wrong, n), part(s.None, n), f)
}

func (s *DayScore) count(got, want string) {
	switch got {
	case want:
		s.Right++
	case "":
		s.None++
	default:
		s.Wrong++
	}
}

func part(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Extract scores bodies, headlines and days on the pages of extract-pages in dir. Where crossed
// is set, each page is judged by a model that has seen no page of its site, trained here, which
// takes a minute; else by the model that is shipped, which has seen them all.
func Extract(dir string, crossed bool) (ExtractScore, error) {
	pages, err := learn.Load(dir)
	if err != nil {
		return ExtractScore{}, err
	}
	s := ExtractScore{Pages: len(pages)}
	var bodies []string
	if crossed {
		whole, err := wholePages(pages)
		if err != nil {
			return s, err
		}
		bodies = learn.Crossed(pages, whole, 5)
	}
	for i, p := range pages {
		a, err := extract.Page(p.HTML, extract.Params{URL: p.URL})
		if err != nil {
			return s, fmt.Errorf("extract %s: %w", p.File, err)
		}
		if crossed {
			s.Body.Count(p, bodies[i])
		} else {
			s.Body.Count(p, a.Body)
		}
		if p.Title != "" {
			s.Titles++
			if folded(p.Title) == folded(a.Headline) {
				s.Headlines++
			}
		}
		if p.Date != "" {
			day := ""
			if a.Published != nil {
				day = a.Published.Day
			}
			s.Dated.count(day, p.Date)
		}
	}
	return s, nil
}

// wholePages are the pages labelled as a whole, which models learn from too, where they are.
func wholePages(measured []*learn.Page) (all []*learn.Page, err error) {
	for _, set := range []string{"extract-readability", "page-dates"} {
		dir, err := labelled.Folder(set)
		if errors.Is(err, news.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		var pages []*learn.Page
		if set == "page-dates" {
			pages, err = learn.LoadAgreed(dir, measured)
		} else {
			pages, err = learn.LoadWhole(dir)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, pages...)
	}
	return all, nil
}

// folded is the letters and digits of a text in lower case, words parted by one space.
func folded(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// PageDatesCrossed scores the day of publication on the pages of page-dates in dir, each page by
// a model that has seen no page of its site.
func PageDatesCrossed(dir string) (DayScore, error) {
	pages, err := learn.LoadDays(dir)
	if err != nil {
		return DayScore{}, err
	}
	return DayScore(learn.CrossedDays(pages, 10)), nil
}

// PageDates scores the day of publication on the pages of page-dates in dir by the model that is
// shipped, which has seen them all.
func PageDates(dir string) (DayScore, error) {
	b, err := os.ReadFile(filepath.Join(dir, "labels.json"))
	if err != nil {
		return DayScore{}, err
	}
	var pages []struct{ URL, File, Date string }
	if err := json.Unmarshal(b, &pages); err != nil {
		return DayScore{}, fmt.Errorf("parse labels of %s: %w", dir, err)
	}
	var s DayScore
	for _, p := range pages {
		html, err := os.ReadFile(filepath.Join(dir, "pages", p.File))
		if err != nil {
			return s, err
		}
		day := ""
		a, err := extract.Page(html, extract.Params{URL: p.URL})
		if err == nil && a.Published != nil {
			day = a.Published.Day
		}
		s.count(day, p.Date)
	}
	return s, nil
}

// A MetaScore counts, of pages with known metadata, those that are right.
type MetaScore struct{ Pages, Headlines, Bylines, Sites, Outlets int }

// String gives the score on one line.
func (s MetaScore) String() string {
	return fmt.Sprintf("headline %.3f byline %.3f site %.3f", part(s.Headlines, s.Pages),
		part(s.Bylines, s.Pages), part(s.Outlets, s.Sites))
}

// Readability scores headline, byline and site name on the pages of mozilla/readability in dir.
// A headline without the site's name that the expected title carries is right, and so is a
// byline without its "By".
func Readability(dir string) (MetaScore, error) {
	sources, err := filepath.Glob(filepath.Join(dir, "*", "source.html"))
	if err != nil {
		return MetaScore{}, err
	}
	var s MetaScore
	for _, name := range sources {
		var want struct{ Title, Byline, SiteName string }
		b, err := os.ReadFile(filepath.Join(filepath.Dir(name), "expected-metadata.json"))
		if err != nil {
			return s, err
		}
		if err := json.Unmarshal(b, &want); err != nil {
			return s, fmt.Errorf("parse metadata of %s: %w", name, err)
		}
		html, err := os.ReadFile(name)
		if err != nil {
			return s, err
		}
		a, err := extract.Page(html, extract.Params{})
		if err != nil {
			return s, err
		}
		s.Pages++
		if sameTitle(a.Headline, want.Title) {
			s.Headlines++
		}
		if sameByline(a.Byline, want.Byline) {
			s.Bylines++
		}
		if want.SiteName != "" {
			s.Sites++
			if folded(a.Outlet) == folded(want.SiteName) {
				s.Outlets++
			}
		}
	}
	return s, nil
}

func sameTitle(got, want string) bool {
	g, w := folded(got), folded(want)
	if g == w || len(g)*2 > len(w) && (strings.HasPrefix(w, g+" ") || strings.HasSuffix(w, " "+g)) {
		return true
	}
	for _, sep := range []string{" - ", " — ", " – ", " | ", " · "} {
		if before, _, ok := strings.Cut(want, sep); ok && g == folded(before) {
			return true // the site, the chapter or the section behind it
		}
	}
	return false
}

// sameByline wants the names and nothing but names: each stands in what is expected, which may
// have "By", a day, or brackets around them.
func sameByline(got []string, want string) bool {
	g, w := folded(strings.Join(got, " ")), " "+folded(want)
	if g == folded(want) {
		return true
	}
	for _, name := range got {
		if !strings.Contains(w, " "+folded(name)) {
			return false
		}
	}
	return len(got) > 0
}
