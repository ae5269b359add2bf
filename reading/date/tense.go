package date

import (
	"strings"

	"readout/text"
)

// setTenses gives each expression the tense of the verb that it hangs on.
func setTenses(doc *text.Document, exprs []expr) {
	tok, sent := 0, 0
	for i := range exprs {
		e := &exprs[i]
		for tok < len(doc.Tokens) && doc.Tokens[tok].End <= e.Start {
			tok++
		}
		for sent < len(doc.Sentences) && doc.Sentences[sent].End <= e.Start {
			sent++
		}
		if tok >= len(doc.Tokens) || sent >= len(doc.Sentences) {
			return
		}
		e.tense = tenseAt(doc, doc.Sentences[sent], tok, e.Span)
	}
}

// tenseAt walks from the expression up the tree to the first verb whose tense shows.
func tenseAt(doc *text.Document, s text.Sentence, tok int, span text.Span) tense {
	if doc.Tokens[tok].Tag == "" {
		return wordsTense(doc, s, tok)
	}
	if in := caseWord(doc, s, tok); in > s.First && planned[word(doc, in-1)] {
		return future // due on Friday, wherever that was hung
	}
	i, seen, near := tok, 0, !owner(doc, span)
	for ; i >= 0 && seen < 12; seen++ {
		t := doc.Tokens[i]
		if t.Tag == "VERB" || t.Tag == "AUX" || t.Rel == "root" || predicate(doc, s, i) {
			if !span.Overlaps(t.Span) {
				verb := telling(doc, s, tok, told(doc, tok, i))
				if r := verbTense(doc, s, verb, near); r != unknown {
					if deferred[doc.Tokens[verb].Lemma] && onward[word(doc, caseWord(doc, s, tok))] {
						return future // adjourned the case to Friday
					}
					return r
				}
			}
		}
		near = near && span.Overlaps(t.Span)
		if t.Head < s.First || t.Head >= s.Last || t.Head == i {
			break
		}
		i = t.Head
	}
	return unknown
}

// caseWord is the preposition before the words of the expression at tok, or the word before it.
func caseWord(doc *text.Document, s text.Sentence, tok int) int {
	i := tok - 1
	if i > s.First && word(doc, i) == "the" {
		i--
	}
	return max(i, s.First)
}

// onward are the prepositions of a new day of what was deferred.
var onward = map[string]bool{"to": true, "until": true, "till": true}

// told gives the verb of what is told where an expression at the start of a sentence was hung on
// the verb of telling at its end: "On Wednesday, the two are to meet, the senate said".
func told(doc *text.Document, tok, verb int) int {
	if verb < tok || !speech[doc.Tokens[verb].Lemma] {
		return verb
	}
	before := -1
	for j := doc.Sentences[doc.SentenceOf(verb)].First; j < verb; j++ {
		switch t := doc.Tokens[j]; {
		case t.Head != verb:
		case t.Rel == "nsubj" && j > tok && before >= 0:
			return before // is due on Monday, the ministry said
		case t.Rel == "ccomp" || t.Rel == "parataxis":
			if j >= tok {
				return j
			}
			before = j
		}
	}
	return verb
}

// telling gives the verb of telling where an expression was hung on what is told though it stands
// on the near side of that verb: "said on Sunday he would go", "'he will go,' she said on Sunday".
func telling(doc *text.Document, s text.Sentence, tok, verb int) int {
	t := doc.Tokens[verb]
	say := t.Head
	if t.Rel != "ccomp" && t.Rel != "parataxis" || say < s.First || say >= s.Last ||
		!speech[doc.Tokens[say].Lemma] {
		return verb
	}
	if verb < say && say < tok || tok < say && say < verb {
		return say
	}
	if say > tok || tok > verb {
		return verb
	}
	for j := say + 1; j < tok; j++ {
		if t := doc.Tokens[j]; t.Head == verb && (t.Rel == "nsubj" || t.Rel == "mark") {
			return verb
		}
	}
	return say
}

// owner reports whether the expression owns what it stands before: "Friday's vote" may be told in
// any tense.
func owner(doc *text.Document, span text.Span) bool {
	rest := doc.Body[span.End:]
	return strings.HasPrefix(rest, "'s") || strings.HasPrefix(rest, "’s")
}

// predicate reports whether token i has a copula: "the vote was a success on Monday".
func predicate(doc *text.Document, s text.Sentence, i int) bool {
	for j := s.First; j < s.Last; j++ {
		if doc.Tokens[j].Head == i && doc.Tokens[j].Rel == "cop" {
			return true
		}
	}
	return false
}

// verbTense reads the tense of the verb at i from its form and its auxiliaries. Its present tense
// is that of what lies ahead where the expression is near, hung on the verb itself.
func verbTense(doc *text.Document, s text.Sentence, i int, near bool) tense {
	if i-2 >= s.First && word(doc, i-1) == "to" && planned[word(doc, i-2)] {
		return future // "is due to arrive", however the parser joins "due to"
	}
	to, be, subject, aux := false, false, false, unknown
	for j := s.First; j < s.Last; j++ {
		t := doc.Tokens[j]
		subject = subject || t.Head == i && t.Rel == "nsubj" && j < i && several(doc, s, j)
		if t.Head != i || t.Rel != "aux" && t.Rel != "cop" && t.Rel != "mark" && t.Rel != "aux:pass" {
			continue
		}
		w := word(doc, j)
		switch {
		case w == "to" && j < i:
			to = true
			be = be || j > s.First && is[word(doc, j-1)]
		case is[w]:
			be = true
		case w == "could" && (word(doc, j+1) == "not" || word(doc, j+1) == "n't"):
			aux = past // "could not be reached"
		case auxFuture[w], planned[w]:
			return future
		case auxPast[w]:
			aux = past
		}
	}
	if aux == past {
		if planned[doc.Tokens[i].Lemma] {
			return future
		}
		return past
	}
	word := word(doc, i)
	switch {
	case to && be:
		return future // "is to stay"
	case to:
		return unknown
	}
	if doc.Tokens[i].Tag == "NOUN" || doc.Tokens[i].Tag == "PROPN" {
		return unknown
	}
	lemma := doc.Tokens[i].Lemma
	if (planned[lemma] || planned[word]) && (!unchanged[word] || be) {
		return future
	}
	if be && near && strings.HasSuffix(word, "ing") && !speech[lemma] {
		return future // "is leaving on Friday"
	}
	if subject && near && word == lemma && !be && aux == unknown && !unchanged[word] &&
		!speech[lemma] && doc.Tokens[i].Tag == "VERB" {
		return future // "the ministers meet on Friday"
	}
	return formTense(word, lemma, near)
}

// several reports whether subject j is of more than one: "the ministers", "Rome and Paris", "they".
func several(doc *text.Document, s text.Sentence, j int) bool {
	w := word(doc, j)
	if w == "they" || w == "we" || strings.HasSuffix(w, "s") && w != doc.Tokens[j].Lemma {
		return true
	}
	for k := j + 1; k < s.Last; k++ {
		if t := doc.Tokens[k]; t.Head == j && t.Rel == "conj" {
			return true
		}
	}
	return false
}

// formTense tells said from say: the form of a verb alone.
func formTense(word, lemma string, near bool) tense {
	switch {
	case auxPast[word]:
		return past
	case auxFuture[word]:
		return future
	case unchanged[word]:
		return past
	case strings.HasSuffix(word, "s") && word != lemma && len(word) > 3 && !speech[lemma] && near:
		return future // what is settled stands in the present: "the law takes effect on Friday"
	case strings.HasSuffix(word, "ing"), word == lemma, strings.HasSuffix(word, "s"):
		return unknown
	}
	return past
}

// wordsTense looks for the nearest word of tense around the expression, for documents without
// a tree.
func wordsTense(doc *text.Document, s text.Sentence, tok int) tense {
	for d := 1; d < 12; d++ {
		for _, j := range [2]int{tok - d, tok + d} {
			if j < s.First || j >= s.Last {
				continue
			}
			w := word(doc, j)
			switch {
			case (auxFuture[w] || planned[w]) && doc.Word(j) != "May":
				return future
			case auxPast[w] && j > s.First && word(doc, j-1) == "will":
				return future // will have
			case auxPast[w], strings.HasSuffix(w, "ed") && len(w) > 4, w == "said", w == "told":
				return past
			}
		}
	}
	return unknown
}

// word is token i in lower case, its apostrophe plain.
func word(doc *text.Document, i int) string {
	return strings.ReplaceAll(strings.ToLower(doc.Word(i)), "’", "'")
}
