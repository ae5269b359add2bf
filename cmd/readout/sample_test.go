package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// sampleDesk runs `readout serve --sample` in this process until the test ends, and returns its
// address once every article is read.
func sampleDesk(t *testing.T) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := ln.Addr().String()
	ln.Close()
	ctx, stop := context.WithCancel(context.Background())
	var errs lockedBuffer
	e := &env{ctx: ctx, out: io.Discard, err: &errs}
	done := make(chan error, 1)
	go func() { done <- (&serveCmd{Addr: addr, Sample: true}).Run(e) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("serve ended with %v", err)
		}
	})
	base := "http://" + addr
	for range 600 {
		select {
		case err := <-done:
			done <- err
			t.Fatalf("serve ended: %v\n%s", err, errs.String())
		default:
		}
		if n := kept.FindStringSubmatch(page(base + "/feeds")); n != nil && len(n[1]) > 2 &&
			!strings.Contains(n[0], "waiting") && !strings.Contains(n[0], "could not") {
			return base
		}
		time.Sleep(200 * time.Millisecond)
	}
	t.Fatalf("the sample world was not read in time: %s\n%s", kept.FindString(page(base+"/feeds")), errs.String())
	return ""
}

var kept = regexp.MustCompile(`(\d+) articles kept[^<]*`)

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// page fetches a page, "" where it does not answer.
func page(url string) string {
	res, err := http.Get(url)
	if err != nil {
		return ""
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	return string(b)
}

// first returns the first link on a page whose path begins so.
func first(t *testing.T, html, prefix string) string {
	t.Helper()
	m := regexp.MustCompile(`href="(` + regexp.QuoteMeta(prefix) + `[^"#?]+)"`).FindStringSubmatch(html)
	if m == nil {
		t.Fatalf("no link to %s…", prefix)
	}
	return m[1]
}

// TestSampleDesk takes the sample world in and looks at every page in a browser.
func TestSampleDesk(t *testing.T) {
	if testing.Short() {
		t.Skip("not in short mode: reads a hundred articles")
	}
	base := sampleDesk(t)
	front := page(base + "/")
	for _, want := range []string{"Coming up", "Who said what", "independent sources", "copies"} {
		if !strings.Contains(front, want) {
			t.Errorf("the front page lacks %q", want)
		}
	}
	story := first(t, front, "/story/")
	article := first(t, page(base+story), "/article/")
	paths := []string{"/", "/stories", story, article, "/people", first(t, page(base+"/people"), "/person/"),
		"/organizations", "/countries", first(t, page(base+"/countries"), "/country/"),
		first(t, page(base+"/countries"), "/dyad/"), "/calendar", "/search?q=grain", "/feeds", "/queue", "/data", "/keys"}
	for _, p := range paths {
		if n := len(page(base + p)); n > 100_000 || n < 1000 {
			t.Errorf("%s has %d bytes, want 1,000 to 100,000", p, n)
		}
	}
	browse(t, base, paths, article)
}

// browser starts Chromium, or skips the rest where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
	var exe string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "headless-shell"} {
		if p, err := exec.LookPath(name); err == nil {
			exe = p
			break
		}
	}
	if exe == "" {
		t.Skip("no Chromium here: the pages were not looked at in a browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(exe), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	return ctx
}

// looked is what a browser sees of a page.
type looked struct {
	Overflow  int    // pixels that the page is wider than the window
	Headings  int    // of the first level
	Nameless  string // the first control without a name
	Landmarks int
}

const look = `(() => {
	const bare = [...document.querySelectorAll("a, button, input:not([type=hidden]), textarea")].find(e =>
		!(e.textContent.trim() || e.labels?.length || e.getAttribute("aria-label") || e.querySelector("img[alt]")));
	return {Overflow: document.documentElement.scrollWidth - innerWidth, Headings: document.querySelectorAll("h1").length,
		Nameless: bare ? bare.outerHTML : "", Landmarks: document.querySelectorAll("header, nav, main, footer").length};
})()`

func browse(t *testing.T, base string, paths []string, article string) {
	ctx := browser(t)
	var failed lockedBuffer
	err := chromedp.Listen(ctx, func(ev any) {
		if e, ok := ev.(*runtime.EventExceptionThrown); ok {
			fmt.Fprintln(&failed, e.ExceptionDetails.Text)
		}
	})
	if err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	for _, width := range []int64{360, 1280} {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900)); err != nil {
			t.Fatal(err)
		}
		for _, p := range paths {
			if err := chromedp.Do(ctx, chromedp.Navigate(base+p)); err != nil {
				t.Fatalf("%s: %v", p, err)
			}
			l, err := chromedp.Run(ctx, chromedp.Evaluate[looked](look))
			if err != nil {
				t.Fatalf("%s: %v", p, err)
			}
			if l.Overflow > 0 || l.Headings != 1 || l.Nameless != "" || l.Landmarks < 4 {
				t.Errorf("%s at %d pixels: %+v", p, width, l)
			}
		}
	}
	keys(t, ctx, base)
	citation(t, ctx, base+article)
	if s := failed.String(); s != "" {
		t.Errorf("scripts failed: %s", s)
	}
}

// keys presses j and o on the front page: the first story opens.
func keys(t *testing.T, ctx context.Context, base string) {
	err := chromedp.Do(ctx, chromedp.Navigate(base+"/"), chromedp.KeyEvent("j"), chromedp.KeyEvent("o"),
		chromedp.WaitVisible("#h-time"))
	at, lerr := chromedp.Run(ctx, chromedp.Location())
	if err != nil || lerr != nil || !strings.Contains(at, "/story/") {
		t.Errorf("j, o on the front page leads to %q, %v, want a story", at, err)
	}
}

// citation follows a note in the margin: its words are on the page and lit.
func citation(t *testing.T, ctx context.Context, article string) {
	err := chromedp.Do(ctx, chromedp.Navigate(article), chromedp.Evaluate[chromedp.Void](
		`document.querySelector(".margin a").click()`))
	words, werr := chromedp.Run(ctx, chromedp.Evaluate[string](`document.querySelector(":target")?.textContent ?? ""`))
	if err != nil || werr != nil || strings.TrimSpace(words) == "" {
		t.Errorf("the first note of %s cites %q, %v", article, words, err)
	}
}
