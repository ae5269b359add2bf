package extract

import (
	"strings"

	"readout/news"
	"readout/text"
)

// article writes down what the lines are.
func (f *flatPage) article() *news.Article {
	a := &news.Article{URL: f.params.URL, Byline: []string{}, Blocks: []news.Block{},
		Images: []news.Image{}, Links: []news.Link{}, Tags: []string{}, Furniture: []string{}}
	var body strings.Builder
	for i := range f.lines {
		words := f.lines[i].words
		switch f.part[i] {
		case asBody, asHeading:
			if body.Len() > 0 {
				body.WriteString("\n\n")
			}
			kind := news.Paragraph
			if f.part[i] == asHeading {
				kind = news.Heading
			}
			start := body.Len()
			body.WriteString(words)
			a.Blocks = append(a.Blocks, news.Block{Kind: kind,
				Span: text.Span{Start: start, End: body.Len()}})
		case asCaption:
			f.image(a, i, body.Len())
		case asHeadline:
			a.Headline = words
		case asSection:
			a.Section = words
		case asByline, asDay:
		case asAlt:
		default:
			if len(a.Furniture) < maxFurniture {
				a.Furniture = append(a.Furniture, words)
			}
		}
	}
	a.Body = body.String()
	a.Byline = append(a.Byline, f.byline...)
	if f.day != "" {
		a.Published = &news.When{Day: f.day, Precision: "day", Basis: "text"}
	}
	a.Outlet = strings.TrimPrefix(parseURL(f.params.URL).Hostname(), "www.")
	a.Language = languageOf(a.Body, "")
	if a.Published == nil {
		if day := addressDay(parseURL(f.params.URL).Path); day != "" {
			a.Published = &news.When{Day: day, Precision: "day", Basis: "address"}
		}
	}
	a.ID = identify(a.URL, a.Body)
	return a
}

func (f *flatPage) image(a *news.Article, i, at int) {
	im := news.Image{}
	im.Caption, im.Credit = partCredit(f.lines[i].words)
	if i > 0 && f.part[i-1] == asAlt {
		im.Alt = f.lines[i-1].words
	}
	k := len(a.Images)
	a.Images = append(a.Images, im)
	a.Blocks = append(a.Blocks, news.Block{Kind: news.Caption,
		Span: text.Span{Start: at, End: at}, Image: &k})
}
