// Package fetch brings pages in over HTTP, politely and within bounds: it obeys robots.txt,
// asks a host for one page at a time with a pause between, never takes more bytes, redirects
// or seconds than it was told, and reaches no private address that was not allowed by name.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"readout/news"
)

// Options bound a Client. Zero fields take the defaults that are named here.
type Options struct {
	Agent     string        // who we say we are: "Readout/1.0 (news desk)"
	Allow     []string      // hosts, or host:port, that may lie at a private address
	Delay     time.Duration // pause between two requests to one host: 1 s; none for Allow
	Timeout   time.Duration // of one request, its body included: 30 s
	MaxWait   time.Duration // longest pause a host may impose before we give up: 30 s
	MaxBytes  int64         // of a body, packed and unpacked: 10 MB
	Redirects int           // followed in a row: 5
	Proxy     *url.URL      // none; one resolves names itself and is trusted to guard them
	Resolver  *net.Resolver // the system's
}

// A Request names a page and, where known, what the host said of the version we hold.
type Request struct {
	URL          string
	ETag         string
	LastModified string
}

// A Response is a page as its host gave it. Body is without transfer and content encodings.
type Response struct {
	URL          string // after redirects
	Status       int
	ContentType  string
	ETag         string
	LastModified string
	Body         []byte
	NotModified  bool // the version that the Request named still stands; Body is empty
	Fetched      time.Time
}

// A StatusError is an answer that is no page.
type StatusError struct {
	URL        string
	Status     int
	RetryAfter time.Duration // what the host asked for, 0 where it asked for nothing
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("the host answers %d %s", e.Status, http.StatusText(e.Status))
}

// Is makes a StatusError one of the kinds in news.
func (e *StatusError) Is(kind error) bool {
	switch e.Status {
	case http.StatusNotFound, http.StatusGone:
		return kind == news.ErrNotFound
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusUnavailableForLegalReasons:
		return kind == news.ErrForbidden
	}
	return false
}

// A Client fetches. It is safe for concurrent use.
type Client struct {
	opt    Options
	http   *http.Client
	guard  guard
	pace   pace
	robots robots
}

// New returns a Client within the bounds of opt.
func New(opt Options) *Client {
	fill(&opt)
	c := &Client{opt: opt, guard: newGuard(opt.Allow)}
	c.http = &http.Client{
		Transport:     c.transport(),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

func fill(o *Options) {
	o.Agent = or(o.Agent, "Readout/1.0 (news desk)")
	o.Delay = or(o.Delay, time.Second)
	o.Timeout = or(o.Timeout, 30*time.Second)
	o.MaxWait = or(o.MaxWait, 30*time.Second)
	o.MaxBytes = or(o.MaxBytes, 10<<20)
	o.Redirects = or(o.Redirects, 5)
}

func or[T comparable](v, standard T) T {
	var zero T
	if v == zero {
		return standard
	}
	return v
}

// Fetch brings the page that req names. An answer other than 2xx and 304 is a *StatusError; a
// page that robots.txt or the address rules out is news.ErrForbidden. An error of no kind of news
// may pass: the host is down, busy or slow.
func (c *Client) Fetch(ctx context.Context, req Request) (*Response, error) {
	u, err := c.address(req.URL)
	for hop := 0; err == nil; hop++ {
		var next string
		var res *Response
		if hop > c.opt.Redirects {
			err = fmt.Errorf("more than %d redirects", c.opt.Redirects)
			break
		}
		if err = c.permitted(ctx, u); err != nil {
			break
		}
		if res, next, err = c.once(ctx, u, req, c.opt.MaxBytes); err == nil && next == "" {
			return res, nil
		}
		if err == nil {
			u, err = c.address(next)
		}
	}
	return nil, fmt.Errorf("fetch %s: %w", req.URL, brief(err))
}

// Close lets go of idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// address checks a URL before anything is sent. Names are checked again once resolved.
func (c *Client) address(raw string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: not an address", news.ErrSyntax)
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%w: only http and https addresses are fetched", news.ErrForbidden)
	case u.User != nil:
		return nil, fmt.Errorf("%w: the address carries a password", news.ErrForbidden)
	case u.Hostname() == "":
		return nil, fmt.Errorf("%w: the address names no host", news.ErrSyntax)
	}
	u.Fragment = ""
	return u, c.guard.literal(u)
}

// once asks for u in its host's turn. A redirect's target is next.
func (c *Client) once(
	ctx context.Context, u *url.URL, req Request, limit int64,
) (res *Response, next string, err error) {
	turn, err := c.pace.enter(ctx, u.Hostname(), c.opt.MaxWait)
	if err != nil {
		return nil, "", err
	}
	pause := c.delay(u)
	defer func() { turn.leave(pause) }()

	ctx, cancel := context.WithTimeout(ctx, c.opt.Timeout)
	defer cancel()
	ans, err := c.ask(ctx, u, req)
	if err != nil {
		return nil, "", err
	}
	defer ans.Body.Close()
	if to := ans.Header.Get("Location"); isRedirect(ans.StatusCode) && to != "" {
		v, err := u.Parse(to)
		if err != nil {
			return nil, "", fmt.Errorf("%w: redirect to no address", news.ErrSyntax)
		}
		return nil, v.String(), nil
	}
	wait := retryAfter(ans.Header.Get("Retry-After"), time.Now())
	pause = max(pause, wait)
	res, err = c.response(u, ans, req, limit)
	if busy := (*StatusError)(nil); errors.As(err, &busy) {
		busy.RetryAfter = wait
	}
	return res, "", err
}

func (c *Client) ask(ctx context.Context, u *url.URL, req Request) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("User-Agent", c.opt.Agent)
	r.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	r.Header.Set("Accept-Encoding", "gzip, zstd")
	if req.ETag != "" {
		r.Header.Set("If-None-Match", req.ETag)
	}
	if req.LastModified != "" {
		r.Header.Set("If-Modified-Since", req.LastModified)
	}
	return c.http.Do(r)
}

func (c *Client) response(
	u *url.URL, ans *http.Response, req Request, limit int64,
) (*Response, error) {
	res := &Response{
		URL:          u.String(),
		Status:       ans.StatusCode,
		ContentType:  ans.Header.Get("Content-Type"),
		ETag:         ans.Header.Get("ETag"),
		LastModified: ans.Header.Get("Last-Modified"),
		Fetched:      time.Now().UTC(),
	}
	asked := req.ETag != "" || req.LastModified != ""
	switch {
	case ans.StatusCode == http.StatusNotModified && asked:
		res.NotModified = true // and the host need not say again what we hold
		res.ETag = or(res.ETag, req.ETag)
		res.LastModified = or(res.LastModified, req.LastModified)
		return res, nil
	case ans.StatusCode < 200 || ans.StatusCode > 299:
		io.CopyN(io.Discard, ans.Body, 4<<10) // a short answer leaves the connection of use
		return nil, &StatusError{URL: res.URL, Status: ans.StatusCode}
	}
	var err error
	res.Body, err = unpack(ans.Body, ans.Header.Get("Content-Encoding"), limit)
	return res, err
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// brief takes away the wrapping of net/http, which names the address a second time.
func brief(err error) error {
	if e := (*url.Error)(nil); errors.As(err, &e) {
		err = e.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no whole answer in time: %w", context.DeadlineExceeded)
	}
	return err
}
