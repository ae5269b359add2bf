package dom

import (
	"fmt"
	"strings"
	"testing"
)

// outline writes the elements and texts of a page: div(p(one) p(two)).
func outline(d *Page) string {
	var b strings.Builder
	var open []int32
	for i := int32(1); i < int32(len(d.Nodes)); i++ {
		for len(open) > 0 && i >= open[len(open)-1] {
			b.WriteString(")")
			open = open[:len(open)-1]
		}
		n := &d.Nodes[i]
		if s := b.String(); s != "" && !strings.HasSuffix(s, "(") {
			b.WriteString(" ")
		}
		if n.Tag == Text {
			b.WriteString(strings.Join(strings.Fields(string(Unescape(nil, d.Raw(i)))), "_"))
			continue
		}
		b.WriteString(n.Tag.String())
		if n.Unseen {
			b.WriteString("!")
		}
		if n.End > i+1 {
			b.WriteString("(")
			open = append(open, n.End)
		}
	}
	return b.String() + strings.Repeat(")", len(open))
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<p>one<p>two", "p(one) p(two)"},
		{"<div><p>one</div>two", "div(p(one)) two"},
		{"<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "ul(li(a) li(b ul(li(c))) li(d))"},
		{"<table><tr><td>a<td>b<tr><td>c</table>x", "table(tr(td(a) td(b)) tr(td(c))) x"},
		{"<table><tr><td><table><tr><td>in</table>out</table>",
			"table(tr(td(table(tr(td(in))) out)))"},
		{"<p>a<div>b</div>c</p>", "p(a) div(b) c p"},
		{"<b>a<p>b</b>c</p>d", "b(a p(b c) d)"},
		{"a</span>b</div>c", "a b c"},
		{"<h1>a<br>b</h1>", "h1(a br b)"},
		{"<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a) dd(b) dt(c))"},
		{"<select><option>a<option>b</select>c", "select!(option!(a) option!(b)) c"},
		{"<title>a<b></title><body>c", "title!(a<b>) body(c)"},
		{"<head><meta name=x><title>t</title>text", "head!(meta! title!(t)) text"},
		{"<head><link><div>a", "head!(link!) div(a)"},
		{"<script>if(a<b)'</p>'</script>x", "script!(if(a<b)'</p>') x"},
		{"<script><!-- <script></script> --></script>x", "script!(<!--_<script></script>_-->) x"},
		{"<style>p{}</style><textarea><p></textarea>", "style!(p{}) textarea!(<p>)"},
		{"a<!-- <p> -->b<!-->c<!--x--!>d<!doctype x>e<?php ?>f", "a b c d e f"},
		{"a<!-- open", "a"},
		{"a < b <3 c", "a_<_b_<3_c"},
		{"a<p title='", "a"},
		{"<svg><path/><title/><g></g></svg><p>a", "svg!(path? title! g?) p(a)"},
		{"<svg><path>a<div>b", "svg!(?!(a)) div(b)"},
		{"<p hidden>a</p><p style='color:red; display : none'>b</p>c", "p!(a) p!(b) c"},
		{"<span class='x sr-only'>a</span><i class=screen-reader-text>b</i>c",
			"span!(a) i!(b) c"},
		{"<p class='not-sr-only-big'>a", "p(a)"},
		{"<template>a</template><template shadowrootmode=open>b</template>",
			"template!(a) template(b)"},
		{"<ruby>字<rt>zi</rt></ruby>", "span(字 rt!(zi))"},
		{"a &amp; b &lt;c&gt; &eacute;&#233;&#x2014;&nope; &copy", "a_&_b_<c>_éé—&nope;_©"},
		{"<P CLASS=a>x</P>", "p(x)"},
		{"<noscript><div><td>a</noscript>b", "noscript!(div!(td!(a))) b"},
		{"<svg><use></svg>a", "svg!(?!) a"},
		{"<noembed><p>a</iframe></NOEMBED>b", "iframe!(<p>a</iframe>) b"},
		{"<a href=1>a<a href=2>b</a>", "a(a a(b))"},
	} {
		got := strings.NewReplacer("path?", "?", "g?", "?").Replace(outline(Parse([]byte(c.in))))
		want := strings.NewReplacer("path?", "?!", "g?", "?!").Replace(c.want)
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, want)
		}
	}
}

func TestLinks(t *testing.T) {
	d := Parse([]byte("<a href=1>a<div>b</div></a>c<div><a href=2>d</div>e<a href=3>f<p>g"))
	var got []string
	for i := range d.Nodes {
		if d.Nodes[i].Tag == Text {
			link := "-"
			if l := d.Nodes[i].Link; l >= 0 {
				link = d.Value(l, Href)
			}
			got = append(got, string(d.Raw(int32(i)))+link)
		}
	}
	if s, want := strings.Join(got, " "), "a1 b1 c- d2 e- f3 g3"; s != want {
		t.Errorf("links: got %s, want %s", s, want)
	}
}

func TestAttributes(t *testing.T) {
	d := Parse([]byte(`<img SRC = "a&amp;b" alt=c/d title='e "f"' hidden x=y class><p =z id=q>`))
	for _, c := range []struct {
		name Attr
		want string
		ok   bool
	}{{Src, "a&b", true}, {Alt, "c/d", true}, {TitleAttr, `e "f"`, true}, {Class, "", true},
		{ID, "", false}} {
		if got := d.Value(1, c.name); got != c.want || d.Has(1, c.name) != c.ok {
			t.Errorf("attribute %d: got %q, %v, want %q, %v", c.name, got, d.Has(1, c.name), c.want, c.ok)
		}
	}
	if got := d.Value(2, ID); got != "q" {
		t.Errorf("id: got %q", got)
	}
}

// check says what is wrong with a tree.
func check(d *Page) error {
	for i := 1; i < len(d.Nodes); i++ {
		n := &d.Nodes[i]
		p := &d.Nodes[n.Parent]
		if int(n.Parent) >= i || int(n.End) <= i || n.End > p.End || int(n.End) > len(d.Nodes) {
			return fmt.Errorf("node %d: parent %d, end %d, the parent's end %d", i, n.Parent, n.End, p.End)
		}
		if p.Unseen && !n.Unseen || int(n.Depth) > maxDepth+1 {
			return fmt.Errorf("node %d: seen in what is unseen, or depth %d", i, n.Depth)
		}
	}
	return nil
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("<table><tr><td><p>a<b>c</table><svg><path/></svg>&amp;<!-- x --><script>y"))
	f.Add([]byte("<ul><li><a href='x'>a<li>b</ul></a><select><option>a</select>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		d := Parse(b)
		if err := check(d); err != nil {
			t.Fatal(err)
		}
		d.Text(nil, 0)
	})
}
