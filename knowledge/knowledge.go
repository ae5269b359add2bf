// Package knowledge says who is who: people with dated offices, organisations, countries and
// places, each with the names that texts call them by. The data is embedded; a user adds files
// of their own.
package knowledge

// Kinds of entity. They are the same words as the entity kinds of package news.
const (
	person       = "person"
	organization = "organization"
	country      = "country"
	place        = "place"
)

// An Entity is somebody or something known by name.
type Entity struct {
	ID       string // Wikidata id where known, else kind and slug: "person:daniel-kritenbrink"
	Kind     string // person, organization, country, place
	Class    string // finer: ministry, military, party …; city, sea, strait …; else empty
	Name     string // canonical English name, without title
	Country  string // ISO 3166-1 alpha-3: of a country its own code
	Wikidata string // Q…, or empty where unknown
	Aliases  []string
	Terms    []Term // offices held, of people only
	Lat, Lon float64
	Known    string // what a person is known for besides offices, else empty

	Population int // of cities and countries, 0 where unknown
}

// A Term is one time in an office.
type Term struct {
	Kind    string // foreign_minister, spokesperson …: a kind of offices.tsv
	Office  string // official English title alone: "Secretary of State"
	Body    string // name of the organisation it belongs to
	Country string // the state it acts for; empty for the United Nations, EU, NATO
	From    string // ISO day, month or year
	To      string // the same; empty: still held at the end of what we know
}

// A Near is an entity whose name is spelt nearly like the one asked for.
type Near struct {
	*Entity
	Form string  // the name or surname of the entity that is near, as written in the data
	Cost float64 // 0 is the same once folded; 1 about one wrong letter
}

// A CountryForm says by which sort of word a country was named.
type CountryForm int

// The forms that name a country. Capital and Seat stand for its government.
const (
	NoCountry   CountryForm = iota
	CountryName             // China, the United States
	Adjective               // Chinese
	Demonym                 // Frenchman, Britons
	Capital                 // Beijing
	Seat                    // the Kremlin, Downing Street
)

// A Place is somewhere on the map.
type Place struct {
	Name       string
	Country    string  // alpha-3, or empty for seas and regions that cross borders
	Kind       string  // city, region, country, sea, strait, island …
	Lat, Lon   float64 // degrees, north and east positive
	Population int     // 0 where unknown
	ID         string  // of the entity
}
