package main

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// TestChain compares the loss with that of all sequences counted out.
func TestChain(t *testing.T) {
	names := []string{"O", "B-X", "B-Y", "I-X", "I-Y"}
	c := newChain(names)
	rnd := rand.New(rand.NewPCG(3, 3))
	scores := make([]float32, 3*8)
	normal(scores, 1, rnd)
	sets := []uint64{1<<1 | 1<<0, 31, 1 << 3}
	all, some := 0.0, 0.0
	for n := range 5 * 5 * 5 {
		seq := []int{n / 25, n / 5 % 5, n % 5}
		sum, ok, in := 0.0, true, true
		for i, tag := range seq {
			from := c.inside[tag]
			ok = ok && (from < 0 || i > 0 && (seq[i-1] == from || seq[i-1] == tag))
			in = in && sets[i]>>tag&1 != 0
			sum += float64(scores[i*8+tag])
		}
		if ok {
			all += math.Exp(sum)
			if in {
				some += math.Exp(sum)
			}
		}
	}
	d := make([]float32, len(scores))
	got, ok := c.loss(d, scores, 8, sets, 1)
	if want := math.Log(all / some); !ok || math.Abs(got-want) > 1e-6 {
		t.Errorf("got %v, %v, want %v", got, ok, want)
	}
	for i := range sets {
		var sum float32
		for _, v := range d[i*8 : i*8+5] {
			sum += v
		}
		if math.Abs(float64(sum)) > 1e-6 {
			t.Errorf("gradients of word %d sum to %v", i, sum)
		}
	}
	if _, ok := c.loss(d, scores, 8, []uint64{1, 1 << 3}, 1); ok {
		t.Error("I-X after O is allowed")
	}
}

func TestSwap(t *testing.T) {
	c := cast{}
	tags := []string{"B-Person", "I-Person", "O", "B-Location"}
	c.add([]string{"Ana", "Reis", "left", "Porto"}, tags)
	it := &item{words: []string{"Bo", "Lund", "saw", "Oslo"}, mentions: mentions(tags)}
	rnd := rand.New(rand.NewPCG(1, 1))
	seen := map[string]bool{}
	for range 50 {
		w := c.swap(it, rnd)
		if w == nil {
			continue
		}
		seen[w[0]+w[1]] = true
		if w[2] != "saw" || it.words[0] != "Bo" {
			t.Fatalf("got %v of %v", w, it.words)
		}
	}
	if !seen["AnaReis"] || !seen["BoLund"] || len(seen) != 2 {
		t.Errorf("got %v", seen)
	}
}

// TestResume begins with the weights that another network was written with.
func TestResume(t *testing.T) {
	n, _ := tiny()
	var s settings
	s.cfg = n.cfg
	s.from = filepath.Join(t.TempDir(), "w")
	w, err := os.Create(s.from)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.file([]string{"he"}, []string{"he", "peace"}).Write(w); err != nil {
		t.Fatal(err)
	}
	w.Close()
	again, vocab, static, err := resume(&s, rand.New(rand.NewPCG(9, 9)))
	if err != nil || len(vocab) != 1 || len(static) != 2 {
		t.Fatalf("got %v, %v, %v", vocab, static, err)
	}
	for i, p := range n.params {
		for k, v := range p.w {
			if got := again.params[i].w[k]; math.Abs(float64(got-v)) > 0.02 {
				t.Fatalf("%s[%d]: got %v, want %v", p.name, k, got, v)
			}
		}
	}
	s.cfg.Names = []string{"O"}
	if _, _, _, err := resume(&s, rand.New(rand.NewPCG(9, 9))); err == nil {
		t.Error("other labels: no error")
	}
}
