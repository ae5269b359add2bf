package news

import "readout/text"

// An Office is what a text says that somebody is on the article's day.
type Office struct {
	Person   string    `json:"person"`  // entity id
	Office   string    `json:"office"`  // its usual name, else the words of the text at Span
	Kind     string    `json:"kind"`    // of office, as knowledge has it: spokesperson
	Country  string    `json:"country"` // ISO 3166-1 alpha-3, or empty
	Sentence text.Cite `json:"sentence"`
	text.Span
}
