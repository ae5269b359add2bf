// Command million adds a million invented articles to a record whose shelf lies on disk, among them
// copies that are known, and reports how many of these were found, how fast, and with how much
// memory.
//
//	go run ./eval/million [-n 1000000] [-seed 1] [-data DIR]
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"readout/eval/press"
	"readout/news"
	"readout/record"
	"readout/record/story"
	"readout/store/shelf"
)

func main() {
	n := flag.Int("n", 1_000_000, "articles")
	seed := flag.Uint64("seed", 1, "of chance")
	dir := flag.String("data", "", "folder of the shelf; one that goes where empty")
	flag.Parse()
	debug.SetGCPercent(50) // as the desk does
	if err := run(*n, *seed, *dir, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "million:", err)
		os.Exit(1)
	}
}

func run(n int, seed uint64, dir string, out io.Writer) error {
	open := shelf.Temp
	if dir != "" {
		open = func() (*shelf.Shelf, error) { return shelf.Open(dir) }
	}
	sh, err := open()
	if err != nil {
		return err
	}
	defer sh.Close()
	t := &trial{rec: record.Open(sh), shelf: sh, of: map[string]planted{}, tell: map[string]string{},
		got: map[string]string{}}
	d := &day{Press: press.New(seed)}
	for total := 0; total < n; {
		batch := d.batch()
		if err := t.add(batch); err != nil {
			return err
		}
		before := total
		total += len(batch)
		if before/step != total/step || total >= n {
			fmt.Fprintln(out, t.line(total))
		}
	}
	fmt.Fprint(out, t.sums())
	return nil
}

// step is how many articles lie between two lines of the report.
const step = 100_000

// A planted copy is what it was made from and how, and whether it came when that was old.
type planted struct {
	of, kind string
	old      bool
}

// A trial is a record, and what is known of the articles added to it.
type trial struct {
	rec   *record.Record
	shelf *shelf.Shelf
	of    map[string]planted
	tell  map[string]string // article of late → happening

	spent, since float64 // seconds of this program's time, in all and at the last line
	added, last  int
	got          map[string]string // copy → what it was traced to
	stories      story.BCubed
}

func none(*news.Event, string) ([]*news.Incident, error) { return nil, nil }

// add adds a batch of articles, as the desk does, and counts what was found.
func (t *trial) add(batch []made) error {
	rs := make([]*news.Reading, len(batch))
	for i, m := range batch {
		rs[i] = m.Reading()
		if m.Kind != "" {
			t.of[m.ID] = planted{m.Of, m.Kind, m.old}
		}
		t.tell[m.ID] = m.Happening
	}
	var copies []news.Copy
	from := cpu()
	for _, r := range rs {
		e, err := t.rec.Add(r, none)
		if err != nil {
			return err
		}
		if e.Copy != nil {
			copies = append(copies, *e.Copy)
		}
		copies = append(copies, e.Turned...)
	}
	t.rec.Settle()
	if err := t.shelf.Sync(); err != nil {
		return err
	}
	t.spent += cpu() - from
	t.added += len(batch)
	for _, c := range copies {
		t.got[c.ID] = c.Of
	}
	if len(t.tell) > sampled {
		t.grade()
	}
	return nil
}

func (p planted) label() string {
	if p.old {
		return p.kind + ", of an old one"
	}
	return p.kind
}

// sampled is how many articles are graded together by their stories.
const sampled = 5000

func (t *trial) grade() {
	var got, want []string
	for id, h := range t.tell {
		got, want = append(got, t.rec.StoryOf(id)), append(want, h)
	}
	t.stories.Add(story.Score(got, want))
	clear(t.tell)
}
