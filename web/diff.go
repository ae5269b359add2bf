package web

import (
	"html/template"
	"slices"
	"strings"
	"unicode"

	udiff "github.com/aymanbagabas/go-udiff"
)

// A diffPart is words that both texts have (Op ""), that only the older has (del), or only the
// newer (ins).
type diffPart struct{ Op, Text string }

// longestDiff is how many words of two texts together are compared word by word; the time it
// takes grows with their product. Longer texts are shown as one deleted and one inserted.
const longestDiff = 4000

// wordDiff compares two texts word by word: "shall take the tea" for "will buy the tea" is
// "will buy" deleted, "shall take" inserted, "the tea" kept.
func wordDiff(was, now string) []diffPart {
	a, b := words(was), words(now)
	if len(a)+len(b) > longestDiff {
		return []diffPart{{"del", was}, {"ins", now}}
	}
	// Each word becomes a letter of three bytes, so that a diff of texts is one of words.
	letters := map[string]rune{}
	spell := func(ws []string) string {
		var s strings.Builder
		for _, w := range ws {
			if letters[w] == 0 {
				letters[w] = rune(0x1000 + len(letters))
			}
			s.WriteRune(letters[w])
		}
		return s.String()
	}
	var out []diffPart
	add := func(op string, ws []string) {
		if len(ws) > 0 {
			out = append(out, diffPart{op, strings.Join(ws, "")})
		}
	}
	at := 0
	for _, e := range udiff.Strings(spell(a), spell(b)) {
		add("", a[at:e.Start/3])
		add("del", a[e.Start/3:e.End/3])
		var ins []string
		for _, l := range e.New {
			ins = append(ins, wordOf(letters, l))
		}
		add("ins", ins)
		at = e.End / 3
	}
	add("", a[at:])
	return smooth(out)
}

// smooth joins changes that only a space parts, so that two words changed read as one change.
func smooth(parts []diffPart) []diffPart {
	var out []diffPart
	var del, ins string
	flush := func() {
		for _, p := range []diffPart{{"del", del}, {"ins", ins}} {
			if p.Text != "" {
				out = append(out, p)
			}
		}
		del, ins = "", ""
	}
	for i, p := range parts {
		switch {
		case p.Op == "del":
			del += p.Text
		case p.Op == "ins":
			ins += p.Text
		case p.Text == " " && del != "" && ins != "" && i+1 < len(parts):
			del, ins = del+" ", ins+" "
		default:
			flush()
			out = append(out, p)
		}
	}
	flush()
	return out
}

func wordOf(letters map[string]rune, l rune) string {
	for w, r := range letters {
		if r == l {
			return w
		}
	}
	return ""
}

// words parts a text into words and what stands between them; joined they are the text.
func words(s string) []string {
	var out []string
	letter := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '’' || r == '\''
	}
	for s != "" {
		i := strings.IndexFunc(s, func(r rune) bool { return !letter(r) })
		switch {
		case i < 0:
			i = len(s)
		case i == 0:
			if i = strings.IndexFunc(s, letter); i < 0 {
				i = len(s)
			}
		}
		out, s = append(out, s[:i]), s[i:]
	}
	return out
}

// changed writes the difference of two texts with what was deleted and inserted marked.
func changed(was, now string) template.HTML {
	var b strings.Builder
	for _, p := range wordDiff(was, now) {
		t := template.HTMLEscapeString(p.Text)
		if p.Op != "" {
			t = "<" + p.Op + ">" + t + "</" + p.Op + ">"
		}
		b.WriteString(t)
	}
	return template.HTML(b.String()) //nolint:gosec // every part was escaped above
}

// edits lists the paragraphs of a text that changed, each with its words compared.
func edits(was, now string) []template.HTML {
	olds, news := strings.Split(was, "\n\n"), strings.Split(now, "\n\n")
	olds, news = without(olds, news), without(news, olds)
	var out []template.HTML
	for _, o := range olds {
		i := slices.IndexFunc(news, func(n string) bool { return alike(o, n) })
		if i < 0 {
			out = append(out, changed(o, ""))
			continue
		}
		out = append(out, changed(o, news[i]))
		news = slices.Delete(news, i, i+1)
	}
	for _, n := range news {
		out = append(out, changed("", n))
	}
	return out
}

// without is the paragraphs of a that b has not.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(p string) bool { return slices.Contains(b, p) })
}

// alike reports whether two paragraphs share half of the words of the shorter.
func alike(a, b string) bool {
	has := map[string]bool{}
	for _, w := range strings.Fields(a) {
		has[w] = true
	}
	n, fs := 0, strings.Fields(b)
	for _, w := range fs {
		if has[w] {
			n++
		}
	}
	return 2*n >= min(len(has), len(fs)) && n > 0
}
