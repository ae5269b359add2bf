// Package learn trains the model that says which blocks of a page belong to its article, and
// measures it on pages of sites that it has not seen.
package learn

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"readout/intake/extract"
)

// A Page is a labelled page: passages that a reader wants, and passages that he does not.
type Page struct {
	File    string   `json:"file"`
	URL     string   `json:"url"`
	With    []string `json:"with"`
	Without []string `json:"without"`
	Title   string   `json:"title"`
	Author  any      `json:"author"` // a name or several
	Date    string   `json:"date"`

	HTML  []byte         `json:"-"`
	Sheet *extract.Sheet `json:"-"`
	// By block: how likely it is wanted, and how sure we are of that; 0 for not at all.
	Yes, Sure []float32 `json:"-"`
}

// Site is the host of the page, or its file where that is not known.
func (p *Page) Site() string {
	u, err := url.Parse(p.URL)
	if err != nil || u.Hostname() == "" || strings.HasSuffix(u.Hostname(), "archive.org") {
		return strings.SplitN(p.File, "-", 2)[0]
	}
	labels := strings.Split(u.Hostname(), ".")
	if n := len(labels); n > 2 && len(labels[n-1])+len(labels[n-2]) > 5 {
		labels = labels[n-2:]
	} else if n > 3 {
		labels = labels[n-3:]
	}
	return strings.Join(labels, ".")
}

// Load reads the pages of extract-pages from dir.
func Load(dir string) ([]*Page, error) {
	b, err := os.ReadFile(filepath.Join(dir, "labels.json"))
	if err != nil {
		return nil, err
	}
	var pages []*Page
	if err := json.Unmarshal(b, &pages); err != nil {
		return nil, fmt.Errorf("parse labels of %s: %w", dir, err)
	}
	for _, p := range pages {
		if p.HTML, err = os.ReadFile(filepath.Join(dir, "pages", p.File)); err != nil {
			return nil, err
		}
		if p.Sheet, err = extract.Read(p.HTML, extract.Params{URL: p.URL}); err != nil {
			return nil, err
		}
		p.label()
	}
	return pages, nil
}

// said is the key of the body in JSON-LD.
var said = regexp.MustCompile(`"articleBody"\s*:`)

// Veil returns the page without the body that its metadata give, so that it can be learnt from
// and measured with as the many pages are that give none.
func (p *Page) Veil() []byte { return said.ReplaceAll(p.HTML, []byte(`"veiled":`)) }

// Dense returns the page veiled, with every block labelled by the body that the metadata give,
// or nil where they give none or one that is not what the page shows.
func (p *Page) Dense() *Page {
	const sure = denseSure
	body := p.Sheet.Said()
	if len(body) < 600 {
		return nil
	}
	n := p.Sheet.Len()
	out := &Page{File: p.File, URL: p.URL, HTML: p.Veil()}
	out.Yes, out.Sure = make([]float32, n), make([]float32, n)
	found := 0
	for i := range n {
		share := p.Sheet.Share(i)
		switch {
		case share > .8:
			out.Yes[i], out.Sure[i] = 1, sure
			found += p.Sheet.Weight(i)
		case share >= 0 && share < .2 && !p.Sheet.Heading(i):
			out.Sure[i] = sure
		}
		if p.Sure[i] > 0 { // what a person said counts, in the page itself
			out.Sure[i] = 0
		}
	}
	var err error
	if out.Sheet, err = extract.Read(out.HTML, extract.Params{URL: p.URL}); err != nil ||
		out.Sheet.Len() != n || found*10 < utf8.RuneCountInString(body)*6 {
		return nil
	}
	return out
}

// label marks the blocks that hold a wanted or an unwanted passage. A passage that stands in
// several blocks counts as much as one, and a short unwanted one within a long block little.
func (p *Page) label() {
	n := p.Sheet.Len()
	p.Yes, p.Sure = make([]float32, n), make([]float32, n)
	words := make([]string, n)
	for i := range n {
		words[i] = squeeze(p.Sheet.Words(i))
	}
	mark := func(s string, yes float32) {
		s = squeeze(s)
		var in []int
		for i := range n {
			if s != "" && strings.Contains(words[i], s) {
				in = append(in, i)
			}
		}
		for _, i := range in {
			sure := 1 / float32(len(in))
			if yes == 0 {
				sure *= min(1, .2+float32(len(s))/float32(len(words[i])))
			}
			if sure > p.Sure[i] {
				p.Yes[i], p.Sure[i] = yes, sure
			}
		}
	}
	for _, s := range p.With {
		mark(s, 1)
	}
	for _, s := range p.Without {
		mark(s, 0)
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// How much a label counts that is not a person's of that very passage: of the body that a page's
// metadata give, and of a whole article, which has a hundred blocks where a person marked six.
const (
	denseSure = .3
	wholeSure = .04
)

// LoadWhole reads the pages of mozilla/readability from dir, whose articles are given as a
// whole: every block is labelled by whether it stands there.
func LoadWhole(dir string) ([]*Page, error) {
	sources, err := filepath.Glob(filepath.Join(dir, "*", "source.html"))
	if err != nil {
		return nil, err
	}
	var pages []*Page
	for _, name := range sources {
		p := &Page{File: filepath.Base(filepath.Dir(name))}
		p.URL = "http://" + p.File + ".readability.test/" // a site of its own
		if p.HTML, err = os.ReadFile(name); err != nil {
			return nil, err
		}
		want, err := os.ReadFile(filepath.Join(filepath.Dir(name), "expected.html"))
		if err != nil {
			return nil, err
		}
		if p.Sheet, err = extract.Read(p.HTML, extract.Params{}); err != nil {
			return nil, err
		}
		article, err := extract.Read(want, extract.Params{})
		if err != nil {
			continue // nothing is wanted of that page
		}
		p.Yes, p.Sure = p.Sheet.Compare(article, wholeSure)
		if len(want) > 2000 {
			pages = append(pages, p)
		}
	}
	return pages, nil
}
