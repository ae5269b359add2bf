package eval

import (
	"errors"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"readout/eval/labelled"
	"readout/news"
)

// scoresFile holds the scores of every quick task. UPDATE=1 go test ./eval writes it anew.
const scoresFile = "testdata/scores.txt"

// TestScores runs every quick task again and compares with what is committed: a change that moves
// a score has to say so in the same commit.
func TestScores(t *testing.T) {
	if testing.Short() {
		t.Skip("not in short mode: scores every stage")
	}
	var b strings.Builder
	b.WriteString("Scores of every stage: UPDATE=1 go test ./eval writes them, readout eval all prints them.\n")
	for _, task := range Tasks {
		if task.Slow {
			continue
		}
		dir, err := labelled.Folder(task.Archive)
		if errors.Is(err, news.ErrNotFound) {
			t.Skipf("no labelled data: %v", err)
		}
		if err != nil {
			t.Fatal(err)
		}
		s, err := Run(task.Name, dir)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString("\n== " + task.Name + "\n" + s + "\n")
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(scoresFile, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(scoresFile)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, b.String(), string(want))
}

var number = regexp.MustCompile(`\d+(\.\d+)?`)

// compare wants the same lines with the same numbers. Processors add up floating-point numbers in
// their own order, so a hundredth of a number either way is the same.
func compare(t *testing.T, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	if len(g) != len(w) {
		t.Fatalf("%d lines, committed are %d:\n%s", len(g), len(w), got)
	}
	for i := range g {
		a, b := number.FindAllString(g[i], -1), number.FindAllString(w[i], -1)
		same := number.ReplaceAllString(g[i], "") == number.ReplaceAllString(w[i], "") && len(a) == len(b)
		for j := range a {
			if !same {
				break
			}
			x, _ := strconv.ParseFloat(a[j], 64)
			y, _ := strconv.ParseFloat(b[j], 64)
			same = math.Abs(x-y) <= max(.01*math.Max(x, y), .0011)
		}
		if !same {
			t.Errorf("score moved:\n got %s\nwant %s", g[i], w[i])
		}
	}
}
