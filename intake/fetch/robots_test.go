package fetch

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"readout/news"
)

const rulesText = "\ufeffUser-agent: *\nDisallow: /\nnonsense line\n" +
	"User-agent: Readout\nCrawl-delay: never\nCrawl-delay: 0.01\nDisallow: /private/ # why\n" +
	"Allow: /private/but-this\nSitemap: /map.xml\n"

func TestRobots(t *testing.T) {
	s := host(t, rulesText, page)
	c := client(t, s, Options{})
	for path, want := range map[string]bool{
		"/": true, "/private/a": false, "/private/but-this": true, "/news?id=1": true,
	} {
		_, err := c.Fetch(t.Context(), Request{URL: s.URL + path})
		if got := err == nil; got != want {
			t.Errorf("%s: got %v, want allowed %v", path, err, want)
		}
		if err != nil && !errors.Is(err, news.ErrForbidden) {
			t.Errorf("%s: got %v, want %v", path, err, news.ErrForbidden)
		}
	}
}

func TestRobotsIsAskedOnce(t *testing.T) {
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked++
		}
		page(w, r)
	}))
	t.Cleanup(s.Close)
	c := client(t, s, Options{})
	for range 3 {
		if _, err := c.Fetch(t.Context(), Request{URL: s.URL + "/a"}); err != nil {
			t.Fatal(err)
		}
	}
	if asked != 1 {
		t.Errorf("robots.txt was asked for %d times", asked)
	}
}

func TestRobotsOfBrokenHost(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadGateway)
	}))
	t.Cleanup(s.Close)
	_, err := client(t, s, Options{}).Fetch(t.Context(), Request{URL: s.URL + "/a"})
	if err == nil || errors.Is(err, news.ErrForbidden) {
		t.Errorf("got %v, want an error that may pass", err)
	}
}

func TestRobotsTooLongIsCut(t *testing.T) {
	long := "User-agent: *\nDisallow: /private/\n" + strings.Repeat("# padding\n", 80_000)
	s := host(t, long, page)
	c := client(t, s, Options{})
	if _, err := c.Fetch(t.Context(), Request{URL: s.URL + "/a"}); err != nil {
		t.Error(err)
	}
	if _, err := c.Fetch(t.Context(), Request{URL: s.URL + "/private/a"}); err == nil {
		t.Error("a rule at the head of a long file is not obeyed")
	}
}

func TestRobotsRedirectedElsewhere(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.Redirect(w, r, "/rules", http.StatusFound)
		case "/rules":
			io.WriteString(w, "User-agent: *\nDisallow: /no")
		default:
			page(w, r)
		}
	}))
	t.Cleanup(s.Close)
	c := client(t, s, Options{})
	_, err := c.Fetch(t.Context(), Request{URL: s.URL + "/no"})
	if !errors.Is(err, news.ErrForbidden) {
		t.Errorf("got %v, want %v", err, news.ErrForbidden)
	}
}

func TestCrawlDelay(t *testing.T) {
	c := New(Options{Delay: time.Second, MaxWait: time.Minute, Allow: []string{"own.example"}})
	slow := parseRobots([]byte("User-agent: *\nCrawl-delay: 7"))
	never := parseRobots([]byte("User-agent: *\nCrawl-delay: 86400"))
	later := time.Now().Add(time.Hour)
	c.robots.remember("https://slow.example", rules{group: slow, until: later})
	c.robots.remember("https://never.example", rules{group: never, until: later})
	for raw, want := range map[string]time.Duration{
		"https://slow.example/a": 7 * time.Second, "https://never.example/a": time.Minute,
		"https://new.example/a": time.Second, "https://own.example/a": 0,
	} {
		u, err := c.address(raw)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.delay(u); got != want {
			t.Errorf("%s: got %v, want %v", raw, got, want)
		}
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte(rulesText))
	f.Add([]byte("user-agent:\xff\ndisallow: /*$*$"))
	f.Fuzz(func(t *testing.T, body []byte) {
		parseRobots(body).Test("/some/path")
	})
}
