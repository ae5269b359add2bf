package sample

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// list answers with the outlet's feed, each in the format that it chose.
func (w *world) list(rw http.ResponseWriter, r *http.Request, o *outlet) {
	base := base(r) + "/" + o.ID
	switch o.Kind {
	case "rss":
		send(rw, r, "application/rss+xml; charset=utf-8", o.rss(base))
	case "rss091":
		send(rw, r, "text/xml", o.rss091(base))
	case "rdf":
		send(rw, r, "application/rdf+xml", o.rdf(base))
	case "atom":
		send(rw, r, "application/atom+xml; charset=utf-8", o.atom(base))
	case "json":
		send(rw, r, "application/feed+json", o.json(base))
	case "news":
		send(rw, r, "application/xml", o.sitemap(base, true))
	case "text":
		send(rw, r, "text/plain; charset=utf-8", o.lines(base))
	default:
		send(rw, r, "application/xml", o.sitemap(base, false))
	}
}

// esc writes text as XML needs it.
func esc(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

func (o *outlet) rss(base string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, xmlHead+`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>`+
		"\n<title>%s</title><link>%s/</link><description>%s</description><language>en</language>\n",
		esc(o.Name), base, esc(o.About+" "+Notice))
	for _, a := range o.articles {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s/%s</link><guid isPermaLink=\"false\">%s</guid>"+
			"<description>%s</description>", esc(a.Headline), base, a.Path, a.Slug,
			esc("<p>"+esc(a.Lede())+"</p>"))
		if a.Byline != "" {
			fmt.Fprintf(&b, "<dc:creator>%s</dc:creator>", esc(a.Byline))
		}
		fmt.Fprintf(&b, "<pubDate>%s</pubDate></item>\n", a.Published.Format(time.RFC1123Z))
	}
	b.WriteString("</channel></rss>\n")
	return b.Bytes()
}

func (o *outlet) rss091(base string) []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>` + "\n" +
		`<rss version="0.91"><channel>` + "\n")
	fmt.Fprintf(&b, "<title>%s</title><link>%s/</link>\n", esc(o.Name), base)
	for _, a := range o.articles {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s/%s</link></item>\n",
			esc(a.Headline), base, a.Path)
	}
	b.WriteString("</channel></rss>\n")
	return b.Bytes()
}

func (o *outlet) rdf(base string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, xmlHead+`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" `+
		`xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">`+"\n"+
		`<channel rdf:about="%s/"><title>%s</title><link>%s/</link></channel>`+"\n",
		base, esc(o.Name), base)
	for _, a := range o.articles {
		fmt.Fprintf(&b, `<item rdf:about="%s/%s"><title>%s</title><link>%s/%s</link>`+
			"<dc:date>%s</dc:date></item>\n", base, a.Path, esc(a.Headline), base, a.Path,
			a.Published.Format(time.RFC3339))
	}
	b.WriteString("</rdf:RDF>\n")
	return b.Bytes()
}

func (o *outlet) atom(base string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, xmlHead+`<feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title>`+
		`<link href="%s/"/><link rel="self" href="%s/%s"/><id>%s/</id>`+"\n",
		esc(o.Name), base, base, o.Feed, base)
	for _, a := range o.articles {
		updated := a.Published
		if !a.Updated.IsZero() {
			updated = a.Updated
		}
		fmt.Fprintf(&b, `<entry><title>%s</title><link href="%s/%s"/><id>urn:sample:%s:%s</id>`+
			"<published>%s</published><updated>%s</updated><summary>%s</summary></entry>\n",
			esc(a.Headline), base, a.Path, o.ID, a.Slug, a.Published.Format(time.RFC3339),
			updated.Format(time.RFC3339), esc(a.Lede()))
	}
	b.WriteString("</feed>\n")
	return b.Bytes()
}

func (o *outlet) json(base string) []byte {
	type item struct {
		ID        string `json:"id"`
		URL       string `json:"url"`
		Title     string `json:"title"`
		Summary   string `json:"summary"`
		Published string `json:"date_published"`
	}
	f := struct {
		Version string `json:"version"`
		Title   string `json:"title"`
		Home    string `json:"home_page_url"`
		Lang    string `json:"language"`
		Items   []item `json:"items"`
	}{"https://jsonfeed.org/version/1.1", o.Name, base + "/", "en", nil}
	for _, a := range o.articles {
		f.Items = append(f.Items, item{a.Slug, base + "/" + a.Path, a.Headline, a.Lede(),
			a.Published.Format(time.RFC3339)})
	}
	b, _ := json.MarshalIndent(f, "", " ")
	return b
}

func (o *outlet) sitemap(base string, forNews bool) []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" ` +
		`xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">` + "\n")
	for _, a := range o.articles {
		fmt.Fprintf(&b, "<url><loc>%s/%s</loc>", base, a.Path)
		if forNews {
			fmt.Fprintf(&b, "<news:news><news:publication><news:name>%s</news:name>"+
				"<news:language>en</news:language></news:publication><news:publication_date>%s"+
				"</news:publication_date><news:title>%s</news:title></news:news>",
				esc(o.Name), a.Published.Format(time.RFC3339), esc(a.Headline))
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	return b.Bytes()
}

func (o *outlet) lines(base string) []byte {
	var b bytes.Buffer
	for _, a := range o.articles {
		fmt.Fprintf(&b, "%s/%s\n", base, a.Path)
	}
	return b.Bytes()
}

// allSitemaps names the sitemaps of those outlets that have one.
func (w *world) allSitemaps(rw http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, o := range w.outlets {
		if o.Kind == "news" || o.Kind == "sitemap" || o.Kind == "text" {
			fmt.Fprintf(&b, "<sitemap><loc>%s/%s/%s</loc></sitemap>\n", base(r), o.ID, o.Feed)
		}
	}
	b.WriteString("</sitemapindex>\n")
	send(rw, r, "application/xml", b.Bytes())
}
