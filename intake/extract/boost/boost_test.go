package boost

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"readout/news"
)

// xor is a question that no single feature answers.
func xor(n int) *Rows {
	rng := rand.New(rand.NewPCG(1, 2))
	var rows Rows
	for range n {
		a, b := rng.Float32(), rng.Float32()
		yes := float32(0)
		if (a > .5) != (b > .5) {
			yes = 1
		}
		rows.Add([]float32{a, b, rng.Float32()}, yes, 1)
	}
	return &rows
}

var small = Params{Trees: 60, Leaves: 6, Rate: .2, MinHess: 1, Lambda: 1, Features: 1, Rows: .8}

func TestTrain(t *testing.T) {
	f := Train(xor(800), small)
	test := xor(1200)
	right := 0
	for i := 800; i < 1200; i++ {
		if (f.Odds(test.Data[i*3:i*3+3]) > .5) == (test.Yes[i] > .5) {
			right++
		}
	}
	if right < 380 {
		t.Errorf("%d of 400 right", right)
	}
}

func TestTrainTwiceGivesTheSame(t *testing.T) {
	a, b := Train(xor(200), small).Append(nil), Train(xor(200), small).Append(nil)
	if !slices.Equal(a, b) {
		t.Error("two trainings differ")
	}
}

func TestReadWhatAppendWrote(t *testing.T) {
	f := Train(xor(200), small)
	got, rest, err := Read(append(f.Append(nil), "rest"...))
	if err != nil || string(rest) != "rest" {
		t.Fatalf("read: rest %q, %v", rest, err)
	}
	row := []float32{.2, .7, .1}
	if g, w := got.Score(row), f.Score(row); g != w {
		t.Errorf("score %v, want %v", g, w)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(Train(xor(50), Params{Trees: 2, Leaves: 3, Rate: 1, MinHess: .1, Features: 1, Rows: 1}).Append(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		forest, _, err := Read(b)
		if err != nil {
			if !errors.Is(err, news.ErrSyntax) {
				t.Fatal(err)
			}
			return
		}
		forest.Score(make([]float32, forest.Width()))
	})
}
