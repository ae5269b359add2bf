package eval

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"readout/news"
	"readout/ontology"
)

// Quads is the score of events on sentences that are each of one quad class, or of none.
type Quads struct {
	Classes [5]Count // none, verbal and material cooperation, verbal and material conflict
	N       int
}

// Macro is the mean of the classes' F1.
func (q Quads) Macro() float64 {
	sum := 0.
	for _, c := range q.Classes {
		sum += c.F1()
	}
	return sum / float64(len(q.Classes))
}

func (q Quads) String() string {
	var b strings.Builder
	for i, name := range []string{"none", "verbal cooperation", "material cooperation",
		"verbal conflict", "material conflict"} {
		fmt.Fprintf(&b, "%-21s %s\n", name, q.Classes[i])
	}
	fmt.Fprintf(&b, "%-21s F1 %.3f of %d sentences\n", "macro", q.Macro(), q.N)
	return b.String()
}

// ScoreQuads reads train.tsv in dir, lines of a sentence, a tab and its class 0 to 4, has each
// sentence read as an article of its own, and scores the quad class of what it says was done.
func ScoreQuads(dir string, read func(*news.Article) *news.Reading) (Quads, error) {
	f, err := os.Open(filepath.Join(dir, "train.tsv"))
	if err != nil {
		return Quads{}, err
	}
	defer f.Close()
	var q Quads
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		body, class, ok := cutLast(lines.Text(), "\t")
		if !ok || len(class) != 1 || class[0] < '0' || class[0] > '4' {
			return q, fmt.Errorf("quad class in %q: %w", lines.Text(), news.ErrSyntax)
		}
		q.add(int(class[0]-'0'), quadOf(read(&news.Article{Body: body}).Events))
	}
	return q, lines.Err()
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func (q *Quads) add(want, got int) {
	q.N++
	if want == got {
		q.Classes[got].Right++
		return
	}
	q.Classes[got].Extra++
	q.Classes[want].Missed++
}

// quadOf is the quad class of the first event that is not merely claimed; 0 where there is none.
func quadOf(events []news.Event) int {
	for _, ev := range events {
		if ev.Status == news.Alleged || ev.Status == news.Denied {
			continue
		}
		if code, ok := ontology.CodeOf(ev.CAMEO); ok {
			return int(code.Quad)
		}
	}
	return 0
}
