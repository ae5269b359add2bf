package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"

	"readout/news"
)

// product is the name that robots.txt files know us by (RFC 9309, section 2.2.1).
const product = "readout"

const (
	robotsBytes = 512 << 10      // RFC 9309 asks for at least 500 KiB
	robotsKept  = 24 * time.Hour // the longest that RFC 9309 allows
	robotsDown  = 10 * time.Minute
)

// robots remembers the rules of hosts, by scheme, host and port.
type robots struct {
	mu    sync.Mutex
	known map[string]rules
}

type rules struct {
	group *robotstxt.Group
	down  bool // the host could not say: nothing may be fetched
	until time.Time
}

// permitted reports, as an error, that robots.txt keeps us from u.
func (c *Client) permitted(ctx context.Context, u *url.URL) error {
	site := u.Scheme + "://" + u.Host
	r, ok := c.robots.recall(site)
	if !ok {
		var err error
		if r, err = c.readRobots(ctx, site); err != nil {
			return fmt.Errorf("robots.txt: %w", err)
		}
		c.robots.remember(site, r)
	}
	switch {
	case r.down:
		return errors.New("the host fails to give its robots.txt")
	case !r.group.Test(u.RequestURI()):
		return fmt.Errorf("%w: robots.txt of %s rules it out", news.ErrForbidden, u.Host)
	}
	return nil
}

// delay is the pause after a request to u: ours, or the host's own if that is longer. A host
// that the user allowed by name is the user's own and is spared ours.
func (c *Client) delay(u *url.URL) time.Duration {
	d := c.opt.Delay
	if c.guard.ours(u) {
		d = 0
	}
	if r, ok := c.robots.recall(u.Scheme + "://" + u.Host); ok && r.group != nil {
		d = max(d, min(r.group.CrawlDelay, c.opt.MaxWait))
	}
	return d
}

// readRobots follows RFC 9309: no such file allows all, a broken host nothing.
func (c *Client) readRobots(ctx context.Context, site string) (rules, error) {
	u, err := c.address(site + "/robots.txt")
	var res *Response
	for hop := 0; err == nil && hop <= c.opt.Redirects; hop++ {
		var next string
		if res, next, err = c.once(ctx, u, Request{}, robotsBytes); err != nil || next == "" {
			break
		}
		u, err = c.address(next)
	}
	now := time.Now()
	var status *StatusError
	switch {
	case errors.As(err, &status) && status.Status < 500 && status.Status != 429:
		return rules{group: &robotstxt.Group{}, until: now.Add(robotsKept)}, nil
	case errors.As(err, &status):
		return rules{down: true, until: now.Add(robotsDown)}, nil
	case errors.Is(err, news.ErrTooLarge):
	case err != nil:
		return rules{}, err
	}
	if res == nil { // redirected in a circle: unavailable
		return rules{group: &robotstxt.Group{}, until: now.Add(robotsKept)}, nil
	}
	return rules{group: parseRobots(res.Body), until: now.Add(robotsKept)}, nil
}

// parseRobots keeps the lines it understands, since the library gives up at the first bad one.
func parseRobots(body []byte) *robotstxt.Group {
	var clean bytes.Buffer
	for line := range bytes.Lines(bytes.TrimPrefix(body, []byte("\ufeff"))) {
		if s := robotsLine(string(line)); s != "" {
			clean.WriteString(s + "\n")
		}
	}
	data, err := robotstxt.FromBytes(clean.Bytes())
	if err != nil {
		return &robotstxt.Group{}
	}
	return data.FindGroup(product)
}

func robotsLine(line string) string {
	line, _, _ = strings.Cut(line, "#")
	key, value, _ := strings.Cut(line, ":")
	key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
	switch key {
	case "user-agent", "allow", "disallow":
		return key + ": " + strings.ToValidUTF8(value, "")
	case "crawl-delay":
		if n, err := strconv.ParseFloat(value, 64); err == nil && n >= 0 && n < 1e6 {
			return key + ": " + value
		}
	}
	return ""
}

func (r *robots) recall(site string) (rules, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	got, ok := r.known[site]
	return got, ok && time.Now().Before(got.until)
}

func (r *robots) remember(site string, got rules) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil {
		r.known = map[string]rules{}
	}
	for old := range r.known {
		if len(r.known) < maxHosts {
			break
		}
		delete(r.known, old)
	}
	r.known[site] = got
}
