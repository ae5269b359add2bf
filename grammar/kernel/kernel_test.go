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
				Mul(got, a, rows, k, ldc, &q)
				for i := range want {
					if d := math.Abs(float64(got[i] - want[i])); d > 1e-4 {
						t.Fatalf("%d×%d×%d: [%d] got %v, want %v", rows, k, cols, i, got[i], want[i])
					}
				}
			}
		}
	}
}

func TestGateAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{0, 1, 7, 8, 9, 128, 131} {
		x, a, b := random(r, n), random(r, n), random(r, n)
		for i := range b {
			b[i] *= 30
		}
		want := append([]float32(nil), x...)
		gatePlain(want, a, b)
		Gate(x, a, b)
		for i := range x {
			if d := math.Abs(float64(x[i] - want[i])); d > 1e-5 {
				t.Fatalf("n=%d: [%d] got %v, want %v", n, i, x[i], want[i])
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

// TestRowsAgree compares Normalize and AddRow with plain Go.
func TestRowsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, way := range ways() {
		for _, n := range []int{1, 8, 19, 128, 192} {
			x, gain, shift := random(r, n), random(r, n), random(r, n)
			q := make([]byte, n)
			for i := range q {
				q[i] = byte(r.Uint32())
			}
			back := ways()[0].choose()
			norm, row := make([]float32, n), append([]float32(nil), x...)
			Normalize(norm, x, gain, shift)
			AddRow(row, q, 0.25)
			back()
			back = way.choose()
			got := make([]float32, n)
			Normalize(got, x, gain, shift)
			AddRow(x, q, 0.25)
			back()
			for i := range x {
				if math.Abs(float64(got[i]-norm[i])) > 1e-4 || math.Abs(float64(x[i]-row[i])) > 1e-5 {
					t.Fatalf("%s, n=%d: [%d] got %v and %v, want %v and %v",
						way.name, n, i, got[i], x[i], norm[i], row[i])
				}
			}
		}
	}
}
