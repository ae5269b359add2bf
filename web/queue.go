package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"readout/news"
	"readout/store"
)

type queueView struct {
	Replies []replyView
	Doubts  []store.Doubt
	Copies  []doubtfulCopy
	Decided []decision
}

// Open is how many things wait.
func (v *queueView) Open() int { return len(v.Replies) + len(v.Doubts) + len(v.Copies) }

type replyView struct {
	news.Reply
	Headline string
}

// A doubtfulCopy is a copy that was not surely made from what it is said to be made from.
type doubtfulCopy struct {
	news.Copy
	Now, Was store.Brief
}

// Percent is the share of its sentences found in the other.
func (c doubtfulCopy) Percent() int { return int(c.Score*100 + .5) }

// A decision is a ruling in words.
type decision struct {
	store.Ruling
	Words string
	Path  string
}

// doubtful is the probability below which a copy is looked at by a person.
const doubtful = .6

func (s *Server) queue(w http.ResponseWriter, r *http.Request) error {
	v, err := s.queueView(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, "queue", page{Title: "Queue", Nav: "/queue", Data: v})
}

func (s *Server) queueView(ctx context.Context) (*queueView, error) {
	v := &queueView{}
	held, err := s.db.Replies(ctx, "", "held")
	if err != nil {
		return nil, err
	}
	for _, x := range held {
		a, err := s.db.Article(ctx, x.Article)
		if err != nil {
			return nil, err
		}
		v.Replies = append(v.Replies, replyView{x, a.Headline})
	}
	if v.Doubts, err = s.db.Doubts(ctx, 40); err != nil {
		return nil, err
	}
	if v.Copies, err = s.doubtfulCopies(ctx); err != nil {
		return nil, err
	}
	v.Decided, err = s.decided(ctx)
	return v, err
}

func (s *Server) doubtfulCopies(ctx context.Context) ([]doubtfulCopy, error) {
	cs, err := s.db.DoubtfulCopies(ctx, doubtful, 20)
	if err != nil {
		return nil, err
	}
	by, err := s.briefs(ctx, func(add func(string)) {
		for _, c := range cs {
			add(c.ID)
			add(c.Of)
		}
	})
	var out []doubtfulCopy
	for _, c := range cs {
		out = append(out, doubtfulCopy{c, by[c.ID], by[c.Of]})
	}
	return out, err
}

// briefs looks up the articles that list adds, by id.
func (s *Server) briefs(ctx context.Context, list func(add func(string)),
) (map[string]store.Brief, error) {
	var ids []string
	list(func(id string) { ids = append(ids, id) })
	bs, err := s.db.Briefs(ctx, ids)
	by := make(map[string]store.Brief, len(bs))
	for _, b := range bs {
		by[b.ID] = b
	}
	return by, err
}

// decided lists the latest rulings, so that a slip of the finger can be taken back.
func (s *Server) decided(ctx context.Context) ([]decision, error) {
	rs, err := s.db.Ruled(ctx, 10)
	if err != nil {
		return nil, err
	}
	by, err := s.briefs(ctx, func(add func(string)) {
		for _, r := range rs {
			if r.Kind == store.OnCopy || r.Kind == store.OnStory {
				add(r.A)
				add(r.B)
			}
		}
	})
	var out []decision
	for _, r := range rs {
		d := decision{Ruling: r, Words: r.Kind + ": " + r.A}
		if a, ok := by[r.A]; ok {
			d.Path = "/article/" + a.ID
			d.Words = fmt.Sprintf("%s: “%s” (%s) and “%s” (%s)", r.Kind, a.Headline, a.Outlet,
				by[r.B].Headline, by[r.B].Outlet)
		}
		out = append(out, d)
	}
	return out, err
}

func (s *Server) judgeReply(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fmt.Errorf("reply %q: %w", r.PathValue("id"), news.ErrNotFound)
	}
	state := r.PostFormValue("state")
	if state != "approved" && state != "refused" {
		return fmt.Errorf("state %s: %w", url.QueryEscape(state), news.ErrSyntax)
	}
	err = s.db.Update(r.Context(), func(tx *store.Tx) error { return tx.SetReply(r.Context(), id, state) })
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/queue", http.StatusSeeOther)
	return nil
}

// verdicts are what may be decided on each kind of thing.
var verdicts = map[string][]string{
	store.OnCopy:          {store.Accepted, store.Refused},
	store.OnMisspelling:   {store.Accepted, store.Refused},
	store.OnContradiction: {store.Accepted, store.Refused},
	store.OnStory:         {store.SameStory, store.TwoStories},
}

// ruling reads a decision out of a form; its verdict is "" where it is to be taken back.
func ruling(r *http.Request) (store.Ruling, error) {
	x := store.Ruling{Kind: r.PostFormValue("kind"), A: r.PostFormValue("a"),
		B: r.PostFormValue("b"), Verdict: r.PostFormValue("verdict")}
	ok := x.Verdict == "" && verdicts[x.Kind] != nil || slices.Contains(verdicts[x.Kind], x.Verdict)
	if !ok || x.A == "" {
		return x, fmt.Errorf("ruling %q on %q: %w", x.Verdict, x.Kind, news.ErrSyntax)
	}
	return x, nil
}

// rule keeps a decision, or takes it back, and shows the page again that it was made on.
func (s *Server) rule(w http.ResponseWriter, r *http.Request) error {
	x, err := ruling(r)
	if err != nil {
		return err
	}
	if x.Verdict == "" {
		err = s.desk.Unrule(r.Context(), x)
	} else {
		err = s.desk.Rule(r.Context(), x)
	}
	if err != nil {
		return err
	}
	back := r.PostFormValue("back")
	if !strings.HasPrefix(back, "/article/") && !strings.HasPrefix(back, "/story/") {
		back = "/queue"
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

// ruleStory keeps that an article is not of a story, or that another story is this one. Both are
// said of two articles, because stories come and go.
func (s *Server) ruleStory(w http.ResponseWriter, r *http.Request) error {
	st, err := s.db.Story(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	x := store.Ruling{Kind: store.OnStory, A: r.PostFormValue("article"), B: st.Lead,
		Verdict: r.PostFormValue("verdict")}
	if x.Verdict == store.SameStory {
		other, err := s.db.Story(r.Context(), r.PostFormValue("story"))
		if err != nil {
			return err
		}
		x.A = other.Lead
	}
	if x.A == x.B && len(st.Articles) > 1 {
		x.B = st.Articles[slices.IndexFunc(st.Articles, func(id string) bool { return id != x.A })]
	}
	if !slices.Contains(verdicts[x.Kind], x.Verdict) || x.A == "" || x.A == x.B {
		return fmt.Errorf("ruling %q on a story: %w", x.Verdict, news.ErrSyntax)
	}
	if err := s.desk.Rule(r.Context(), x); err != nil {
		return err
	}
	http.Redirect(w, r, "/article/"+url.PathEscape(x.A)+"#related", http.StatusSeeOther)
	return nil
}
