package shelf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// put puts n entries, of which entry i has the features i, 1_000_000 + i/3 and 7.
func put(s *Shelf, n int) {
	for range n {
		i := s.Len()
		s.Put(uint64(i)+99, fmt.Appendf(nil, "entry %d", i), features(i))
	}
}

func features(i int) []uint32 { return []uint32{uint32(i), uint32(1_000_000 + i/3), 7_777_777} }

func open(t *testing.T, dir string) *Shelf {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func sync(t *testing.T, s *Shelf) {
	t.Helper()
	if err := s.Sync(); err != nil {
		t.Fatal(err)
	}
}

func find(t *testing.T, s *Shelf, feature uint32) (out []int32) {
	t.Helper()
	if err := s.Find([]uint32{feature}, func(ns []int32) { out = slices.Clone(ns) }); err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// check looks for every seventh entry of n.
func check(t *testing.T, s *Shelf, n int) {
	t.Helper()
	if s.Len() != n {
		t.Fatalf("%d entries, want %d", s.Len(), n)
	}
	for i := 0; i < n; i += 7 {
		b, err := s.Entry(int32(i))
		if want := fmt.Sprint("entry ", i); err != nil || string(b) != want {
			t.Fatalf("entry %d: got %q, %v", i, b, err)
		}
		if got, ok := s.Number(uint64(i) + 99); !ok || got != int32(i) {
			t.Fatalf("number of %d: got %d, %v", i, got, ok)
		}
		if got := find(t, s, uint32(i)); !slices.Equal(got, []int32{int32(i)}) {
			t.Fatalf("feature of %d: got %v", i, got)
		}
		var want []int32
		for j := i / 3 * 3; j < min(n, i/3*3+3); j++ {
			want = append(want, int32(j))
		}
		if got := find(t, s, uint32(1_000_000+i/3)); !slices.Equal(got, want) {
			t.Fatalf("feature in common of %d: got %v, want %v", i, got, want)
		}
	}
	if got := find(t, s, 7_777_777); len(got) < min(n, most) || !slices.Contains(got, int32(n-1)) {
		t.Errorf("feature of all: %d found, the last %v", len(got), got[len(got)-1])
	}
}

func TestKeepsAndFinds(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	n := 0
	for range 11 {
		put(s, flushAt*3/4)
		n += flushAt * 3 / 4
		sync(t, s)
	}
	check(t, s, n)
	if len(s.runs) > 2*fan {
		t.Errorf("%d runs of %d entries", len(s.runs), n)
	}
	put(s, 10)
	check(t, s, n+10)
	s.Drop()
	check(t, s, n)
	if _, err := Open(dir); !errors.Is(err, ErrBusy) {
		t.Errorf("opened twice: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	check(t, s, n)
	put(s, 1) // not synced: it is gone
	s.Close()
	s = open(t, dir)
	check(t, s, n)
}

// Whatever is done to the files, what is whole at their beginning is kept and found.
func TestTornFiles(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for range 7 {
		put(s, flushAt/2)
		sync(t, s)
	}
	n := s.Len()
	s.Close()
	runs, _ := filepath.Glob(filepath.Join(dir, "run-*"))
	for name, tear := range map[string]func(){
		"a run is cut":       func() { cut(t, runs[0], 1000) },
		"a run is gone":      func() { os.Remove(runs[0]) },
		"all runs are gone":  func() { remove(runs) },
		"a run is all zeros": func() { os.WriteFile(runs[0], make([]byte, 4096), 0o600) },
		"a run is left over": func() { os.WriteFile(filepath.Join(dir, "run-00000000-00000005"), nil, 0o600) },
		"a run was begun":    func() { os.WriteFile(runs[0]+".new", []byte("x"), 0o600) },
	} {
		tear()
		s = open(t, dir)
		t.Log(name, len(s.runs))
		check(t, s, n)
		s.Close()
		runs, _ = filepath.Glob(filepath.Join(dir, "run-*"))
	}
	cut(t, filepath.Join(dir, "heads"), 5)
	n--
	s = open(t, dir)
	check(t, s, n)
	put(s, 1)
	n++
	sync(t, s)
	s.Close()
	cut(t, filepath.Join(dir, "entries"), 1)
	n--
	s = open(t, dir)
	check(t, s, n)
}

func cut(t *testing.T, name string, bytes int64) {
	t.Helper()
	info, err := os.Stat(name)
	if err == nil {
		err = os.Truncate(name, info.Size()-bytes)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func remove(names []string) {
	for _, n := range names {
		os.Remove(n)
	}
}

func TestFilter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	f := newFilter(50_000)
	in := map[uint32]bool{}
	for range 50_000 {
		h := r.Uint32()
		in[h] = true
		f.add(mix(h))
	}
	wrong := 0
	for range 50_000 {
		if h := r.Uint32(); f.has(mix(h)) > 0 && !in[h] {
			wrong++
		}
	}
	for h := range in {
		if f.has(mix(h)) == 0 {
			t.Fatal("a feature that was added is not found")
		}
	}
	if wrong > 50_000/40 {
		t.Errorf("%d of 50000 passed", wrong)
	}
}

func FuzzHead(f *testing.F) {
	f.Add(headOf(1, 2, []byte("abcdefgh"), 2).append(nil))
	f.Add(binary.LittleEndian.AppendUint64(nil, 1))
	f.Fuzz(func(t *testing.T, b []byte) {
		if h, ok := parseHead(b); ok && h.features*4 > h.size {
			t.Fatalf("head %+v", h)
		}
	})
}
