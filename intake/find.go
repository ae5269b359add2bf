package intake

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"readout/intake/archive"
	"readout/intake/feed"
	"readout/news"
)

const (
	maxPage = 10 << 20 // bytes of a page in a file
	maxFile = 50 << 20 // bytes of any other file that is read whole
)

// find tells addresses from paths.
func (r *round) find(ctx context.Context, src Source) error {
	if isAddress(src.What) {
		return r.address(ctx, src, 0)
	}
	info, err := os.Stat(src.What)
	switch {
	case errors.Is(err, fs.ErrNotExist) && looksLikeHost(src.What):
		return fmt.Errorf("%s: %w: no such file; an address begins with https://",
			src.What, news.ErrNotFound)
	case err != nil:
		return bare(err)
	case info.IsDir():
		r.count(func(rep *Report) { rep.Kind = "folder" })
		return r.folder(ctx, src.What)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: %w: neither a file nor a folder", src.What, news.ErrSyntax)
	}
	return named(src.What, r.file(ctx, src.What, true))
}

func isAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && !strings.ContainsAny(scheme, "/\\. ")
}

func looksLikeHost(s string) bool {
	host, _, _ := strings.Cut(s, "/")
	return strings.Contains(host, ".") && !strings.HasPrefix(host, ".")
}

// folder takes all pages and archives in a folder and below it, by name. Links are not followed
// and devices are not opened.
func (r *round) folder(ctx context.Context, dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			r.problem(path, bare(err))
		case d.Type().IsRegular() && takes(path):
			if err := r.file(ctx, path, false); ctx.Err() != nil {
				return ctx.Err()
			} else if err != nil {
				r.problem(path, err)
			}
		}
		return nil
	})
}

// takes knows the files that a folder of pages is searched for.
func takes(path string) bool {
	name := strings.ToLower(filepath.Base(path))
	return isPage(name) || strings.HasSuffix(name, ".warc") ||
		strings.HasSuffix(name, ".warc.gz") || strings.HasSuffix(name, ".warc.zst")
}

func isPage(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	return false
}

// file takes one file, whatever it is; alone says that nothing else was asked for.
func (r *round) file(ctx context.Context, path string, alone bool) error {
	f, err := os.Open(path)
	if err != nil {
		return bare(err)
	}
	defer f.Close()
	b := bufio.NewReaderSize(f, 64<<10)
	head, _ := b.Peek(4 << 10)
	if isArchive(head) {
		return r.archive(ctx, b, path)
	}
	if isPage(path) {
		return r.localPage(ctx, b, path, alone)
	}
	body, err := readAll(b, maxFile)
	if err != nil {
		return err
	}
	list, err := feed.Parse(body, "", path)
	if page := (*feed.PageError)(nil); errors.As(err, &page) {
		return r.localPage(ctx, bytes.NewReader(body), path, alone)
	}
	if err != nil {
		return err
	}
	return r.listed(ctx, list, 0)
}

func (r *round) localPage(ctx context.Context, f io.Reader, path string, alone bool) error {
	r.kind("page")
	r.count(func(rep *Report) { rep.Found++ })
	name := "file://" + filepath.ToSlash(path)
	if full, err := filepath.Abs(path); err == nil {
		name = "file://" + filepath.ToSlash(full)
	}
	if known, err := r.known(ctx, name); known || err != nil {
		return err
	}
	body, err := readAll(f, maxPage)
	if err == nil && len(body) == 0 {
		err = news.ErrEmpty
	}
	if err != nil {
		r.failed(path, err)
		return nil
	}
	return r.send(ctx, &Page{Page: news.Page{URL: name, Body: body}, alone: alone, path: path})
}

func readAll(f io.Reader, limit int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(body)) > limit {
		return nil, fmt.Errorf("%w: more than %d bytes", news.ErrTooLarge, limit)
	}
	return body, err
}

// isArchive knows a WARC file by its first bytes, packed or not.
func isArchive(head []byte) bool {
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(head))
		if err != nil {
			return false
		}
		start := make([]byte, 5)
		n, _ := io.ReadFull(z, start)
		head = start[:n]
	}
	return bytes.HasPrefix(head, []byte("WARC/")) ||
		bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}) ||
		len(head) > 3 && head[0]&0xf0 == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18
}

// archive takes the pages of a WARC file. What is broken in it is told and passed over.
func (r *round) archive(ctx context.Context, f io.Reader, name string) error {
	r.kind("archive")
	w, err := archive.NewReader(f)
	if err != nil {
		return err
	}
	defer w.Close()
	for ctx.Err() == nil {
		rec, err := w.Next()
		var bad *archive.BadRecord
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &bad):
			r.problem(name, fmt.Errorf("%s: %w", name, bad))
		case err != nil:
			return err
		case rec.Body != nil && rec.Status/100 <= 2 && isHTML(rec.ContentType):
			if err := r.record(ctx, rec); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

func (r *round) record(ctx context.Context, rec *archive.Record) error {
	r.count(func(rep *Report) { rep.Found++ })
	if known, err := r.known(ctx, rec.URL); known || err != nil {
		return err
	}
	return r.send(ctx, &Page{Page: news.Page{
		URL: rec.URL, ContentType: rec.ContentType, Body: rec.Body, Fetched: rec.Date,
	}})
}

// kind notes what the source is, unless that is noted already.
func (r *round) kind(k string) {
	r.count(func(rep *Report) {
		if rep.Kind == "" {
			rep.Kind = k
		}
	})
}

// bare takes away the system call that an error of os begins with.
func bare(err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return fmt.Errorf("%s: %w", e.Path, e.Err)
	}
	return err
}

// named puts a name before an error that does not hold it.
func named(name string, err error) error {
	if err == nil || name == "" || strings.Contains(err.Error(), name) {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}
