package news

import "readout/text"

// Statuses of an event.
const (
	Planned      = "planned"
	Announced    = "announced"
	Confirmed    = "confirmed"
	Postponed    = "postponed"
	Cancelled    = "cancelled"
	Ongoing      = "ongoing"
	Held         = "held"
	Alleged      = "alleged"
	Denied       = "denied"
	Hypothetical = "hypothetical"
)

// An Event is one reported act of its actors towards its recipients.
type Event struct {
	Type       string    `json:"type"` // PLOVER: CONSULT, ACCUSE …
	Mode       string    `json:"mode"` // visit, phone, meeting …, or empty
	CAMEO      string    `json:"cameo"`
	Goldstein  float64   `json:"goldstein"`       // −10 to 10, of the type, not of this event
	Actors     []string  `json:"actors"`          // entity ids
	Recipients []string  `json:"recipients"`      // entity ids
	Place      Maybe     `json:"place"`           // name
	Day        Maybe     `json:"day"`             // day, a/b, month or year
	Precision  string    `json:"precision"`       // day, month, year, or empty where no day is known
	Basis      string    `json:"basis,omitempty"` // of the day: empty for the text, published where it is inferred
	Status     string    `json:"status"`
	Anchor     text.Cite `json:"anchor"` // the word that names the act
	Sentence   text.Cite `json:"sentence"`
	Statement  *int      `json:"statement"` // index in Reading.Statements that reports it, or null
}
