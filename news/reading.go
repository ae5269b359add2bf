package news

import "slices"

// A Reading is what one article says. It may be wrong, and it never changes: an article read
// again gets a new one.
type Reading struct {
	Article
	Version    string      `json:"version"` // of the reader that made it
	Entities   []Entity    `json:"entities"`
	Offices    []Office    `json:"offices"`
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

// Written lists the names by which r's text calls e, each once, in order; never nil.
func (r *Reading) Written(e *Entity) []string {
	out := []string{}
	for _, m := range e.Mentions {
		if w := r.Body[m.Start:m.End]; m.Form == Name && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// OtherNames is Written without e's own name.
func (r *Reading) OtherNames(e *Entity) []string {
	return slices.DeleteFunc(r.Written(e), func(w string) bool { return w == e.Name })
}
