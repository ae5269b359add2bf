package news

import "readout/text"

// Quote kinds.
const (
	Direct   = "direct"
	Indirect = "indirect"
	Mixed    = "mixed"
)

// A Quote is one clause that an article reports as said, written or posted by somebody.
type Quote struct {
	Speaker    Maybe       `json:"speaker"` // entity id, or null
	Source     text.Cite   `json:"source"`  // the words that name who speaks
	Cue        text.Cite   `json:"cue"`     // the words that show it is reported
	Content    []text.Cite `json:"content"` // what was said, without the quotation marks
	Kind       string      `json:"kind"`
	Occasion   Maybe       `json:"occasion"`    // interview, briefing, statement, speech, call, …
	Addressee  Maybe       `json:"addressee"`   // entity id or plain words
	Day        Maybe       `json:"day"`         // when it was said, where known
	ReportedBy Maybe       `json:"reported_by"` // entity id or plain words
}
