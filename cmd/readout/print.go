package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"readout/news"
	"readout/ontology"
	"readout/record"
	"readout/text"
)

// width is how many characters a line for a person holds.
const width = 92

// wrap breaks s into lines that begin with indent.
func wrap(s, indent string) string {
	var b strings.Builder
	n := width
	for _, w := range strings.Fields(s) {
		k := utf8.RuneCountInString(w)
		switch {
		case b.Len() == 0:
			b.WriteString(indent)
			n = len(indent)
		case n+1+k > width:
			b.WriteString("\n" + indent)
			n = len(indent)
		default:
			b.WriteByte(' ')
			n++
		}
		b.WriteString(w)
		n += k
	}
	return b.String()
}

// A printer remembers the first error of many writes.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

func (p *printer) head(s string) { p.line("\n%s", bold(p.w, strings.ToUpper(s))) }

func printArticle(w io.Writer, a *news.Article) error {
	p := &printer{w: w}
	p.article(a)
	p.line("\n%s", wrapParagraphs(a.Body))
	for _, im := range a.Images {
		p.line("\n%s", wrap("Picture: "+strings.TrimSpace(im.Caption+" ["+im.Credit+"]"), "  "))
	}
	if len(a.Furniture) > 0 {
		p.line("\nLeft out: %d pieces of the page around it", len(a.Furniture))
	}
	p.line("")
	return p.err
}

func wrapParagraphs(body string) string {
	ps := strings.Split(body, "\n\n")
	for i := range ps {
		ps[i] = wrap(ps[i], "")
	}
	return strings.Join(ps, "\n\n")
}

// bases tell in words what a day rests on.
var bases = map[string]string{"people": "by who held which office", "text": "as the text says",
	"metadata": "", "address": "from the address", "fetched": "the day it was fetched"}

func (p *printer) article(a *news.Article) {
	p.line("%s", bold(p.w, wrap(cmp.Or(a.Headline, "(no headline)"), "")))
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	add(a.Outlet)
	add(a.Section)
	if len(a.Byline) > 0 {
		add("by " + strings.Join(a.Byline, ", "))
	}
	if a.Published == nil {
		add("undated")
	} else if b := bases[a.Published.Basis]; b != "" {
		add(a.Published.Day + " (" + b + ")")
	} else {
		add(a.Published.Day)
	}
	p.line("%s", strings.Join(parts, " · "))
}

// printReading prints r for a person: who, said, did, and what to doubt, each with its words.
func printReading(w io.Writer, r *news.Reading) error {
	p := &printer{w: w}
	p.article(&r.Article)
	p.who(r)
	p.said(r)
	p.did(r)
	if len(r.Suspicions) > 0 {
		p.head("doubts")
		for _, s := range r.Suspicions {
			p.line("  %s: %s", s.Kind, s.Note)
		}
	}
	p.line("")
	return p.err
}

func (p *printer) who(r *news.Reading) {
	if len(r.Entities) == 0 {
		return
	}
	p.head("who")
	for _, kind := range []string{news.Person, news.Organization, news.Country, news.PlaceEntity} {
		for i := range r.Entities {
			if e := &r.Entities[i]; e.Kind == kind {
				p.line("  %s", whoLine(r, e))
			}
		}
	}
}

func whoLine(r *news.Reading, e *news.Entity) string {
	s := e.Name
	var is []string
	if e.Kind != news.Country {
		for _, x := range []string{e.Office, e.Country} {
			if x != "" {
				is = append(is, x)
			}
		}
	}
	if len(is) > 0 {
		s += " — " + strings.Join(is, ", ")
	}
	if w := r.OtherNames(e); len(w) > 0 {
		s += "  (written " + strings.Join(w, ", ") + ")"
	}
	return s
}

func (p *printer) said(r *news.Reading) {
	if len(r.Statements) == 0 {
		return
	}
	p.head("said")
	last := ""
	for _, s := range record.Statements(r, text.Split(r.Body)) {
		who := cmp.Or(s.Name, "somebody")
		if s.Office != "" {
			who += ", " + s.Office
		}
		if who != last {
			p.line("  %s", bold(p.w, who))
			last = who
		}
		content := s.Content
		if s.Kind == news.Direct {
			content = "“" + content + "”"
		}
		p.line("%s", wrap(content, "    "))
		p.line("      %s", strings.Join(saidHow(&s), " · "))
	}
}

func saidHow(s *news.Statement) []string {
	how := []string{cmp.Or(s.Cue, "no cue")}
	if s.Addressee != "" {
		how = append(how, "to "+s.Addressee)
	}
	if s.Occasion != "" {
		how = append(how, s.Occasion)
	}
	return append(how, cmp.Or(s.Day, "day unknown"))
}

func (p *printer) did(r *news.Reading) {
	if len(r.Events) == 0 {
		return
	}
	p.head("did")
	for i := range r.Events {
		ev := &r.Events[i]
		who := nameList(r, ev.Actors)
		if len(ev.Recipients) > 0 {
			who += " → " + nameList(r, ev.Recipients)
		}
		if ev.Place != "" {
			who += ", " + string(ev.Place)
		}
		what := ontology.Words(ev.Type, ev.Mode)
		p.line("  %-21s  %s, %s: %s", orUnknown(string(ev.Day)), what, bold(p.w, ev.Status), who)
		p.line("%s", wrap("“"+r.Body[ev.Sentence.Start:ev.Sentence.End]+"”", "      "))
	}
}

func nameList(r *news.Reading, ids []string) string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		if e := r.Entity(id); e != nil {
			out = append(out, e.Name)
		}
	}
	return strings.Join(out, ", ")
}
