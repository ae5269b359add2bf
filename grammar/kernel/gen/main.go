// Command gen writes the assembly of package kernel: go generate ./grammar/kernel.
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("amd64")
	ones := &wordOnes{}
	for _, t := range []tile{
		{name: "mul6x16", rows: 6, step: fused},
		{name: "mul1x16", rows: 1, step: fused},
		{name: "mul12x32", rows: 12, wide: true, step: fused},
		{name: "mulExact6x16", rows: 6, step: apart},
		{name: "mulExact1x16", rows: 1, step: apart},
		{name: "mulInts4x16", rows: 4, ints: true, setup: ones.load, step: ones.pairs},
		{name: "mulInts12x32", rows: 12, ints: true, wide: true, step: fours},
		{name: "mulInts8x32", rows: 8, ints: true, wide: true, step: fours},
		{name: "mulInts4x32", rows: 4, ints: true, wide: true, step: fours},
	} {
		t.emit()
	}
	gate()
	gateInts(8, YMM)
	gateInts(16, ZMM)
	normalize(false)
	normalize(true)
	rectify()
	expand()
	addRow()
	addRows()
	best()
	Generate()
}

// A tile is a product of some rows of A by two vectors of columns of B. A step of it takes four
// bytes of each row of A: a float32, or four values of seven bits.
type tile struct {
	name string
	rows int
	ints bool // int32 sums that begin with a row of their own, else float32 added to C
	wide bool // vectors of 16 values, else of 8

	// step adds the product of the value or values x, in every lane, and b to the sums acc.
	step  func(x Mem, b, acc [2]reg.VecVirtual)
	setup func() // before the first step, where there is something to do
}

// args are the parameters of a tile in registers.
type args struct{ c, b, start, second, k, lda, ldc reg.GPVirtual }

// emit writes the function of a tile.
func (t tile) emit() {
	t.head()
	a := Load(Param("a"), GP64()).(reg.GPVirtual)
	p := t.load()
	ptr := []reg.GPVirtual{a}
	for i := 3; i < t.rows; i += 3 {
		ptr = append(ptr, GP64())
		LEAQ(Mem{Base: ptr[i/3-1], Index: p.lda, Scale: 2}, ptr[i/3])
		ADDQ(p.lda, ptr[i/3])
	}
	acc := t.begin(p)
	moves := []move{{p.b, t.stride()}}
	if p.second != nil {
		moves = append(moves, move{p.second, t.stride()})
	}
	for _, r := range ptr {
		moves = append(moves, move{r, 4})
	}
	if t.setup != nil {
		t.setup()
	}
	t.loop(p.k, moves, func(u int) {
		b := [2]reg.VecVirtual{t.vector(), t.vector()}
		second := Mem{Base: p.b, Disp: t.stride()*u + t.bytes()}
		if p.second != nil {
			second = Mem{Base: p.second, Disp: t.stride() * u}
		}
		VMOVUPS(Mem{Base: p.b, Disp: t.stride() * u}, b[0])
		VMOVUPS(second, b[1])
		for r := range acc {
			t.step(at(ptr, p.lda, r, u), b, acc[r])
		}
	})
	t.store(p, acc)
	VZEROUPPER()
	RET()
}

// head writes the declaration.
func (t tile) head() {
	sig, doc := "func(c, a, b *float32, k, lda, ldc int)", "rows of A and a panel of B to C;"
	switch {
	case t.ints:
		sig = "func(c *int32, a, b *byte, start *int32, k, lda, ldc int)"
		doc = "rows of A and columns of B to start, in C; k counts fours,"
	case t.wide:
		sig = "func(c, a, b *float32, k, lda, ldc, gap int)"
		doc = "rows of A and two panels of B, gap bytes apart, to C;"
	}
	TEXT(t.name, NOSPLIT, sig)
	Pragma("noescape")
	Doc(t.name+" adds the product of "+doc, "strides are in bytes.")
}

// load loads the parameters but a.
func (t tile) load() (p args) {
	reg := func(name string) reg.GPVirtual { return Load(Param(name), GP64()).(reg.GPVirtual) }
	p.c, p.b, p.k, p.lda, p.ldc = reg("c"), reg("b"), reg("k"), reg("lda"), reg("ldc")
	if t.ints {
		p.start = reg("start")
	} else if t.wide {
		p.second = reg("gap")
		ADDQ(p.b, p.second)
	}
	return p
}

func (t tile) vector() reg.VecVirtual {
	if t.wide {
		return ZMM()
	}
	return YMM()
}

// bytes is the size of a vector.
func (t tile) bytes() int {
	if t.wide {
		return 64
	}
	return 32
}

// stride is how far B moves in a step.
func (t tile) stride() int {
	if t.ints {
		return 128
	}
	return 64
}

// begin loads what the sums start from.
func (t tile) begin(p args) [][2]reg.VecVirtual {
	acc := make([][2]reg.VecVirtual, t.rows)
	row := GP64()
	if !t.ints {
		MOVQ(p.c, row)
	}
	for r := range acc {
		acc[r] = [2]reg.VecVirtual{t.vector(), t.vector()}
		for i, v := range acc[r] {
			switch {
			case !t.ints:
				VMOVUPS(Mem{Base: row, Disp: i * t.bytes()}, v)
			case r == 0:
				VMOVUPS(Mem{Base: p.start, Disp: i * t.bytes()}, v)
			default:
				VMOVAPS(acc[0][i], v)
			}
		}
		if !t.ints {
			ADDQ(p.ldc, row)
		}
	}
	return acc
}

func (t tile) store(p args, acc [][2]reg.VecVirtual) {
	for r := range acc {
		VMOVUPS(acc[r][0], Mem{Base: p.c})
		VMOVUPS(acc[r][1], Mem{Base: p.c, Disp: t.bytes()})
		if r+1 < len(acc) {
			ADDQ(p.ldc, p.c)
		}
	}
}

// fused multiplies and adds in one rounding.
func fused(x Mem, b, acc [2]reg.VecVirtual) {
	v := like(acc[0])
	VBROADCASTSS(x, v)
	for i := range acc {
		VFMADD231PS(v, b[i], acc[i])
	}
}

// apart rounds the product and the sum, as every machine can.
func apart(x Mem, b, acc [2]reg.VecVirtual) {
	v, y := YMM(), YMM()
	VBROADCASTSS(x, v)
	for i := range acc {
		VMULPS(v, b[i], y)
		VADDPS(y, acc[i], acc[i])
	}
}

// fours adds four products of bytes in one instruction (AVX-512 VNNI).
func fours(x Mem, b, acc [2]reg.VecVirtual) {
	v := ZMM()
	VPBROADCASTD(x, v)
	for i := range acc {
		VPDPBUSD(b[i], v, acc[i])
	}
}

// wordOnes is a vector of 16-bit ones.
type wordOnes struct{ v reg.VecVirtual }

func (o *wordOnes) load() {
	o.v = YMM()
	VPCMPEQW(o.v, o.v, o.v)
	VPSRLW(Imm(15), o.v, o.v)
}

// pairs adds four products pair by pair: two of 127·127 do not overflow 16 bits.
func (o *wordOnes) pairs(x Mem, b, acc [2]reg.VecVirtual) {
	v, y := YMM(), YMM()
	VPBROADCASTD(x, v)
	for i := range acc {
		VPMADDUBSW(b[i], v, y)
		VPMADDWD(o.v, y, y)
		VPADDD(y, acc[i], acc[i])
	}
}

// like returns a new register of the size of v.
func like(v reg.VecVirtual) reg.VecVirtual {
	if v.Size() == 64 {
		return ZMM()
	}
	return YMM()
}

// at is the operand of A in row r, u steps on; each pointer serves three rows.
func at(ptr []reg.GPVirtual, lda reg.GPVirtual, r, u int) Mem {
	m := Mem{Base: ptr[r/3], Disp: 4 * u}
	if r%3 > 0 {
		m.Index, m.Scale = lda, uint8(r%3)
	}
	return m
}

// A move is a pointer and how many bytes it moves in a step.
type move struct {
	ptr   reg.GPVirtual
	bytes int
}

// loop runs step k times, four at a time, then singly.
func (t tile) loop(k reg.GPVirtual, moves []move, step func(u int)) {
	for _, unroll := range []int{4, 1} {
		label := t.name + "_by" + string(rune('0'+unroll))
		Label(label)
		CMPQ(k, Imm(uint64(unroll)))
		JL(LabelRef(label + "_end"))
		for u := range unroll {
			step(u)
		}
		for _, m := range moves {
			ADDQ(U32(m.bytes*unroll), m.ptr)
		}
		SUBQ(Imm(uint64(unroll)), k)
		JMP(LabelRef(label))
		Label(label + "_end")
	}
}
