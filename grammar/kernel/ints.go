package kernel

import "math"

// Sizes of the int8 product. Rows of A come in multiples of Tile; what is beyond the last one
// may hold anything.
const (
	Tile   = 4  // rows
	panel  = 32 // columns of the packed matrix
	groups = 4  // values of a row that are multiplied together
)

// Ints is a matrix of int8 weights, with a factor for each column, made ready to stand on the
// right of a product with values of seven bits. Those stand for numbers v as v + zero.
type Ints struct {
	Depth  int // bytes of a row on the left: the rows of the matrix in fours
	Stride int // int32 values of a row of the product: its columns in panels
	Scale  []float32
	start  []int32  // what the sums start from, minus zero times the sum of a column
	data   []byte   // panel by panel: Depth/4 times 32 columns times 4 values
	lanes  []uint64 // the same for plain Go, where that is what multiplies
}

// Pack packs w, which is rows×cols without gaps, for values that stand off by zero. Row r is
// multiplied by steps[r], which begin again after the last; nil leaves it. The largest weight of
// a column becomes 127.
func (p *Ints) Pack(w []float32, rows, cols int, zero float32, steps []float32) {
	p.Depth = (rows + groups - 1) / groups * groups
	p.Stride = (cols + panel - 1) / panel * panel
	p.Scale, p.start = make([]float32, p.Stride), make([]int32, p.Stride)
	p.data = make([]byte, p.Depth*p.Stride)
	step := func(r int) float32 {
		if len(steps) == 0 {
			return 1
		}
		return steps[r%len(steps)]
	}
	for r := range rows {
		by := step(r)
		for c, v := range w[r*cols : (r+1)*cols] {
			p.Scale[c] = max(p.Scale[c], v*by, -v*by)
		}
	}
	for c, top := range p.Scale {
		if p.Scale[c] = top / 127; top < smallest {
			p.Scale[c] = 1
		}
	}
	for r := range rows {
		p.packRow(w[r*cols:(r+1)*cols], r, step(r))
	}
	for c, sum := range p.start {
		p.start[c] = int32(math.RoundToEven(-float64(zero) * float64(sum)))
	}
	if p.lanes = nil; !hasInts() {
		p.packPlain()
	}
}

// packRow lays out row r, times by, and adds it to the sums in start.
func (p *Ints) packRow(w []float32, r int, by float32) {
	for c, v := range w {
		q := int32(math.RoundToEven(float64(v * by / p.Scale[c])))
		p.start[c] += q
		p.data[p.at(r, c)] = byte(int8(q))
	}
}

// at is where the weight of row r and column c lies in data.
func (p *Ints) at(r, c int) int {
	return c/panel*panel*p.Depth + r/groups*groups*panel + c%panel*groups + r%groups
}

// Mul sets c to the product of a and p, less what the values of a stand off. Rows of a hold
// p.Depth values of at most 127, those of c p.Stride sums; both have room for rows in tiles.
func (p *Ints) Mul(c []int32, a []byte, rows int) {
	rows = (rows + Tile - 1) / Tile * Tile
	if rows == 0 || p.Depth == 0 {
		return
	}
	_, _ = a[rows*p.Depth-1], c[rows*p.Stride-1]
	mulInts(c, a, rows, p)
}

// Expand sets out to the numbers that the first sums of a row stand for, as many as there are
// in bias: times by, which is the factor of the row on the left, and the factor of each column;
// plus bias.
func (p *Ints) Expand(out []float32, sums []int32, by float32, bias []float32) {
	n := len(bias)
	expand(out[:n], sums[:n], p.Scale[:n], bias, by)
}
