package extract

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// hostile are pages that make a parser slow, deep or fat.
func hostile() map[string]string {
	const n = 100_000
	return map[string]string{
		"nested div":        strings.Repeat("<div>", n) + "word",
		"nested inline":     strings.Repeat("<b><i><a href=x>", n) + "word",
		"nested tables":     strings.Repeat("<table><tr><td>", n) + "word",
		"nested lists":      strings.Repeat("<ul><li>", n) + "word",
		"ends only":         strings.Repeat("<div><td><span>", 300) + strings.Repeat("</div></p></b>", 5*n),
		"attributes":        "<div " + strings.Repeat("a=b class=c ", 250_000) + ">word</div>",
		"long attribute":    "<p class='" + strings.Repeat("story ", 500_000) + "'>word",
		"NULs":              "<p>" + strings.Repeat("\x00 a", 30) + strings.Repeat("word ", n),
		"open comment":      strings.Repeat("<!-- ", n),
		"dashes":            "<!--" + strings.Repeat("-", 1_000_000),
		"open script":       "<script>" + strings.Repeat("<!-- <script> ", n),
		"open quotes":       strings.Repeat(`<a href="x`, n),
		"lone brackets":     strings.Repeat("<", 1_000_000),
		"ampersands":        "<p>" + strings.Repeat("&", 1_000_000),
		"long references":   "<p>" + strings.Repeat("&CounterClockwiseContourIntegralX", n),
		"paragraphs":        strings.Repeat("<p>one two three. ", 250_000),
		"images":            "<article>" + strings.Repeat("<img src=a.jpg><p>Some words here.", n),
		"links":             "<p>" + strings.Repeat("<a href=/x>a</a> ", 80_000),
		"metas":             strings.Repeat("<meta name=author content='A B'>", n),
		"deep JSON":         `<script type="application/ld+json">` + strings.Repeat("[", 250_000) + "</script>",
		"broad JSON":        `<script type="application/ld+json">[` + strings.Repeat(`{"@type":"Article"},`, n) + "{}]</script>",
		"strings in script": "<script>" + strings.Repeat(`"`, 500_000) + "</script>",
		"headings":          strings.Repeat("<h1>One two three four</h1>", n),
		"numbers":           "<h1>x</h1><p>" + strings.Repeat("12.3.2020 ", 80_000),
		"breaks":            "<p>" + strings.Repeat("a<br>", 250_000),
		"brackets in text":  "<p>" + strings.Repeat("[(", 500_000),
		"no space":          "<p>" + strings.Repeat("x", 4_000_000),
		"high bytes":        "<p>" + strings.Repeat("\xe4\xf6", 500_000),
		"half UTF-16":       "\xff\xfe" + strings.Repeat("<\x00p\x00>\x00a", 80_000),
	}
}

// maxTimes and maxMore bound what is allocated in all for a page: so many times its size, and so much
// more. Nothing here depends on a time; what takes more than linear time allocates more, or runs into
// the time limit of the whole test.
const (
	maxTimes = 120
	maxMore  = 64 << 20
)

func TestHostile(t *testing.T) {
	for name, page := range hostile() {
		for kind, f := range map[string]func([]byte) error{
			"page": func(b []byte) error { _, err := Page(b, Params{URL: "http://example.org/"}); return err },
			"text": func(b []byte) error { _, err := Text(b, Params{}); return err },
		} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_ = f([]byte(page))
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			got := after.TotalAlloc - before.TotalAlloc
			if got > maxTimes*uint64(len(page))+maxMore {
				t.Errorf("%s as %s: allocated %d MB for a page of %d kB", name, kind, got>>20, len(page)>>10)
			}
			if testing.Verbose() {
				t.Logf("%s as %s: %d kB in %v, allocated %.1f times that", name, kind,
					len(page)>>10, took.Round(time.Millisecond), float64(got)/float64(len(page)+1))
			}
		}
	}
}
