package web

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"readout/news"
	"readout/ontology"
	"readout/text"
)

// A note is a fact in the margin and the anchor of its words.
type note struct {
	N     int    // its number, in the order of the text
	ID    string // s1 for a statement, e1 for an event
	Kind  string // said, did
	Who   string
	Path  string
	What  string // cue, or the act
	How   string // addressee, occasion or place
	Day   string
	Guess bool   // the speaker is inferred
	About bool   // the day is inferred from the day of publication
	State string // of an act; empty where it took place
	span  text.Span
	end   int // of the last of its words
}

// Line is the note in one line: "Anna Berg said, to reporters, 4 May 2026".
func (n *note) Line() string {
	s := told(n.Who, n.What)
	if n.Kind == "did" {
		s = n.What
		if n.State != "" {
			s += ", " + n.State
		}
		if n.Who != "" {
			s += ": " + n.Who
		}
	}
	for _, x := range []string{n.How, dayWords(n.Day)} {
		if x != "" {
			s += ", " + x
		}
	}
	return s
}

// After reports whether the speaker is named after the words that report: "according to the police".
func (n *note) After() bool { return n.Kind == "said" && strings.HasSuffix(n.What, " to") }

// told is who speaks and the words that report it, in the order in which they are said.
func told(who, cue string) string {
	if strings.HasSuffix(cue, " to") {
		who, cue = cue, who
	}
	return strings.TrimSpace(who + " " + cue)
}

// worded is a cue that is a word; a colon is none.
func worded(cue string) string {
	if strings.ContainsFunc(cue, unicode.IsLetter) {
		return strings.ToLower(cue)
	}
	return ""
}

// notes lists what r's article says was said and done: the statements, then the events.
func notes(r *news.Reading, said []news.Statement) []*note {
	out := append(saidNotes(r, said), didNotes(r)...)
	for i, n := range inText(out) {
		n.N = i + 1
	}
	return out
}

// inText puts notes in the order of their words.
func inText(ns []*note) []*note {
	out := slices.Clone(ns)
	slices.SortStableFunc(out, func(a, b *note) int { return a.span.Start - b.span.Start })
	return out
}

func saidNotes(r *news.Reading, said []news.Statement) []*note {
	var out []*note
	for i, q := range r.Statements {
		n := &note{ID: fmt.Sprintf("s%d", i+1), Kind: "said", Who: said[i].Name, What: worded(said[i].Cue),
			Day: string(q.Day), How: strings.Trim(to(said[i].Addressee)+", "+string(q.Occasion), ", ")}
		if e := r.Entity(string(q.Speaker)); e != nil {
			n.Path = entityPath(e.Kind, e.ID, e.Country)
			n.Guess = !named(r, e)
		}
		n.span, n.end = q.Cue.Span, q.Cue.End
		if len(q.Content) > 0 {
			n.span, n.end = q.Content[0].Span, q.Content[len(q.Content)-1].End
		}
		out = append(out, n)
	}
	return out
}

// to is the addressee with its preposition.
func to(addressee string) string {
	if addressee == "" {
		return ""
	}
	return "to " + addressee
}

// named reports whether the text names e, so that its identity rests on more than a description.
func named(r *news.Reading, e *news.Entity) bool {
	return e.Kind == news.Group || slices.ContainsFunc(e.Mentions, func(m news.Mention) bool {
		return m.Form == news.Name
	})
}

func didNotes(r *news.Reading) []*note {
	var out []*note
	for i := range r.Events {
		ev := &r.Events[i]
		n := &note{ID: fmt.Sprintf("e%d", i+1), Kind: "did", What: ontology.Words(ev.Type, ev.Mode),
			Day: string(ev.Day), About: ev.Basis != "", State: stateWord(ev.Status),
			span: ev.Anchor.Span, end: ev.Anchor.End}
		as := names(r, ev.Actors, ev.Actors)
		rs := names(r, ev.Recipients, append(slices.Clone(ev.Actors), ev.Recipients...))
		rs = slices.DeleteFunc(rs, func(x string) bool { return slices.Contains(as, x) })
		n.Who = towards(strings.Join(as, ", "), strings.Join(rs, ", "), ev.Type, ev.Mode)
		if p := string(ev.Place); !slices.Contains(append(as, rs...), p) {
			n.How = p
		}
		out = append(out, n)
	}
	return out
}

// towards is the two sides of an act, of which one may be unnamed: "Anna Berg → Kenya", "→ Kenya".
func towards(actors, recipients, typ, mode string) string {
	switch {
	case recipients == "":
		return actors
	case !mutual(typ, mode):
		return strings.TrimSpace(actors + " → " + recipients)
	case actors == "":
		return recipients
	}
	return actors + " – " + recipients
}

// stateWord is the status of an act as a page says it: that a thing took place is not said.
func stateWord(status string) string {
	if status == news.Held {
		return ""
	}
	return status
}

// names lists ids by name; a country whose official is among all is left out.
func names(r *news.Reading, ids, all []string) []string {
	var out []string
	for _, id := range ids {
		e := r.Entity(id)
		if e == nil || e.Kind == news.Country && slices.ContainsFunc(all, func(o string) bool {
			p := r.Entity(o)
			return p != nil && p.Kind != news.Country && p.Country == e.Country
		}) {
			continue
		}
		out = append(out, e.Name)
	}
	return out
}
