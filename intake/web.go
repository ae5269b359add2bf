package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"strings"

	"golang.org/x/sync/errgroup"

	"readout/intake/feed"
	"readout/intake/fetch"
	"readout/news"
)

const (
	maxLists = 3 // lists within lists: an OPML file names a sitemap index, that names sitemaps
	giveUp   = 3 // pages in a row that a host fails to give, before the rest of a list is left
	atOnce   = 8 // feeds of a list that are fetched side by side, each from another host
)

// address fetches src and takes what answers: a list, an archive or a page. depth counts the
// lists that led here.
func (r *round) address(ctx context.Context, src Source, depth int) error {
	if r.in.opt.Client == nil {
		return fmt.Errorf("fetch %s: %w: no network", src.What, news.ErrForbidden)
	}
	res, err := r.in.opt.Client.Fetch(ctx, fetch.Request{
		URL: src.What, ETag: src.ETag, LastModified: src.LastModified,
	})
	if err != nil {
		return err
	}
	if depth == 0 {
		r.count(func(rep *Report) {
			rep.ETag, rep.LastModified = res.ETag, res.LastModified
			rep.NotModified = res.NotModified
		})
	}
	if res.NotModified {
		return nil
	}
	if isArchive(res.Body) {
		return r.archive(ctx, bytes.NewReader(res.Body), src.What)
	}
	list, err := feed.Parse(res.Body, res.ContentType, res.URL)
	page := (*feed.PageError)(nil)
	switch {
	case errors.As(err, &page) && depth == 0:
		return r.webPage(ctx, src, res, page.Feeds)
	case err != nil:
		return err
	}
	return r.listed(ctx, list, depth)
}

// webPage takes a page that was asked for by its own address. A front page is no article: the
// first feed that it names is taken in its place.
func (r *round) webPage(
	ctx context.Context, src Source, res *fetch.Response, feeds []feed.Link,
) error {
	r.count(func(rep *Report) { rep.Feeds = feeds })
	u, err := url.Parse(res.URL)
	if err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && len(feeds) > 0 {
		r.count(func(rep *Report) { rep.ETag, rep.LastModified = "", "" }) // of another address
		return r.address(ctx, Source{What: feeds[0].URL}, 1)
	}
	r.kind("page")
	r.count(func(rep *Report) { rep.Found++ })
	return r.send(ctx, &Page{Page: page(res), alone: true, web: true})
}

func page(res *fetch.Response) news.Page {
	return news.Page{
		URL: res.URL, ContentType: res.ContentType, Body: res.Body, Fetched: res.Fetched,
	}
}

// listed takes all that a feed, a sitemap or an OPML file lists.
func (r *round) listed(ctx context.Context, list *feed.Feed, depth int) error {
	r.count(func(rep *Report) {
		if rep.Kind == "" {
			rep.Kind, rep.Title, rep.Home = list.Kind, list.Title, list.Home
			rep.Feeds = append(rep.Feeds, list.Feeds...)
		}
	})
	failing := 0
	for i, it := range list.Items {
		if err := r.item(ctx, list, it, &failing); err != nil {
			return err
		}
		if left := len(list.Items) - i - 1; failing == giveUp && left > 0 {
			r.problem(list.URL, fmt.Errorf("%d items left for the next round", left))
			break
		}
	}
	if len(list.Feeds) == 0 {
		return nil
	}
	if depth >= maxLists {
		return fmt.Errorf("%s: %w: lists nest more than %d deep", list.URL, news.ErrTooLarge, maxLists)
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(atOnce)
	for _, l := range list.Feeds {
		g.Go(func() error {
			err := r.address(ctx, Source{What: l.URL}, depth+1)
			if err != nil && ctx.Err() == nil && !errors.Is(err, errStop) {
				r.problem(l.URL, err)
				err = nil
			}
			return err
		})
	}
	return g.Wait()
}

// errStop marks an error that ends the round, not only a feed.
var errStop = errors.New("the store does not answer")

// item fetches the page of one item, unless it was taken before. failing counts the pages in a
// row that could not be fetched but may be later.
func (r *round) item(ctx context.Context, list *feed.Feed, it feed.Item, failing *int) error {
	r.count(func(rep *Report) { rep.Found++ })
	changed := !r.since.IsZero() && it.Updated.After(r.since)
	if !changed {
		if known, err := r.known(ctx, it.URL); known || err != nil {
			return err
		}
	}
	if r.in.opt.Client == nil {
		r.failed(it.URL, fmt.Errorf("fetch %s: %w: no network", it.URL, news.ErrForbidden))
		return nil
	}
	res, err := r.in.opt.Client.Fetch(ctx, fetch.Request{URL: it.URL})
	if err == nil && !isHTML(res.ContentType) {
		err = fmt.Errorf("%w: %.60s", news.ErrNotText, res.ContentType)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		if lasting(err) {
			r.in.past.add(it.URL)
		} else {
			*failing++
			r.later.Store(true)
		}
		r.failed(it.URL, err)
		return nil
	}
	*failing = 0
	outlet := it.Outlet
	if outlet == "" {
		outlet = list.Title
	}
	return r.send(ctx, &Page{Page: page(res), web: true, Outlet: outlet, Item: news.Item{
		URL: it.URL, Headline: it.Headline, Published: it.Published,
	}})
}

// lasting errors are met again however often one asks.
func lasting(err error) bool {
	for _, kind := range []error{
		news.ErrNotFound, news.ErrForbidden, news.ErrTooLarge, news.ErrNotText, news.ErrSyntax,
	} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// known reports, and counts, a page that came in before.
func (r *round) known(ctx context.Context, address string) (bool, error) {
	known := r.in.past.has(address)
	if m := r.in.opt.Memory; m != nil && !known {
		var err error
		if known, err = m.HasURL(ctx, address); err != nil {
			return false, fmt.Errorf("%w: look up %s: %w", errStop, address, err)
		}
	}
	if known {
		r.count(func(rep *Report) { rep.Known++ })
	}
	return known, nil
}

func isHTML(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil && kind == "" {
		kind, _, _ = strings.Cut(strings.ToLower(contentType), ";")
	}
	switch strings.TrimSpace(kind) {
	case "", "text/html", "application/xhtml+xml":
		return true
	}
	return false
}

// Feeds finds the feeds behind an address that somebody pasted: the feed itself, those that a
// list holds, or those that a web page names.
func (in *Intake) Feeds(ctx context.Context, address string) ([]feed.Link, error) {
	if !isAddress(address) {
		address = "https://" + strings.TrimSpace(address)
	}
	if in.opt.Client == nil {
		return nil, fmt.Errorf("fetch %s: %w: no network", address, news.ErrForbidden)
	}
	res, err := in.opt.Client.Fetch(ctx, fetch.Request{URL: address})
	if err != nil {
		return nil, err
	}
	list, err := feed.Parse(res.Body, res.ContentType, res.URL)
	page := (*feed.PageError)(nil)
	switch {
	case errors.As(err, &page) && len(page.Feeds) > 0:
		return page.Feeds, nil
	case err != nil:
		return nil, err
	case len(list.Feeds) > 0 && list.Kind == "opml":
		return list.Feeds, nil
	}
	return []feed.Link{{
		URL: res.URL, Title: list.Title, Home: list.Home, Language: list.Language,
	}}, nil
}
