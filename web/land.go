package web

import (
	"cmp"
	"context"
	"errors"

	"readout/news"
	"readout/store"
)

// A lands names countries by alpha-3 code: as the record has it, else as is known of the world.
type lands struct {
	record map[string]string
	world  func(code string) string
}

func (s *Server) lands(ctx context.Context) (lands, error) {
	names, err := s.db.CountryNames(ctx)
	return lands{names, s.world}, err
}

// called is the name of a country, or its code where nobody knows one.
func (l lands) called(code string) string {
	if name := l.record[code]; name != "" || code == "" || l.world == nil {
		return cmp.Or(name, code)
	}
	return cmp.Or(l.world(code), code)
}

// land is the country with a code. One that people of the record act for, and that no article names,
// has a page too.
func (s *Server) land(ctx context.Context, code string) (store.Profile, error) {
	p, err := s.db.Country(ctx, code)
	if errors.Is(err, news.ErrNotFound) && s.world != nil {
		if name := s.world(code); name != "" {
			return store.Profile{ID: "country:" + code, Kind: news.Country, Name: name, Country: code}, nil
		}
	}
	return p, err
}
