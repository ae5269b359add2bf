package sample

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A world is its outlets and their articles, read from data.
type world struct {
	outlets   []*outlet
	templates *template.Template
}

// An outlet is one line of data/outlets.tsv.
type outlet struct {
	ID, Name, About string
	Feed            string // path of its feed
	Kind            string // of the feed: rss, rss091, rdf, atom, json, news, index, text
	form            string // of an article's path: {date}, {month}, {section}, {slug}
	articles        []*article
	at              map[string]*article // by path
}

// An article is one file: a header, an empty line, the text.
type article struct {
	Path       string
	Slug       string
	Headline   string
	Kicker     string // line above or below the headline
	Section    string
	Byline     string
	Dateline   string
	Published  time.Time
	Updated    time.Time
	Caption    string
	Credit     string
	Alt        string
	Tags       []string
	Agency     string // that the text came from
	Of         string // what it copies, as outlet/slug, or empty
	Correction string
	Blocks     []block
}

// A block is a paragraph ("p"), a heading ("h2") or a quotation set apart ("blockquote").
type block struct{ Kind, Text string }

func readWorld(data fs.FS) (*world, error) {
	w := &world{}
	var err error
	if w.templates, err = parseTemplates(); err != nil {
		return nil, err
	}
	if err := w.readOutlets(data); err != nil {
		return nil, err
	}
	heads := map[string]header{}
	files, _ := fs.Glob(data, "data/articles/*/*.txt")
	for _, file := range files {
		b, err := fs.ReadFile(data, file)
		if err != nil {
			return nil, err
		}
		id := strings.TrimSuffix(strings.TrimPrefix(file, "data/articles/"), ".txt")
		if heads[id], err = readHeader(string(b)); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	for id, h := range heads {
		if err := w.add(id, h, heads); err != nil {
			return nil, fmt.Errorf("data/articles/%s.txt: %w", id, err)
		}
	}
	for _, o := range w.outlets {
		slices.SortFunc(o.articles, func(a, b *article) int {
			return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(a.Slug, b.Slug))
		})
	}
	return w, nil
}

func (w *world) readOutlets(data fs.FS) error {
	b, err := fs.ReadFile(data, "data/outlets.tsv")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(f) != 6 {
			return fmt.Errorf("data/outlets.tsv: %d columns: %q", len(f), line)
		}
		w.outlets = append(w.outlets, &outlet{ID: f[0], Name: f[1], Kind: f[2], Feed: f[3],
			form: f[4], About: f[5], at: map[string]*article{}})
	}
	return nil
}

// A header is the fields of an article's file, and its text under "".
type header map[string]string

func readHeader(s string) (header, error) {
	head, text, ok := strings.Cut(s, "\n\n")
	if !ok {
		head, text = s, ""
	}
	h := header{"": strings.TrimSpace(text)}
	for line := range strings.Lines(head) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || h[key] != "" {
			return nil, fmt.Errorf("%q is no field, or is there twice", line)
		}
		h[key] = strings.TrimSpace(value)
	}
	return h, nil
}

// add makes an article of a header. A copy takes the text of the article that it names, without
// the last paragraphs that it cuts.
func (w *world) add(id string, h header, all map[string]header) error {
	dir, slug := path.Split(id)
	at := slices.IndexFunc(w.outlets, func(o *outlet) bool { return o.ID+"/" == dir })
	if at < 0 {
		return fmt.Errorf("no such outlet: %s", dir)
	}
	o, text := w.outlets[at], h[""]
	if of := h["Copy-of"]; of != "" {
		text = all[of][""]
		parts := strings.Split(text, "\n\n")
		cut, _ := strconv.Atoi(h["Cut"])
		if text == "" || cut >= len(parts) {
			return fmt.Errorf("copy of %q: no text to copy", of)
		}
		text = strings.Join(parts[:len(parts)-cut], "\n\n")
	}
	a := &article{Slug: slug, Headline: h["Headline"], Kicker: h["Kicker"], Section: h["Section"],
		Byline: h["Byline"], Dateline: h["Dateline"], Caption: h["Caption"], Credit: h["Credit"],
		Alt: h["Alt"], Agency: h["Agency"], Correction: h["Correction"], Blocks: blocks(text),
		Of: cmp.Or(h["Copy-of"], h["Spun-of"])}
	if h["Tags"] != "" {
		a.Tags = strings.Split(h["Tags"], "; ")
	}
	var err error
	if a.Published, err = moment(h["Published"]); err != nil {
		return err
	}
	if h["Updated"] != "" {
		if a.Updated, err = moment(h["Updated"]); err != nil {
			return err
		}
	}
	if a.Headline == "" || a.Section == "" || len(a.Blocks) == 0 {
		return fmt.Errorf("no headline, section or text")
	}
	a.Path = strings.NewReplacer("{date}", a.Published.Format("2006/01/02"),
		"{month}", a.Published.Format("2006/01"), "{day}", a.Published.Format("2006-01-02"),
		"{section}", strings.ToLower(a.Section), "{slug}", slug,
		"{number}", strconv.FormatInt(a.Published.Unix()%1_000_000, 10)).Replace(o.form)
	o.articles = append(o.articles, a)
	o.at[a.Path] = a
	return nil
}

func moment(s string) (time.Time, error) {
	t, err := time.Parse("2006-01-02 15:04 -07:00", s)
	if err != nil {
		return t, fmt.Errorf("%q is not like 2026-09-03 18:40 +02:00", s)
	}
	return t, nil
}

func blocks(text string) []block {
	var out []block
	for p := range strings.SplitSeq(text, "\n\n") {
		p = strings.Join(strings.Fields(p), " ")
		switch {
		case p == "":
		case strings.HasPrefix(p, "## "):
			out = append(out, block{"h2", p[3:]})
		case strings.HasPrefix(p, "> "):
			out = append(out, block{"blockquote", p[2:]})
		default:
			out = append(out, block{"p", p})
		}
	}
	return out
}

// Lede is the first paragraph.
func (a *article) Lede() string { return a.Blocks[0].Text }

// Picture is the name of the picture's file.
func (a *article) Picture() string { return a.Slug + ".jpg" }

// latest are up to eight other articles of the outlet.
func (o *outlet) latest(base string, not *article) []link {
	var out []link
	for _, a := range o.articles {
		if a != not && (len(out) < 8 || not == nil) {
			out = append(out, link{base + "/" + a.Path, a.Headline})
		}
	}
	return out
}

// related are articles that share a tag.
func (o *outlet) related(a *article, base string) []link {
	var out []link
	for _, b := range o.articles {
		shared := slices.ContainsFunc(b.Tags, func(t string) bool { return slices.Contains(a.Tags, t) })
		if b != a && shared && len(out) < 4 {
			out = append(out, link{base + "/" + b.Path, b.Headline})
		}
	}
	return out
}

// jsonLD is a NewsArticle of schema.org, for a <script type="application/ld+json">.
func jsonLD(v view) (template.JS, error) {
	a := v.A
	m := map[string]any{
		"@context": "https://schema.org", "@type": "NewsArticle", "headline": a.Headline,
		"datePublished": a.Published.Format(time.RFC3339), "mainEntityOfPage": v.URL,
		"articleSection": a.Section, "inLanguage": "en",
		"publisher": map[string]string{"@type": "NewsMediaOrganization", "name": v.Site.Name},
	}
	if !a.Updated.IsZero() {
		m["dateModified"] = a.Updated.Format(time.RFC3339)
	}
	if a.Byline != "" {
		m["author"] = []map[string]string{{"@type": "Person", "name": a.Byline}}
	}
	if a.Caption != "" {
		m["image"] = map[string]string{"@type": "ImageObject",
			"url": v.Base + "/pictures/" + a.Picture(), "caption": a.Caption, "creditText": a.Credit}
	}
	b, err := json.Marshal(m)
	return template.JS(b), err
}
