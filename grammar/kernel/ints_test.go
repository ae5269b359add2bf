package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
)

// sevens returns values for the left of a product, extremes among them.
func sevens(r *rand.Rand, n int) []byte {
	v := make([]byte, n)
	for i := range v {
		v[i] = []byte{byte(r.IntN(128)), 127, 0, 127}[r.IntN(4)]
	}
	return v
}

// extreme returns weights of which many round to the largest int8 values.
func extreme(r *rand.Rand, n int) []float32 {
	w := random(r, n)
	for i := range w {
		w[i] = max(min(2*w[i], 1), -1)
	}
	return w
}

// TestIntsAreExact compares every way of this processor with the plain sum of products.
func TestIntsAreExact(t *testing.T) {
	for _, way := range ways() {
		t.Run(way.name, func(t *testing.T) {
			defer way.choose()()
			r := rand.New(rand.NewPCG(1, 2))
			for _, rows := range []int{1, 4, 5, 8, 12, 13, 31, 45} {
				for _, k := range []int{1, 3, 4, 64, 100, 480} {
					for _, cols := range []int{1, 33, 100} {
						exact(t, r, rows, k, cols)
					}
				}
			}
			exact(t, r, 75, 480, 320)
		})
	}
}

func exact(t *testing.T, r *rand.Rand, rows, k, cols int) {
	t.Helper()
	w := extreme(r, k*cols)
	var p Ints
	p.Pack(w, k, cols, 64, nil)
	tiles := (rows + Tile - 1) / Tile * Tile
	a, c := sevens(r, tiles*p.Depth), make([]int32, tiles*p.Stride)
	p.Mul(c, a, rows)
	for i := range rows {
		for j := range cols {
			var want int32
			for d := range k {
				want += (int32(a[i*p.Depth+d]) - 64) * int32(int8(p.data[p.at(d, j)]))
			}
			if got := c[i*p.Stride+j]; got != want {
				t.Fatalf("%d×%d×%d: [%d %d] got %d, want %d", rows, k, cols, i, j, got, want)
			}
		}
	}
}

// TestIntsAtOnce multiplies side by side while memory is collected, which interrupts kernels
// in their midst: whatever registers they use must outlast that.
func TestIntsAtOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	const rows, k, cols = 96, 480, 320
	var p Ints
	p.Pack(random(r, k*cols), k, cols, 64, nil)
	a, want := sevens(r, rows*k), make([]int32, rows*cols)
	p.Mul(want, a, rows)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			c := make([]int32, rows*cols)
			for range 30 {
				clear(c)
				p.Mul(c, a, rows)
				if !slices.Equal(c, want) {
					t.Error("side by side the sums differ")
					return
				}
				runtime.Gosched()
			}
		})
	}
	for range 20 {
		runtime.GC()
	}
	wg.Wait()
}

// TestIntsStandForNumbers compares the product in whole numbers with that of the numbers.
func TestIntsStandForNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const k, cols = 100, 40
	w, a := random(r, k*cols), sevens(r, Tile*k)
	var p Ints
	p.Pack(w, k, cols, 63.75, nil)
	sums, out, bias := make([]int32, Tile*p.Stride), make([]float32, p.Stride), random(r, p.Stride)
	p.Mul(sums, a, 1)
	p.Expand(out, sums, 0.5, bias)
	for j := range cols {
		want := float64(bias[j])
		for d := range k {
			want += 0.5 * (float64(a[d]) - 63.75) * float64(w[d*cols+j])
		}
		if got := float64(out[j]); got < want-10 || got > want+10 {
			t.Errorf("[%d] got %v, want about %v", j, got, want)
		}
	}
}

// A rowsOut is the outcome of every step on rows.
type rowsOut struct {
	gate, ints, norm, add, expand, rows []float32
	bytes, rectified                    []byte
	step                                float32
	best                                int
}

// rowSteps takes every step, on three rows of n values where it takes several.
func rowSteps(n int) rowsOut {
	r := rand.New(rand.NewPCG(5, uint64(n)))
	x, a, b := random(r, n), random(r, n), random(r, n)
	many, gain, shift := random(r, 3*n), random(r, 2*n), random(r, 2*n)
	ints, q := make([]int32, 2*n), make([]byte, n)
	for i := range n {
		b[i] *= 40
		q[i] = byte(r.Uint32())
	}
	for i := range ints {
		ints[i] = r.Int32N(200) - 100
	}
	out := rowsOut{gate: slices.Clone(x), ints: slices.Clone(x), add: slices.Clone(x),
		norm: make([]float32, 3*n), expand: make([]float32, n), bytes: make([]byte, 3*n),
		rectified: make([]byte, n), best: Best(x)}
	Gate(out.gate, a, b)
	(&Ints{Scale: gain}).Gate(out.ints, ints, shift)
	AddRow(out.add, q, 0.3)
	out.rows = slices.Clone(x)
	AddRows(out.rows, slices.Concat(q, out.bytes[:n], q), []float32{0.3, 2, 0.7}, []int32{2, 1, 0, 2})
	Normalize(out.norm, many, gain[:n], shift)
	for i := range gain {
		gain[i], shift[i] = 20*gain[i], shift[i]+64
	}
	NormalizeBytes(out.bytes, many, gain[:n], shift)
	out.step = Rectify(out.rectified, x, a)
	expand(out.expand, ints[:n], gain[:n], shift[:n], 0.7)
	return out
}

// TestRowsAreExact compares the steps on rows with plain Go, bit by bit.
func TestRowsAreExact(t *testing.T) {
	for _, n := range []int{1, 7, 8, 9, 16, 19, 24, 100, 128, 160, 384} {
		back := ways()[0].choose()
		want := fmt.Sprintf("%x", rowSteps(n))
		back()
		for _, way := range ways() {
			back := way.choose()
			got := fmt.Sprintf("%x", rowSteps(n))
			back()
			if got != want {
				t.Errorf("%s, n=%d:\n got %s\nwant %s", way.name, n, got, want)
			}
		}
	}
}

// TestGateIsLogistic holds the polynomial to the function that it stands for.
func TestGateIsLogistic(t *testing.T) {
	for b := float32(-100); b < 100; b += 0.37 {
		x := []float32{0}
		Gate(x, []float32{1}, []float32{b})
		want := 1 / (1 + math.Exp(-float64(b)))
		if d := math.Abs(float64(x[0]) - want); d > 2e-7 {
			t.Fatalf("logistic(%v): got %v, want %v", b, x[0], want)
		}
	}
}

func TestRectifyNothing(t *testing.T) {
	for _, n := range []int{2, 8} {
		out := slices.Repeat([]byte{1}, n)
		step := Rectify(out, make([]float32, n), slices.Repeat([]float32{-1}, n))
		if step != 0 || slices.Max(out) != 0 {
			t.Errorf("got %v, %v", out, step)
		}
	}
}

// TestBest has the largest value at each place, and equals after it.
func TestBest(t *testing.T) {
	for n := range 40 {
		for want := range n {
			x := random(rand.New(rand.NewPCG(1, uint64(n))), n)
			for i := want; i < n; i += 3 {
				x[i] = 9
			}
			if got := Best(x); got != want {
				t.Fatalf("of %d got %d, want %d", n, got, want)
			}
		}
	}
	if got := Best(nil); got != 0 {
		t.Errorf("of none got %d", got)
	}
}

func BenchmarkInts(b *testing.B) {
	for _, way := range ways() {
		b.Run(way.name, func(b *testing.B) {
			defer way.choose()()
			r := rand.New(rand.NewPCG(1, 2))
			const rows, k, cols = 96, 480, 320
			var p Ints
			p.Pack(random(r, k*cols), k, cols, 64, nil)
			a, c := sevens(r, rows*k), make([]int32, rows*cols)
			for b.Loop() {
				p.Mul(c, a, rows)
			}
			b.ReportMetric(2*rows*k*cols*float64(b.N)/b.Elapsed().Seconds()/1e9, "GOP/s")
		})
	}
}
