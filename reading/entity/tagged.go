package entity

import (
	"strings"
	"unicode"

	"readout/knowledge"
	"readout/news"
	"readout/text"
)

// taggedMention makes the mention of a name that the grammar sees and which is longer than any
// known one. Titles before a person's name are cut off.
func (f *finder) taggedMention(i, end int, kind string, known *knowledge.Entity, kend int,
	s text.Sentence) *mention {
	if kind == news.Person {
		if i, end = f.nameOnly(i, end); i >= end {
			return nil
		}
		end = f.numbered(f.nicknamed(end, s), s)
		if f.shouted(i, end, s) {
			return nil
		}
		if m := f.inTitleCase(i, end, s); m != nil {
			return m
		}
		j := f.skipTitles(f.skipCommon(i, end, s), end)
		if known != nil && known.Kind != news.Person && kend < end && j > i {
			return f.knownMention(known, i, kend, "")
		}
		if j > i && j < end {
			return f.nameWithin(j, end, s)
		}
		for end > i+1 && !capitalWithin(f.doc.Word(end-1)) &&
			f.doc.Tokens[end-1].Start > f.doc.Tokens[end-2].End {
			end--
		}
	}
	if known != nil && known.Kind != news.Person && f.low[kend] == "and" && kend < end {
		return f.knownMention(known, i, kend, "")
	}
	if known != nil && known.Kind == news.Country && kind == news.PlaceEntity {
		return f.knownMention(known, i, kend, "")
	}
	if kind == news.PlaceEntity {
		for j := i + 1; j < end; j++ {
			if f.low[j] == "," || f.low[j] == "/" {
				end = j
				if known, kend := f.lookup(i, s); known != nil && kend >= end {
					return f.knownMention(known, i, kend, "")
				}
			}
		}
	}
	if known != nil && kend < end && (f.low[kend] == "'s" || f.low[kend] == "’s") {
		return f.knownMention(known, i, kend, "")
	}
	if (kind == "norp" || kind == "thing") && known != nil {
		return f.knownMention(known, i, kend, "")
	}
	m := f.mention(i, end)
	m.kind, m.form = kind, news.Name
	return m
}

// nameOnly cuts a person's name at quotation marks, dashes that part words, and line ends.
func (f *finder) nameOnly(i, end int) (int, int) {
	for i < end && !unicode.IsLetter(first(f.doc.Word(i))) {
		i++
	}
	if i > 0 && f.low[i-1] == "&" && i+2 < end && len(f.low[i]) == 1 {
		i++ // J & K Anna Berg
	}
	if i+3 < end && f.low[i] == "h" && f.low[i+1] == "e" {
		i += 2 // H E Anna Berg
	}
	i = f.bylined(i, end)
	for j := i + 1; j < end; j++ {
		r := first(f.doc.Word(j))
		gap := f.doc.Body[f.doc.Tokens[j-1].End:f.doc.Tokens[j].Start]
		mark := !unicode.IsLetter(r) && r != '.' && r != '\'' && r != '’' && (r != '-' || gap != "")
		if mark || strings.Contains(gap, "\n") {
			return i, j
		}
	}
	return i, end
}

// bylined passes over a name all in capitals at the head of a longer one: OLAF LIND Anna Berg.
func (f *finder) bylined(i, end int) int {
	j := i
	for j < end && len(f.low[j]) > 1 && strings.ToUpper(f.doc.Word(j)) == f.doc.Word(j) {
		j++
	}
	if j-i > 1 && end-j > 1 {
		return j
	}
	return i
}

// inTitleCase finds a known person in a name that swallowed its neighbours, because every word
// of a headline has a capital: "Elizabeth Warren Hammers Wells".
func (f *finder) inTitleCase(i, end int, s text.Sentence) *mention {
	up, all := 0, 0
	for j := s.First; j < s.Last; j++ {
		if r := first(f.doc.Word(j)); unicode.IsLetter(r) {
			all++
			if unicode.IsUpper(r) {
				up++
			}
		}
	}
	if all < 4 || 3*up < 2*all {
		return nil
	}
	if known, kend := f.lookup(i, s); known != nil && known.Kind == news.Person && kend > i+1 &&
		kend < end {
		return f.knownMention(known, i, kend, news.Person)
	}
	for j := i + 1; j < end-1; j++ {
		if known, kend := f.lookup(j, s); known != nil && known.Kind == news.Person && kend == end {
			return f.knownMention(known, j, kend, news.Person)
		}
	}
	return nil
}

// numbered extends a person's name over the number of a monarch or an heir: King Otu Addo IX.
func (f *finder) numbered(end int, s text.Sentence) int {
	if end < s.Last && len(f.low[end]) > 1 && strings.Trim(f.doc.Word(end), "IVX") == "" {
		return end + 1
	}
	return end
}

// shouted reports whether a name stands in capitals at the head of a paragraph whose text goes on in
// small letters, as that of its writer does: "ANNA BERG Four people were held".
func (f *finder) shouted(i, end int, s text.Sentence) bool {
	if i != s.First || end+2 > s.Last || end-i < 2 || !f.opens(i) {
		return false
	}
	for j := i; j < end; j++ {
		if w := f.doc.Word(j); strings.ToUpper(w) != w {
			return false
		}
	}
	next := f.doc.Word(end)
	return isUpper(next) && strings.ToUpper(next) != next || next == "A"
}

// opens reports whether token i is the first of its paragraph.
func (f *finder) opens(i int) bool {
	return i == 0 || strings.Contains(f.doc.Body[f.doc.Tokens[i-1].End:f.doc.Tokens[i].Start], "\n")
}
