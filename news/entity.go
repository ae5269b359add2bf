package news

import "readout/text"

// Entity kinds.
const (
	Person       = "person"
	Organization = "organization"
	Country      = "country"
	PlaceEntity  = "place"
	Group        = "group" // people without a name of their own: "officials", "protesters"
	Work         = "work"
)

// An Entity is somebody or something with an identity, and its mentions in one article.
type Entity struct {
	ID       string    `json:"id"` // Wikidata id where known, else stable and local
	Kind     string    `json:"kind"`
	Name     string    `json:"name"`    // canonical, whatever the page wrote
	Country  string    `json:"country"` // ISO 3166-1 alpha-3 of the state it is or acts for
	Office   string    `json:"office"`  // held on the article's day, official English name
	Wikidata Maybe     `json:"wikidata"`
	Mentions []Mention `json:"mentions"`
	Gender   byte      `json:"-"` // of a person: m he, f she, 0 where neither name nor text tells
}

// Mention forms.
const (
	Name    = "name"
	Nominal = "nominal"
	Pronoun = "pronoun"
)

// A Mention is the words that refer to an entity.
type Mention struct {
	text.Span
	Form string `json:"form"`
}

// A Suspicion is something that a careful reader would doubt.
type Suspicion struct {
	Kind string `json:"kind"` // misspelling, contradiction, unsigned, undated, rewritten
	Note string `json:"note"` // "Binken → Blinken"
	text.Span
}
