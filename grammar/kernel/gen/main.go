// Command gen writes the assembly of package kernel: go generate ./grammar/kernel.
package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("amd64")
	multiply("mul6x16", 6)
	multiply("mul1x16", 1)
	multiply512()
	gate()
	sums()
	scale()
	addRow()
	Generate()
}

// multiply emits C[rows×16] += A[rows×K]·B, with B packed as K rows of 16 columns.
func multiply(name string, rows int) {
	TEXT(name, NOSPLIT, "func(c, a, b *float32, k, lda, ldc int)")
	Pragma("noescape")
	Doc(name + " adds the product of rows of A and a panel of B to C; strides are in bytes.")
	c, a, b, k, lda, ldc := arguments()
	a3 := GP64()
	LEAQ(Mem{Base: a, Index: lda, Scale: 2}, a3)
	ADDQ(lda, a3)
	acc := make([][2]reg.VecVirtual, rows)
	row := GP64()
	MOVQ(c, row)
	for r := range acc {
		acc[r] = [2]reg.VecVirtual{YMM(), YMM()}
		VMOVUPS(Mem{Base: row}, acc[r][0])
		VMOVUPS(Mem{Base: row, Disp: 32}, acc[r][1])
		ADDQ(ldc, row)
	}
	loop(name, k, b, []reg.GPVirtual{a, a3}, 64, func(u int) {
		b0, b1, x := YMM(), YMM(), YMM()
		VMOVUPS(Mem{Base: b, Disp: 64 * u}, b0)
		VMOVUPS(Mem{Base: b, Disp: 64*u + 32}, b1)
		for r := range acc {
			VBROADCASTSS(at([]reg.GPVirtual{a, a3}, lda, r, u), x)
			VFMADD231PS(x, b0, acc[r][0])
			VFMADD231PS(x, b1, acc[r][1])
		}
	})
	MOVQ(c, row)
	for r := range acc {
		VMOVUPS(acc[r][0], Mem{Base: row})
		VMOVUPS(acc[r][1], Mem{Base: row, Disp: 32})
		ADDQ(ldc, row)
	}
	VZEROUPPER()
	RET()
}

// multiply512 emits C[12×32] += A[12×K]·B for two neighbouring panels, gap bytes apart.
func multiply512() {
	const name, rows = "mul12x32", 12
	TEXT(name, NOSPLIT, "func(c, a, b *float32, k, lda, ldc, gap int)")
	Pragma("noescape")
	Doc(name + " adds the product of rows of A and two panels of B to C; strides are in bytes.")
	c, a, b, k, lda, ldc := arguments()
	second := Load(Param("gap"), GP64()).(reg.GPVirtual)
	ADDQ(b, second)
	ptr := []reg.GPVirtual{a, GP64(), GP64(), GP64()}
	for i := 1; i < 4; i++ {
		LEAQ(Mem{Base: ptr[i-1], Index: lda, Scale: 2}, ptr[i])
		ADDQ(lda, ptr[i])
	}
	var acc [rows][2]reg.VecVirtual
	row := GP64()
	MOVQ(c, row)
	for r := range acc {
		acc[r] = [2]reg.VecVirtual{ZMM(), ZMM()}
		VMOVUPS(Mem{Base: row}, acc[r][0])
		VMOVUPS(Mem{Base: row, Disp: 64}, acc[r][1])
		ADDQ(ldc, row)
	}
	loop(name, k, b, append(ptr, second), 64, func(u int) {
		b0, b1, x := ZMM(), ZMM(), ZMM()
		VMOVUPS(Mem{Base: b, Disp: 64 * u}, b0)
		VMOVUPS(Mem{Base: second, Disp: 64 * u}, b1)
		for r := range acc {
			VBROADCASTSS(at(ptr, lda, r, u), x)
			VFMADD231PS(x, b0, acc[r][0])
			VFMADD231PS(x, b1, acc[r][1])
		}
	})
	MOVQ(c, row)
	for r := range acc {
		VMOVUPS(acc[r][0], Mem{Base: row})
		VMOVUPS(acc[r][1], Mem{Base: row, Disp: 64})
		ADDQ(ldc, row)
	}
	VZEROUPPER()
	RET()
}

// arguments loads the parameters that the products share.
func arguments() (c, a, b, k, lda, ldc reg.GPVirtual) {
	c = Load(Param("c"), GP64()).(reg.GPVirtual)
	a = Load(Param("a"), GP64()).(reg.GPVirtual)
	b = Load(Param("b"), GP64()).(reg.GPVirtual)
	k = Load(Param("k"), GP64()).(reg.GPVirtual)
	lda = Load(Param("lda"), GP64()).(reg.GPVirtual)
	ldc = Load(Param("ldc"), GP64()).(reg.GPVirtual)
	return c, a, b, k, lda, ldc
}

// at is the operand of A in row r, u columns on; each pointer serves three rows.
func at(ptr []reg.GPVirtual, lda reg.GPVirtual, r, u int) Mem {
	m := Mem{Base: ptr[r/3], Disp: 4 * u}
	if r%3 > 0 {
		m.Index, m.Scale = lda, uint8(r%3)
	}
	return m
}

// loop runs step for each of k columns of A, four at a time, then singly. Pointers into A
// move by a column; b, and a pointer after the fourth, move by width bytes.
func loop(name string, k, b reg.GPVirtual, ptr []reg.GPVirtual, width int, step func(u int)) {
	for _, unroll := range []int{4, 1} {
		label := name + "_by" + string(rune('0'+unroll))
		Label(label)
		CMPQ(k, Imm(uint64(unroll)))
		JL(LabelRef(label + "_end"))
		for u := range unroll {
			step(u)
		}
		for i, p := range ptr {
			n := 4
			if i == 4 {
				n = width
			}
			ADDQ(U32(n*unroll), p)
		}
		ADDQ(U32(width*unroll), b)
		SUBQ(Imm(uint64(unroll)), k)
		JMP(LabelRef(label))
		Label(label + "_end")
	}
}

// gate emits x[i] += a[i]·sigmoid(b[i]) for n values, n a multiple of 8.
func gate() {
	TEXT("gate8", NOSPLIT, "func(x, a, b *float32, n int)")
	Pragma("noescape")
	Doc("gate8 adds a times the logistic function of b to x, n values, n a multiple of 8.")
	x := Load(Param("x"), GP64()).(reg.GPVirtual)
	a := Load(Param("a"), GP64()).(reg.GPVirtual)
	b := Load(Param("b"), GP64()).(reg.GPVirtual)
	n := Load(Param("n"), GP64()).(reg.GPVirtual)
	c := map[string]reg.VecVirtual{}
	for _, k := range expConstants {
		c[k.name] = YMM()
		VBROADCASTSS(ConstData("c_"+k.name, U32(math.Float32bits(k.value))), c[k.name])
	}
	Label("gate8_loop")
	CMPQ(n, Imm(8))
	JL(LabelRef("gate8_end"))
	e := expNegative(b, c)
	VADDPS(c["one"], e, e)
	y := YMM()
	VMOVUPS(Mem{Base: a}, y)
	VDIVPS(e, y, y)
	VADDPS(Mem{Base: x}, y, y)
	VMOVUPS(y, Mem{Base: x})
	for _, p := range []reg.GPVirtual{x, a, b} {
		ADDQ(Imm(32), p)
	}
	SUBQ(Imm(8), n)
	JMP(LabelRef("gate8_loop"))
	Label("gate8_end")
	VZEROUPPER()
	RET()
}

// expConstants are those of exp by range reduction to [−ln2/2, ln2/2] and a polynomial of
// degree five (Cephes, expf).
var expConstants = []struct {
	name  string
	value float32
}{
	{"log2e", 1.44269504088896341}, {"ln2hi", 0.693359375}, {"ln2lo", -2.12194440e-4},
	{"p0", 1.9875691500e-4}, {"p1", 1.3981999507e-3}, {"p2", 8.3334519073e-3},
	{"p3", 4.1665795894e-2}, {"p4", 1.6666665459e-1}, {"p5", 0.5}, {"one", 1}, {"max", 87},
}

// expNegative emits e = exp(−v) for the eight values v at p.
func expNegative(p reg.GPVirtual, c map[string]reg.VecVirtual) reg.VecVirtual {
	v, k, y := YMM(), YMM(), YMM()
	VXORPS(v, v, v)
	VSUBPS(Mem{Base: p}, v, v)
	VMINPS(c["max"], v, v)
	VXORPS(y, y, y)
	VSUBPS(c["max"], y, y)
	VMAXPS(y, v, v)
	VMULPS(c["log2e"], v, k)
	VROUNDPS(Imm(0), k, k)
	VFNMADD231PS(c["ln2hi"], k, v)
	VFNMADD231PS(c["ln2lo"], k, v)
	VMOVAPS(c["p0"], y)
	for _, q := range []string{"p1", "p2", "p3", "p4", "p5"} {
		VFMADD213PS(c[q], v, y)
	}
	VMULPS(v, y, y)
	VFMADD213PS(v, v, y)
	VADDPS(c["one"], y, y)
	VCVTPS2DQ(k, k)
	VPSLLD(Imm(23), k, k)
	VPADDD(k, y, y)
	return y
}

// vectors loads pointer parameters and the count n.
func vectors(names ...string) (ptr []reg.GPVirtual, n reg.GPVirtual) {
	for _, name := range names {
		ptr = append(ptr, Load(Param(name), GP64()).(reg.GPVirtual))
	}
	return ptr, Load(Param("n"), GP64()).(reg.GPVirtual)
}

// each runs step for every eight values and moves the pointers by as many bytes each.
func each(name string, n reg.GPVirtual, ptr []reg.GPVirtual, bytes []int, step func()) {
	Label(name + "_loop")
	CMPQ(n, Imm(8))
	JL(LabelRef(name + "_end"))
	step()
	for i, p := range ptr {
		ADDQ(U32(bytes[i]), p)
	}
	SUBQ(Imm(8), n)
	JMP(LabelRef(name + "_loop"))
	Label(name + "_end")
}

// sums emits eight partial sums of x and of its squares.
func sums() {
	TEXT("sums8", NOSPLIT, "func(out, x *float32, n int)")
	Pragma("noescape")
	Doc("sums8 sets out[0:8] to partial sums of x and out[8:16] to those of its squares.")
	ptr, n := vectors("out", "x")
	a, b, v := YMM(), YMM(), YMM()
	VXORPS(a, a, a)
	VXORPS(b, b, b)
	each("sums8", n, ptr[1:], []int{32}, func() {
		VMOVUPS(Mem{Base: ptr[1]}, v)
		VADDPS(v, a, a)
		VFMADD231PS(v, v, b)
	})
	VMOVUPS(a, Mem{Base: ptr[0]})
	VMOVUPS(b, Mem{Base: ptr[0], Disp: 32})
	VZEROUPPER()
	RET()
}

// scale emits out = (x·scale + offset)·gain + shift.
func scale() {
	TEXT("scale8", NOSPLIT, "func(out, x, gain, shift *float32, n int, scale, offset float32)")
	Pragma("noescape")
	Doc("scale8 sets out to (x·scale + offset)·gain + shift, n a multiple of 8.")
	ptr, n := vectors("out", "x", "gain", "shift")
	k, off, g, v := YMM(), YMM(), YMM(), YMM()
	VBROADCASTSS(NewParamAddr("scale", 40), k)
	VBROADCASTSS(NewParamAddr("offset", 44), off)
	each("scale8", n, ptr, []int{32, 32, 32, 32}, func() {
		VMOVUPS(Mem{Base: ptr[1]}, v)
		VFMADD213PS(off, k, v)
		VMOVUPS(Mem{Base: ptr[2]}, g)
		VFMADD213PS(Mem{Base: ptr[3]}, g, v)
		VMOVUPS(v, Mem{Base: ptr[0]})
	})
	VZEROUPPER()
	RET()
}

// addRow emits x += scale·q for int8 values q.
func addRow() {
	TEXT("addRow8", NOSPLIT, "func(x *float32, q *byte, n int, scale float32)")
	Pragma("noescape")
	Doc("addRow8 adds scale times the int8 values q to x, n a multiple of 8.")
	ptr, n := vectors("x", "q")
	k, v := YMM(), YMM()
	VBROADCASTSS(NewParamAddr("scale", 24), k)
	each("addRow8", n, ptr, []int{32, 8}, func() {
		VPMOVSXBD(Mem{Base: ptr[1]}, v)
		VCVTDQ2PS(v, v)
		VFMADD213PS(Mem{Base: ptr[0]}, k, v)
		VMOVUPS(v, Mem{Base: ptr[0]})
	})
	VZEROUPPER()
	RET()
}
