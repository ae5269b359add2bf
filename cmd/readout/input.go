package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/zeebo/xxh3"

	"readout/intake/archive"
	"readout/intake/extract"
	"readout/news"
	"readout/text"
)

// maxFile is the largest page that is read from a file, in bytes.
const maxFile = 64 << 20

// pageFlags are what extract and read have in common.
type pageFlags struct {
	URL     string   `help:"Address that the page was fetched from." placeholder:"URL"`
	Fetched string   `help:"Day on which it was fetched." placeholder:"DAY"`
	Format  string   `help:"json, or text for a person." enum:"json,text" default:"json"`
	Files   []string `arg:"" name:"file" help:"Files, or - for standard input."`
}

func (p *pageFlags) check() error { return checkDay("--fetched", p.Fetched) }

// checkDay wants a day, or nothing, in a flag.
func checkDay(flag, day string) error {
	if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
		return usageError(fmt.Sprintf("%s %s: not a day like 2026-01-31", flag, day))
	}
	return nil
}

// A source is one thing to take an article out of; or the reason why there is none.
type source struct {
	name string
	make func() (*news.Article, error)
	err  error
}

func (s source) article() (*news.Article, error) {
	if s.err != nil {
		return nil, s.err
	}
	a, err := s.make()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	return a, nil
}

// sources yields what stands in the files, in order.
func (p *pageFlags) sources(e *env, input string) iter.Seq[source] {
	return func(yield func(source) bool) {
		for _, f := range p.Files {
			if !p.file(e, input, f, yield) {
				return
			}
		}
	}
}

func (p *pageFlags) file(e *env, input, name string, yield func(source) bool) bool {
	r, label, err := open(e, name)
	if err != nil {
		return yield(source{err: err})
	}
	defer r.Close()
	switch input {
	case "warc":
		return p.warc(r, label, yield)
	case "articles":
		return lines(r, label, yield)
	}
	b, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err == nil && len(b) > maxFile {
		err = fmt.Errorf("over %d MB: %w", maxFile>>20, news.ErrTooLarge)
	}
	if err != nil {
		return yield(source{err: fmt.Errorf("%s: %w", label, bare(err))})
	}
	params := extract.Params{URL: p.URL, Fetched: p.Fetched}
	get := extract.Page
	if input == "text" {
		get = extract.Text
	}
	return yield(source{name: label, make: func() (*news.Article, error) { return get(b, params) }})
}

// open opens a file, or standard input for "-", and says what to call it.
func open(e *env, name string) (io.ReadCloser, string, error) {
	if name == "-" {
		return io.NopCloser(e.in), "standard input", nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, name, fmt.Errorf("%s: %w", name, bare(err))
	}
	return f, name, nil
}

// bare is what the system said, without the call and the name that os puts before it.
func bare(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// maxLine is the longest line of an articles file, in bytes.
const maxLine = 32 << 20

// lines yields the articles of a file that holds one in JSON on each line. A line that is too long
// is passed over like any other bad one.
func lines(r io.Reader, label string, yield func(source) bool) bool {
	br := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		b, err := line(br)
		name := fmt.Sprintf("%s line %d", label, n)
		switch {
		case err == io.EOF && n == 1:
			return yield(source{err: fmt.Errorf("%s: %w", label, news.ErrEmpty)})
		case err == io.EOF:
			return true
		case err != nil:
			bad := source{err: fmt.Errorf("%s: %w", name, bare(err))}
			if !yield(bad) || !errors.Is(err, news.ErrTooLarge) {
				return false
			}
			continue
		}
		if b = bytes.TrimSpace(b); len(b) == 0 {
			continue
		}
		if !yield(source{name: name, make: func() (*news.Article, error) { return given(b) }}) {
			return false
		}
	}
}

// line reads the next line; of one that is too long it keeps nothing.
func line(r *bufio.Reader) ([]byte, error) {
	var all []byte
	for size := 0; ; {
		part, err := r.ReadSlice('\n')
		size += len(part)
		if size <= maxLine {
			all = append(all, part...)
		} else {
			all = nil
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && size == 0, err != nil && err != io.EOF:
			return nil, err
		case size > maxLine:
			return nil, fmt.Errorf("over %d MB: %w", maxLine>>20, news.ErrTooLarge)
		}
		return all, nil
	}
}

// given makes an article of a line {"id","url","outlet","headline","text","published"}.
func given(b []byte) (*news.Article, error) {
	var in struct {
		ID, URL, Outlet, Headline, Published string
		Text                                 *string
	}
	if err := json.Unmarshal(b, &in); err != nil {
		return nil, fmt.Errorf("%w: %w", news.ErrSyntax, err)
	}
	if in.Text == nil || strings.TrimSpace(*in.Text) == "" {
		return nil, fmt.Errorf("no text: %w", news.ErrEmpty)
	}
	a := &news.Article{ID: in.ID, URL: in.URL, Outlet: in.Outlet, Headline: in.Headline,
		Body: strings.ToValidUTF8(*in.Text, "\uFFFD"), Byline: []string{}, Images: []news.Image{},
		Links: []news.Link{}, Tags: []string{}, Furniture: []string{}}
	if a.ID == "" {
		a.ID = fmt.Sprintf("%016x", xxh3.HashString(in.URL+"\n"+a.Body))
	}
	if in.Published != "" {
		if a.Published = published(in.Published); a.Published == nil {
			return nil, fmt.Errorf("published %q is no day: %w", in.Published, news.ErrSyntax)
		}
	}
	doc := text.Split(a.Body)
	a.Language = text.Language(a.Body)
	for _, s := range doc.Paragraphs {
		a.Blocks = append(a.Blocks, news.Block{Kind: news.Paragraph, Span: s})
	}
	return a, nil
}

// published reads a day, a month, a year or a moment (RFC 3339), nil where s is none of them.
func published(s string) *news.When {
	w := &news.When{Day: s, Basis: "metadata"}
	if t, err := time.Parse(time.RFC3339, strings.Replace(s, " ", "T", 1)); err == nil {
		w.Day, w.Time, w.Precision = t.Format(time.DateOnly), news.Maybe(t.Format("15:04Z07:00")), "minute"
		return w
	}
	if day, clock, ok := strings.Cut(strings.Replace(s, " ", "T", 1), "T"); ok {
		if _, err := time.Parse("15:04", clock[:min(5, len(clock))]); err != nil {
			return nil
		}
		w.Day = day // a moment without its zone: which day it was is sure enough, the minute is not
	}
	for form, precision := range map[string]string{"2006": "year", "2006-01": "month", time.DateOnly: "day"} {
		if _, err := time.Parse(form, w.Day); err == nil {
			w.Precision = precision
			return w
		}
	}
	return nil
}

// workers is how many pages are read at once.
func workers() int { return runtime.GOMAXPROCS(0) }

// warc yields the pages of an archive; a broken record is one of them, and the rest goes on.
func (p *pageFlags) warc(r io.Reader, label string, yield func(source) bool) bool {
	ar, err := archive.NewReader(r)
	if err != nil {
		return yield(source{err: fmt.Errorf("%s: %w", label, err)})
	}
	defer ar.Close()
	for n := 0; ; {
		rec, err := ar.Next()
		var bad *archive.BadRecord
		switch {
		case errors.Is(err, io.EOF) && n == 0:
			return yield(source{err: fmt.Errorf("%s: no page in it: %w", label, news.ErrEmpty)})
		case errors.Is(err, io.EOF):
			return true
		case errors.As(err, &bad):
			n++
			if !yield(source{err: fmt.Errorf("%s: %w", label, err)}) {
				return false
			}
			continue
		case err != nil:
			return yield(source{err: fmt.Errorf("%s: %w", label, err)})
		case rec.Body == nil || rec.Status/100 > 2 || !strings.Contains(rec.ContentType, "html"):
			continue
		}
		n++
		params := extract.Params{URL: rec.URL, ContentType: rec.ContentType}
		if !rec.Date.IsZero() {
			params.Fetched = rec.Date.UTC().Format(time.DateOnly)
		}
		if !yield(source{name: rec.URL, make: func() (*news.Article, error) {
			return extract.Page(rec.Body, params)
		}}) {
			return false
		}
	}
}
