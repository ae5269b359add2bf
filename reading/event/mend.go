package event

import "strings"

// The parser is wrong about one word in six. What follows reads the common faults of its trees as
// a reader of the line would: by what stands next to what.

// stems are the endings that the form of a verb may add to its lemma, with what they replace.
var stems = []struct{ ending, with string }{
	{"ed", ""}, {"d", ""}, {"ing", ""}, {"ing", "e"}, {"es", ""}, {"s", ""}, {"ied", "y"},
}

// verbFrames looks verb i up by its lemma, else by what its form may come from: the lemma of
// "freed" may have come out as "fre".
func (v *view) verbFrames(i int) []frame {
	if f := v.words.verbs[v.joined(i)]; f != nil {
		return f
	}
	if f := v.words.verbs[v.lemma(i)]; f != nil {
		return f
	}
	if v.Tokens[i].Tag != "VERB" {
		return nil
	}
	w := v.lower(i)
	for _, s := range stems {
		if stem, ok := strings.CutSuffix(w, s.ending); ok {
			if f := v.words.verbs[stem+s.with]; f != nil {
				return f
			}
		}
	}
	return nil
}

// renames adds what the object of a verb of naming is called, where the tree has not seen it:
// "called the group the Children of the Sun", "calls the issue a priority". What follows the object
// is then a new phrase, not a time or a place.
func (v *view) renames(c *clause) {
	o, ok := c.find("obj")
	if !ok || o.tok < c.at || !v.words.classes["naming"][v.lemma(c.at)] || v.passive(c.at) {
		return
	}
	if _, found := c.find("pred"); found {
		return
	}
	t := o.tok + 1
	for n := len(v.Tokens); t < n && v.within(t, o.tok) && v.Tokens[t].Tag != "DET"; t++ {
	}
	if t >= v.Sentences[v.SentenceOf(c.at)].Last || v.when[t] >= 0 {
		return
	}
	switch v.Tokens[t].Tag {
	case "DET", "ADJ", "NOUN", "PROPN":
		c.args = append(c.args, arg{"pred", t})
	case "PUNCT":
		if strings.ContainsAny(v.Word(t), "\"“'‘") {
			c.args = append(c.args, arg{"pred", min(t+1, len(v.Tokens)-1)})
		}
	}
}

// within reports whether token t stands in the phrase of token h, of which it is no clause.
func (v *view) within(t, h int) bool {
	for n := 0; n < deepest && t >= 0; n++ {
		if t == h {
			return true
		}
		if r := v.Tokens[t].Rel; r == "acl" || r == "appos" {
			return false
		}
		t = v.head(t)
	}
	return false
}

// nounFrames looks noun i up, with what a hyphen ties to it first.
func (v *view) nounFrames(i int) []frame {
	if f := v.words.nouns[v.joined(i)]; f != nil {
		return f
	}
	return v.words.nouns[v.lemma(i)]
}

// joined is the lemma of a noun with the word that a hyphen ties to it: "cease-fire".
func (v *view) joined(i int) string {
	if i < 2 || v.Word(i-1) != "-" || v.Tokens[i-1].End != v.Tokens[i].Start ||
		v.Tokens[i-2].End != v.Tokens[i-1].Start {
		return v.lemma(i)
	}
	return v.lower(i-2) + "-" + v.lemma(i)
}

// leading finds the subject that stands right before finite verb i and its auxiliaries, where the
// tree has hung it elsewhere: "…, and the ministers are expected".
func (v *view) leading(i int) int {
	a := i
	if x := v.kid(i, "aux", "cop"); x >= 0 && x < i {
		a = x
	} else if f := v.form(i); f != past && f != present {
		return -1
	}
	t := a - 1
	for t > 0 && v.Tokens[t].Tag == "ADV" {
		t--
	}
	if v.Word(max(t, 0)) == ")" { // "the speaker (left) is to visit"
		for t > 0 && v.Word(t) != "(" {
			t--
		}
		t--
	}
	if t < 0 || v.SentenceOf(t) != v.SentenceOf(i) {
		return -1
	}
	if tag := v.Tokens[t].Tag; tag != "NOUN" && tag != "PROPN" && tag != "PRON" && v.who[t] < 0 {
		return -1
	}
	return v.top(t, a)
}

// top climbs from the last word of a noun phrase that ends before token a to its head.
func (v *view) top(t, a int) int {
	for n := 0; n < deepest; n++ {
		h := v.head(t)
		if h < 0 || h >= a || v.Tokens[h].Tag == "VERB" || v.Tokens[h].Tag == "AUX" {
			return t
		}
		if r := v.Tokens[t].Rel; (r == "conj" || r == "nmod") && (h > t || v.comma(h, t)) {
			return t
		}
		t = h
	}
	return t
}

// comma reports whether a comma stands between tokens a and b.
func (v *view) comma(a, b int) bool {
	return strings.Contains(v.Body[v.Tokens[a].End:v.Tokens[b].Start], ",")
}

// misread returns the subject and the object of a main verb that the tree has made an adjective:
// "Japan on Friday lifted sanctions", with "lifted" on "sanctions" and these on "Japan".
func (v *view) misread(i int) (subj, obj int, ok bool) {
	if v.Tokens[i].Rel != "amod" || v.form(i) != past || v.head(i) < 0 {
		return 0, 0, false
	}
	if t := v.kid(i, "nsubj"); t >= 0 && t < i {
		return t, v.head(i), true
	}
	s := v.SentenceOf(i)
	for t := v.Sentences[s].First; t < i; t++ {
		if v.Tokens[t].Rel == "root" && v.Tokens[t].Tag != "VERB" && v.kid(t, "cop") < 0 {
			return t, v.head(i), v.acts(t)
		}
	}
	return 0, 0, false
}
