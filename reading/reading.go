// Package reading says what one article says. Reader.Read shows the order of its steps: the
// grammar of every sentence, then who, when, where, said and did. It is a function of the article
// alone, so that old articles can be read again.
package reading

import (
	"fmt"
	"runtime/debug"

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
	doc := text.Split(a.Body)
	rd.grammar.Annotate(doc)
	found := entity.Find(doc, rd.who, r.Day())
	if r.Published == nil {
		if r.Published = date.Infer(doc, found.Entities, rd.who); r.Published != nil {
			found = entity.Find(doc, rd.who, r.Day())
		}
	}
	r.Entities = found.Entities
	r.Dates = date.Find(doc, r.Day())
	r.Places = place.Find(doc, rd.who, r.Entities)
	r.Statements = quote.Find(doc, r.Entities, r.Dates)
	r.Events = event.Find(doc, r.Entities, r.Places, r.Dates, r.Statements, r.Day())
	r.Suspicions = append(found.Suspicions, doubts(a, r)...)
	r.Lists()
	return r
}

// Try is Read for a desk or a batch: where a step fails on an article, by a fault of ours, it says so
// and the rest goes on.
func (rd *Reader) Try(a *news.Article) (r *news.Reading, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("read article %s: a step failed: %v\n%s", a.ID, p, debug.Stack())
		}
	}()
	return rd.Read(a), nil
}

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
	return out
}
