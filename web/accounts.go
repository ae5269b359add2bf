package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"readout/store"
)

// A voice is one speaker and what they said.
type voice struct {
	Name, Office, Country, Path string
	Of                          string // the name of Country
	Said                        []statementView
	More                        int // that are not shown
}

// aVoice is how many statements of one speaker a story shows.
const aVoice = 5

// A side is what those who act for one country say.
type side struct {
	Country, Name string
	Voices        []voice
	n             int
}

// accounts fills in who says what in a story: two countries side by side where they say most of it,
// and the others after them.
func (s *Server) accounts(ctx context.Context, v *storyView) error {
	sts, err := s.db.Statements(ctx, store.StatementFilter{Articles: v.Story.Articles, Once: true})
	if err != nil {
		return err
	}
	said, err := s.statementViews(ctx, sts)
	if err != nil {
		return err
	}
	countries, err := s.lands(ctx)
	if err != nil {
		return err
	}
	all := voices(said, countries)
	v.Sides = twoSides(all)
	for _, x := range all {
		if !slices.ContainsFunc(v.Sides, func(o side) bool { return o.Country == x.Country }) {
			v.Voices = append(v.Voices, x)
		}
	}
	v.Voices = v.Voices[:min(len(v.Voices), 14)]
	return nil
}

// atLeast is how many statements a side needs to be shown as one.
const atLeast = 3

// speaks reports whether x speaks for its country: in an office, or as the country itself. A
// newspaper of a country does not.
func (x *voice) speaks() bool { return x.Office != "" || strings.HasPrefix(x.Path, "/country/") }

// twoSides returns the two countries whose officials say most, where together they say more than half
// of what officials with a known country say and each is heard; else none.
func twoSides(all []voice) []side {
	by := map[string]*side{}
	total := 0
	for _, x := range all {
		if x.Country == "" || x.Path == "" {
			continue
		}
		if by[x.Country] == nil {
			by[x.Country] = &side{Country: x.Country, Name: x.Of}
		}
		n := 0
		if x.speaks() {
			n = len(x.Said) + x.More
		}
		by[x.Country].n += n
		total += n
		by[x.Country].Voices = append(by[x.Country].Voices, x)
	}
	var out []side
	for _, x := range by {
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b side) int {
		return cmp.Or(b.n-a.n, strings.Compare(a.Country, b.Country))
	})
	if len(out) < 2 || out[1].n < atLeast || 2*(out[0].n+out[1].n) <= total {
		return nil
	}
	for i := range out[:2] {
		out[i].Voices = out[i].Voices[:min(len(out[i].Voices), 4)]
	}
	return out[:2]
}

// voices groups statements by speaker, who said most first; nameless speakers come last.
func voices(said []statementView, countries lands) []voice {
	at := map[string]int{}
	var out []voice
	for _, q := range said {
		i, ok := at[q.Speaker+"|"+q.Name]
		if !ok {
			i = len(out)
			at[q.Speaker+"|"+q.Name] = i
			out = append(out, voice{Name: q.Name, Office: q.Office, Country: q.Country,
				Of: countries.called(q.Country), Path: q.Path})
		}
		out[i].Said = append(out[i].Said, q)
	}
	for i := range out {
		if n := len(out[i].Said); n > aVoice {
			out[i].Said, out[i].More = out[i].Said[:aVoice], n-aVoice
		}
		out[i].Name = cmp.Or(out[i].Name, "Unnamed")
	}
	slices.SortStableFunc(out, func(a, b voice) int {
		if (a.Path == "") != (b.Path == "") {
			return strings.Compare(b.Path, a.Path)
		}
		return len(b.Said) - len(a.Said)
	})
	return out
}
