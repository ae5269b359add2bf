package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"readout/intake/extract"
	"readout/news"
)

// A Desk is the score of whole readings against records made by careful readers, by the rules of
// the desk archive's own scorer.
type Desk struct {
	People, Statements, Spoken, Events, Joint Count // Spoken: statements with the right speaker
	Speaker, Actors, Day, Status              Share // among the found
	Published, Headline, Leaked               Share
	Notes                                     []string // what was missed and invented, a line each
}

// A Count counts what was right, invented and missed.
type Count struct{ Right, Extra, Missed int }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 {
	if c.Right == 0 {
		return 0
	}
	return 2 * float64(c.Right) / float64(2*c.Right+c.Extra+c.Missed)
}

func (c Count) String() string {
	p, r := 0., 0.
	if c.Right > 0 {
		p = float64(c.Right) / float64(c.Right+c.Extra)
		r = float64(c.Right) / float64(c.Right+c.Missed)
	}
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", p, r, c.F1())
}

// A Share is how many of so many.
type Share struct{ N, Of int }

func (s *Share) add(ok bool) {
	s.Of++
	if ok {
		s.N++
	}
}

func (s Share) String() string { return fmt.Sprintf("%d of %d", s.N, s.Of) }

// String prints the scores, a line each.
func (d *Desk) String() string {
	var b strings.Builder
	for _, l := range []struct {
		name string
		v    fmt.Stringer
	}{{"people", d.People}, {"statements", d.Statements}, {"statements, speaker", d.Spoken},
		{"events", d.Events}, {"events, joint", d.Joint}, {"speaker right", d.Speaker},
		{"actors right", d.Actors}, {"day right", d.Day}, {"status right", d.Status},
		{"published right", d.Published}, {"headline right", d.Headline},
		{"furniture leaked", d.Leaked}} {
		fmt.Fprintf(&b, "%-20s %s\n", l.name, l.v)
	}
	return b.String()
}

type goldPage struct {
	Article struct {
		Headline  string
		Published *struct{ Day string }
		NotInBody []string `json:"not_in_body"`
	}
	People []struct {
		Name    string
		Written []string
	}
	Statements []goldStatement
	Events     []goldEvent
}

type goldStatement struct{ Speaker, Kind, Content, Clause, As string }

type goldEvent struct {
	What, Type, Day, Status, Sentence string
	Actor, Recipient                  []string
	Optional                          bool
}

// ScoreDesk has read make a reading of every page and text in dir, and scores them. A folder
// with a gold.json of its own and a page.txt is scored alone.
func ScoreDesk(dir string, read func(*news.Article) *news.Reading) (*Desk, error) {
	d := &Desk{}
	dirs, err := filepath.Glob(filepath.Join(dir, "*", "gold.json"))
	if err != nil {
		return nil, err
	}
	if own := filepath.Join(dir, "gold.json"); len(dirs) == 0 {
		dirs = []string{own}
	}
	slices.Sort(dirs)
	for _, g := range dirs {
		var gold goldPage
		b, err := os.ReadFile(g)
		if err == nil {
			err = json.Unmarshal(b, &gold)
		}
		if err != nil {
			return nil, fmt.Errorf("gold record: %w", err)
		}
		a, err := goldInput(filepath.Dir(g))
		if err != nil {
			return nil, fmt.Errorf("input of %s: %w", g, err)
		}
		d.add(filepath.Base(filepath.Dir(g)), &gold, read(a))
	}
	return d, nil
}

// goldInput makes the article of a folder: of page.html, page.txt (flattened) or text.txt.
func goldInput(dir string) (*news.Article, error) {
	var meta struct{ URL, Fetched, Published string }
	if b, err := os.ReadFile(filepath.Join(dir, "meta.json")); err == nil {
		if err := json.Unmarshal(b, &meta); err != nil {
			return nil, err
		}
	}
	p := extract.Params{URL: meta.URL, Fetched: meta.Fetched}
	if b, err := os.ReadFile(filepath.Join(dir, "page.html")); err == nil {
		return extract.Page(b, p)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "page.txt")); err == nil {
		return extract.Text(b, p)
	}
	b, err := os.ReadFile(filepath.Join(dir, "text.txt"))
	if err != nil {
		return nil, err
	}
	a := &news.Article{ID: filepath.Base(dir), Body: string(b)}
	if meta.Published != "" {
		a.Published = &news.When{Day: meta.Published, Precision: "day", Basis: "metadata"}
	}
	return a, nil
}

func (d *Desk) add(name string, g *goldPage, r *news.Reading) {
	note := func(format string, args ...any) {
		d.Notes = append(d.Notes, name+" "+fmt.Sprintf(format, args...))
	}
	day := r.Day()
	if len(day) > 10 {
		day = day[:10]
	}
	d.Published.add(g.Article.Published == nil || g.Article.Published.Day == "" ||
		g.Article.Published.Day == day)
	d.Headline.add(key(r.Headline) == key(g.Article.Headline))
	for _, f := range g.Article.NotInBody {
		d.Leaked.add(strings.Contains(r.Body, f))
	}
	d.people(g, r, note)
	d.statements(g, r, note)
	d.events(g, r, note)
}

func (d *Desk) people(g *goldPage, r *news.Reading, note func(string, ...any)) {
	found := map[string]bool{}
	for _, e := range r.Entities {
		if e.Kind == news.Person {
			found[key(e.Name)] = true
		}
	}
	for _, p := range g.People {
		k := key(p.Name)
		if found[k] {
			d.People.Right++
			delete(found, k)
		} else {
			d.People.Missed++
			note("person missed: %s", p.Name)
		}
	}
	for k := range found {
		d.People.Extra++
		note("person invented: %s", k)
	}
}

func (d *Desk) statements(g *goldPage, r *news.Reading, note func(string, ...any)) {
	contents := make([]string, len(r.Statements))
	for i, q := range r.Statements {
		var parts []string
		for _, c := range q.Content {
			parts = append(parts, r.Body[c.Start:c.End])
		}
		contents[i] = strings.Join(parts, " ")
	}
	used := make([]bool, len(contents))
	for _, s := range g.Statements {
		i := bestContent(s, contents, used)
		if i < 0 {
			d.Statements.Missed++
			d.Spoken.Missed++
			note("statement missed: %s: %s", s.Speaker, s.Content)
			continue
		}
		used[i] = true
		d.Statements.Right++
		ok := sameSpeaker(g, s, names(r, string(r.Statements[i].Speaker)))
		d.Speaker.add(ok)
		if ok {
			d.Spoken.Right++
		} else {
			d.Spoken.Extra++
			d.Spoken.Missed++
			note("speaker: %q, want %s: %s", r.Statements[i].Speaker, s.Speaker, s.Content)
		}
	}
	for i, u := range used {
		if !u {
			d.Statements.Extra++
			d.Spoken.Extra++
			note("statement invented: %s: %s", r.Statements[i].Speaker, contents[i])
		}
	}
}

// bestContent is the unused content that shares most words with s, at least six tenths; of a
// direct or mixed statement a clause that holds it counts.
func bestContent(s goldStatement, contents []string, used []bool) int {
	best, at := 0., -1
	for i, c := range contents {
		if used[i] {
			continue
		}
		o := max(overlap(c, s.Content), overlap(c, s.Clause))
		if s.Kind != news.Indirect && strings.Contains(c, s.Content) {
			o = max(o, .75)
		}
		if o > best {
			best, at = o, i
		}
	}
	if best < .6 {
		return -1
	}
	return at
}

func sameSpeaker(g *goldPage, s goldStatement, have map[string]bool) bool {
	want := []string{s.Speaker}
	if s.As != "" {
		want = append(want, s.As)
	}
	person := false
	for _, p := range g.People {
		if p.Name == s.Speaker {
			person = true
			want = append(want, p.Written...)
		}
	}
	return sameName(want, have, person)
}

func (d *Desk) events(g *goldPage, r *news.Reading, note func(string, ...any)) {
	used := make([]bool, len(r.Events))
	for _, optional := range []bool{false, true} {
		for _, e := range g.Events {
			if e.Optional == optional {
				d.event(&e, r, used, note)
			}
		}
	}
	for i, u := range used {
		if !u {
			d.Events.Extra++
			d.Joint.Extra++
			ev := r.Events[i]
			note("event invented: %s: %s", ev.Type, r.Body[ev.Sentence.Start:ev.Sentence.End])
		}
	}
}

func (d *Desk) event(e *goldEvent, r *news.Reading, used []bool, note func(string, ...any)) {
	at, most, fits := -1, -1, [4]bool{}
	for i := range r.Events {
		p := &r.Events[i]
		sent := r.Body[p.Sentence.Start:p.Sentence.End]
		if used[i] || p.Type != e.Type ||
			!strings.Contains(sent, e.Sentence) && overlap(sent, e.Sentence) <= .5 {
			continue
		}
		f := [4]bool{len(e.Actor) == 0 || sameName(e.Actor, sides(r, p.Actors), false),
			len(e.Recipient) == 0 || sameName(e.Recipient, sides(r, p.Recipients), false),
			dayFits(e.Day, string(p.Day)), e.Status == p.Status}
		if n := count(f); n > most {
			at, most, fits = i, n, f
		}
	}
	if at < 0 {
		if !e.Optional {
			d.Events.Missed++
			d.Joint.Missed++
			note("event missed: %s: %s", e.Type, e.What)
		}
		return
	}
	used[at] = true
	if e.Optional {
		return
	}
	d.Events.Right++
	d.Actors.add(fits[0] && fits[1])
	d.Day.add(fits[2])
	d.Status.add(fits[3])
	if most == 4 {
		d.Joint.Right++
		return
	}
	d.Joint.Extra++
	d.Joint.Missed++
	note("event not joint (actor recipient day status %v): %s", fits, e.What)
}

func count(f [4]bool) (n int) {
	for _, ok := range f {
		if ok {
			n++
		}
	}
	return n
}
