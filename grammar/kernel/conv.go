package kernel

// Normalised values are rounded to steps that let them reach normReach standard deviations
// either way, and stand off by NormZero.
const (
	NormZero  = 64
	normReach = 6
)

// Fit returns gain and shift for NormalizeBytes from those for Normalize, and the step of each
// value: what one of the whole numbers stands for.
func Fit(gain, shift []float32) (g, s, steps []float32) {
	n := len(gain)
	all := make([]float32, 3*n)
	g, s, steps = all[:n], all[n:2*n], all[2*n:]
	for i, v := range gain {
		reach := float32(normReach*max(v, -v)) + max(shift[i], -shift[i])
		if steps[i] = reach / (NormZero - 1); reach == 0 {
			steps[i] = 1
		}
		g[i], s[i] = v/steps[i], shift[i]/steps[i]+NormZero
	}
	return g, s, steps
}

// A Conv is a gated convolution over three rows, around a skip: the layer normalisations of the
// row some way before, of the row itself and of that as far after, side by side, are multiplied
// by weights in whole numbers; of the result b gates a. It never changes.
type Conv struct {
	gain, shift, bias []float32
	pad               []byte // a row beyond the ends: zeros
	weights           Ints
	dilation          int
}

// NewConv makes a Conv of rows as wide as gain; w is 3·len(gain) × 2·len(gain), and bias as long.
func NewConv(gain, shift, w, bias []float32, dilation int) *Conv {
	c := &Conv{bias: bias, pad: make([]byte, len(gain)), dilation: dilation}
	var steps []float32
	c.gain, c.shift, steps = Fit(gain, shift)
	c.weights.Pack(w, 3*len(gain), 2*len(gain), NormZero, steps)
	for i := range c.pad {
		c.pad[i] = NormZero
	}
	return c
}

// A ConvScratch is the memory of one call at a time.
type ConvScratch struct {
	rows, beside []byte
	sums         []int32
}

// chunk is how many rows are done at a time, so that their sums stay in the first caches.
const chunk = 96

// Apply adds to the rows of x what the convolution makes of them. Rows see each other within
// parts, of which lens are the numbers of rows.
func (c *Conv) Apply(x []float32, lens []int, s *ConvScratch) {
	dim := len(c.gain)
	rows := len(x) / dim
	h := room(&s.rows, len(x))
	beside := room(&s.beside, (rows+Tile)*3*dim)
	sums := room(&s.sums, chunk*c.weights.Stride)
	NormalizeBytes(h, x, c.gain, c.shift)
	at := 0
	for _, n := range lens {
		c.layBeside(beside[at*3*dim:], h[at*dim:(at+n)*dim])
		at += n
	}
	for at := 0; at < rows; at += chunk {
		n := min(chunk, rows-at)
		c.weights.Mul(sums, beside[at*3*dim:], n)
		for r := range n {
			c.weights.Gate(x[(at+r)*dim:(at+r+1)*dim], sums[r*c.weights.Stride:], c.bias)
		}
	}
}

// layBeside lays out the three rows that each row of h sees.
func (c *Conv) layBeside(out, h []byte) {
	dim := len(c.gain)
	far := c.dilation * dim
	for at := 0; at < len(h); at += dim {
		before, after := c.pad, c.pad
		if at >= far {
			before = h[at-far : at-far+dim]
		}
		if at+far < len(h) {
			after = h[at+far : at+far+dim]
		}
		copy(out[3*at:], before)
		copy(out[3*at+dim:], h[at:at+dim])
		copy(out[3*at+2*dim:], after)
	}
}

// room gives v n values, in new memory where it must be; what they are is left open.
func room[T any](v *[]T, n int) []T {
	if cap(*v) < n {
		*v = make([]T, n+n/4)
	}
	*v = (*v)[:n]
	return *v
}
