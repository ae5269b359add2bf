package knowledge

// A Base is everything known. It does not change once loaded and may be used concurrently.
type Base struct{}

// Load reads the embedded data and then the user's own files (TSV, CSV, YAML), which may add
// to what is embedded. An error names the file and the line.
func Load(extra ...string) (*Base, error) { return &Base{}, nil }

// ByID returns the entity with that id, or nil.
func (b *Base) ByID(id string) *Entity { return nil }

// Named returns the entities with exactly that name or alias, best known first; case, accents,
// apostrophes and hyphens do not count.
func (b *Base) Named(name string) []*Entity { return nil }

// Surname returns the people whom papers call by that name alone: Blinken, Xi, Modi, Lula.
func (b *Base) Surname(name string) []*Entity { return nil }

// Like returns the people, countries and organisations whose full name, or the people whose
// surname, is spelt nearly like name, cheapest first.
func (b *Base) Like(name string) []Near { return nil }

// Office returns the kind of office that the words name: "foreign minister" → foreign_minister.
func (b *Base) Office(words string) (kind string, ok bool) { return "", false }

// Holders returns who held that kind of office for the country (alpha-3, empty for
// international bodies) on the day; the day may be a month, a year or empty for any.
func (b *Base) Holders(kind, country, day string) []*Entity { return nil }

// Country returns the country that the words name or stand for, or nil.
func (b *Base) Country(words string) (*Entity, CountryForm) { return nil, NoCountry }

// Body returns the organisation that the words name for that country: "foreign ministry" and
// CHN → Ministry of Foreign Affairs (China); "Chinese embassy in Washington" → Embassy of
// China, Washington. The country may be empty where the words hold it. Nil where unknown.
func (b *Base) Body(words, country string) *Entity { return nil }

// Places returns the places of that name, most populous first.
func (b *Base) Places(name string) []Place { return nil }

// FirstName reports whether w is a given name.
func (b *Base) FirstName(w string) bool { return false }

// Nickname returns the given names that w is short for, or those short for it: Bill → William.
func (b *Base) Nickname(w string) []string { return nil }

// On reports whether t was held on the day, which may be a month, a year or empty (any).
func (t Term) On(day string) bool { return true }

// Held returns the offices that e held on the day, most senior first.
func (e *Entity) Held(day string) []Term { return nil }
