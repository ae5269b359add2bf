package press

import (
	"fmt"
	"strings"
	"sync"
)

// A scene is what the reports of a happening have in common.
type scene struct {
	id, place         string
	who, words, facts []string
	said              []string // the official's words
}

var byKind = sync.OnceValue(common)

// sentence invents one about s: who did what to whom, where, and why.
func (p *Press) sentence(s *scene) string {
	t := p.subject(s) + " " + p.clause(s)
	switch p.IntN(4) {
	case 0:
		t += " in " + s.place
	case 1:
		t += ", where " + p.noun(s) + " " + p.clause(s)
	case 2:
		t += " after " + p.noun(s) + " " + p.clause(s)
	}
	if p.IntN(3) == 0 {
		t += " and " + p.clause(s)
	}
	return capital(t) + "."
}

// subject is somebody of the scene, or something.
func (p *Press) subject(s *scene) string {
	if p.IntN(5) < 2 {
		return s.who[p.IntN(len(s.who))]
	}
	return p.noun(s)
}

// clause is a verb, and mostly what it was done to.
func (p *Press) clause(s *scene) string {
	t := p.any("v") + " " + p.noun(s)
	if p.IntN(3) == 0 {
		t += " of " + p.noun(s)
	}
	return t
}

// noun is a noun with its article and what stands before it; one in four is a word of the scene.
func (p *Press) noun(s *scene) string {
	n := p.any("n")
	if p.IntN(4) == 0 {
		n = s.words[p.IntN(len(s.words))]
	}
	switch p.IntN(8) {
	case 0:
		return fmt.Sprint(s.facts[p.IntN(len(s.facts))], " ", n, "s")
	case 1, 2, 3:
		return "the " + p.any("a") + " " + n
	case 4:
		return "a " + p.zipf(p.invented) + " " + n
	}
	return "the " + n
}

func (p *Press) any(kind string) string {
	list := byKind()[kind]
	return list[p.IntN(len(list))]
}

// quotation has somebody say words.
func (p *Press) quotation(s *scene, said string) string {
	who := s.who[len(said)%len(s.who)]
	if p.IntN(2) == 0 {
		return fmt.Sprintf("“We %s,” %s said.", said, who)
	}
	return fmt.Sprintf("%s told reporters: “We %s.”", who, said)
}

// reword puts another word for each that it knows one for, but for one in so many.
func (p *Press) reword(text string, but int) string {
	ws := strings.Fields(text)
	for i, w := range ws {
		bare := strings.Trim(w, ",.“”")
		if other, ok := p.synonyms[bare]; ok && p.IntN(but) > 0 {
			ws[i] = strings.Replace(w, bare, other, 1)
		}
	}
	return strings.Join(ws, " ")
}
