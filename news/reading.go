package news

// A Reading is what one article says. It may be wrong, and it never changes: an article read
// again gets a new one.
type Reading struct {
	Article
	Version    string      `json:"version"` // of the reader that made it
	Entities   []Entity    `json:"entities"`
	Dates      []Date      `json:"dates"`
	Places     []Place     `json:"places"`
	Statements []Quote     `json:"statements"`
	Events     []Event     `json:"events"`
	Suspicions []Suspicion `json:"suspicions"`
}

// Entity returns the entity with that id, or nil.
func (r *Reading) Entity(id string) *Entity {
	for i := range r.Entities {
		if r.Entities[i].ID == id {
			return &r.Entities[i]
		}
	}
	return nil
}
