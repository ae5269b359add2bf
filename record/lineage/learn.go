package lineage

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zeebo/xxh3"

	"readout/news"
)

// A pair is two articles, whether the first was made from the second, and the source by which it
// is kept together in cross-validation.
type pair struct {
	signs signs
	kind  string // of copy, empty for none
	group string
	count float64 // as how many it counts
}

// Learn learns what the signs weigh from the archive of copies in dir, writes the weights to w,
// and returns how well they do by cross-validation in which no source is on both sides.
func Learn(dir string, w io.Writer) (string, error) {
	pairs, err := readPairs(dir)
	if err != nil {
		return "", err
	}
	report := crossValidate(pairs)
	final := fit(pairs)
	fmt.Fprintln(w, "# what each sign weighs, in the order of signs.go, and last the bias;")
	fmt.Fprintln(w, "# written by: go run ./record/lineage/train DIR")
	for _, v := range final {
		fmt.Fprintf(w, "%.4f\n", v)
	}
	return report, nil
}

func readPairs(dir string) ([]pair, error) {
	arts, err := readArticles(filepath.Join(dir, "articles.jsonl"))
	if err != nil {
		return nil, err
	}
	var truth map[string]struct{ Of, Kind string }
	var unscored [][2]string
	for name, v := range map[string]any{"truth.json": &truth, "unscored_pairs.json": &unscored} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			err = json.Unmarshal(b, v)
		}
		if err != nil {
			return nil, fmt.Errorf("learn lineage: %w", err)
		}
	}
	skip := map[[2]string]bool{}
	for _, u := range unscored {
		skip[u], skip[[2]string{u[1], u[0]}] = true, true
	}
	root := func(id string) string {
		if t, ok := truth[id]; ok {
			return t.Of
		}
		return id
	}
	at := map[string]*news.Article{}
	for i := range arts {
		at[arts[i].ID] = &arts[i]
	}
	x := New()
	var out []pair
	for i := range arts {
		p := x.reader.print(&arts[i])
		near, err := x.candidates(p)
		if err != nil {
			return nil, err
		}
		for _, q := range near {
			c, s := roles(p, q)
			k := pair{signs: x.matcher.compare(c, s), group: root(s.id), count: 1}
			t, isCopy := truth[c.id]
			switch {
			case isCopy && s.id == t.Of:
				k.kind = t.Kind
			case root(c.id) == root(s.id), skip[[2]string{c.id, s.id}]:
				continue // two copies of one source: counted neither way
			}
			out = append(out, k)
			if k.kind == "" {
				out = append(out, x.borrowers(at[c.id], at[s.id], k)...)
			}
		}
		x.shelf.Put(xxh3.HashString(p.id), entry(&arts[i]), p.features)
	}
	return out, nil
}

// borrowed is what an independent report that was given quotations of another counts in learning:
// it is half invented.
const borrowed = .03

// borrowers are what would be the pairs of an article that is no copy of another, had its reporter
// heard what is quoted there too, in one paragraph or two.
func (x *Index) borrowers(a, from *news.Article, k pair) (out []pair) {
	paras := strings.Split(a.Body, "\n\n")
	var said []string
	for p := range strings.SplitSeq(from.Body, "\n\n") {
		if q := quoted(p); len(q) > 0 && q[0].Len() >= 30 && len(said) < 2 {
			said = append(said, p)
		}
	}
	for n := range said {
		b := *a
		b.Body = strings.Join(slices.Insert(slices.Clone(paras), len(paras)/2, said[:n+1]...), "\n\n")
		c, s := x.reader.print(&b), x.reader.print(from)
		out = append(out, pair{x.matcher.compare(c, s), "", k.group, borrowed})
	}
	return out
}

func readArticles(name string) ([]news.Article, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("learn lineage: %w", err)
	}
	defer f.Close()
	var out []news.Article
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var in struct{ ID, Text, Published string }
		if err := json.Unmarshal(sc.Bytes(), &in); err != nil {
			return nil, fmt.Errorf("learn lineage: %s: %w", name, err)
		}
		out = append(out, news.Article{ID: in.ID, Body: in.Text,
			Published: &news.When{Day: in.Published}})
	}
	slices.SortFunc(out, func(a, b news.Article) int {
		if a.Published.Day < b.Published.Day {
			return -1
		}
		return 1
	})
	return out, sc.Err()
}

// fit is logistic regression with a small quadratic penalty, by gradient descent with momentum
// from zero.
func fit(pairs []pair) (w [signCount + 1]float64) {
	const turns, penalty, rate, momentum = 500, .0004, 1, .9
	var speed [signCount + 1]float64
	for range turns {
		var grad [signCount + 1]float64
		all := 0.
		for _, p := range pairs {
			all += p.count
			y := 0.
			if p.kind != "" {
				y = 1
			}
			d := p.count * (predict(&w, &p.signs) - y)
			for i, v := range p.signs[:signCount] {
				grad[i] += d * v
			}
			grad[signCount] += d
		}
		for i := range w {
			g := grad[i] / all
			if i < signCount {
				g += penalty * w[i]
			}
			speed[i] = momentum*speed[i] - rate*g
			w[i] += speed[i]
		}
	}
	return w
}

func predict(w *[signCount + 1]float64, f *signs) float64 {
	z := w[signCount]
	for i, v := range f[:signCount] {
		z += w[i] * v
	}
	return 1 / (1 + math.Exp(-z))
}

// borrower is what crossValidate calls what borrowers makes.
const borrower = "with quotations of the other"

// crossValidate fits without each source in turn and counts what is claimed of its pairs.
func crossValidate(pairs []pair) string {
	groups := map[string]bool{}
	for _, p := range pairs {
		groups[p.group] = true
	}
	found, all := map[string]int{}, map[string]int{}
	for g := range groups {
		var train []pair
		for _, p := range pairs {
			if p.group != g {
				train = append(train, p)
			}
		}
		w := fit(train)
		for _, p := range pairs {
			if p.group != g {
				continue
			}
			kind := p.kind
			if p.count < 1 {
				kind = borrower
			}
			all[kind]++
			if predict(&w, &p.signs) >= claimed {
				found[kind]++
			}
		}
	}
	s := fmt.Sprintf("%d pairs; others claimed %d of %d", len(pairs), found[""], all[""])
	for _, k := range []string{borrower, news.Syndicated, news.Spun, news.Rewritten} {
		s += fmt.Sprintf("; %s %d of %d", k, found[k], all[k])
	}
	return s
}
