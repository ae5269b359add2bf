package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zeebo/xxh3"

	"readout/news"
)

// rareWord is what a word weighs, at the least, that is called rare: one article in 50 has it.
const rareWord = 3.9

// reason tells a reader in one line why an article is in a story: what it shares with the articles
// that stand for it.
func (x *Index) reason(c *cluster, v *vector, r *news.Reading) string {
	has := x.common(c, v)
	var why []string
	if who := sharedNames(r, has, entity); len(who) > 0 {
		why = append(why, "same "+strings.Join(who, ", "))
	}
	if where := sharedNames(r, has, place); len(where) > 0 {
		why = append(why, "same place: "+where[0])
	}
	rare := 0
	for _, t := range v.terms {
		switch f := t.hash & familyBits; {
		case !holds(has, t.hash):
		case f == day:
			why = appendOnce(why, "same day")
		case f == event && t.weight > rareWord:
			why = appendOnce(why, "same act")
		case (f == word || f == name) && t.weight > rareWord:
			rare++
		}
	}
	return strings.Join(append(why, fmt.Sprintf("%d rare words", rare)), "; ")
}

// common are the hashes of the features of v that the articles that stand for c have too, in order.
func (x *Index) common(c *cluster, v *vector) (out []uint32) {
	in := make([]bool, len(v.terms))
	for _, k := range c.sample {
		o := x.arts[k].vector.terms
		for i, j := 0, 0; i < len(in) && j < len(o); {
			switch {
			case v.terms[i].hash < o[j].hash:
				i++
			case v.terms[i].hash > o[j].hash:
				j++
			default:
				in[i] = true
				i, j = i+1, j+1
			}
		}
	}
	for i, t := range v.terms {
		if in[i] {
			out = append(out, t.hash)
		}
	}
	return out
}

func holds(hs []uint32, h uint32) bool {
	_, ok := slices.BinarySearch(hs, h)
	return ok
}

func appendOnce(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// sharedNames are up to three names of r's entities that the story has in a family.
func sharedNames(r *news.Reading, has []uint32, family int) []string {
	var out []string
	for i := range r.Entities {
		if e := &r.Entities[i]; len(out) < 3 && e.Name != "" && holds(has, key(family, e.ID)) {
			out = append(out, e.Name)
		}
	}
	return out
}

// key is the hash of a feature of a family.
func key(family int, feature string) uint32 {
	return uint32(xxh3.HashString(feature))&^familyBits | uint32(family)
}
