package main

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An entity is a mention that a treebank brackets: tokens [first, last] and its type.
type entity struct {
	first, last int
	kind        string
}

// entities reads the brackets of GUM's MISC column, "(1-person-new-…" to "1)".
func (s *Sentence) entities() []entity {
	var all []entity
	open := map[string][]int{} // by group, indices in all
	for i, m := range s.marks {
		for e := m.entity; e != ""; {
			if e[0] == '(' {
				end := 1
				for end < len(e) && e[end] != '(' && e[end] != ')' {
					end++
				}
				f := strings.SplitN(e[1:end], "-", 3)
				if len(f) > 1 {
					open[f[0]] = append(open[f[0]], len(all))
					all = append(all, entity{i, -1, f[1]})
				}
				if end < len(e) && e[end] == ')' {
					closeEntity(all, open, f[0], i)
					end++
				}
				e = e[end:]
				continue
			}
			group, rest, _ := strings.Cut(e, ")")
			closeEntity(all, open, group, i)
			e = rest
		}
	}
	return all
}

// closeEntity ends the mention of a group that was opened last.
func closeEntity(all []entity, open map[string][]int, group string, at int) {
	if o := open[group]; len(o) > 0 {
		all[o[len(o)-1]].last = at
		open[group] = o[:len(o)-1]
	}
}

// entityKinds are what GUM's types may be in ours.
var entityKinds = map[string][]string{
	"person": {"Person"}, "organization": {"Organization"}, "place": {"Location", "Facility"},
}

// namesAllowed returns which names tags each word may have by the entities of a sentence, or
// nil where it has none: the proper nouns that head a mention of a person, an organisation or
// a place are a name; small words are none of these; of the rest nothing is said. Titles
// before a name do not belong to it.
func (s *Sentence) namesAllowed(all, other []string) [][]string {
	if s.marks == nil {
		return nil
	}
	found := s.entities()
	if len(found) == 0 {
		return nil
	}
	out := make([][]string, len(s.Words))
	for i, w := range s.Words {
		r, _ := utf8.DecodeRuneInString(w)
		out[i] = all
		if unicode.IsLower(r) && s.Tags[i] != "PROPN" {
			out[i] = other
		}
	}
	for _, e := range found {
		first, end, ok := s.properHead(e)
		kinds := entityKinds[e.kind]
		if !ok || kinds == nil {
			continue
		}
		for i := first; i < end; i++ {
			out[i] = nil
			for _, k := range kinds {
				out[i] = append(out[i], "BI"[b2i(i > first):][:1]+"-"+k)
			}
		}
	}
	return out
}

// properHead returns the run of proper nouns that is the name of a mention: around its head,
// without titles; ok is false where the name may go on ("Department of …").
func (s *Sentence) properHead(e entity) (first, end int, ok bool) {
	head := -1
	for i := e.first; i <= e.last; i++ {
		if h := s.Heads[i] - 1; h < e.first || h > e.last {
			head = i
			break
		}
	}
	name := func(i int) bool {
		return i >= e.first && i <= e.last && s.Tags[i] == "PROPN" && !s.marks[i].title &&
			(i == head || s.Rels[i] == "flat" || s.Rels[i] == "compound")
	}
	if head < 0 || !name(head) {
		return 0, 0, false
	}
	first, end = head, head+1
	for name(first - 1) {
		first--
	}
	for name(end) {
		end++
	}
	if first > e.first && (s.Tags[first-1] == "ADJ" || s.Words[first-1] == "-") {
		return 0, 0, false
	}
	if end > e.last {
		return first, end, true
	}
	switch s.Tags[end] {
	case "ADP", "CCONJ", "SYM", "NUM", "PROPN", "ADJ", "NOUN":
		return 0, 0, false
	}
	return first, end, s.Words[end] != "-"
}
