package news

// A Copy tells that one article was made from another.
type Copy struct {
	ID       string  `json:"id"` // the copy
	Of       string  `json:"of"` // the article it was made from
	Kind     string  `json:"kind"`
	Score    float64 `json:"score"` // share of its sentences found in the source, 0 to 1
	Altered  []Drift `json:"altered_quotes"`
	Misspelt []Drift `json:"misspelt"`

	Probability float64 `json:"probability"` // that it was made from Of, 0 to 1
}

// Kinds of copy.
const (
	Identical  = "identical"
	Syndicated = "syndicated" // lightly edited
	Spun       = "spun"       // reworded sentence by sentence
	Rewritten  = "rewritten"  // another reporter, same facts, some of the same sentences
)

// A Drift is words that a copy altered: inside a quotation, or of a name.
type Drift struct {
	Was string `json:"was"`
	Now string `json:"now"`
}
