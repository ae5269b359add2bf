package intake

import (
	"context"
	"errors"
	"strings"

	"readout/intake/extract"
	"readout/intake/fetch"
	"readout/news"
)

// maxPages is of how many pages one article is put together at most.
const maxPages = 10

// follow fetches the pages on which an article goes on and joins them to it. Where one cannot be
// had, is another article or the last allowed, the rest stays off, and a.Next tells where it is.
func (r *round) follow(ctx context.Context, a *news.Article, p *Page) error {
	if !p.web || r.in.opt.Client == nil {
		return nil
	}
	seen := map[string]bool{p.URL: true}
	for n := 1; n < maxPages && a.Next != "" && !seen[a.Next]; n++ {
		seen[a.Next] = true
		res, err := r.in.opt.Client.Fetch(ctx, fetch.Request{URL: a.Next})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			r.problem(a.Next, err)
			return nil
		}
		more, err := Article(&Page{Page: page(res)})
		if errors.Is(err, errNoArticle) || err == nil && !sameHead(a, more) {
			return nil
		}
		if err != nil {
			r.problem(a.Next, err)
			return nil
		}
		extract.Join(a, more)
	}
	return nil
}

// sameHead reports whether two pages bear one headline, be it with the number of the page.
func sameHead(a, b *news.Article) bool {
	x, y := string(a.Headline), string(b.Headline)
	return y == "" || strings.HasPrefix(y, x) || strings.HasPrefix(x, y)
}
