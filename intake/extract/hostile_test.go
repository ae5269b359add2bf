package extract

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// hostile are pages that make a parser slow, deep or fat, by what is wrong with them.
func hostile() map[string]string {
	const n = 60_000
	all := nests(n)
	for name, page := range hostileTags(n) {
		all[name] = page
	}
	for name, page := range hostileData(n) {
		all[name] = page
	}
	for name, page := range hostileText(n) {
		all[name] = page
	}
	return all
}

// nests are pages of many elements open at once.
func nests(n int) map[string]string {
	return map[string]string{
		"nested div":     strings.Repeat("<div>", n) + "word",
		"nested inline":  strings.Repeat("<b><i><a href=x>", n) + "word",
		"nested tables":  strings.Repeat("<table><tr><td>", n) + "word",
		"nested lists":   strings.Repeat("<ul><li>", n) + "word",
		"open p":         strings.Repeat("<p>", 10*n),
		"open a":         strings.Repeat("<a>", 10*n) + "word",
		"open b":         strings.Repeat("<b>x", 10*n) + "word",
		"open table":     strings.Repeat("<table>", 10*n) + "word",
		"misnested":      strings.Repeat("<b><p></b><i></p>x</i>", n),
		"ends only":      strings.Repeat("<div><td><span>", 300) + strings.Repeat("</div></p></b>", 5*n),
		"tiny nodes":     "<article>" + strings.Repeat("<p>a", 10*n),
		"tiny cells":     "<table>" + strings.Repeat("<tr><td>1<td>2", 2*n),
		"tiny sentences": "<article>" + strings.Repeat("<p>One two, three. ", 2*n),
		"hidden":         strings.Repeat("<p hidden>Some words here, and more.", n),
		"noscript":       "<noscript>" + strings.Repeat("<p>Some words here, and more.", n),
		"headings":       strings.Repeat("<h1>One two three four</h1>", n),
		"breaks":         "<p>" + strings.Repeat("a<br>", 2*n),
		"lines":          "<p>" + strings.Repeat("Some words.<br><br>", n),
	}
}

// hostileTags are pages of strange tags and attributes.
func hostileTags(n int) map[string]string {
	return map[string]string{
		"attributes":     "<div " + strings.Repeat("a=b class=c ", 5*n) + ">word</div>",
		"kept ones":      strings.Repeat("<p id=a class=b role=c>", n) + "word",
		"classes":        "<p class='" + strings.Repeat("story ", 5*n) + "'>word",
		"many classes":   numbered("<p class='a%d b%d'>x", n),
		"giant value":    "<p title='" + strings.Repeat("x", 50*n) + "'>word",
		"giant name":     "<p " + strings.Repeat("x", 50*n) + "=1>word",
		"giant tag":      "<" + strings.Repeat("x", 50*n) + ">word",
		"open comment":   strings.Repeat("<!-- ", n),
		"dashes":         "<!--" + strings.Repeat("-", 10*n),
		"open script":    "<script>" + strings.Repeat("<!-- <script> ", n),
		"open textarea":  "<textarea>" + strings.Repeat("</textare", n),
		"open quotes":    strings.Repeat(`<a href="x`, n),
		"open CDATA":     strings.Repeat("<![CDATA[", n),
		"lone brackets":  strings.Repeat("<", 10*n),
		"lone slashes":   strings.Repeat("</", 10*n),
		"ampersands":     "<p>" + strings.Repeat("&", 10*n),
		"references":     "<p>" + strings.Repeat("&amp;&#x41;&nbsp;", 2*n),
		"open reference": "<p>" + strings.Repeat("&#", 10*n),
		"long names":     "<p>" + strings.Repeat("&CounterClockwiseContourIntegralX", n),
		"links":          "<p>" + strings.Repeat("<a href=/x>a</a> ", n),
		"own links":      "<p>" + numbered("<a href=/x%d>Some words %d</a>, more. ", n),
		"images":         "<article>" + strings.Repeat("<img src=a.jpg><p>Some words here.", n),
		"own images":     "<article>" + numbered("<img src=a%d.jpg alt='%d'><p>Some words here.", n),
		"times":          strings.Repeat("<time datetime=2020-02-03>", n) + "<p>Some words here.",
	}
}

// hostileData are pages of much metadata.
func hostileData(n int) map[string]string {
	ld := func(s string) string { return `<script type="application/ld+json">` + s + "</script><p>x" }
	body := `{"@type":"NewsArticle","articleBody":"%s"}`
	return map[string]string{
		"metas":             strings.Repeat("<meta name=author content='A B'>", n),
		"own metas":         numbered("<meta name=a%d content='A %d'>", n),
		"titles":            strings.Repeat("<title>One two three</title>", n),
		"deep JSON":         ld(strings.Repeat("[", 5*n)),
		"deep objects":      ld(strings.Repeat(`{"@graph":`, n)),
		"broad JSON":        ld("[" + strings.Repeat(`{"@type":"Article"},`, n) + "{}]"),
		"broad array":       ld("[" + strings.Repeat(`1,`, 10*n) + "1]"),
		"many scripts":      strings.Repeat(ld(`{"@type":"Article"}`), n/4),
		"long articleBody":  ld(fmt.Sprintf(body, strings.Repeat("Some words, and more. ", 2*n))),
		"lines of body":     ld(fmt.Sprintf(body, strings.Repeat(`Some words.\n`, 2*n))),
		"elements of body":  ld(fmt.Sprintf(body, strings.Repeat("<p>Some words.</p>", n))),
		"escapes in body":   ld(fmt.Sprintf(body, strings.Repeat(`\u00e4`, 5*n))),
		"strings in script": "<script>" + strings.Repeat(`"`, 5*n) + "</script>",
		"state": "<script>var x=[" + numbered(`"Some words that make a sentence of %d, and of %d more words.",`, n) +
			"]</script><p>x",
		"one string of state": `<script>var x="` + strings.Repeat("Some words, and more. ", 4*n) + `"</script>`,
		"days in script":      "<script>" + strings.Repeat("2020-02-03 ", 2*n) + "</script><p>x",
	}
}

// hostileText are pages of strange text.
func hostileText(n int) map[string]string {
	return map[string]string{
		"NULs":         "<p>" + strings.Repeat("\x00 a", 30) + strings.Repeat("word ", n),
		"long text":    "<p>" + strings.Repeat("Some words, and some more. ", 12*n),
		"no space":     "<p>" + strings.Repeat("x", 40*n),
		"numbers":      "<h1>x</h1><p>" + strings.Repeat("12.3.2020 ", n),
		"brackets":     "<p>" + strings.Repeat("[(", 5*n),
		"high bytes":   "<p>" + strings.Repeat("\xe4\xf6", 5*n),
		"Cyrillic":     "<meta charset=windows-1251><p>" + strings.Repeat("\xcc\xee\xf1\xea\xe2\xe0 ", n),
		"euro signs":   "<meta charset=windows-1252><p>" + strings.Repeat("\x80", 10*n),
		"half UTF-16":  "\xff\xfe" + strings.Repeat("<\x00p\x00>\x00a", n),
		"UTF-16":       "\xff\xfe" + strings.Repeat("<\x00p\x00>\x00a\x00", n),
		"broken UTF-8": "<p>" + strings.Repeat("\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3", n),
		"Chinese":      "<meta charset=gb18030><p>" + strings.Repeat("\xd6\xd0\xce\xc4\xa1\xa3", n),
		"bylines":      "<h1>One two three</h1>" + strings.Repeat("<p class=author>By Jane Roe and John Doe, Ann Lee</p>", n/4),
		"credits":      "<article>" + strings.Repeat("<figcaption>Words (Photo: A B/C)</figcaption>", n/2),
		"pairs":        "<p>" + strings.Repeat("Jane Roe and ", 2*n),
		"short lines":  strings.Repeat("Some words here.\n\n", n),
		"pipes":        "<title>" + strings.Repeat("a | ", n) + "</title><h1>a</h1><p>b",
	}
}

func numbered(form string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form, i, i)
	}
	return b.String()
}

// A page may allocate, all in all and in fresh memory, so many times its size, and so much more.
// Nothing here depends on a time: what takes more than linear time allocates more, or runs into
// the time limit of the whole test.
const (
	maxTimes = 10
	maxMore  = 8 << 20 // for 12,000 blocks and 10,000 marks of JSON, which any page may have
)

func TestHostile(t *testing.T) {
	m, err := Standard()
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range hostile() {
		for kind, f := range map[string]func([]byte) error{
			"page": func(b []byte) error {
				fresh := Model{hints: m.hints, first: m.first, second: m.second}
				_, err := fresh.Page(b, Params{URL: "http://example.org/"})
				return err
			},
			"text": func(b []byte) error { _, err := Text(b, Params{}); return err },
		} {
			got, took := allocated(func() { _ = f([]byte(page)) })
			got -= uint64(len(page)) // the copy
			if got > maxTimes*uint64(len(page))+maxMore {
				t.Errorf("%s as %s: allocated %d kB for a page of %d kB", name, kind, got>>10, len(page)>>10)
			}
			if testing.Verbose() {
				t.Logf("%s as %s: %d kB in %v, allocated %.1f times that", name, kind,
					len(page)>>10, took.Round(time.Millisecond), float64(got)/float64(len(page)+1))
			}
		}
	}
}

// allocated returns how many bytes f allocates in all, and how long it takes.
func allocated(f func()) (uint64, time.Duration) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	f()
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, took
}
