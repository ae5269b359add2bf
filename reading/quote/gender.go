package quote

import (
	"strings"

	"readout/news"
)

// genders learns of each person in the text whether he or she stands for them, from the pronouns
// that are already theirs and the styles before their names; 0 where neither or both do.
func (r *reader) genders() []byte {
	if r.gender != nil {
		return r.gender
	}
	r.gender = make([]byte, len(r.entities)+1)
	clash := map[int]bool{}
	for _, m := range r.mentions {
		if r.entities[m.entity].Kind != news.Person {
			continue
		}
		g := byte(0)
		switch w := strings.ToLower(r.v.doc.At(m.Span)); {
		case w == "he" || w == "she":
			g = genderOf(w)
		case m.Form == news.Name:
			first, _ := r.v.doc.TokensIn(m.Span)
			g = genderOf(strings.TrimSuffix(r.v.lower(first-1), "."))
		}
		if g == 0 {
			continue
		}
		if was := r.gender[m.entity]; was != 0 && was != g {
			clash[m.entity] = true
		}
		r.gender[m.entity] = g
	}
	for e := range clash {
		r.gender[e] = 0
	}
	for e := range r.entities {
		if g := r.entities[e].Gender; g != 0 {
			r.gender[e] = g
		}
	}
	return r.gender
}

// genderOf is m or f where a word tells it, else 0.
func genderOf(w string) byte {
	switch w {
	case "he", "him", "his", "mr", "sir", "king", "prince", "sheikh", "father", "pope":
		return 'm'
	case "she", "her", "hers", "ms", "mrs", "miss", "madam", "queen", "princess", "lady", "sister":
		return 'f'
	}
	return 0
}

// mayBe reports whether the pronoun w may stand for the person e.
func (r *reader) mayBe(e int, w string) bool {
	g, known := genderOf(w), r.genders()[e]
	return g == 0 || known == 0 || g == known
}
