package terms

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func words(s string) (out []string) {
	for at := 0; ; {
		from, to := Next(s, at)
		if from == to {
			return out
		}
		out = append(out, s[from:to])
		at = to
	}
}

func TestNext(t *testing.T) {
	for in, want := range map[string][]string{
		"":                        nil,
		" –, \n":                  nil,
		"Oslo’s 3rd, “day”: x":    {"Oslo", "s", "3rd", "day", "x"},
		"Ærø… Łódź\xff²³ [@`{z}]": {"Ærø", "Łódź", "²³", "z"},
	} {
		if got := words(in); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// A memo answers as its function does, though it has room for fewer words.
func TestMemo(t *testing.T) {
	asked := 0
	m := NewMemo(func(w string) string { asked++; return strings.ToUpper(w) })
	for range 3 {
		for i := range slots * 3 / 2 {
			w := fmt.Sprint("w", i)
			if got := m.Find(w); got != strings.ToUpper(w) {
				t.Fatalf("%s: got %s", w, got)
			}
		}
	}
	if m.Find(""); asked < slots || asked > 3*slots*3/2+1 {
		t.Errorf("asked %d times", asked)
	}
	was := asked
	if m.Find(""); asked != was {
		t.Error("asked twice for one word")
	}
}

func TestStem(t *testing.T) {
	for in, want := range map[string]string{"visited": "visit", "visits": "visit", "as": "as",
		"bus": "bus", "reportedly": "report", "talking": "talk", "king": "king"} {
		if got := Stem(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestSort(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 300} {
		xs, ys := make([]uint32, n), make([]uint64, n)
		for i := range n {
			xs[i], ys[i] = r.Uint32(), r.Uint64N(100)<<32|uint64(n-i)
		}
		wantX, wantY := slices.Sorted(slices.Values(xs)), slices.Clone(ys)
		slices.SortStableFunc(wantY, func(a, b uint64) int { return cmp.Compare(a>>32, b>>32) })
		if got := Sort(xs, make([]uint32, n+3), 0); !slices.Equal(got, wantX) {
			t.Errorf("%d numbers: %v", n, got)
		}
		if got := Sort(ys, make([]uint64, n), 32); !slices.Equal(got, wantY) {
			t.Errorf("%d numbers by their upper half: %v", n, got)
		}
	}
}

func TestTally(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	var ta Tally
	for _, n := range []int{5, 9000, 100} {
		want := map[int32]Shared{}
		for range n {
			id := r.Int32N(2000)
			ta.Add(id, .5)
			want[id] = Shared{id, want[id].N + 1, want[id].Weight + .5}
		}
		for _, s := range ta.All() {
			if s != want[s.ID] {
				t.Errorf("got %v, want %v", s, want[s.ID])
			}
		}
		if len(ta.All()) != len(want) {
			t.Errorf("%d, want %d", len(ta.All()), len(want))
		}
		ta.Clear()
	}
}

func TestTable(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	var ta Table[int]
	for _, n := range []int{10, 50_000, 3000} {
		want := map[uint32]int{}
		for i := range n {
			h := r.Uint32() >> r.IntN(25)
			*ta.Place(h) += i + 1
			want[max(h, 1)] += i + 1
		}
		for h, v := range want {
			if got := ta.Find(h); got != v {
				t.Fatalf("%d hashes: %d has %d, want %d", n, h, got, v)
			}
		}
		if ta.Clear(); ta.Find(5) != 0 || ta.used != 0 {
			t.Errorf("cleared, and %d are in use", ta.used)
		}
	}
	if ta.Find(r.Uint32()) != 0 {
		t.Error("found what was not put")
	}
}

func FuzzNext(f *testing.F) {
	f.Add("It’s 5\u00a0pm.\xff\xc3")
	f.Fuzz(func(t *testing.T, s string) {
		want := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		if got := words(s); utf8.ValidString(s) && !slices.Equal(got, want) {
			t.Fatalf("%q: got %q, want %q", s, got, want)
		}
		if c := Clip(s, len(s)/2); !strings.HasPrefix(s, c) || len(c) > len(s)/2 {
			t.Fatalf("clip of %q: %q", s, c)
		}
	})
}
