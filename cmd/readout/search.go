package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"readout/ontology"
	"readout/search"
	"readout/store"
)

type searchCmd struct {
	Query  []string `arg:"" help:"Words, \"phrases\", -words, and speaker: about: type: status: day: place: outlet:."`
	Data   string   `help:"Folder of the store." placeholder:"DIR"`
	Limit  int      `help:"How many hits at most." default:"20"`
	Format string   `help:"text for a person, or json." enum:"text,json" default:"text"`
}

// Run prints the sentences that answer a query, the latest first.
func (c *searchCmd) Run(e *env) error {
	if c.Limit < 1 {
		return usageError(fmt.Sprintf("--limit %d: give 1 or more", c.Limit))
	}
	q, err := search.Parse(strings.Join(c.Query, " "))
	if err != nil {
		return usageError(err.Error())
	}
	db, err := openStore(c.Data)
	if err != nil {
		return err
	}
	defer db.Close()
	hits, err := db.Search(e.ctx, q, c.Limit)
	if err != nil {
		return err
	}
	for i, h := range hits {
		if c.Format == "json" {
			err = printLine(e.out, h)
		} else {
			err = printHit(e.out, i, &h)
		}
		if err != nil {
			return err
		}
	}
	if len(hits) == 0 && c.Format == "text" {
		fmt.Fprintln(e.err, "readout: nothing found")
	}
	return nil
}

// openStore opens the store in a folder, which must be there already.
func openStore(asked string) (*store.DB, error) {
	dir, err := dataDir(asked)
	if err != nil {
		return nil, err
	}
	if !exists(dir) {
		return nil, fmt.Errorf("no store in %s: take something in first (readout take), or name another folder with --data", dir)
	}
	return store.Open(dir)
}

func printHit(w io.Writer, i int, h *search.Hit) error {
	if i > 0 {
		fmt.Fprintln(w)
	}
	head := h.Published + "  " + h.Outlet
	if h.Speaker != "" {
		head = strings.TrimSpace(h.Day+"  "+h.Speaker) + "  (" + h.Outlet + ", " + h.Published + ")"
	}
	if h.Type != "" {
		what := ontology.Words(h.Type, h.Mode)
		head = fmt.Sprintf("%s  %s, %s  (%s, %s)", orUnknown(h.Day), what, h.Status, h.Outlet, h.Published)
	}
	_, err := fmt.Fprintf(w, "%s\n%s\n", bold(w, head), wrap(highlight(w, h.Sentence, h.Marks), "  "))
	return err
}

func orUnknown(day string) string {
	if day == "" {
		return "day unknown"
	}
	return day
}

// colours reports whether w is a terminal that a person reads.
func colours(w io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && terminal(w)
}

func bold(w io.Writer, s string) string {
	if !colours(w) {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

func highlight(w io.Writer, s string, marks [][2]int) string {
	if !colours(w) {
		return s
	}
	var b strings.Builder
	at := 0
	for _, m := range marks {
		if m[0] < at || m[1] > len(s) {
			continue
		}
		b.WriteString(s[at:m[0]] + "\x1b[1;33m" + s[m[0]:m[1]] + "\x1b[0m")
		at = m[1]
	}
	return b.String() + s[at:]
}
