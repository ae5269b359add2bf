package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"readout/news"
	"readout/record/lineage"
)

// Traced is how well copies are traced to the article that they were made from.
type Traced struct {
	Claimed, Right int // copies claimed, and of these those traced to the right source
	Independent    [2]int
	Kinds          map[string]*[3]int // by kind: copies, traced, and of the kind claimed
	Altered        Count              // quotations
}

func (t *Traced) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "precision %.3f of %d claimed; independent reports claimed: %d of %d\n",
		ratio(t.Right, t.Claimed), t.Claimed, t.Independent[0], t.Independent[1])
	for _, k := range []string{news.Syndicated, news.Spun, news.Rewritten} {
		if n := t.Kinds[k]; n != nil {
			fmt.Fprintf(&b, "%-10s traced %.3f, kind right %.3f, of %d\n", k, ratio(n[1], n[0]),
				ratio(n[2], n[1]), n[0])
		}
	}
	a := t.Altered
	fmt.Fprintf(&b, "altered quotes P %.3f R %.3f F1 %.3f", ratio(a.Right, a.Right+a.Extra),
		ratio(a.Right, a.Right+a.Missed), ratio(2*a.Right, 2*a.Right+a.Extra+a.Missed))
	return b.String()
}

func ratio(a, b int) float64 { return float64(a) / float64(max(1, b)) }

// copiesData is the archive copies: articles by time of publication, the copies among them with
// what they were made from, and independent reports.
type copiesData struct {
	articles    []news.Article
	truth       map[string]news.Copy
	independent map[string]string
	unscored    [][2]string
}

// Copies traces the articles of the archive copies in dir. A copy traced to another copy of the
// same source is traced; pairs that the archive excepts count neither way.
func Copies(dir string) (*Traced, error) {
	d, err := readCopies(dir)
	if err != nil {
		return nil, err
	}
	x := lineage.New()
	found := map[string]news.Copy{}
	for i := range d.articles {
		cs, err := x.Add(&d.articles[i])
		if err != nil {
			return nil, err
		}
		for _, c := range cs {
			found[c.ID] = c
		}
	}
	for _, u := range d.unscored {
		for i := range u {
			if found[u[i]].Of == u[1-i] {
				delete(found, u[i])
			}
		}
	}
	return d.score(found), nil
}

func readCopies(dir string) (*copiesData, error) {
	d := new(copiesData)
	for name, v := range map[string]any{"truth.json": &d.truth, "independent.json": &d.independent,
		"unscored_pairs.json": &d.unscored} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(b, v); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	f, err := os.Open(filepath.Join(dir, "articles.jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var in struct{ ID, Headline, Text, Published, Outlet string }
		if err := json.Unmarshal(lines.Bytes(), &in); err != nil {
			return nil, fmt.Errorf("articles.jsonl: %w", err)
		}
		day, time, _ := strings.Cut(in.Published, "T")
		d.articles = append(d.articles, news.Article{ID: in.ID, Headline: in.Headline, Body: in.Text,
			Outlet: in.Outlet, Published: &news.When{Day: day, Time: news.Maybe(time)}})
	}
	slices.SortStableFunc(d.articles, func(a, b news.Article) int {
		return strings.Compare(a.Day()+string(a.Published.Time), b.Day()+string(b.Published.Time))
	})
	return d, lines.Err()
}

func (d *copiesData) root(id string) string {
	if c, ok := d.truth[id]; ok {
		return c.Of
	}
	return id
}

func (d *copiesData) score(found map[string]news.Copy) *Traced {
	t := &Traced{Claimed: len(found), Kinds: map[string]*[3]int{}}
	for id, want := range d.truth {
		n := t.Kinds[want.Kind]
		if n == nil {
			n = new([3]int)
			t.Kinds[want.Kind] = n
		}
		n[0]++
		if got, ok := found[id]; ok && d.root(got.Of) == want.Of {
			t.Right++
			n[1]++
			if got.Kind == want.Kind {
				n[2]++
			}
		}
		t.quotations(want.Altered, found[id].Altered)
	}
	for id, c := range found {
		if _, ok := d.truth[id]; !ok {
			t.quotations(nil, c.Altered)
		}
	}
	for id := range d.independent {
		t.Independent[1]++
		if _, ok := found[id]; ok {
			t.Independent[0]++
		}
	}
	return t
}

// quotations counts one found as right that has three words in five of one that was altered.
func (t *Traced) quotations(want, got []news.Drift) {
	used := make([]bool, len(got))
	right := 0
	for _, w := range want {
		for i, g := range got {
			if !used[i] && sameQuote(w.Now, g.Now) {
				used[i] = true
				right++
				break
			}
		}
	}
	t.Altered.Right += right
	t.Altered.Missed += len(want) - right
	t.Altered.Extra += len(got) - right
}

var wordForm = regexp.MustCompile(`[\pL\pN_]+`)

func sameQuote(want, got string) bool {
	in := map[string]bool{}
	for _, w := range wordForm.FindAllString(strings.ToLower(got), -1) {
		in[w] = true
	}
	all, both := map[string]bool{}, 0
	for _, w := range wordForm.FindAllString(strings.ToLower(want), -1) {
		if !all[w] && in[w] {
			both++
		}
		all[w] = true
	}
	return 5*both >= 3*len(all)
}
