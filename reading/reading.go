// Package reading says what one article says. Reader.Read shows the order of its steps: the
// grammar of every sentence, then who, when, where, said and did. It is a function of the article
// alone, so that old articles can be read again.
package reading

import (
	"fmt"
	"runtime"
	"slices"
	"strings"

	"readout/grammar"
	"readout/knowledge"
	"readout/news"
	"readout/reading/date"
	"readout/reading/entity"
	"readout/reading/event"
	"readout/reading/place"
	"readout/reading/quote"
	"readout/text"
)

// Version names what made a reading. It changes whenever readings may.
const Version = "1"

// A Reader reads articles. It is safe for concurrent use.
type Reader struct {
	who     *knowledge.Base
	grammar *grammar.Model
}

// New returns a reader that knows who is who.
func New(who *knowledge.Base, g *grammar.Model) *Reader { return &Reader{who, g} }

// Version returns the version of the readings that rd makes.
func (rd *Reader) Version() string { return Version }

// Read returns what a says. The text stays as it is; the publication day of an undated article
// is inferred where the text leaves few.
func (rd *Reader) Read(a *news.Article) *news.Reading {
	r := &news.Reading{Article: *a, Version: Version}
	if a.Language != "" && a.Language != "en" {
		// The grammar knows English alone: what it found elsewhere would be invented.
		r.Suspicions = doubts(a, r)
		r.Lists()
		return r
	}
	e, found, wrong := rd.before(a, r)
	r.Events = event.Find(e.Doc, e.Entities, e.Places, e.Dates, e.Quotes, e.Published)
	rd.grammar.Release(e.Doc)
	if n := len(r.Entities); n < len(e.Entities) && acts(r.Events, e.Entities[n].ID) {
		r.Entities = e.Entities
	}
	name(r)
	r.Suspicions = append(found.Suspicions, wrong...)
	r.Suspicions = append(r.Suspicions, doubts(a, r)...)
	r.Lists()
	return r
}

// Example returns a as its events are found in it: to learn from, once it has labels.
func (rd *Reader) Example(a *news.Article) event.Example {
	e, _, _ := rd.before(a, &news.Reading{Article: *a})
	e.ID = a.ID
	return e
}

// before takes all steps before that of the events. Its entities may have one more than those of
// r, the article's own country.
func (rd *Reader) before(a *news.Article, r *news.Reading) (event.Example, entity.Found,
	[]news.Suspicion) {
	doc := text.Split(a.Body)
	rd.grammar.Annotate(doc)
	found := entity.Find(doc, rd.who, r.Day())
	if r.Published == nil {
		if r.Published = date.Infer(doc, found.Entities, rd.who); r.Published != nil {
			found = entity.Find(doc, rd.who, r.Day())
		}
	}
	r.Entities, r.Offices = found.Entities, rd.offices(doc, found)
	dates, wrong := date.Check(doc, r.Day())
	r.Dates = dates
	r.Places = place.Find(doc, rd.who, r.Entities)
	r.Statements = quote.Find(doc, r.Entities, r.Dates)
	parties := r.Entities
	if own := rd.home(parties); own != nil {
		parties = append(slices.Clip(parties), *own)
	}
	return event.Example{Doc: doc, Entities: parties, Places: r.Places, Dates: r.Dates,
		Quotes: r.Statements, Published: r.Day()}, found, wrong
}

// offices cites the sentence of each office that the text gives somebody, under the name that the
// entity bears it by where both are of one kind.
func (rd *Reader) offices(doc *text.Document, found entity.Found) []news.Office {
	known := map[string]string{}
	for _, e := range found.Entities {
		known[e.ID] = e.Office
	}
	var out []news.Office
	for _, o := range found.Roles {
		n := doc.SentenceAt(o.Start)
		if n < 0 {
			continue
		}
		name := o.Office
		if kind, ok := rd.who.Office(known[o.Person]); ok && o.Kind != "" && kind == o.Kind {
			name = known[o.Person]
		}
		out = append(out, news.Office{Person: o.Person, Office: name, Kind: o.Kind,
			Country: o.Country, Span: o.Span, Sentence: text.Cite{Span: doc.Sentences[n].Span}})
	}
	return out
}

// maxBody is the longest body that Try reads, in bytes: some 170,000 words.
const maxBody = 1 << 20

// Try is Read for a desk or a batch: where an article is too long, or a step fails on it by a fault of
// ours, it says so in one line and the rest goes on.
func (rd *Reader) Try(a *news.Article) (r *news.Reading, err error) {
	if len(a.Body) > maxBody {
		return nil, fmt.Errorf("article %s: %d bytes of text, at most %d: %w",
			a.ID, len(a.Body), maxBody, news.ErrTooLarge)
	}
	defer func() {
		if p := recover(); p != nil {
			r, err = nil, fmt.Errorf("article %s: a step failed: %v (%s)", a.ID, p, failure())
		}
	}()
	return rd.Read(a), nil
}

// failure is where the panic that is being recovered arose: the innermost function of ours.
func failure() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(4, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "readout/") || !more {
			return fmt.Sprintf("%s, line %d", f.Function, f.Line)
		}
	}
}

// name makes a group of each speaker whom the text only describes ("his office", "opposition
// leaders"), so that whoever speaks in the reading is one of its entities.
func name(r *news.Reading) {
	for i := range r.Statements {
		q := &r.Statements[i]
		words := string(q.Speaker)
		if words == "" || r.Entity(words) != nil {
			continue
		}
		if pronouns[strings.ToLower(words)] {
			q.Speaker = "" // whoever that is: a guess would be a name for nobody
			continue
		}
		id := "group:" + strings.ToLower(strings.Join(strings.Fields(words), "-"))
		q.Speaker = news.Maybe(id)
		if r.Entity(id) == nil {
			r.Entities = append(r.Entities, news.Entity{ID: id, Kind: news.Group, Name: words})
		}
		e, m := r.Entity(id), news.Mention{Span: q.Source.Span, Form: news.Nominal}
		if !m.Empty() && !slices.Contains(e.Mentions, m) {
			e.Mentions = append(e.Mentions, m)
		}
	}
}

// pronouns that no step found anybody for.
var pronouns = map[string]bool{"he": true, "she": true, "it": true, "they": true, "we": true, "i": true,
	"you": true, "who": true, "which": true, "that": true, "this": true, "those": true, "these": true,
	"some": true, "others": true, "many": true, "all": true, "both": true, "one": true, "each": true,
	"several": true, "most": true, "few": true, "another": true, "none": true}

// doubts are what a careful reader would doubt about the page itself.
func doubts(a *news.Article, r *news.Reading) []news.Suspicion {
	var out []news.Suspicion
	if len(a.Byline) == 0 {
		out = append(out, news.Suspicion{Kind: "unsigned", Note: "no byline"})
	}
	if a.Published == nil {
		note := "no day on the page"
		if r.Published != nil {
			note += "; " + r.Published.Day + " by who held which office"
		}
		out = append(out, news.Suspicion{Kind: "undated", Note: note})
	}
	misspelt := slices.ContainsFunc(r.Suspicions, func(s news.Suspicion) bool {
		return s.Kind == "misspelling"
	})
	if len(out) == 2 && misspelt {
		out = append(out, news.Suspicion{Kind: "rewritten",
			Note: "no byline, no day, names misspelt: likely a rewritten copy"})
	}
	return out
}
