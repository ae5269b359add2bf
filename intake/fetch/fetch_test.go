package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"readout/news"
)

// client returns a Client that may reach s, and nothing else that is private.
func client(t *testing.T, s *httptest.Server, opt Options) *Client {
	t.Helper()
	u, _ := url.Parse(s.URL)
	opt.Allow = append(opt.Allow, u.Host)
	c := New(opt)
	t.Cleanup(c.Close)
	return c
}

// host serves a robots.txt (none if empty) and h for every other path.
func host(t *testing.T, robots string, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			h(w, r)
			return
		}
		if robots == "" {
			http.NotFound(w, r)
			return
		}
		io.WriteString(w, robots)
	}))
	t.Cleanup(s.Close)
	return s
}

func page(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("ETag", `"v1"`)
	io.WriteString(w, "<p>Hello.</p>")
}

func TestFetch(t *testing.T) {
	var agent string
	s := host(t, "", func(w http.ResponseWriter, r *http.Request) {
		agent = r.UserAgent()
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		page(w, r)
	})
	c := client(t, s, Options{})
	res, err := c.Fetch(t.Context(), Request{URL: s.URL + "/a#part"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(res.Body), "<p>Hello.</p>"; got != want {
		t.Errorf("body: got %q, want %q", got, want)
	}
	if got, want := res.URL, s.URL+"/a"; got != want {
		t.Errorf("URL: got %q, want %q", got, want)
	}
	if !strings.HasPrefix(agent, "Readout/") {
		t.Errorf("we called ourselves %q", agent)
	}
	res, err = c.Fetch(t.Context(), Request{URL: s.URL + "/a", ETag: res.ETag})
	if err != nil || !res.NotModified || res.ETag != `"v1"` {
		t.Errorf("second fetch: got %+v, %v, want not modified", res, err)
	}
}

func TestRefused(t *testing.T) {
	s := host(t, "", page)
	c := New(Options{}) // s lies on loopback, and nobody allowed it
	t.Cleanup(c.Close)
	for _, raw := range []string{
		s.URL, "http://localhost:1/", "http://10.1.2.3/", "http://192.168.0.1/",
		"http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://0.0.0.0/",
		"http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
		"http://224.0.0.1/", "http://[fe80::1%25eth0]/", "http://[fd00::1]/", "http://[::]/",
		"http://100.64.0.1/", "http://user:secret@example.org/", "ftp://example.org/",
		"file:///etc/passwd", "http://0x7f.1/", "http://2130706433/",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		_, err := c.Fetch(ctx, Request{URL: raw})
		cancel()
		if err == nil {
			t.Errorf("%s: fetched", raw)
		}
		if strings.Contains(raw, "0x7f") || strings.Contains(raw, "2130706433") {
			continue // a name to some resolvers, an address to others: refused either way
		}
		if !errors.Is(err, news.ErrForbidden) {
			t.Errorf("%s: got %v, want %v", raw, err, news.ErrForbidden)
		}
	}
}

func TestRedirectToPrivateAddress(t *testing.T) {
	var reached atomic.Bool
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		reached.Store(true)
	}))
	t.Cleanup(inner.Close)
	s := host(t, "", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, inner.URL, http.StatusFound)
	})
	_, err := client(t, s, Options{}).Fetch(t.Context(), Request{URL: s.URL + "/a"})
	if !errors.Is(err, news.ErrForbidden) {
		t.Errorf("got %v, want %v", err, news.ErrForbidden)
	}
	if reached.Load() {
		t.Error("the private host was reached")
	}
}

func TestRedirects(t *testing.T) {
	s := host(t, "", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		case "/new":
			page(w, r)
		default:
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		}
	})
	c := client(t, s, Options{Redirects: 3})
	res, err := c.Fetch(t.Context(), Request{URL: s.URL + "/old"})
	if err != nil || res.URL != s.URL+"/new" {
		t.Errorf("got %+v, %v, want the new address", res, err)
	}
	_, err = c.Fetch(t.Context(), Request{URL: s.URL + "/endless"})
	if err == nil || !strings.Contains(err.Error(), "more than 3 redirects") {
		t.Errorf("endless redirects: got %v", err)
	}
}

func TestStatus(t *testing.T) {
	s := host(t, "", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/closed":
			w.WriteHeader(http.StatusForbidden)
		default:
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	c := client(t, s, Options{})
	_, err := c.Fetch(t.Context(), Request{URL: s.URL + "/gone"})
	if !errors.Is(err, news.ErrNotFound) {
		t.Errorf("410: got %v, want %v", err, news.ErrNotFound)
	}
	_, err = c.Fetch(t.Context(), Request{URL: s.URL + "/closed"})
	if !errors.Is(err, news.ErrForbidden) {
		t.Errorf("403: got %v, want %v", err, news.ErrForbidden)
	}
	_, err = c.Fetch(t.Context(), Request{URL: s.URL + "/busy"})
	var busy *StatusError
	if !errors.As(err, &busy) || busy.RetryAfter != 2*time.Minute {
		t.Errorf("429: got %v, want a wait of two minutes", err)
	}
	_, err = c.Fetch(t.Context(), Request{URL: s.URL + "/busy"})
	if err == nil || !strings.Contains(err.Error(), "asks us to wait") {
		t.Errorf("asked again at once: got %v", err)
	}
}

func TestTooLarge(t *testing.T) {
	zeros := make([]byte, 4<<20)
	var gz, zst bytes.Buffer
	zw := gzip.NewWriter(&gz)
	zw.Write(zeros)
	zw.Close()
	sw, _ := zstd.NewWriter(&zst)
	sw.Write(zeros)
	sw.Close()
	s := host(t, "", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/gzip":
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(gz.Bytes())
		case "/zstd":
			w.Header().Set("Content-Encoding", "zstd")
			w.Write(zst.Bytes())
		case "/endless":
			for r.Context().Err() == nil {
				if _, err := w.Write(zeros[:32<<10]); err != nil {
					return
				}
			}
		}
	})
	c := client(t, s, Options{MaxBytes: 1 << 20})
	for _, path := range []string{"/gzip", "/zstd", "/endless"} {
		_, err := c.Fetch(t.Context(), Request{URL: s.URL + path})
		if !errors.Is(err, news.ErrTooLarge) {
			t.Errorf("%s: got %v, want %v", path, err, news.ErrTooLarge)
		}
	}
	c = client(t, s, Options{MaxBytes: 4 << 20})
	for _, path := range []string{"/gzip", "/zstd"} {
		res, err := c.Fetch(t.Context(), Request{URL: s.URL + path})
		if err != nil || !bytes.Equal(res.Body, zeros) {
			t.Errorf("%s within the limit: %v", path, err)
		}
	}
}

func TestSlowBody(t *testing.T) {
	s := host(t, "", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			io.WriteString(w, "a")
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond)
		}
	})
	c := client(t, s, Options{Timeout: 50 * time.Millisecond})
	_, err := c.Fetch(t.Context(), Request{URL: s.URL + "/drip"})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want a deadline", err)
	}
}

func TestBrokenBody(t *testing.T) {
	s := host(t, "", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/short":
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, "only this")
		case "/notgzip":
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "plain words")
		case "/brotli":
			w.Header().Set("Content-Encoding", "br")
			io.WriteString(w, "?")
		}
	})
	c := client(t, s, Options{})
	for _, path := range []string{"/short", "/notgzip", "/brotli"} {
		if _, err := c.Fetch(t.Context(), Request{URL: s.URL + path}); err == nil {
			t.Errorf("%s: no error", path)
		}
	}
}

func TestOneRequestAtATime(t *testing.T) {
	var now, most atomic.Int32
	s := host(t, "", func(w http.ResponseWriter, r *http.Request) {
		most.Store(max(most.Load(), now.Add(1)))
		time.Sleep(2 * time.Millisecond)
		now.Add(-1)
		page(w, r)
	})
	c := client(t, s, Options{})
	done := make(chan error)
	for i := range 8 {
		go func() {
			_, err := c.Fetch(t.Context(), Request{URL: fmt.Sprintf("%s/%d", s.URL, i)})
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if most.Load() != 1 {
		t.Errorf("%d requests at a time", most.Load())
	}
}

func TestCancelled(t *testing.T) {
	s := host(t, "", page)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := client(t, s, Options{}).Fetch(ctx, Request{URL: s.URL})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestProxy(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(page))
	t.Cleanup(proxy.Close)
	u, _ := url.Parse(proxy.URL)
	t.Setenv("HTTP_PROXY", "http://192.0.2.1:1")
	c := New(Options{Proxy: u})
	t.Cleanup(c.Close)
	res, err := c.Fetch(t.Context(), Request{URL: "http://news.example/a"})
	if err != nil || len(res.Body) == 0 {
		t.Errorf("through a proxy: %v", err)
	}
	if _, err = c.Fetch(t.Context(), Request{URL: "http://10.0.0.1/"}); err == nil {
		t.Error("a private address was fetched through the proxy")
	}
}
