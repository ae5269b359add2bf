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
}

// A Shelf keeps the articles of a record.
type Shelf = lineage.Shelf

// New returns an empty record that lives as long as the program.
func New() *Record { return &Record{lineage.New(), story.New()} }

// Open returns a record of the articles on a shelf. Restore puts them in their stories.
func Open(s Shelf) *Record { return &Record{lineage.Open(s), story.New()} }

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
	isCopy, err := rec.place(e, r)
	if err != nil {
		return nil, err
	}
	if len(r.Statements)+len(r.Events) == 0 {
		return e, nil
	}
	doc := text.Split(r.Body)
	e.Statements = Statements(r, doc)
	e.Incidents, err = incidents(r, doc, isCopy, past)
	return e, err
}

// place finds out what r was made from and which story it belongs to, where it is new, and says
// whether it is a copy.
func (rec *Record) place(e *Entry, r *news.Reading) (isCopy bool, err error) {
	if rec.copies.Has(r.ID) {
		c, err := rec.copies.Find(r.ID)
		return c != nil, err
	}
	cs, err := rec.copies.Add(&r.Article)
	if err != nil {
		return false, err
	}
	for _, c := range cs {
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
	for _, c := range e.Turned {
		e.Moved = append(e.Moved, rec.stories.Turn(c.ID, c.Of)...)
	}
	if len(e.Turned) > 0 {
		e.Story = rec.stories.Story(e.Story.ID)
	}
	return e.Copy != nil, nil
}

// A Step tells that articles went from one story to another.
type Step = story.Step

// Settle weighs the stories of the articles added since it was called last anew, and returns which
// articles went from one story to another. Call it after every batch of articles.
func (rec *Record) Settle() []Step { return rec.stories.Settle() }

// SettleAll weighs all stories anew as long as there are few: the result is the same then in
// whatever order the articles came.
func (rec *Record) SettleAll() []Step { return rec.stories.SettleAll() }

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
	ACopy      = "a copy"
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
		rec.copies.Deny(a, b)
		return rec.recopy(a)
	case ACopy:
		rec.copies.Allow(a, b)
		return rec.recopy(a)
	case SameStory, TwoStories:
		return rec.stories.Rule(a, b, verdict == SameStory), nil
	case Accepted:
		rec.stories.Forget(a, b)
		return rec.stories.Settle(), nil
	}
	return nil, fmt.Errorf("ruling %q on %s and %s: %w", verdict, a, b, news.ErrSyntax)
}

// Copy returns what an article was made from as far as is known now, or nil.
func (rec *Record) Copy(article string) (*news.Copy, error) { return rec.copies.Find(article) }

// recopy tells the stories anew whether an article is a copy.
func (rec *Record) recopy(article string) ([]Step, error) {
	c, err := rec.copies.Find(article)
	if err != nil {
		return nil, err
	}
	if c != nil {
		return rec.stories.Turn(article, c.Of), nil
	}
	rec.stories.Own(article)
	return rec.stories.Settle(), nil
}

// Retract takes what an article reported out of incidents, before it is added again.
func Retract(incs []*news.Incident, article string) []*news.Incident {
	out := make([]*news.Incident, len(incs))
	for i, inc := range incs {
		out[i] = incident.Without(inc, article)
	}
	return out
}

// Keep puts an article on the shelf that was added in an earlier life of the program, where it is
// not there.
func (rec *Record) Keep(a *news.Article) { rec.copies.Keep(a) }

// Restore puts an article back in its story, from an earlier life of the program.
func (rec *Record) Restore(r *news.Reading, st *news.Story, isCopy bool) {
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
