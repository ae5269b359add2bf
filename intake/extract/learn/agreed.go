package learn

import (
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/zeebo/xxh3"

	"readout/intake/extract"
)

//go:embed data/agreed.txt
var agreedText string

// How much a block counts whose label is not a person's: of little text, and of much.
const (
	agreedSure  = .05
	agreedLarge = .15
	largeBlock  = 80
)

// agreed are, by the hash of a page's file name, its blocks by the hash of their words, and
// whether they belong to the article. Three other extractors (trafilatura, readability,
// resiliparse) and a model that had not seen the site agreed on them; on 126 pages of news a
// reader decided. Of the blocks that nobody doubts only some are kept.
var agreed = sync.OnceValue(func() map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for line := range strings.Lines(agreedText) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 3 || line[0] == '#' {
			continue
		}
		blocks := map[string]bool{}
		for k, keys := range f[1:] {
			for ; len(keys) >= blockKey; keys = keys[blockKey:] {
				blocks[keys[:blockKey]] = k == 0
			}
		}
		m[f[0]] = blocks
	}
	return m
})

const blockKey = 4 // letters of a block's key

func keyOf(words string, letters int) string {
	h := xxh3.HashString(squeeze(words))
	b := []byte{byte(h), byte(h >> 8), byte(h >> 16), byte(h >> 24), byte(h >> 32), byte(h >> 40)}
	return base64.RawURLEncoding.EncodeToString(b)[:letters]
}

// Agreed returns the page veiled, with the labels that others agreed on, or nil where there are
// none. What a person said of a block counts in the page itself.
func (p *Page) Agreed() *Page {
	blocks := agreed()[keyOf(p.File, 2*blockKey)]
	if len(blocks) == 0 {
		return nil
	}
	out := &Page{File: p.File, URL: p.URL, HTML: p.Veil()}
	var err error
	if out.Sheet, err = extract.Read(out.HTML, extract.Params{URL: p.URL}); err != nil {
		return nil
	}
	n := out.Sheet.Len()
	out.Yes, out.Sure = make([]float32, n), make([]float32, n)
	for i := range n {
		yes, ok := blocks[keyOf(out.Sheet.Words(i), blockKey)]
		if !ok || i < len(p.Sure) && p.Sure[i] > 0 {
			continue
		}
		if out.Sure[i] = agreedSure; out.Sheet.Weight(i) > largeBlock {
			out.Sure[i] = agreedLarge
		}
		if yes {
			out.Yes[i] = 1
		}
	}
	return out
}

// LoadAgreed reads those pages of page-dates from dir on whose blocks others agreed, but for
// those that are among known.
func LoadAgreed(dir string, known []*Page) ([]*Page, error) {
	b, err := os.ReadFile(filepath.Join(dir, "labels.json"))
	if err != nil {
		return nil, err
	}
	var pages, out []*Page
	if err := json.Unmarshal(b, &pages); err != nil {
		return nil, fmt.Errorf("parse labels of %s: %w", dir, err)
	}
	seen := map[string]bool{}
	for _, p := range known {
		seen[p.File] = true
	}
	for _, p := range pages {
		if seen[p.File] || agreed()[keyOf(p.File, 2*blockKey)] == nil {
			continue
		}
		if p.HTML, err = os.ReadFile(filepath.Join(dir, "pages", p.File)); err != nil {
			return nil, err
		}
		if q := p.Agreed(); q != nil {
			out = append(out, q)
		}
	}
	return out, nil
}
