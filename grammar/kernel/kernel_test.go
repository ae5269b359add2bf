package kernel

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(r.NormFloat64())
	}
	return v
}

// TestMulAgrees compares every way of this processor with plain Go, on shapes around every
// block size.
func TestMulAgrees(t *testing.T) {
	for _, way := range ways() {
		t.Run(way.name, func(t *testing.T) {
			defer way.choose()()
			mulAgrees(t)
		})
	}
}

// A way is a set of kernels; choose turns it on and returns how to go back.
type way struct {
	name   string
	choose func() (back func())
}

func mulAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, rows := range []int{1, 5, 6, 7, 11, 12, 13, 24, 31} {
		for _, k := range []int{1, 3, 4, 7, 64, 100} {
			for _, cols := range []int{1, 15, 16, 17, 32, 33, 48, 100} {
				a, b := random(r, rows*k), random(r, k*cols)
				ldc := Round(cols)
				want, got := random(r, rows*ldc), make([]float32, rows*ldc)
				copy(got, want)
				var p, q Packed
				p.Pack(b, k, cols, cols)
				bt := make([]float32, k*cols)
				for i := range k {
					for j := range cols {
						bt[j*k+i] = b[i*cols+j]
					}
				}
				q.PackTransposed(bt, k, cols, k)
				mulPlain(want, a, rows, k, ldc, &p)
				same := append([]float32(nil), got...)
				Mul(got, a, rows, k, ldc, &q)
				MulExact(same, a, rows, k, ldc, &q)
				for i := range want {
					if same[i] != want[i] {
						t.Fatalf("%d×%d×%d: [%d] exactly %v, want %v", rows, k, cols, i, same[i], want[i])
					}
					if d := math.Abs(float64(got[i] - want[i])); d > 1e-4 {
						t.Fatalf("%d×%d×%d: [%d] got %v, want %v", rows, k, cols, i, got[i], want[i])
					}
				}
			}
		}
	}
}

func BenchmarkMul(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const rows, k, cols = 504, 384, 256
	a, w, c := random(r, rows*k), random(r, k*cols), make([]float32, rows*cols)
	var p Packed
	p.Pack(w, k, cols, cols)
	for b.Loop() {
		Mul(c, a, rows, k, cols, &p)
	}
	b.ReportMetric(2*rows*k*cols*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
}
