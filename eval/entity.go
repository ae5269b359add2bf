package eval

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"readout/knowledge"
	"readout/news"
	"readout/reading/entity"
	"readout/text"
)

// A LinkScore counts mentions by name that annotators linked to an entity which the knowledge
// base holds: how many were resolved to it, to something else, or not at all.
type LinkScore struct {
	Mentions, Right, Wrong int
	Misses                 []string // one line each
}

// String puts the shares in the columns that scores.txt has.
func (s LinkScore) String() string {
	n := float64(max(s.Mentions, 1))
	return fmt.Sprintf("mentions %d right %.3f wrong %.3f", s.Mentions, float64(s.Right)/n,
		float64(s.Wrong)/n)
}

// Links scores entity.Find on GUM's linked mentions: the CoNLL-U files in dir, whose MISC column
// holds Entity=(…-Wikipedia_title. parse splits and annotates a text.
func Links(dir string, kb *knowledge.Base, parse func(string) *text.Document) (LinkScore, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.conllu"))
	if err != nil || len(files) == 0 {
		return LinkScore{}, fmt.Errorf("linked mentions in %s: %w", dir, news.ErrNotFound)
	}
	var s LinkScore
	for _, f := range files {
		body, links, err := readLinks(f)
		if err != nil {
			return s, err
		}
		doc := parse(body)
		found := entity.Find(doc, kb, "")
		for _, l := range links {
			s.add(filepath.Base(f), body, l, found.Entities, kb)
		}
	}
	return s, nil
}

// A link is a mention and the title of its Wikipedia article.
type link struct {
	text.Span
	title string
}

func (s *LinkScore) add(file, body string, l link, entities []news.Entity, kb *knowledge.Base) {
	want := kb.Named(l.title)
	if len(want) == 0 || isTitle(body[l.Start:l.End], kb) {
		return
	}
	s.Mentions++
	got := mentioned(l.Span, want, entities)
	name := ""
	if got != nil {
		name = got.Name
	}
	for _, w := range want {
		if got != nil && got.ID == w.ID {
			s.Right++
			return
		}
	}
	if got != nil && kb.ByID(got.ID) != nil {
		s.Wrong++
	}
	around := body[max(0, l.Start-40):min(len(body), l.End+40)]
	s.Misses = append(s.Misses, fmt.Sprintf("%s %q want %s got %q | %q", file, body[l.Start:l.End],
		l.title, name, around))
}

// isTitle reports whether a mention names an office alone: Secretary, Madam Speaker, this President.
func isTitle(words string, kb *knowledge.Base) bool {
	for _, lead := range []string{"this ", "This ", "Madam ", "Mr. ", "Mr ", "our ", "your "} {
		words = strings.TrimPrefix(words, lead)
	}
	_, ok := kb.Office(words)
	return ok && len(kb.Named(words)) == 0
}

// mentioned returns the entity of a mention that touches the name: the wanted one before others,
// else one whose mention ends with it.
func mentioned(at text.Span, want []*knowledge.Entity, entities []news.Entity) *news.Entity {
	var last *news.Entity
	for i := range entities {
		for _, m := range entities[i].Mentions {
			if !m.Overlaps(at) || m.Form != news.Name {
				continue
			}
			for _, w := range want {
				if w.ID == entities[i].ID {
					return &entities[i]
				}
			}
			if m.End == at.End {
				last = &entities[i]
			}
		}
	}
	return last
}

// readLinks rebuilds the text of a CoNLL-U file, a paragraph a sentence, and its linked mentions
// that are names.
func readLinks(name string) (string, []link, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	r := linkReader{open: map[string]opened{}}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	for sc.Scan() {
		r.line(sc.Text())
	}
	return r.body.String(), outermost(r.links, r.body.String()), sc.Err()
}

// outermost leaves out the names within longer names, as a reading has no nested mentions, and
// takes articles and possessive marks off the others.
func outermost(links []link, body string) []link {
	var out []link
	for i, l := range links {
		inner := false
		for j, o := range links {
			if i != j && o.Contains(l.Span) && o.Span != l.Span {
				inner = true
			}
		}
		if l.title != "" && !inner {
			out = append(out, trimmed(l, body))
		}
	}
	return out
}

func trimmed(l link, body string) link {
	for {
		w := body[l.Start:l.End]
		t := strings.TrimRight(w, " ")
		for _, mark := range []string{"'s", "’s", "’", "'"} {
			t = strings.TrimSuffix(t, mark)
		}
		for _, the := range []string{"the ", "The ", "THE "} {
			t = strings.TrimPrefix(t, the)
		}
		if t == w {
			return l
		}
		l.Start += strings.Index(w, t)
		l.End = l.Start + len(t)
	}
}

type opened struct {
	start        int
	title        string
	named, other bool // has a proper noun; has a common noun, a verb or pronoun
}

type linkReader struct {
	body  strings.Builder
	links []link
	open  map[string]opened
	until int // last token of a multi-word token already written
	at    int // where the next of its tokens begins
}

func (r *linkReader) line(line string) {
	if line == "" {
		r.body.WriteString("\n\n")
		r.until = 0
		return
	}
	f := strings.Split(line, "\t")
	if line[0] == '#' || len(f) < 10 || strings.Contains(f[0], ".") {
		return
	}
	if _, to, ok := strings.Cut(f[0], "-"); ok {
		fmt.Sscan(to, &r.until)
		r.at = r.body.Len()
		r.word(f[1], f[9])
		return
	}
	id := 0
	fmt.Sscan(f[0], &id)
	if id > r.until {
		r.at = r.body.Len()
		r.word(f[1], f[9])
	}
	r.entities(f[9], f[3], r.at, r.at+len(f[1]))
	r.at += len(f[1])
}

func (r *linkReader) word(form, misc string) {
	r.body.WriteString(form)
	if !strings.Contains(misc, "SpaceAfter=No") {
		r.body.WriteByte(' ')
	}
}

// entities opens and closes the brackets of Entity=; a mention is a name where it has a proper
// noun.
func (r *linkReader) entities(misc, pos string, start, end int) {
	if pos == "PROPN" {
		for id, o := range r.open {
			o.named = o.named || !o.other
			r.open[id] = o
		}
	} else if pos == "NOUN" || pos == "VERB" || pos == "PRON" {
		for id, o := range r.open {
			o.other, o.named = true, false
			r.open[id] = o
		}
	}
	for part := range strings.SplitSeq(misc, "|") {
		v, ok := strings.CutPrefix(part, "Entity=")
		if !ok {
			continue
		}
		for v != "" {
			if v[0] != '(' {
				id, rest, _ := strings.Cut(v, ")")
				r.close(id, end)
				v = rest
				continue
			}
			n := 1
			for n < len(v) && v[n] != '(' && v[n] != ')' || n < len(v) && v[n] == '(' && v[n-1] == '_' {
				n++
			}
			one := n < len(v) && v[n] == ')'
			id := r.start(v[1:n], start, pos)
			v = v[n:]
			if one {
				r.close(id, end)
				v = v[1:]
			}
		}
	}
}

// start opens a mention: id-type-…-coref-Title.
func (r *linkReader) start(spec string, at int, pos string) string {
	f := strings.SplitN(spec, "-", 8)
	title := ""
	if len(f) > 7 && f[7] != "" {
		title = strings.ReplaceAll(f[7], "_", " ")
	}
	r.open[f[0]] = opened{start: at, title: title, named: pos == "PROPN",
		other: pos == "NOUN" || pos == "VERB" || pos == "PRON"}
	return f[0]
}

func (r *linkReader) close(id string, end int) {
	if o, ok := r.open[id]; ok && o.named && end > o.start && end-o.start < 60 {
		r.links = append(r.links, link{text.Span{Start: o.start, End: end}, o.title})
	}
	delete(r.open, id)
}
