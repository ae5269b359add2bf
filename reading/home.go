package reading

import (
	"slices"

	"readout/news"
)

// home is the country that most of an article's parties belong to, where the text does not name it:
// a paper seldom names its own. It is the side on which "the government" and "police" act. Nil
// where there is none, or the text names it.
func (rd *Reader) home(entities []news.Entity) *news.Entity {
	tally := map[string]int{}
	all, best := 0, ""
	for i := range entities {
		e := &entities[i]
		if e.Country == "" {
			continue
		}
		all += len(e.Mentions)
		tally[e.Country] += len(e.Mentions)
		if n := tally[e.Country]; n > tally[best] || n == tally[best] && e.Country < best {
			best = e.Country
		}
	}
	named := slices.ContainsFunc(entities, func(e news.Entity) bool {
		return e.Kind == news.Country && e.Country == best
	})
	k, _ := rd.who.Country(best)
	few := tally[best] < fewest && (tally[best] < 2 || tally[best] < all)
	if named || k == nil || few || 2*tally[best] < all {
		return nil
	}
	return &news.Entity{ID: k.ID, Kind: news.Country, Name: k.Name, Country: k.Country,
		Wikidata: news.Maybe(k.Wikidata), Mentions: []news.Mention{}}
}

// fewest is how often its parties must be named for a country to be an article's own; where no
// other country's are, twice does.
const fewest = 3

// acts reports whether some event has the entity for a party.
func acts(events []news.Event, id string) bool {
	return slices.ContainsFunc(events, func(ev news.Event) bool {
		return slices.Contains(ev.Actors, id) || slices.Contains(ev.Recipients, id)
	})
}
