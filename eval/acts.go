package eval

import (
	"fmt"
	"hash/fnv"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"readout/eval/labelled"
	"readout/news"
	"readout/reading"
	"readout/reading/event"
	"readout/text"
)

// Recorded reads the articles whose acts careful readers put on record: worldwide ones of names,
// those of the part train of quotes, and those of stories, which are the folders of those data.
func Recorded(names, quotes, stories string, rd *reading.Reader) ([]event.Example, error) {
	gold, err := labelled.Acts()
	if err != nil {
		return nil, err
	}
	articles, err := labelled.Worldwide(filepath.Join(names, "worldwide"))
	if err != nil {
		return nil, err
	}
	attributed, err := labelled.Attributions(filepath.Join(quotes, "train"))
	if err != nil {
		return nil, err
	}
	for _, a := range attributed {
		articles = append(articles, news.Article{ID: a.ID, Body: a.Text})
	}
	told, err := labelled.Stories(stories)
	if err != nil {
		return nil, err
	}
	for _, t := range told {
		articles = append(articles, news.Article{ID: t.Article.ID, Body: t.Article.Body})
	}
	var out []event.Example
	for i := range articles {
		acts, ok := gold[articles[i].ID]
		if !ok {
			continue
		}
		e := rd.Example(&articles[i])
		e.Labels = acts
		for _, l := range acts {
			if l.End > len(articles[i].Body) {
				return nil, fmt.Errorf("act on record beyond %s: %w", articles[i].ID, news.ErrSyntax)
			}
		}
		out = append(out, e)
	}
	return out, nil
}

// Written reads the items that we wrote as examples.
func Written(rd *reading.Reader) ([]event.Example, error) {
	items, err := labelled.Items()
	if err != nil {
		return nil, err
	}
	out := make([]event.Example, len(items))
	for i := range items {
		out[i] = rd.Example(&items[i].Article)
		out[i].Labels = items[i].Acts
	}
	return out, nil
}

// folds is by how many models the acts on record are scored.
const folds = 4

// Acts counts events by type and sentence, and how many of those found have the status and a
// party on record.
type Acts struct {
	all                       Count
	kinds                     map[string]*Count
	status, actors, recipient Share
}

// ActsCrossed scores the acts on record, each article by a model that is learned from written items
// and the articles of other folds, beside the rules alone.
func ActsCrossed(examples, written []event.Example) (fmt.Stringer, error) {
	learned, rules := newActs(), newActs()
	ready := make([]event.Lesson, len(examples))
	for i := range examples {
		ready[i] = event.Prepare(&examples[i])
	}
	var taught []event.Lesson
	for i := range written {
		taught = append(taught, event.Prepare(&written[i]))
	}
	for fold := range folds {
		seen := slices.Clone(taught)
		for i := range examples {
			if foldOf(&examples[i]) != fold {
				seen = append(seen, ready[i])
			}
		}
		m, err := event.Learn(seen)
		if err != nil {
			return nil, err
		}
		for i := range examples {
			if e := &examples[i]; foldOf(e) == fold {
				learned.add(e, m.Find(e))
				rules.add(e, (*event.Model)(nil).Find(e))
			}
		}
	}
	return lines("rules alone\n" + rules.String() + "learned\n" + learned.String()), nil
}

// foldOf puts an article in one of the folds, always the same.
func foldOf(e *event.Example) int {
	h := fnv.New32a()
	h.Write([]byte(e.Doc.Body))
	return int(h.Sum32() % folds)
}

func newActs() *Acts { return &Acts{kinds: map[string]*Count{}} }

func (s *Acts) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-20s %s\n", "events", s.all)
	for _, l := range []struct {
		name string
		v    Share
	}{{"status right", s.status}, {"an actor right", s.actors}, {"a recipient right", s.recipient}} {
		fmt.Fprintf(&b, "%-20s %s\n", l.name, l.v)
	}
	for _, k := range slices.Sorted(maps.Keys(s.kinds)) {
		c := s.kinds[k]
		fmt.Fprintf(&b, "%-20s %s of %d\n", k, c, c.Right+c.Missed)
	}
	return b.String()
}

// add compares what was found in an article with its labels, plain ones first.
func (s *Acts) add(e *event.Example, found []news.Event) {
	used := make([]bool, len(found))
	for _, optional := range []bool{false, true} {
		for k := range e.Labels {
			if l := &e.Labels[k]; l.Optional == optional {
				s.label(e, l, found, used)
			}
		}
	}
	for i, u := range used {
		if !u {
			s.all.Extra++
			s.kind(found[i].Type).Extra++
		}
	}
}

func (s *Acts) kind(name string) *Count {
	if s.kinds[name] == nil {
		s.kinds[name] = &Count{}
	}
	return s.kinds[name]
}

// label finds the event of a label, that with its own word before others of its sentence.
func (s *Acts) label(e *event.Example, l *event.Label, found []news.Event, used []bool) {
	at := -1
	for i := range found {
		if !used[i] && found[i].Type == l.Type && found[i].Sentence.Contains(l.Span) &&
			(at < 0 || found[i].Anchor.Overlaps(l.Span)) {
			at = i
		}
	}
	if at >= 0 {
		used[at] = true
	}
	if l.Optional {
		return
	}
	if at < 0 {
		s.all.Missed++
		s.kind(l.Type).Missed++
		return
	}
	s.all.Right++
	s.kind(l.Type).Right++
	s.status.add(found[at].Status == l.Status)
	party(&s.actors, e, l.Actors, found[at].Actors)
	party(&s.recipient, e, l.Recipients, found[at].Recipients)
}

// party counts whether one of the parties on record is among ids, itself or by its country; of
// parties that no entity stands for nothing is known.
func party(s *Share, e *event.Example, want []text.Span, ids []string) {
	known := map[string]bool{}
	for i := range e.Entities {
		ent := &e.Entities[i]
		for _, m := range ent.Mentions {
			if slices.ContainsFunc(want, func(w text.Span) bool { return m.Overlaps(w) }) {
				known[ent.ID], known["land of "+ent.Country] = true, ent.Country != ""
			}
		}
	}
	if len(known) == 0 {
		return
	}
	s.add(slices.ContainsFunc(ids, func(id string) bool {
		return known[id] || slices.ContainsFunc(e.Entities, func(o news.Entity) bool {
			return o.ID == id && o.Kind == news.Country && known["land of "+o.Country]
		})
	}))
}
