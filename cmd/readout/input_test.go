package main

import (
	"errors"
	"io"
	"strings"
	"testing"

	"readout/news"
)

func TestPublished(t *testing.T) {
	for _, c := range []struct{ in, day, time, precision string }{
		{"2026-05-04", "2026-05-04", "", "day"},
		{"2026-05", "2026-05", "", "month"},
		{"2026", "2026", "", "year"},
		{"2026-05-04T08:00:00Z", "2026-05-04", "08:00Z", "minute"},
		{"2026-05-04T08:00:00.25+02:00", "2026-05-04", "08:00+02:00", "minute"},
		{"2026-05-04 08:00:00", "2026-05-04", "", "day"},
		{"2026-05-04T08:00", "2026-05-04", "", "day"},
	} {
		w := published(c.in)
		if w == nil || w.Day != c.day || string(w.Time) != c.time || w.Precision != c.precision {
			t.Errorf("%s: got %+v, want %+v", c.in, w, c)
		}
	}
	for _, in := range []string{"last week", "last week!", "2026-02-30", "2026-13", "2026-05-04Tea", "T", "20"} {
		if w := published(in); w != nil {
			t.Errorf("%s: got %+v, want none", in, w)
		}
	}
}

// endless yields the same byte for ever.
type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

// TestLongLine passes over a line that is too long and reads the next.
func TestLongLine(t *testing.T) {
	long := io.LimitReader(endless('x'), maxLine+1)
	in := io.MultiReader(long, strings.NewReader("\n{\"text\":\"Rain fell.\"}\r\n\r\n"+`{"text":"Snow fell."}`))
	var got []string
	lines(in, "f", func(s source) bool {
		a, err := s.article()
		switch {
		case errors.Is(err, news.ErrTooLarge):
			got = append(got, err.Error())
		case err != nil:
			t.Error(err)
		default:
			got = append(got, a.Body)
		}
		return true
	})
	want := "f line 1: over 32 MB: too large|Rain fell.|Snow fell."
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %s", got, want)
	}
}
