// Package record establishes what many articles say together. Record.Add shows the order: copies,
// then the story, then statements and incidents, counted once for each independent source.
package record

import (
	"fmt"
	"slices"

	"readout/news"
	"readout/record/incident"
	"readout/record/lineage"
	"readout/record/story"
	"readout/text"
)

// A Record knows the articles that were added. It is not safe for concurrent use.
type Record struct {
	copies  *lineage.Index
	stories *story.Index
	isCopy  map[string]bool // of every article that was added
}

// New returns an empty record.
func New() *Record { return &Record{lineage.New(), story.New(), map[string]bool{}} }

// An Entry is what the record establishes when an article is added.
type Entry struct {
	Copy       *news.Copy  // what the article was made from, or nil
	Turned     []news.Copy // earlier articles that turn out to be copies of this one
	Story      *news.Story
	Reason     string // why the article is in Story
	Moved      []Step // articles that went to another story because of this one
	Statements []news.Statement
	Incidents  []*news.Incident // new or changed
}

// Past finds the incidents on the record that an event may be another report of.
type Past func(ev *news.Event, published string) ([]*news.Incident, error)

// Add adds r to the record. An article that was added before and is read again stays in its story
// and in its lineage: Copy and Story are nil then.
func (rec *Record) Add(r *news.Reading, past Past) (*Entry, error) {
	e := new(Entry)
	if _, known := rec.isCopy[r.ID]; !known {
		rec.place(e, r)
	}
	doc := text.Split(r.Body)
	e.Statements = Statements(r, doc)
	var err error
	e.Incidents, err = incidents(r, doc, rec.isCopy[r.ID], past)
	return e, err
}

// place finds out what r was made from and which story it belongs to.
func (rec *Record) place(e *Entry, r *news.Reading) {
	for _, c := range rec.copies.Add(&r.Article) {
		if c.ID == r.ID {
			e.Copy = &c
		} else {
			e.Turned = append(e.Turned, c)
		}
	}
	original := ""
	if e.Copy != nil {
		original = e.Copy.Of
	}
	e.Story, e.Reason = rec.stories.Add(r, original)
	rec.isCopy[r.ID] = e.Copy != nil
	for _, c := range e.Turned {
		rec.isCopy[c.ID] = true
		e.Moved = append(e.Moved, rec.stories.Turn(c.ID, c.Of)...)
	}
	if len(e.Turned) > 0 {
		e.Story = rec.stories.Story(e.Story.ID)
	}
}

// A Step tells that articles went from one story to another.
type Step = story.Step

// Settle weighs the stories of the articles added since it was called last anew, and returns which
// articles went from one story to another. Call it after every batch of articles.
func (rec *Record) Settle() []Step { return rec.stories.Settle() }

// Story returns a story as it is now, or nil where there is none of that id.
func (rec *Record) Story(id string) *news.Story { return rec.stories.Story(id) }

// StoryOf returns the id of the story that an article is in, or "".
func (rec *Record) StoryOf(article string) string { return rec.stories.Of(article) }

// Undo takes a step between stories back.
func (rec *Record) Undo(s Step) (Step, error) { return rec.stories.Undo(s) }

// What a person can decide about two articles; Accepted takes a decision on stories back.
const (
	Accepted   = "accepted"
	NotACopy   = "not a copy"
	SameStory  = "same story"
	TwoStories = "two stories"
)

// Rule tells that a person decided about article a, and b that it is compared with: that a is not
// a copy of b, or whether they are of one story. It holds for whatever is added or restored later;
// so a desk tells the rulings it has kept before it restores articles. It returns the articles
// that change their story now.
func (rec *Record) Rule(a, b, verdict string) ([]Step, error) {
	switch verdict {
	case NotACopy:
		if rec.copies.Deny(a, b) {
			rec.isCopy[a] = false
		}
		return nil, nil
	case SameStory, TwoStories:
		return rec.stories.Rule(a, b, verdict == SameStory), nil
	case Accepted:
		rec.stories.Forget(a, b)
		return rec.stories.Settle(), nil
	}
	return nil, fmt.Errorf("ruling %q on %s and %s: %w", verdict, a, b, news.ErrSyntax)
}

// Retract takes what an article reported out of incidents, before it is added again.
func Retract(incs []*news.Incident, article string) []*news.Incident {
	out := make([]*news.Incident, len(incs))
	for i, inc := range incs {
		out[i] = incident.Without(inc, article)
	}
	return out
}

// Restore puts back an article that was added before, in an earlier life of the program.
func (rec *Record) Restore(r *news.Reading, st *news.Story, isCopy bool) {
	rec.copies.Add(&r.Article)
	rec.isCopy[r.ID] = isCopy
	if st != nil {
		rec.stories.Restore(r, st, isCopy)
	}
}

// Statements returns what r's article reports as said, as it goes on the record.
func Statements(r *news.Reading, doc *text.Document) []news.Statement {
	out := make([]news.Statement, 0, len(r.Statements))
	for i, q := range r.Statements {
		s := news.Statement{Article: r.ID, Outlet: r.Outlet, Published: r.Day(), Index: i,
			Speaker: string(q.Speaker), Kind: q.Kind, Cue: doc.At(q.Cue.Span), Day: string(q.Day),
			Occasion: string(q.Occasion), Addressee: name(r, string(q.Addressee)),
			Name: name(r, string(q.Speaker))}
		if e := r.Entity(s.Speaker); e != nil {
			s.Office, s.Country = e.Office, e.Country
		}
		if s.Name == "" {
			s.Name = doc.At(q.Source.Span)
		}
		at := q.Cue.Span
		for j, c := range q.Content {
			if j == 0 && at.Empty() {
				at = c.Span
			}
			if j > 0 {
				s.Content += " … "
			}
			s.Content += doc.At(c.Span)
		}
		s.Sentence = doc.At(around(doc, at))
		out = append(out, s)
	}
	return out
}

// name is what to call the entity with that id, or the words themselves where they are no id.
func name(r *news.Reading, id string) string {
	if e := r.Entity(id); e != nil {
		return e.Name
	}
	return id
}

// around returns the sentence of doc that holds the start of s.
func around(doc *text.Document, s text.Span) text.Span {
	i, ok := slices.BinarySearchFunc(doc.Sentences, s.Start, func(x text.Sentence, at int) int {
		switch {
		case x.End <= at:
			return -1
		case x.Start > at:
			return 1
		}
		return 0
	})
	if !ok {
		return s
	}
	return doc.Sentences[i].Span
}

func incidents(r *news.Reading, doc *text.Document, isCopy bool, past Past,
) ([]*news.Incident, error) {
	var out []*news.Incident
	for i := range r.Events {
		ev := &r.Events[i]
		if ev.Status == news.Hypothetical || len(ev.Actors) == 0 {
			continue // kept in the reading, never counted
		}
		known, err := past(ev, r.Day())
		if err != nil {
			return nil, err
		}
		inc := incident.Merge(latest(known, out), ev, report(r, doc, i, isCopy))
		if j := slices.IndexFunc(out, func(o *news.Incident) bool { return o.ID == inc.ID }); j >= 0 {
			out[j] = inc
		} else {
			out = append(out, inc)
		}
	}
	return out, nil
}

// latest is known, with the incidents that this article has changed already in their new form.
func latest(known, changed []*news.Incident) []*news.Incident {
	out := slices.Clone(changed)
	for _, k := range known {
		if !slices.ContainsFunc(changed, func(c *news.Incident) bool { return c.ID == k.ID }) {
			out = append(out, k)
		}
	}
	return out
}

func report(r *news.Reading, doc *text.Document, i int, isCopy bool) news.Report {
	ev := &r.Events[i]
	at := ev.Sentence.Span
	return news.Report{Article: r.ID, Outlet: r.Outlet, Published: r.Day(), Event: i,
		Sentence: doc.At(at), Status: ev.Status, Copy: isCopy,
		Anchor: [2]int{ev.Anchor.Start - at.Start, ev.Anchor.End - at.Start}}
}
