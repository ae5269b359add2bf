package extract

import (
	"cmp"
	"strings"
	"time"

	"readout/intake/extract/dom"
	"readout/news"
)

// A vote is for a day, by one witness.
type vote struct {
	moment
	weight float64 // how far a witness of that kind is to be believed
	kind   witnessKind
	basis  string
}

// A witnessKind is where a day was found.
type witnessKind uint8

const (
	byLD       witnessKind = iota // datePublished of the article in JSON-LD
	byLDOther                     // of other things there
	byMeta                        // meta elements that name the publication
	byMetaDate                    // meta elements that name a day only
	byAddress
	byTimeSure // time or microdata named as the publication
	byTimeNear // time elements by the headline
	byTime     // others
	byHead     // written by the headline
	byAbove    // written above the text
	byEnd      // written below the text
	byText     // written elsewhere
	byUpdate   // written after a word for an update
	byScript   // in a script
	byModified // the last update in the metadata
	byMidnight // the next day, where a time in UTC is midnight further east
	witnessKinds
)

// publishedProps are the meta elements that bear the day of publication, and their weight.
var publishedProps = []struct {
	name   string
	weight float64
}{
	{"article:published_time", 9}, {"article:published", 8}, {"og:article:published_time", 8},
	{"og:published_time", 8}, {"datepublished", 8}, {"date_published", 7},
	{"published_time_telegram", 7},
	{"dc.date.issued", 7}, {"dcterms.issued", 7}, {"dcterms.created", 7}, {"dc.date.created", 7},
	{"dc.date", 6}, {"dcterms.date", 6}, {"dc.date.publication", 7}, {"parsely-pub-date", 8},
	{"sailthru.date", 7}, {"pubdate", 7}, {"publish-date", 7}, {"publish_date", 7},
	{"publication_date", 7}, {"publishdate", 7}, {"publisheddate", 7}, {"published_at", 7},
	{"originalpublicationdate", 7}, {"article.published", 7}, {"displaydate", 6},
	{"cxenseparse:recs:publishtime", 7}, {"cxenseparse:publishtime", 7}, {"ptime", 6},
	{"article_date_original", 7}, {"article:post_date", 6}, {"creation_date", 6},
	{"date", 5}, {"shareaholic:article_published_time", 7}, {"rbpubdate", 7},
	{"eomportal-lastupdate", 2},
	{"bt:pubdate", 7}, {"issuedate", 6}, {"pdate", 6}, {"created", 5}, {"datecreated", 6},
	{"vr:published_time", 7}, {"mediator_published_time", 7}, {"last-modified", .5},
	{"og:pubdate", 7}, {"video:release_date", 4}, {"weibo:article:create_at", 6}, {"pub_date", 7},
}

var updatedProps = []string{"article:modified_time", "og:updated_time", "datemodified",
	"dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "article:modified",
	"modified_time", "cxenseparse:recs:modifiedtime"}

// days finds the day of publication, on which most witnesses agree, and that of the last
// update.
func (pg *page) days() (published, updated *news.When) {
	votes, late := pg.votes()
	best := pg.elect(votes, late)
	if best.day == "" {
		return nil, nil
	}
	published = when(best)
	if late.day > best.day && pg.allowed(late.day) {
		updated = when(vote{late, 1, byUpdate, "metadata"})
	}
	return published, updated
}

// votes asks all witnesses; late is the day of the last update.
func (pg *page) votes() (votes []vote, late moment) {
	us := pg.american()
	votes = pg.metaVotes(us)
	votes = append(votes, pg.addressVotes()...)
	votes = append(votes, pg.visibleVotes(us)...)
	if !strong(votes) {
		votes = append(votes, pg.lastVotes(us)...)
	}
	for _, v := range votes {
		if m := v.clock; (m == "21:00Z" || m == "22:00Z" || m == "23:00Z") && v.weight > 4 {
			votes = append(votes, vote{moment{day: nextDay(v.day)}, v.weight * .7, byMidnight, v.basis})
		}
	}
	late = pg.updates(us)
	if late.day != "" {
		votes = append(votes, vote{late, .5, byModified, "metadata"})
	}
	return votes, late
}

func nextDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

func when(v vote) *news.When {
	w := &news.When{Day: v.day, Time: news.Maybe(v.clock), Precision: "day", Basis: v.basis}
	if v.clock != "" {
		w.Precision = "minute"
	}
	return w
}

// american reports whether the page writes the month before the day.
func (pg *page) american() bool {
	l := strings.ToLower(strings.ReplaceAll(pg.meta.lang, "_", "-"))
	if l == "" {
		l = strings.ToLower(strings.ReplaceAll(pg.meta.prop("og:locale", "content-language"), "_", "-"))
	}
	host := pg.address().Hostname()
	return l == "en-us" || (l == "en" || l == "") && (strings.HasSuffix(host, ".com") ||
		strings.HasSuffix(host, ".org") || strings.HasSuffix(host, ".gov") ||
		strings.HasSuffix(host, ".us") || strings.HasSuffix(host, ".net") ||
		strings.HasSuffix(host, ".edu"))
}

func (pg *page) allowed(day string) bool {
	return day != "" && (pg.params.Fetched == "" || day <= pg.params.Fetched)
}

// metaVotes are those of JSON-LD, meta elements and microdata.
func (pg *page) metaVotes(us bool) []vote {
	var out []vote
	add := func(s string, w float64, kind witnessKind) {
		if m := readMoment(s, us); m.day != "" {
			out = append(out, vote{m, w, kind, "metadata"})
		}
	}
	m := &pg.meta
	add(ldText(m.article["datePublished"]), 10, byLD)
	add(ldText(m.article["dateCreated"]), 3, byLDOther)
	add(ldText(m.article["uploadDate"]), 3, byLDOther)
	if m.article["datePublished"] == nil {
		for _, t := range m.things {
			add(ldText(t["datePublished"]), 5, byLDOther)
		}
	}
	for _, p := range publishedProps {
		for _, v := range m.props[p.name] {
			kind := byMetaDate
			if p.weight > 6 {
				kind = byMeta
			}
			add(v, p.weight, kind)
		}
	}
	return out
}

func (pg *page) updates(us bool) moment {
	var late moment
	see := func(s string) {
		if m := readMoment(s, us); m.day > late.day {
			late = m
		}
	}
	see(ldText(pg.meta.article["dateModified"]))
	for _, n := range updatedProps {
		see(pg.meta.prop(n))
	}
	return late
}

// addressVotes read a day in the page's address: /2021/03/04/, /2021-03-04-, /20210304/.
func (pg *page) addressVotes() []vote {
	var out []vote
	for _, s := range []string{pg.params.URL, pg.meta.links["canonical"], pg.meta.prop("og:url")} {
		if day := addressDay(parseURL(s).Path); day != "" {
			return append(out, vote{moment{day: day}, 6, byAddress, "address"})
		}
	}
	return out
}

func addressDay(path string) string {
	ps := pieces(path)
	for i, p := range ps {
		switch {
		case p.size <= 2 && i+2 < len(ps) && ps[i+1].size <= 2 && ps[i+2].size == 4 && p.num > 0 &&
			ps[i+1].num > 0 && ps[i+1].sep == "-" && ps[i+2].sep == "-":
			if d := dayOf(ps[i+2].num, ps[i+1].num, p.num); d != "" {
				return d
			}
		case p.size == 8:
			if d := dayOf(p.num/10000, p.num/100%100, p.num%100); d != "" {
				return d
			}
		case p.size == 4 && i+2 < len(ps) && ps[i+1].size <= 2 && ps[i+2].size <= 2 &&
			ps[i+1].num >= 0 && ps[i+2].num >= 0 && len(ps[i+1].sep) == 1 && ps[i+1].sep == ps[i+2].sep:
			if d := dayOf(p.num, ps[i+1].num, ps[i+2].num); d != "" {
				return d
			}
		case p.size == 4 && i+2 < len(ps) && months()[ps[i+1].word] > 0 &&
			ps[i+2].size <= 2 && ps[i+2].num > 0:
			if d := dayOf(p.num, months()[ps[i+1].word], ps[i+2].num); d != "" {
				return d
			}
		}
	}
	return ""
}

// maxDayText is how many bytes of a block are looked through for days.
const maxDayText = 800

// visibleVotes read time elements and the days written near the headline and the text's ends.
func (pg *page) visibleVotes(us bool) []vote {
	out := pg.timeVotes(us)
	top, end := pg.bodyRange()
	from := top - 15
	if pg.head >= 0 && pg.head < top {
		from = min(from, pg.head-8)
	}
	for i := max(0, from); i < len(pg.blocks) && i < end+12; i++ {
		b := &pg.blocks[i]
		inside := i > top+2 && i < end
		c := &pg.around[b.box]
		if inside && !c.date || b.st.digits < 3 {
			continue
		}
		w, kind := pg.dayWeight(i, top, end, c)
		for k, f := range findDays(string(pg.flat[b.Start:min(b.End, b.Start+maxDayText)]), us) {
			if k > 3 {
				break
			}
			// Of "published … updated …" the first counts most.
			v := w / float64(1+k*2)
			if pg.keep[i] {
				v *= .4
			}
			how := kind
			if pg.saysUpdated(i, f.start) {
				v, how = v*.3, byUpdate
			}
			out = append(out, vote{moment{day: f.day}, v, how, "text"})
		}
	}
	return out
}

// bodyRange returns the first and the last block of the body.
func (pg *page) bodyRange() (top, end int) {
	top, end = pg.firstKept(), -1
	for i, keep := range pg.keep {
		if keep {
			end = i
		}
	}
	if end < 0 {
		top = max(pg.head, 0)
		end = top
	}
	return top, end
}

func (pg *page) dayWeight(i, top, end int, c *context) (w float64, kind witnessKind) {
	w, kind = 1, byText
	near := i - pg.head
	switch {
	case pg.head >= 0 && near > -6 && near < 8:
		w, kind = 4-.2*float64(max(near, -near)), byHead
	case i < top && i > top-8:
		w, kind = 2.5, byAbove
	case i >= end:
		w, kind = 1.2, byEnd
	}
	if c.date || c.bits&inTime != 0 {
		w *= 1.4
	}
	if pg.blocks[i].st.weight > 90 {
		w *= .5
	}
	if c.bits&(inNav|inAside|inFooter|inComment) != 0 {
		w *= .3
	}
	return w, kind
}

// saysUpdated reports whether a word just before the day says that it is of an update.
func (pg *page) saysUpdated(i, at int) bool {
	s := strings.ToLower(pg.words(i)[:at])
	s = s[max(0, len(s)-40):]
	k := max(lastAny(s, updateWords()), -1)
	return k >= 0 && k > lastAny(s, publishWords())
}

// timeVotes are those of time elements with their datetime.
func (pg *page) timeVotes(us bool) []vote {
	var out []vote
	d := pg.dom
	headNode := int32(0)
	if pg.head >= 0 {
		headNode = pg.blocks[pg.head].node
	}
	_, end := pg.bodyRange()
	last := int32(len(d.Nodes))
	if end >= 0 && end < len(pg.blocks) {
		last = pg.blocks[end].last
	}
	seen := 0
	for i := int32(1); i < int32(len(d.Nodes)) && seen < 30; i++ {
		prop, _ := d.Attr(i, dom.Itemprop)
		published := string(prop) == "datePublished" || string(prop) == "dateCreated" ||
			d.Has(i, dom.Pubdate)
		if d.Nodes[i].Tag != dom.Time && !published {
			continue
		}
		m := readMoment(cmp.Or(d.Value(i, dom.Datetime), d.Value(i, dom.AsWritten),
			d.Value(i, dom.TitleAttr)), us)
		if m.day == "" || d.Nodes[i].Tag == dom.Meta {
			continue
		}
		seen++
		w, kind := 1.0, byTime
		switch {
		case published:
			w, kind = 7, byTimeSure
		case string(prop) == "dateModified":
			w, kind = .3, byUpdate
		case i > headNode && i < last:
			w, kind = 4/(1+float64(i-headNode)/200), byTimeNear
		case i > headNode-60 && i < headNode:
			w, kind = 3, byTimeNear
		}
		if pg.around[i].bits&(inAside|inNav|inFooter|inComment) != 0 {
			w *= .2
		}
		out = append(out, vote{m, w, kind, "metadata"})
	}
	return out
}
