package dom

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"readout/eval/labelled"
)

// liner gathers the lines that a reader sees: elements that are not inline part them.
type liner struct {
	lines []string
	cur   strings.Builder
}

func (l *liner) end() {
	if s := strings.Join(strings.Fields(l.cur.String()), " "); s != "" {
		l.lines = append(l.lines, s)
	}
	l.cur.Reset()
}

func tagNamed(name string) Tag {
	var w word
	for i := range len(name) {
		w.add(name[i])
	}
	if n := tagNumbers.find(w); n != 0 && len(name) <= longestWord {
		return Tag(n)
	}
	return Other
}

// standard reads the lines off the tree that the HTML standard builds.
func standard(t *testing.T, page []byte) []string {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var l liner
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		tag := Root
		switch n.Type {
		case html.TextNode:
			l.cur.WriteString(n.Data)
			return
		case html.CommentNode, html.DoctypeNode:
			return
		case html.ElementNode:
			tag = tagNamed(n.Data)
		}
		if unseen.has(tag) {
			return
		}
		if tag == Br {
			l.cur.WriteString(" ")
		}
		if !tag.Inline() {
			l.end()
			defer l.end()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return l.lines
}

// ours reads the lines off our nodes.
func ours(page []byte) []string {
	d := Parse(page)
	var l liner
	var ends []int32
	for i := int32(1); i < int32(len(d.Nodes)); i++ {
		for len(ends) > 0 && ends[len(ends)-1] <= i {
			ends = ends[:len(ends)-1]
			l.end()
		}
		n := &d.Nodes[i]
		switch {
		case n.Tag == Text:
			l.cur.Write(Unescape(nil, bytes.ReplaceAll(d.Raw(i), []byte{0}, nil)))
		case unseen.has(n.Tag):
			i = n.End - 1
		case n.Tag == Br:
			l.cur.WriteString(" ")
		case !n.Tag.Inline():
			l.end()
			ends = append(ends, n.End)
		}
	}
	l.end()
	return l.lines
}

// TestOrder holds that broken pages come out in the lines that browsers show.
func TestOrder(t *testing.T) {
	for _, page := range []string{
		"<p>a<p>b<div>c</p>d</div>e", "<ul><li>a<li>b</ul>c<li>d", "<dl><dt>a<dd>b<dd>c</dl>",
		"<table><tr><td>a<td>b<tr><th>c</table>d", "<table><tr><td>a", "a<b>b<p>c</b>d</p>e",
		"<b><i>a</b>b</i>c", "<a href=1>a<div>b<a href=2>c</div>d", "<h1>a<h2>b</h1>c",
		"<p>a</div></span>b", "<div><span>a</div>b</span>c", "<select><option>a<option>b</select>c",
		"<p>a<table><tr><td><p>b</table>c", "<svg><path></svg> a", "<svg><use></svg>a",
		"<noscript><div>a</noscript>b", "<body>a<body>b</html>c", "a<!-- b",
		"<p>a<!-->b--><p>c", "<title>a</title>b<title>c</title>", "<p>a</p >b</P\n>c", "</p>a</br>b",
		"<button>a<p>b</button>c", "<pre>\na</pre>b", "<p>a<hr>b", "a<p/>b",
		"<address>a<p>b</address>c", "<center>a<p>b</center>c", "<li><p>a<li>b", "a\x00b",
		"<script>'</p>'</script>a<style>b</style>c", "<textarea><p>a</textarea>b", "<p>a<ruby>b<rt>c</ruby>",
		"<details><summary>a</summary>b</details>c", "<p>a<section>b</section>c", "<noembed><p>a</noembed>b",
	} {
		if got, want := ours([]byte(page)), standard(t, []byte(page)); !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", page, got, want)
		}
	}
}

// TestOrderOfPages holds it on real pages: of 1,919 two differ.
func TestOrderOfPages(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(labelled.Dir(t, "extract-pages"), "pages", "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	var other []string
	for _, name := range names[:min(len(names), 150)] {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if page = bytes.ToValidUTF8(page, []byte("\ufffd")); !slices.Equal(ours(page), standard(t, page)) {
			other = append(other, filepath.Base(name))
		}
	}
	if len(other) > 1 {
		t.Errorf("pages in other lines: %q", other)
	}
}
