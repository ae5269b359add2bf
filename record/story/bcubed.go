package story

import "fmt"

// A BCubed is the precision and recall of a grouping, as means over its members (Bagga and
// Baldwin, 1998).
type BCubed struct {
	p, r float64
	n    int
}

// Score compares the groups that things are in with those they should be in.
func Score(got, want []string) (b BCubed) {
	gs, ws, both := map[string]int{}, map[string]int{}, map[[2]string]int{}
	for i := range got {
		gs[got[i]]++
		ws[want[i]]++
		both[[2]string{got[i], want[i]}]++
	}
	for i := range got {
		n := float64(both[[2]string{got[i], want[i]}])
		b.p += n / float64(gs[got[i]])
		b.r += n / float64(ws[want[i]])
	}
	b.n = len(got)
	return b
}

// Add adds the members of another grouping.
func (b *BCubed) Add(o BCubed) { b.p, b.r, b.n = b.p+o.p, b.r+o.r, b.n+o.n }

// P is the precision.
func (b BCubed) P() float64 { return b.p / float64(max(1, b.n)) }

// R is the recall.
func (b BCubed) R() float64 { return b.r / float64(max(1, b.n)) }

// F1 is the harmonic mean of precision and recall.
func (b BCubed) F1() float64 { return 2 * b.P() * b.R() / max(1e-9, b.P()+b.R()) }

func (b BCubed) String() string {
	return fmt.Sprintf("B³ P %.3f R %.3f F1 %.3f", b.P(), b.R(), b.F1())
}
