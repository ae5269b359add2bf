package event

// weigh tells by the share of words of each subject (data/topics.txt) whether the article is of
// sport, arts, home or learning rather than of public affairs: then its teams attack nobody and
// its visits are trips. It is civic where words of public affairs are many: then a shooting is no
// private matter.
func (v *view) weigh() {
	count, words := map[string]int{}, 0
	for i := range v.Tokens {
		switch v.Tokens[i].Tag {
		case "NOUN", "ADJ", "VERB", "PROPN":
			words++
			for _, s := range v.words.topics[v.lemma(i)] {
				count[s]++
			}
		}
	}
	if words < longEnough {
		return
	}
	most := 0
	for _, s := range []string{"arts", "home", "learning", "sport"} {
		most = max(most, count[s])
	}
	v.private = 100*count["public"] < leastPublic*(most+words/200)
	v.civic = 100*count["public"] >= civicShare*words
}

// An article that has longEnough words which mean something is judged by its subject: it is of
// public affairs where these have leastPublic words for 100 of another subject (on real articles
// none below that had an act worth keeping), and civic where they are civicShare in a hundred.
const (
	longEnough  = 40
	leastPublic = 36
	civicShare  = 5
)
