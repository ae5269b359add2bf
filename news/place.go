package news

import "readout/text"

// A Place is a mention of somewhere on the map.
type Place struct {
	text.Span
	Name      string  `json:"name"`
	Country   string  `json:"country"`   // ISO 3166-1 alpha-3
	Lat       float64 `json:"lat"`       // degrees, north positive
	Lon       float64 `json:"lon"`       // degrees, east positive
	Precision string  `json:"precision"` // city, region, country, sea
	Entity    string  `json:"entity,omitempty"`
}
