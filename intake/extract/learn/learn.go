// Package learn trains the model that says which blocks of a page belong to its article, and
// measures it on pages of sites that it has not seen.
package learn

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

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
