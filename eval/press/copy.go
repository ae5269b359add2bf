package press

import (
	"strings"

	"readout/news"
)

// Copy makes a copy of r as an outlet would today.
func (p *Press) Copy(r *Report, kind string) *Report {
	paras := strings.Split(r.Body, "\n\n")
	switch kind {
	case news.Syndicated:
		paras = p.edited(paras)
	case news.Spun:
		paras = p.spun(paras, r.scene)
	case news.Rewritten:
		paras = p.rewritten(paras, r.scene)
	}
	return p.issue(r.scene, kind, r.ID, paras)
}

// edited cuts a paragraph, puts a dateline before the first, and here and there another word where
// nobody is quoted.
func (p *Press) edited(paras []string) []string {
	at := 1 + p.IntN(len(paras)-1)
	var out []string
	for i, t := range paras {
		if i == at {
			continue
		}
		if !strings.Contains(t, "“") {
			ws := strings.Fields(t)
			j := p.IntN(len(ws))
			ws[j] = p.reword(ws[j], 9)
			t = strings.Join(ws, " ")
		}
		out = append(out, t)
	}
	out[0] = strings.ToUpper(p.places[p.IntN(len(p.places))]) + " (Agency) — " + out[0]
	return out
}

// spun rewords every sentence, those of others too, and misspells a name.
func (p *Press) spun(paras []string, s *scene) []string {
	name := s.who[p.IntN(len(s.who))]
	wrong := name[:len(name)-2] + name[len(name)-1:] + name[len(name)-2:len(name)-1]
	var out []string
	for _, t := range paras {
		out = append(out, strings.ReplaceAll(p.reword(t, 4), name, wrong))
	}
	return out
}

// rewritten tells half of the paragraphs in another order, keeps what is quoted, and puts sentences
// of its own between.
func (p *Press) rewritten(paras []string, s *scene) []string {
	out := []string{p.sentence(s)}
	half := len(paras) / 2
	for _, t := range append(paras[half:len(paras):len(paras)], paras[:half]...) {
		first, _, _ := strings.Cut(t, ". ")
		switch {
		case strings.Contains(t, "“"):
			out = append(out, t)
		case p.IntN(3) > 0:
			out = append(out, p.reword(first, 2)+".")
		default:
			out = append(out, p.sentence(s))
		}
	}
	return out
}
