package web

import (
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"

	"readout/news"
	"readout/record"
	"readout/store"
	"readout/text"
)

type articleView struct {
	R          *news.Reading
	Failure    string // why it could not be read; R then holds the article alone
	Blocks     []blockView
	Notes      []*note // all, in the order of the text
	People     []whoView
	Copy       *copyView
	Copies     []copyView
	Versions   []versionView
	Related    []relatedView
	Story      *news.Story
	Also       []*news.Story // others that it tells of
	Replies    []news.Reply
	Reply      replyForm
	Suspicions []suspicionView
}

type whoView struct {
	news.Entity
	Path    string
	Of      string // the name of the country they act for
	Written []string
}

type relatedView struct{ Path, Headline, Outlet, Day, Reason string }

type versionView struct {
	Kept time.Time
	Diff []template.HTML // the paragraphs that changed
}

type suspicionView struct {
	news.Suspicion
	At string // anchor in the text, or empty
}

// A replyForm is what a reader typed, shown again where it was refused.
type replyForm struct {
	Name, Email, Text string
	Problem           string
	Held              bool
}

func (s *Server) article(w http.ResponseWriter, r *http.Request) error {
	v, err := s.articleView(r)
	if err != nil {
		return err
	}
	v.Reply.Held = r.URL.Query().Get("reply") == "held"
	return s.show(w, "article", page{Title: v.R.Headline, Nav: "/stories", Data: v})
}

func (s *Server) articleView(r *http.Request) (*articleView, error) {
	ctx, id := r.Context(), r.PathValue("id")
	v := &articleView{}
	var err error
	v.R, err = s.db.Reading(ctx, id)
	if errors.Is(err, news.ErrNotFound) {
		a, aerr := s.db.Article(ctx, id)
		if aerr != nil {
			return nil, aerr
		}
		v.R, v.Failure, err = &news.Reading{Article: *a}, "This article is kept and not read yet.", nil
	}
	if err != nil {
		return nil, err
	}
	doc := text.Split(v.R.Body)
	said := record.Statements(v.R, doc)
	countries, err := s.lands(ctx)
	if err != nil {
		return nil, err
	}
	ns := notes(v.R, said)
	v.Notes, v.Blocks = inText(ns), blocks(v.R, ns, countries)
	v.People = who(v.R, countries)
	for _, x := range v.R.Suspicions {
		sv := suspicionView{Suspicion: x}
		if !x.Empty() {
			sv.At = fmt.Sprintf("#b%d", blockAt(v.Blocks, x.Start))
		}
		v.Suspicions = append(v.Suspicions, sv)
	}
	if err := s.lineage(r, v); err != nil {
		return nil, err
	}
	if err := s.related(r, v); err != nil {
		return nil, err
	}
	v.Replies, err = s.db.Replies(ctx, id, "approved")
	return v, err
}

func blockAt(bs []blockView, at int) int {
	for i := range bs {
		if bs[i].Span.Start <= at && at < bs[i].Span.End {
			return i
		}
	}
	return 0
}

// who lists the people, organisations and countries of r, most mentioned first within a kind.
func who(r *news.Reading, countries lands) []whoView {
	var out []whoView
	for _, kind := range []string{news.Person, news.Organization, news.Country} {
		from := len(out)
		for _, e := range r.Entities {
			if e.Kind != kind {
				continue
			}
			w := whoView{Entity: e, Path: entityPath(e.Kind, e.ID, e.Country),
				Of: countries.called(e.Country)}
			w.Written = r.OtherNames(&e)
			out = append(out, w)
		}
		slices.SortStableFunc(out[from:], func(a, b whoView) int {
			return len(b.Mentions) - len(a.Mentions)
		})
	}
	return out
}

// lineage fills in what the article was made from, what was made from it, and its earlier texts.
func (s *Server) lineage(r *http.Request, v *articleView) error {
	ctx := r.Context()
	c, err := s.db.CopyOf(ctx, v.R.ID)
	if err != nil {
		return err
	}
	cs, err := s.db.CopiesOf(ctx, v.R.ID)
	if err != nil {
		return err
	}
	var ids []string
	if c != nil {
		ids = append(ids, c.Of)
	}
	for _, x := range cs {
		ids = append(ids, x.ID)
	}
	bs, err := s.db.Briefs(ctx, ids)
	if err != nil {
		return err
	}
	for _, b := range bs {
		if c != nil && b.ID == c.Of {
			v.Copy = &copyView{b, *c}
			continue
		}
		if i := slices.IndexFunc(cs, func(x news.Copy) bool { return x.ID == b.ID }); i >= 0 {
			v.Copies = append(v.Copies, copyView{b, cs[i]})
		}
	}
	olds, err := s.db.Versions(ctx, v.R.ID)
	for i, o := range olds {
		next := v.R.Body
		if i+1 < len(olds) {
			next = olds[i+1].Body
		}
		v.Versions = append(v.Versions, versionView{o.Kept, edits(o.Body, next)})
	}
	return err
}

// related lists the other articles of the story, with the reason why they are in it.
func (s *Server) related(r *http.Request, v *articleView) error {
	me, err := s.db.Briefs(r.Context(), []string{v.R.ID})
	if err != nil || len(me) == 0 || me[0].Story == "" {
		return err
	}
	if v.Story, err = s.db.Story(r.Context(), me[0].Story); err != nil {
		return err
	}
	if v.Also, err = s.db.AlsoTells(r.Context(), v.R.ID, 8); err != nil {
		return err
	}
	ids := slices.DeleteFunc(slices.Clone(v.Story.Articles), func(id string) bool { return id == v.R.ID })
	bs, err := s.db.Briefs(r.Context(), ids[max(0, len(ids)-12):])
	if err != nil {
		return err
	}
	slices.SortFunc(bs, func(a, b store.Brief) int {
		return strings.Compare(b.Published+b.ID, a.Published+a.ID)
	})
	for _, b := range bs {
		v.Related = append(v.Related, relatedView{"/article/" + b.ID, b.Headline, b.Outlet,
			b.Published, b.Reason})
	}
	return nil
}

// maxReply is how long a reply may be, in bytes.
const maxReply = 10_000

func (s *Server) reply(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		return fmt.Errorf("reply: %w: %w", news.ErrSyntax, err)
	}
	f := replyForm{Name: strings.TrimSpace(r.PostForm.Get("name")),
		Email: strings.TrimSpace(r.PostForm.Get("email")), Text: strings.TrimSpace(r.PostForm.Get("text"))}
	if f.Problem = f.problem(); f.Problem != "" {
		v, err := s.articleView(r)
		if err != nil {
			return err
		}
		v.Reply = f
		w.WriteHeader(http.StatusUnprocessableEntity)
		return s.show(w, "article", page{Title: v.R.Headline, Nav: "/stories", Data: v})
	}
	if _, err := s.db.Article(ctx, id); err != nil {
		return err
	}
	err := s.db.Update(ctx, func(tx *store.Tx) error {
		_, err := tx.KeepReply(ctx, &news.Reply{Article: id, Name: f.Name, Email: f.Email,
			Text: f.Text, State: "held", Written: time.Now()})
		return err
	})
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/article/"+url.PathEscape(id)+"?reply=held#replies", http.StatusSeeOther)
	return nil
}

// problem says what is wrong with a reply, or nothing.
func (f *replyForm) problem() string {
	_, err := mail.ParseAddress(f.Email)
	switch {
	case f.Name == "" || len(f.Name) > 100:
		return "Please give your name."
	case err != nil || len(f.Email) > 200:
		return "Please give an email address that can be written to. It is never shown."
	case f.Text == "":
		return "The reply is empty."
	case len(f.Text) > maxReply:
		return "The reply is too long."
	}
	return ""
}
