package news

import "readout/text"

// A Date is a time expression and its TIMEX3 value.
type Date struct {
	text.Span
	Value string `json:"value"` // ISO-TimeML, or a/b for an interval of named days
	Kind  string `json:"kind"`  // date, time, duration, set
}
