package web

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"readout/news"
	"readout/ontology"
	"readout/store"
)

// A party is somebody who takes part, with the page about them.
type party struct{ Name, Path, Office, Country, Kind string }

// An incidentView is an incident with its words.
type incidentView struct {
	*news.Incident
	Act        string
	Actors     []party
	Recipients []party
	Report     reportView // the one shown
	Copies     int
	Outlets    []reportView // the other originals, as many as a list shows
	More       int          // originals that Outlets leaves out
	Again      bool         // it stands on the page before, with its anchor
}

// quoted is how many further reports of an incident a list shows.
const quoted = 4

// A reportView is a report with the place of its act in its sentence.
type reportView struct{ news.Report }

// Number is the act's number on the page of its article.
func (r reportView) Number() int { return r.Event + 1 }

// Marks is where the word that names the act stands in the sentence.
func (r reportView) Marks() [][2]int { return [][2]int{r.Anchor} }

// incidentViews names who takes part in incs.
func (s *Server) incidentViews(ctx context.Context, incs []*news.Incident) ([]incidentView, error) {
	var ids []string
	for _, inc := range incs {
		ids = append(append(ids, inc.Actors...), inc.Recipients...)
	}
	slices.Sort(ids)
	who, err := s.db.Entities(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	var out []incidentView
	for _, inc := range incs {
		if len(inc.Reports) > 0 {
			out = append(out, view(inc, who))
		}
	}
	return out, nil
}

func view(inc *news.Incident, who map[string]store.Profile) incidentView {
	v := incidentView{Incident: inc, Act: ontology.Words(inc.Type, inc.Mode)}
	v.Actors, v.Recipients = sides(inc, who)
	v.Report = reportView{telling(inc)}
	seen := map[string]bool{}
	for _, r := range inc.Reports {
		if r.Copy {
			v.Copies++
		}
	}
	for _, r := range inc.Reports {
		if !r.Copy && r.Article != v.Report.Article && !seen[r.Article] {
			seen[r.Article] = true
			v.Outlets = append(v.Outlets, reportView{r})
		}
	}
	if n := len(v.Outlets); n > quoted {
		v.Outlets, v.More = v.Outlets[n-quoted:], n-quoted
	}
	return v
}

// tells reports whether r tells of inc with a status. What was written before the day is no proof of
// what took place on it.
func tells(inc *news.Incident, r news.Report, status string) bool {
	first, _ := inc.Days()
	over := status == news.Held || status == news.Ongoing
	return r.Status == status && !(over && first != "" && r.Published != "" && r.Published < first)
}

// telling is the report whose sentence is shown: the earliest original that tells of inc with the
// status it has now.
func telling(inc *news.Incident) news.Report {
	best := inc.Reports[0]
	rank := func(r news.Report) (n int) {
		if tells(inc, r, inc.Status) {
			n += 2
		}
		if !r.Copy {
			n++
		}
		return n
	}
	for _, r := range inc.Reports[1:] {
		if x, y := rank(r), rank(best); x > y || x == y && r.Published < best.Published {
			best = r
		}
	}
	return best
}

// others are the recipients of inc who do not act in it too: both sides of talks are both.
func others(inc *news.Incident) []string {
	return slices.DeleteFunc(slices.Clone(inc.Recipients), func(id string) bool {
		return slices.Contains(inc.Actors, id)
	})
}

// Mutual reports whether the act has no direction, as a meeting has none.
func (v incidentView) Mutual() bool { return mutual(v.Type, v.Mode) }

func mutual(typ, mode string) bool {
	return typ == "AGREE" || typ == "COOPERATE" || typ == "CONSULT" && mode != "visit"
}

// State is the status where it must be said: not that something took place. What is told as done
// though its day lies after every report of it is yet to come.
func (v incidentView) State() string {
	first, _ := v.Days()
	ahead := first != "" && (v.Status == news.Held || v.Status == news.Ongoing)
	for _, r := range v.Reports {
		ahead = ahead && r.Published != "" && r.Published < first
	}
	if ahead {
		return news.Planned
	}
	return stateWord(v.Status)
}

// Line is the incident in one line, without links: "visit, planned: Anna Berg → Kenya".
func (v incidentView) Line() string {
	s := v.Act
	if st := v.State(); st != "" {
		s += ", " + st
	}
	list := func(ps []party) string {
		var ns []string
		for _, p := range ps {
			ns = append(ns, p.Name)
		}
		return strings.Join(ns, ", ")
	}
	s += ": "
	return s + towards(list(v.Actors), list(v.Recipients), v.Type, v.Mode)
}

// done is how far an act has come by the statuses that follow each other.
var done = map[string]int{news.Planned: 1, news.Announced: 1, news.Confirmed: 1,
	news.Ongoing: 2, news.Held: 3}

// History is the statuses that the incident had, oldest first: the last of each day, none that is
// the same as the one before, and none that a later report of what is over goes back to.
func (v incidentView) History() []news.Change {
	var out []news.Change
	furthest := 0
	for i, c := range v.Changes {
		if i+1 < len(v.Changes) && v.Changes[i+1].Day == c.Day {
			continue
		}
		d := done[c.Status]
		if d > 0 && d < furthest || !v.proved(&c) {
			continue
		}
		furthest = max(furthest, d)
		if n := len(out); n == 0 || out[n-1].Status != c.Status {
			out = append(out, c)
		}
	}
	return out[max(0, len(out)-6):]
}

// proved reports whether c can be true on its day, and moves one that cannot, as it tells of what had
// not taken place, to the first report that proves it.
func (v incidentView) proved(c *news.Change) bool {
	if tells(v.Incident, news.Report{Status: c.Status, Published: c.Day}, c.Status) {
		return true
	}
	found := false
	for _, r := range v.Reports {
		if tells(v.Incident, r, c.Status) && r.Published != "" && (!found || r.Published < c.Day) {
			c.Day, c.Article, found = r.Published, r.Article, true
		}
	}
	return found
}

// Where is the place, unless a side is named so already.
func (v incidentView) Where() string {
	for _, p := range slices.Concat(v.Actors, v.Recipients) {
		if p.Name == string(v.Place) {
			return ""
		}
	}
	return string(v.Place)
}

// sides names who acts in inc and towards whom. A country that stands only for its official, who
// is named too, is left out: among the actors where an actor is, among the recipients where
// either is.
func sides(inc *news.Incident, who map[string]store.Profile) (actors, recipients []party) {
	rs := others(inc)
	actors = parties(inc.Actors, inc.Actors, who)
	recipients = parties(rs, append(slices.Clone(inc.Actors), rs...), who)
	if mutual(inc.Type, inc.Mode) {
		actors = parties(inc.Actors, append(slices.Clone(inc.Actors), rs...), who)
	}
	return actors, recipients
}

// parties names ids without the countries that have an official among all.
func parties(ids, all []string, who map[string]store.Profile) []party {
	official := map[string]bool{}
	for _, id := range all {
		if p := who[id]; p.Kind != news.Country {
			official[p.Country] = true
		}
	}
	var out []party
	for _, id := range ids {
		p, ok := who[id]
		if !ok || p.Kind == news.Country && official[p.Country] {
			continue
		}
		out = append(out, party{p.Name, entityPath(p.Kind, p.ID, p.Country), p.Office, p.Country, p.Kind})
	}
	return out
}

// A statementView is a statement with the page about its speaker.
type statementView struct {
	news.Statement
	Path string
	Land string // the name of the country that the speaker holds an office for
}

// Number is the statement's number on the page of its article.
func (s statementView) Number() int { return s.Index + 1 }

// farthest is how many bytes may lie between the words that report a statement and the statement.
const farthest = 40

// Lead is the words that report what is not said in the speaker's own words, where they stand
// before it: "denied " before "the allegations", "told reporters that " before what was told.
func (s statementView) Lead() string {
	i := strings.Index(s.Sentence, s.Content)
	if s.Kind == news.Direct || s.Cue == "" || i < 0 {
		return ""
	}
	c := strings.LastIndex(" "+s.Sentence[:i], " "+s.Cue+" ")
	if c < 0 || i-c-len(s.Cue) > farthest || strings.ContainsAny(s.Sentence[c+len(s.Cue):i], ".;:“”\"") {
		return ""
	}
	return denial(s.Sentence[:c]) + s.Sentence[c:i]
}

var negated = regexp.MustCompile(`(?i)(?:\S+ (?:not|never)|\S+n[’']t) $`)

// denial is the words at the end of s that make a denial of the verb after it: "did not ".
func denial(s string) string { return negated.FindString(s) }

func (s *Server) statementViews(ctx context.Context, sts []news.Statement) ([]statementView, error) {
	var ids []string
	for i := range sts {
		ids = append(ids, sts[i].Speaker)
	}
	slices.Sort(ids)
	who, err := s.db.Entities(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	countries, err := s.lands(ctx)
	out := make([]statementView, len(sts))
	for i := range sts {
		q := sts[i]
		out[i].Statement = q
		land := countries.called(q.Country)
		if q.Office != "" && !strings.Contains(q.Office, land) {
			out[i].Land = land
		}
		if p, ok := who[q.Speaker]; ok {
			out[i].Path = entityPath(p.Kind, p.ID, p.Country)
		}
	}
	return out, err
}
