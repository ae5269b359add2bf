package main

import (
	"fmt"
	"io"
	"sort"
	"strings"

	"readout/grammar/net"
)

// A reading counts how often a form of a tag had a lemma.
type reading struct{ tag, form, lemma string }

// maxEnding is the longest ending of a rule, in bytes.
const maxEnding = 5

// writeLemmas learns dictionary forms from the treebanks: for each tag and ending the edit
// that is right most often, unless a shorter ending already says so, and then every form
// that the rules get wrong.
func writeLemmas(w io.Writer, sents []Sentence) error {
	counts := map[reading]int{}
	for _, s := range sents {
		for i, form := range s.Words {
			counts[normalReading(s.Tags[i], form, s.Lemmas[i])]++
		}
	}
	best := bestReadings(counts)
	rules := lemmaRules(best)
	var lines []string
	for k, e := range rules {
		lines = append(lines, fmt.Sprintf("%s\t%s\t%d\t%s", k.tag, k.ending, e.cut, e.add))
	}
	for _, r := range best {
		if applyRules(rules, r.tag, r.form) != r.lemma {
			lines = append(lines, fmt.Sprintf("%s\t%s\t%s", r.tag, r.form, r.lemma))
		}
	}
	sort.Strings(lines)
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// normalReading writes a form as the model sees it; the lemma keeps its case.
func normalReading(tag, form, lemma string) reading {
	form = net.Plain(form)
	if tag != "PROPN" {
		form = strings.ToLower(form)
	}
	return reading{tag, form, net.Plain(lemma)}
}

// bestReadings returns for every tag and form the commonest lemma, sorted.
func bestReadings(counts map[reading]int) []reading {
	type key struct{ tag, form string }
	top := map[key]reading{}
	for r, n := range counts {
		k := key{r.tag, r.form}
		old, ok := top[k]
		if !ok || n > counts[old] || n == counts[old] && r.lemma < old.lemma {
			top[k] = r
		}
	}
	var out []reading
	for _, r := range top {
		if !strings.ContainsAny(r.form+r.lemma, "\t\n ") {
			out = append(out, r)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].tag != out[j].tag {
			return out[i].tag < out[j].tag
		}
		return out[i].form < out[j].form
	})
	return out
}

type ending struct{ tag, ending string }

type edit struct {
	cut int
	add string
}

// lemmaRules returns the commonest edit of every ending seen with two forms or more, where
// it differs from that of the next shorter ending.
func lemmaRules(best []reading) map[ending]edit {
	votes := map[ending]map[edit]int{}
	for _, r := range best {
		e := editOf(r.form, r.lemma)
		for k := 0; k <= min(maxEnding, len(r.form)-1); k++ {
			id := ending{r.tag, r.form[len(r.form)-k:]}
			if votes[id] == nil {
				votes[id] = map[edit]int{}
			}
			votes[id][e]++
		}
	}
	all := map[ending]edit{}
	for id, v := range votes {
		if e, n := commonest(v); n > 1 && (id.ending == "" || n > 2) {
			all[id] = e
		}
	}
	rules := map[ending]edit{}
	for id, e := range all {
		if id.ending == "" || shorter(all, id) != e {
			rules[id] = e
		}
	}
	return rules
}

// shorter returns the edit that the rules give for an ending without its first byte.
func shorter(all map[ending]edit, id ending) edit {
	for k := 1; k <= len(id.ending); k++ {
		if e, ok := all[ending{id.tag, id.ending[k:]}]; ok {
			return e
		}
	}
	return edit{}
}

func commonest(votes map[edit]int) (top edit, n int) {
	for e, v := range votes {
		if v > n || v == n && (e.cut < top.cut || e.cut == top.cut && e.add < top.add) {
			top, n = e, v
		}
	}
	return top, n
}

// editOf returns the edit that makes lemma of form.
func editOf(form, lemma string) edit {
	k := 0
	for k < len(form) && k < len(lemma) && form[k] == lemma[k] {
		k++
	}
	return edit{len(form) - k, lemma[k:]}
}

func applyRules(rules map[ending]edit, tag, form string) string {
	for k := min(maxEnding, len(form)-1); k >= 0; k-- {
		if e, ok := rules[ending{tag, form[len(form)-k:]}]; ok {
			if e.cut >= len(form) {
				return form
			}
			return form[:len(form)-e.cut] + e.add
		}
	}
	return form
}
