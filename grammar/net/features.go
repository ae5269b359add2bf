package net

import (
	"hash/crc32"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Learned is the number of rows of the learned table that make up a word.
const Learned = 5

// A Word is what the network sees of a word: rows of the learned table (the word itself or a
// bucket of unknown ones, its first three letters, last three, last two, its shape) and the
// row of its static vector plus one, zero where it has none.
type Word struct {
	Rows   [Learned]int32
	Masked int32 // the row for an unknown word, for training
	Static int32
}

// Features turns words into rows. It is safe for concurrent use.
type Features struct {
	buckets Buckets
	vocab   map[string]int32
	static  map[string]int32
}

// NewFeatures makes the features of a network with these word lists.
func NewFeatures(b Buckets, vocab, static []string) *Features {
	f := &Features{b, make(map[string]int32, len(vocab)), make(map[string]int32, len(static))}
	for i, w := range vocab {
		f.vocab[w] = int32(i)
	}
	for i, w := range static {
		f.static[w] = int32(i + 1)
	}
	return f
}

// Of returns what the network sees of w.
func (f *Features) Of(w string) Word {
	w = Plain(w)
	lower := strings.ToLower(w)
	key := Digits(lower)
	b := f.buckets
	var out Word
	at := b.Words
	row := func(kind byte, s string, n int) int32 {
		r := int32(at + bucket(kind, s, n))
		at += n
		return r
	}
	out.Masked = row('w', key, b.Unknown)
	out.Rows[1] = row('p', front(key, 3), b.Prefix3)
	out.Rows[2] = row('s', back(key, 3), b.Suffix3)
	out.Rows[3] = row('t', back(key, 2), b.Suffix2)
	out.Rows[4] = row('x', Shape(w), b.Shape)
	out.Rows[0] = out.Masked
	if r, ok := f.vocab[key]; ok {
		out.Rows[0] = r
	}
	out.Static = f.static[lower]
	return out
}

// bucket hashes a feature to one of n rows.
func bucket(kind byte, s string, n int) int {
	var b [64]byte
	return int(crc32.ChecksumIEEE(append(append(b[:0], kind), s...)) % uint32(n))
}

// plainMarks writes the marks of typography as the treebanks do.
var plainMarks = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`,
	"‘", "'", "’", "'", "‚", "'", "´", "'", "`", "'",
	"–", "-", "—", "--", "…", "...", "‑", "-")

// Plain returns w with straight quotation marks and simple dashes.
func Plain(w string) string {
	if w == "''" || w == "``" {
		return `"`
	}
	for i := range len(w) {
		if w[i] >= utf8.RuneSelf || w[i] == '`' {
			return plainMarks.Replace(w)
		}
	}
	return w
}

// Digits returns w with every digit as 0, so that numbers of a form share a row.
func Digits(w string) string {
	if !strings.ContainsAny(w, "123456789") {
		return w
	}
	b := []byte(w)
	for i, c := range b {
		if c >= '1' && c <= '9' {
			b[i] = '0'
		}
	}
	return string(b)
}

// Shape returns the shape of w: "Xi's" as Xx'x, "U.S." as X.X., "2023" as ddd. Runs of a
// kind count up to three, and twelve signs in all.
func Shape(w string) string {
	var out [12]rune
	n := 0
	for _, r := range w {
		q := r
		switch {
		case unicode.IsUpper(r):
			q = 'X'
		case unicode.IsLetter(r):
			q = 'x'
		case unicode.IsDigit(r):
			q = 'd'
		}
		if n >= 3 && out[n-1] == q && out[n-2] == q && out[n-3] == q {
			continue
		}
		if n == len(out) {
			break
		}
		out[n] = q
		n++
	}
	return string(out[:n])
}

// front and back return the first and last n runes of s.
func front(s string, n int) string {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, k := utf8.DecodeRuneInString(s[at:])
		at += k
	}
	return s[:at]
}

func back(s string, n int) string {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, k := utf8.DecodeLastRuneInString(s[:at])
		at -= k
	}
	return s[at:]
}
