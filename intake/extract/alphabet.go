package extract

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

//go:embed data/alphabets.txt
var alphabetsText string

// An alphabet says of each byte above ASCII what it is to a language in a charset.
type alphabet struct {
	charset string
	bytes   [128]int8 // 1 for a letter of the language, 0 for a mark, -1 for what it does not use
}

var alphabets = sync.OnceValue(func() []alphabet {
	var all []alphabet
	for line := range strings.Lines(alphabetsText) {
		f := strings.Fields(line)
		if len(f) != 3 || f[0] == "#" {
			continue
		}
		e, err := htmlindex.Get(f[0])
		if err != nil {
			continue
		}
		a := alphabet{charset: f[0]}
		for i := range a.bytes {
			s, _ := e.NewDecoder().String(string([]byte{byte(i + 0x80)}))
			for _, r := range s {
				a.bytes[i] = use(r, f[2])
			}
		}
		all = append(all, a)
	}
	return all
})

// use says what a character is to a language with these letters.
func use(r rune, letters string) int8 {
	switch {
	case strings.ContainsRune(letters, r), strings.ContainsRune(letters, unicode.ToLower(r)):
		return 1
	case strings.ContainsRune("“”„‘’‚«»–—…•·©®§°€\u00a0", r):
		return 0
	}
	return -1
}

//go:embed data/scripts.txt
var scriptsText string

// A writing is the frequent letters of a script in a charset, and their part of a text.
type writing struct {
	charset string
	usual   float64
	letters string
}

var writings = sync.OnceValue(func() []writing {
	var all []writing
	for line := range strings.Lines(scriptsText) {
		f := strings.Fields(line)
		if len(f) != 3 || f[0] == "#" {
			continue
		}
		if usual, err := strconv.ParseFloat(f[1], 64); err == nil {
			all = append(all, writing{f[0], usual, f[2]})
		}
	}
	return all
})

// scriptCharset returns the charset under which bytes of words hold as many of a script's frequent
// letters as its texts do, or "".
func scriptCharset(sample []byte) string {
	best, most := "", .6
	for _, w := range writings() {
		e, err := htmlindex.Get(w.charset)
		if err != nil {
			continue
		}
		out, _ := e.NewDecoder().Bytes(sample)
		if v := w.share(out) / w.usual; v > most {
			best, most = w.charset, v
		}
	}
	return best
}

// share is the part of the letters that are frequent ones.
func (w *writing) share(s []byte) float64 {
	good, all := 0, 1
	for _, r := range string(s) {
		switch {
		case strings.ContainsRune(w.letters, unicode.ToLower(r)):
			good++
			all++
		case r == utf8.RuneError:
			all += 3
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r) || r < 0xa0):
			all++
		}
	}
	return float64(good) / float64(all)
}

// latinCharset returns the charset in which the bytes above ASCII are letters of one language far
// better than under any language of the West, or label.
func latinCharset(b []byte, label string) string {
	var count [128]int
	for _, c := range b[:min(len(b), 1<<20)] {
		if c >= 0x80 {
			count[c-0x80]++
		}
	}
	best, most, west := label, 0.0, 0.0
	for _, a := range alphabets() {
		good, all := 0, 0
		for i, n := range count {
			if a.bytes[i] != 0 {
				all += n
			}
			if a.bytes[i] > 0 {
				good += n
			}
		}
		switch share := float64(good) / float64(max(all, 1)); {
		case western[a.charset]:
			west = max(west, share)
		case share > most && all >= fewLetters:
			best, most = a.charset, share
		}
	}
	if most < likelyAlphabet || most < west+clearlyMore {
		return label
	}
	return best
}

const (
	fewLetters     = 20  // too few to tell a charset by
	likelyAlphabet = .95 // share of the letters beyond ASCII that are the language's
	clearlyMore    = .05
)
