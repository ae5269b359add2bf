package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/news"
)

// A sinceView is what changed since the last visit.
type sinceView struct {
	When     time.Time // of the last visit
	Articles int
	Stories  int            // among those on the page that have something new
	Changed  []incidentView // that have another status
	Happened []incidentView // that were not on record
}

// sinceShown is how many incidents of each sort are shown.
const sinceShown = 5

// since is what came in after a moment in Unix milliseconds, nil where the reader is new here.
func (s *Server) since(ctx context.Context, at int64, lines []storyLine) (*sinceView, error) {
	if at == 0 {
		return nil, nil
	}
	came, err := s.db.Since(ctx, at)
	if err != nil {
		return nil, err
	}
	v := &sinceView{When: time.UnixMilli(at), Articles: len(came.Articles)}
	for _, l := range lines {
		if l.New {
			v.Stories++
		}
	}
	fresh := map[string]bool{}
	for _, id := range came.Articles {
		fresh[id] = true
	}
	all, err := s.incidentViews(ctx, came.Incidents)
	for _, i := range all {
		switch {
		case turned(i, fresh):
			v.Changed = append(v.Changed, i)
		case unheard(i, fresh) && i.Type == "CONSULT":
			v.Happened = append(v.Happened, i)
		}
	}
	v.Changed = v.Changed[:min(len(v.Changed), sinceShown)]
	v.Happened = v.Happened[:min(len(v.Happened), sinceShown)]
	return v, err
}

// turned reports whether a fresh article gave i another status than it had before.
func turned(i incidentView, fresh map[string]bool) bool {
	h := i.History()
	return len(h) > 1 && fresh[h[len(h)-1].Article] && !fresh[h[0].Article]
}

// unheard reports whether all that report i are fresh.
func unheard(i incidentView, fresh map[string]bool) bool {
	return !slices.ContainsFunc(i.Reports, func(r news.Report) bool { return !fresh[r.Article] })
}

// visit returns when the reader was last here, in Unix milliseconds (0: never), and notes this
// visit. A visit within an hour of the last is the same one.
func visit(w http.ResponseWriter, r *http.Request) int64 {
	const name = "visits"
	now := time.Now().UnixMilli()
	var before, last int64
	if c, err := r.Cookie(name); err == nil {
		before, last = twoNumbers(c.Value)
	}
	if now-last > int64(time.Hour/time.Millisecond) {
		before = last
	}
	http.SetCookie(w, &http.Cookie{Name: name, Value: numbersWord(before, now), Path: "/",
		MaxAge: 400 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return before
}

// twoNumbers reads what numbersWord wrote; what is broken is zero.
func twoNumbers(s string) (a, b int64) {
	x, y, _ := strings.Cut(s, ".")
	a, _ = strconv.ParseInt(x, 36, 64)
	b, _ = strconv.ParseInt(y, 36, 64)
	return a, b
}

func numbersWord(a, b int64) string {
	return strconv.FormatInt(a, 36) + "." + strconv.FormatInt(b, 36)
}
