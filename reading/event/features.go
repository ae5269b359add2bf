package event

import (
	"slices"
	"strconv"

	"readout/reading/event/net"
)

// A bag gathers hashed features.
type bag []uint32

// add adds the feature of that name with its parts, as FNV-1a of both.
func (b *bag) add(name string, parts ...string) {
	h := uint32(2166136261)
	for i := 0; i < len(name); i++ {
		h = (h ^ uint32(name[i])) * 16777619
	}
	for _, p := range parts {
		h = (h ^ '|') * 16777619
		for i := 0; i < len(p); i++ {
			h = (h ^ uint32(p[i])) * 16777619
		}
	}
	*b = append(*b, h)
}

// flag adds the feature where it holds.
func (b *bag) flag(name string, holds bool) {
	if holds {
		b.add(name)
	}
}

// bucket writes a count coarsely.
func bucket(n int) string {
	switch {
	case n < 4:
		return strconv.Itoa(n)
	case n < 8:
		return "4"
	case n < 16:
		return "8"
	case n < 32:
		return "16"
	}
	return "32"
}

// A told remembers what an article has told so far.
type told struct {
	words map[string]int // lemmas that may name acts
	kinds map[string]int // types of acts that the rules keep
}

// Sorts of hints, from weak to strong.
const (
	_ = iota
	hinted
	listed
	doubted
	again
	kept
)

// word is what the network sees of proposal p.
func (v *view) word(p *proposal, t *told) net.Word {
	w := net.Word{Feats: v.features(p, t), Hints: make([]uint8, len(kinds))}
	hint := func(kind string, sort uint8) {
		if k := slices.Index(kinds, kind); k > 0 {
			w.Hints[k] = max(w.Hints[k], sort)
		}
	}
	frames := v.verbFrames(p.at)
	if v.Tokens[p.at].Tag == "NOUN" {
		frames = v.nounFrames(p.at)
	}
	for _, kind := range v.hints(p.at) {
		hint(kind, hinted)
	}
	for _, f := range frames {
		hint(f.kind, listed)
	}
	if p.rule.frame != nil {
		switch kind := p.rule.event.Type; {
		case p.first:
			hint(kind, kept)
		case p.kept:
			hint(kind, again)
		default:
			hint(kind, doubted)
		}
	}
	return w
}

// features are those of proposal p.
func (v *view) features(p *proposal, t *told) []uint32 {
	b := make(bag, 0, 96)
	v.ofWord(&b, p.at)
	v.ofHints(&b, p.at)
	v.ofPhrases(&b, p.at)
	v.ofRules(&b, p, t)
	v.ofTruth(&b, p)
	v.ofParties(&b, p)
	v.ofPlace(&b, p, t)
	t.words[v.lemma(p.at)]++
	if p.kept {
		t.kinds[p.rule.event.Type]++
	}
	return b
}

// hints are the types of acts that word i may name by itself, with its particle if it has one.
func (v *view) hints(i int) []string {
	tag := " " + v.Tokens[i].Tag
	for k := range v.kids(i) {
		if v.Tokens[k].Rel == "compound:prt" {
			if h := v.words.hints[v.lemma(i)+"_"+v.lower(k)+tag]; h != nil {
				return h
			}
		}
	}
	return v.words.hints[v.lemma(i)+tag]
}

// ofHints adds what the word may name, and those that hang on it or that it hangs on.
func (v *view) ofHints(b *bag, i int) {
	own := v.hints(i)
	b.flag("hintless", own == nil)
	for k, kind := range own {
		b.add("hint", kind)
		b.add("hint", kind, strconv.Itoa(k))
	}
	for k := range v.kids(i) {
		switch r := v.Tokens[k].Rel; r {
		case "obj", "obl", "nmod", "nsubj", "nsubj:pass", "xcomp", "compound", "acl", "ccomp":
			for _, kind := range v.hints(k) {
				b.add("kid-hint", r, kind)
			}
		}
	}
	if h := v.head(i); h >= 0 {
		for _, kind := range v.hints(h) {
			b.add("head-hint", v.Tokens[i].Rel, kind)
		}
	}
}

// ofPhrases adds what the word may name together with a noun that hangs on it, or with the verb that
// it hangs on.
func (v *view) ofPhrases(b *bag, i int) {
	for k := range v.kids(i) {
		for _, kind := range v.together(i, k) {
			b.add("phrase", kind)
		}
	}
	if h := v.head(i); h >= 0 {
		for _, kind := range v.together(h, i) {
			b.add("in-phrase", kind)
		}
	}
}

// together is the types of acts that verb i may name with noun k, which hangs on it.
func (v *view) together(i, k int) []string {
	var slot string
	switch v.Tokens[k].Rel {
	case "obj", "nsubj:pass":
		slot = "obj"
	case "nsubj":
		slot = "subj"
	case "obl", "nmod":
		slot = v.caseOf(k)
	default:
		return nil
	}
	return v.words.hints[v.lemma(i)+" "+slot+" "+v.lemma(k)]
}

// ofWord adds what the word itself is, and what it hangs on.
func (v *view) ofWord(b *bag, i int) {
	l, tok := v.lemma(i), &v.Tokens[i]
	b.add("tag", tok.Tag)
	b.add("lemma", l, tok.Tag)
	b.add("word", v.lower(i))
	b.add("end", l[max(0, len(l)-4):], tok.Tag)
	b.add("rel", tok.Rel, tok.Tag)
	if h := v.head(i); h >= 0 {
		b.add("head", v.lemma(h), tok.Rel)
	}
	if tok.Tag == "NOUN" {
		for k := range v.kids(i) {
			switch r := v.Tokens[k].Rel; r {
			case "det", "amod", "compound", "case", "nummod":
				b.add("kid", r, v.lower(k))
			}
		}
		b.flag("many", v.plural(i))
	}
	for _, f := range v.verbFrames(i) {
		b.add("verb", f.kind)
	}
	if tok.Tag == "NOUN" {
		for _, f := range v.nounFrames(i) {
			b.add("noun", f.kind)
		}
	}
}

// ofRules adds what the rules make of it.
func (v *view) ofRules(b *bag, p *proposal, t *told) {
	if p.rule.frame == nil {
		b.add("rule", "no")
		return
	}
	e := &p.rule.event
	b.add("rule", e.Type)
	b.add("rule-status", e.Status)
	b.add("rule-mode", e.Type, e.Mode)
	b.add("rule-kept", strconv.FormatBool(p.kept), strconv.FormatBool(p.first), e.Type)
	b.add("rule-kept", strconv.FormatBool(p.kept), strconv.FormatBool(p.first))
	for _, d := range p.rule.doubts {
		b.add("doubt", d)
		b.add("doubt", d, e.Type)
	}
	b.flag("doubtless", len(p.rule.doubts) == 0)
	b.add("rule-parties", bucket(len(e.Actors)), bucket(len(e.Recipients)))
	b.flag("told", p.rule.told)
	b.flag("guess", p.rule.guess)
	b.flag("rule-day", e.Day != "")
	b.flag("rule-place", e.Place != "")
	b.add("rule-before", bucket(t.kinds[e.Type]))
}

// ofTruth adds what tense, mood and the clauses above say of it.
func (v *view) ofTruth(b *bag, p *proposal) {
	i := p.at
	if p.clause.verb != i { // a noun
		b.add("bare", v.bareStatus(i))
		if i = p.clause.verb; i < 0 {
			return
		}
		b.add("light", v.lemma(i))
	}
	a := v.auxiliaries(i)
	b.add("status", v.status(i))
	b.add("own", v.own(i))
	b.add("form", strconv.Itoa(v.form(i)), strconv.FormatBool(v.passive(i)))
	b.flag("negated", a.negated)
	b.flag("modal", a.modal)
	b.flag("future", a.future)
	b.flag("would", a.would)
	b.flag("due", a.due)
	b.flag("habit", a.habit)
	b.flag("doubtful", a.doubt)
	b.flag("if", v.hypothesis(i))
	b.flag("asks", v.asks(i))
	b.flag("infinitive", v.infinitive(i))
	b.flag("main", v.mainClause(i))
	for k := range v.kids(i) {
		switch r := v.Tokens[k].Rel; r {
		case "aux", "mark", "advmod", "cop":
			b.add("kid", r, v.lower(k))
		}
	}
	if h := v.head(i); h >= 0 {
		b.add("above", v.Tokens[i].Rel, v.words.helpers[v.lemma(h)], v.words.reports[v.lemma(h)])
		if g := v.head(h); g >= 0 {
			b.add("over", v.Tokens[i].Rel, v.Tokens[h].Rel, v.lemma(g))
		}
	}
}

// ofParties adds who and what stands beside it.
func (v *view) ofParties(b *bag, p *proposal) {
	var slots []string
	lands := map[string]string{}
	for n, a := range p.clause.args {
		if n > 12 || slices.Contains(slots, a.slot) {
			continue
		}
		slots = append(slots, a.slot)
		s := v.sort(a.tok)
		b.add("arg", a.slot, s)
		if a.tok < 0 {
			b.add("particle", a.slot, v.lemma(p.at))
			continue
		}
		b.add("with", a.slot, v.lemma(a.tok))
		if e := v.who[a.tok]; e >= 0 {
			if v.ents[e].Country != "" {
				lands[a.slot] = v.ents[e].Country
			}
			b.add("chief", a.slot, strconv.Itoa(slices.Index(v.chief, int(e))))
			b.add("led", a.slot, strconv.FormatBool(v.led(int(e))))
		}
	}
	for _, s := range []string{"subj", "obj", "poss", "by"} {
		b.flag("without "+s, !slices.Contains(slots, s))
	}
	own, other := lands["subj"], ""
	for s, l := range lands {
		if s != "subj" && (other == "" || l > other) {
			other = l
		}
	}
	b.flag("home", own != "" && own == v.main)
	b.flag("abroad", own != "" && own != v.main)
	b.flag("two", own != "" && other != "" && own != other)
	b.flag("one", own != "" && own == other)
}

// sort says in a word what token i stands for.
func (v *view) sort(i int) string {
	if i < 0 {
		return "none"
	}
	if e := v.who[i]; e >= 0 {
		if v.holds(&v.ents[e]) {
			return v.ents[e].Kind + "+"
		}
		return v.ents[e].Kind
	}
	if r := v.role(i); r != "" {
		return r
	}
	switch {
	case v.named(i) >= 0, v.nameKind(i) != "":
		return "name " + v.nameKind(i)
	case v.where[i] >= 0:
		return "place"
	case v.when[i] >= 0:
		return "time"
	case v.Tokens[i].Tag == "PRON":
		return v.lower(i)
	case v.verbal(i):
		return "clause"
	}
	return "thing"
}

// ofPlace adds where in the article it stands and what the article is about.
func (v *view) ofPlace(b *bag, p *proposal, t *told) {
	s := v.SentenceOf(p.at)
	b.add("sentence", bucket(s))
	b.add("length", bucket(len(v.Sentences)))
	b.add("before", bucket(t.words[v.lemma(p.at)]))
	b.flag("private", v.private)
	b.flag("civic", v.civic)
	b.flag("rich", v.rich)
	b.flag("plain", v.plain)
	b.flag("lead-word", s > 0 && v.inLead(v.lemma(p.at)))
	if h := v.head(p.at); h >= 0 {
		b.flag("lead-head", s > 0 && v.inLead(v.lemma(h)))
	}
	if q := v.said[p.at]; q >= 0 {
		b.add("said", v.quotes[q].Kind)
		b.add("said-by", v.sortOf(string(v.quotes[q].Speaker)))
	}
	for q := range v.quotes {
		if c := v.quotes[q].Cue; !c.Empty() && c.Overlaps(v.Tokens[p.at].Span) {
			b.add("cue")
			b.add("cue-by", v.sortOf(string(v.quotes[q].Speaker)))
		}
	}
	parties, dates := 0, 0
	for k := v.Sentences[s].First; k < v.Sentences[s].Last; k++ {
		if e := v.who[k]; e >= 0 && v.holds(&v.ents[e]) {
			parties++
		}
		if v.when[k] >= 0 {
			dates++
		}
	}
	b.add("parties", bucket(parties))
	b.flag("dated", dates > 0)
}

// sortOf says what kind of speaker an id is.
func (v *view) sortOf(id string) string {
	e := v.entity(id)
	switch {
	case e == nil:
		return "none"
	case v.holds(e):
		return e.Kind + "+"
	}
	return e.Kind
}

// look gives what the network sees of all proposals.
func (v *view) look(props []proposal) []net.Word {
	t := told{map[string]int{}, map[string]int{}}
	out := make([]net.Word, len(props))
	for k := range props {
		out[k] = v.word(&props[k], &t)
	}
	return out
}

// led reports whether the first sentences name an entity.
func (v *view) led(e int) bool {
	m := v.ents[e].Mentions
	return len(m) > 0 && len(v.Sentences) > 1 && m[0].Start < v.Sentences[1].End
}

// inLead reports whether the first sentences have a word.
func (v *view) inLead(lemma string) bool {
	end := v.Sentences[min(1, len(v.Sentences)-1)].Last
	return slices.Contains(v.lem[:end], lemma)
}
