package entity

import (
	"slices"
	"strings"

	"readout/knowledge"
	"readout/news"
	"readout/text"
)

// mergeVariants joins two spellings of one person within the article: Phyo Zeya Thaw, Phyo Zeyar
// Thaw. The names have as many words, all but one alike and that one nearly.
func (f *finder) mergeVariants() {
	for i, a := range f.nodes {
		for _, b := range f.nodes[i+1:] {
			if a.Kind != news.Person || b.Kind != news.Person || a.kb != nil && b.kb != nil {
				continue
			}
			if !variant(a.words, b.words) {
				continue
			}
			if f.titleClash(a.title, b) {
				continue
			}
			keep, lose := a, b
			if b.kb != nil {
				keep, lose = b, a
			}
			f.doubt(f.firstMention(lose), lose.spelled, keep.Name)
			f.merge(keep, lose)
		}
	}
}

// variant reports whether two names differ in one word, by an edit or two.
func variant(a, b []string) bool {
	if len(a) != len(b) || len(a) < 2 {
		return false
	}
	odd := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		n := min(len(a[i]), len(b[i]))
		if odd++; odd > 1 || n < 4 || distance(a[i], b[i], 2) > limit(n) {
			return false
		}
	}
	return odd == 1
}

// misspelling reports whether a name is a known one with one word misspelt. Nicknames are not, nor
// forms that lack or add a word.
func (f *finder) misspelling(written, known []string) bool {
	if len(written) != len(known) || len(written) < 2 {
		return false
	}
	odd := -1
	for i := range written {
		if written[i] == known[i] {
			continue
		}
		if odd >= 0 {
			return false
		}
		odd = i
	}
	if odd < 0 || slices.Contains(lowered(f.kb.Nickname(known[odd])), written[odd]) {
		return false
	}
	return distance(written[odd], known[odd], 2) <= 2
}

func lowered(names []string) []string {
	for i := range names {
		names[i] = fold(names[i])
	}
	return names
}

// limit is how many edits a misspelling of a word of n letters may have.
func limit(n int) int {
	if n >= 8 {
		return 2
	}
	return 1
}

// misspelt finds the person in the article whose family name is nearly w: Binken, Blinken. It
// must not be a name that the knowledge base knows of its own.
func (f *finder) misspelt(m *mention, w string) *node {
	if len(w) < 5 || len(f.kb.Surname(m.words)) > 0 || f.kb.FirstName(m.words) {
		return nil
	}
	var best *node
	for _, n := range f.nodes {
		if n.Kind != news.Person || len(n.words) == 0 {
			continue
		}
		last := n.words[len(n.words)-1]
		if n.kb != nil {
			known := nameWords(n.kb.Name)
			last = known[len(known)-1]
		}
		if len(last) < 5 || distance(w, last, 2) > limit(min(len(w), len(last))) {
			continue
		}
		if best != nil {
			return nil
		}
		best = n
	}
	if best != nil {
		if w != fold(surname(best))+"s" {
			f.doubt(m, m.words, surname(best))
		}
	}
	return best
}

func surname(n *node) string {
	w := strings.Fields(n.Name)
	return w[len(w)-1]
}

// doubtName notes that a name is spelt unlike the known one; forms that differ only in accents
// or marks are no misspelling.
func (f *finder) doubtName(n *node, e *knowledge.Entity) {
	f.doubt(f.firstMention(n), n.spelled, e.Name)
}

func (f *finder) firstMention(n *node) *mention {
	for _, m := range f.mentions {
		if m.node == n {
			return m
		}
	}
	return nil
}

// doubt adds a suspicion of a misspelling once.
func (f *finder) doubt(m *mention, was, is string) {
	if m == nil || fold(was) == fold(is) {
		return
	}
	note := was + " → " + is
	if slices.ContainsFunc(f.doubts, func(s news.Suspicion) bool { return s.Note == note }) {
		return
	}
	f.doubts = append(f.doubts, news.Suspicion{Kind: "misspelling", Note: note,
		Span: text.Span{Start: m.Start, End: m.End}})
}
