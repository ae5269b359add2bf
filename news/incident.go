package news

// An Incident is one happening on the record: the events that report it, merged.
type Incident struct {
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Mode       string   `json:"mode"`
	Goldstein  float64  `json:"goldstein"`
	Actors     []string `json:"actors"`     // entity ids
	Recipients []string `json:"recipients"` // entity ids
	Place      Maybe    `json:"place"`
	Day        Maybe    `json:"day"`
	Precision  string   `json:"precision"`
	Status     string   `json:"status"` // as the latest report has it
	Reports    []Report `json:"reports"`
	Sources    int      `json:"sources"` // independent origins among the reports
	Changes    []Change `json:"changes"` // of status, oldest first
}

// A Report is the sentence of an article that tells of an incident.
type Report struct {
	Article   string `json:"article"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Event     int    `json:"event"` // index in the reading's events
	Sentence  string `json:"sentence"`
	Anchor    [2]int `json:"anchor"` // of the word that names the act, in Sentence
	Status    string `json:"status"`
	Copy      bool   `json:"copy"` // the article is a copy of another
}

// A Change is a status that an incident came to have, and when it was reported.
type Change struct {
	Status  string `json:"status"`
	Day     string `json:"day"`
	Article string `json:"article"`
}
