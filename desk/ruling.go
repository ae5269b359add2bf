package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"readout/news"
	"readout/record"
	"readout/store"
	"readout/text"
)

// Rule keeps what a person decided and lets it take effect at once. The same holds after every
// later reading and in every later life of the program.
func (d *Desk) Rule(ctx context.Context, r store.Ruling) error {
	r.At = d.now()
	return d.decide(ctx, r, func(tx *store.Tx) error { return tx.KeepRuling(ctx, r) })
}

// Unrule takes a decision back.
func (d *Desk) Unrule(ctx context.Context, r store.Ruling) error {
	rs, err := d.db.Rulings(ctx, r.Kind)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(rs, func(o store.Ruling) bool { return o.A == r.A && o.B == r.B }) {
		return fmt.Errorf("ruling on %s %s: %w", r.Kind, r.A, news.ErrNotFound)
	}
	r.Verdict = store.Accepted // as the machine finds it
	return d.decide(ctx, r, func(tx *store.Tx) error { return tx.DropRuling(ctx, r) })
}

func (d *Desk) decide(ctx context.Context, r store.Ruling, keep func(*store.Tx) error) error {
	d.filing.Lock()
	defer d.filing.Unlock()
	err := d.db.Update(ctx, func(tx *store.Tx) error {
		if err := keep(tx); err != nil {
			return err
		}
		switch r.Kind {
		case store.OnMisspelling, store.OnContradiction:
			return tx.ReopenDoubted(ctx, r.Kind, r.A)
		case store.OnStory, store.OnCopy:
			return d.decideTwo(ctx, tx, r)
		}
		return fmt.Errorf("ruling on %q: %w", r.Kind, news.ErrSyntax)
	})
	if err != nil {
		return fmt.Errorf("rule on %s %s: %w", r.Kind, r.A, err)
	}
	d.wake()
	return nil
}

// decideTwo lets a ruling about two articles take effect.
func (d *Desk) decideTwo(ctx context.Context, tx *store.Tx, r store.Ruling) error {
	for _, id := range []string{r.A, r.B} {
		if err := d.recallStoryOf(ctx, id); err != nil {
			return err
		}
	}
	steps, err := d.tell(r)
	if err != nil {
		return err
	}
	if err := d.move(ctx, tx, steps); err != nil || r.Kind != store.OnCopy {
		return err
	}
	c, err := d.rec.Copy(r.A) // of that, of another, or of none
	if err != nil {
		return err
	}
	return tx.SetCopy(ctx, r.A, r.B, r.Verdict == store.Refused, c)
}

// tell tells the record of a ruling about two articles. Of two stories it is A's that gives way.
func (d *Desk) tell(r store.Ruling) ([]record.Step, error) {
	verdict := r.Verdict
	if r.Kind == store.OnStory {
		return d.rec.Rule(r.B, r.A, verdict)
	}
	verdict = record.ACopy
	if r.Verdict == store.Refused {
		verdict = record.NotACopy
	}
	return d.rec.Rule(r.A, r.B, verdict)
}

// wake lets the desk look for what waits to be read.
func (d *Desk) wake() {
	select {
	case d.kept <- struct{}{}:
	default:
	}
}

// refused returns the suspicions that a person said are none, by kind and note.
func (d *Desk) refused(ctx context.Context) (map[[2]string]bool, error) {
	out := map[[2]string]bool{}
	for _, kind := range []string{store.OnMisspelling, store.OnContradiction} {
		rs, err := d.db.Rulings(ctx, kind)
		if err != nil {
			return nil, err
		}
		for _, r := range rs {
			if r.Verdict == store.Refused {
				out[[2]string{kind, r.A}] = true
			}
		}
	}
	return out, nil
}

// withoutRefused takes the refused suspicions out of r. A name that was taken for a misspelling of
// another is somebody of its own then: "Irina Kolst" is not Irena Kolst.
func withoutRefused(r *news.Reading, refused map[[2]string]bool) {
	var kept []news.Suspicion
	for _, x := range r.Suspicions {
		if !refused[[2]string{x.Kind, x.Note}] {
			kept = append(kept, x)
		} else if x.Kind == store.OnMisspelling {
			disown(r, x.Span)
		}
	}
	r.Suspicions = kept
}

// disown gives the words at a span of r, and all that rests on them, an entity of their own. What
// the text says of the entity under its right name stays where it was; where it never uses that,
// the whole entity is another.
func disown(r *news.Reading, at text.Span) {
	if at.Start < 0 || at.End > len(r.Body) || at.Empty() {
		return
	}
	written := r.Body[at.Start:at.End]
	i := slices.IndexFunc(r.Entities, func(e news.Entity) bool {
		return slices.ContainsFunc(e.Mentions, func(m news.Mention) bool { return m.Overlaps(at) })
	})
	if i < 0 {
		return
	}
	was := &r.Entities[i]
	own := news.Entity{ID: was.Kind + ":" + slug(written), Kind: was.Kind, Name: written}
	if own.ID == was.ID {
		return
	}
	moved, left := parted(r.Body, was, written)
	own.Mentions = moved
	rename := func(id string, by text.Span) string {
		if id == was.ID && (len(left) == 0 || holdsAny(by, moved)) {
			return own.ID
		}
		return id
	}
	renameAll(r, rename)
	if len(left) == 0 {
		r.Entities[i] = own
		return
	}
	was.Mentions = left
	r.Entities = append(r.Entities, own)
}

// parted deals the mentions of e out: those written so, and the others. Where no other mention is
// a name, they all go along.
func parted(body string, e *news.Entity, written string) (moved, left []news.Mention) {
	names := false
	for _, m := range e.Mentions {
		if strings.Contains(body[m.Start:m.End], written) {
			moved = append(moved, m)
			continue
		}
		left = append(left, m)
		names = names || m.Form == news.Name && !strings.HasSuffix(written, body[m.Start:m.End])
	}
	if !names {
		return e.Mentions, nil
	}
	return moved, left
}

func holdsAny(s text.Span, ms []news.Mention) bool {
	return slices.ContainsFunc(ms, func(m news.Mention) bool { return s.Overlaps(m.Span) })
}

// renameAll passes every id in what r says was said and done through f, with the words that it
// rests on.
func renameAll(r *news.Reading, f func(id string, by text.Span) string) {
	maybe := func(id news.Maybe, by text.Span) news.Maybe { return news.Maybe(f(string(id), by)) }
	for i := range r.Statements {
		q := &r.Statements[i]
		q.Speaker = maybe(q.Speaker, q.Source.Span)
		q.Addressee = maybe(q.Addressee, q.Source.Span)
		q.ReportedBy = maybe(q.ReportedBy, q.Source.Span)
	}
	for i := range r.Events {
		ev := &r.Events[i]
		for j := range ev.Actors {
			ev.Actors[j] = f(ev.Actors[j], ev.Sentence.Span)
		}
		for j := range ev.Recipients {
			ev.Recipients[j] = f(ev.Recipients[j], ev.Sentence.Span)
		}
	}
}

// slug is a name as a part of an id: "Irina Kolst" is "irina-kolst".
func slug(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsNumber(c)
	}), "-")
}
