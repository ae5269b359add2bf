package main

import (
	"math"
	"strconv"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

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
	VZEROUPPER()
	RET()
}

// parameter loads a float32 parameter into every lane.
func parameter(name string, offset int) reg.VecVirtual {
	v := YMM()
	VBROADCASTSS(NewParamAddr(name, offset), v)
	return v
}

// gate emits x[i] += a[i]·sigmoid(b[i]) for n values, n a multiple of 8.
func gate() {
	TEXT("gate8", NOSPLIT, "func(x, a, b *float32, n int)")
	Pragma("noescape")
	Doc("gate8 adds a times the logistic function of b to x, n values, n a multiple of 8.")
	ptr, n := vectors("x", "a", "b")
	e := newExp("gate8", YMM)
	each("gate8", n, ptr, []int{32, 32, 32}, func() {
		a, b := YMM(), YMM()
		VMOVUPS(Mem{Base: ptr[1]}, a)
		VMOVUPS(Mem{Base: ptr[2]}, b)
		e.gate(ptr[0], a, b)
	})
}

// gateInts emits the same where a and b are sums that stand for sums·scale + shift, those of
// b after those of a.
func gateInts(lanes int, vector func() reg.VecVirtual) {
	name := "gateInts" + strconv.Itoa(lanes)
	TEXT(name, NOSPLIT, "func(x *float32, sums *int32, scale, shift *float32, n int)")
	Pragma("noescape")
	Doc(name + " is gate8 with a and b, in sums, that stand for sums·scale + shift.")
	ptr, n := vectors("x", "sums", "scale", "shift")
	far := GP64()
	MOVQ(n, far)
	e := newExp(name, vector)
	Label(name + "_loop")
	CMPQ(n, Imm(uint64(lanes)))
	JL(LabelRef(name + "_end"))
	var v [2]reg.VecVirtual
	for i := range v {
		at := func(p reg.GPVirtual) Mem {
			if i == 0 {
				return Mem{Base: p}
			}
			return Mem{Base: p, Index: far, Scale: 4}
		}
		v[i] = vector()
		VCVTDQ2PS(at(ptr[1]), v[i])
		VMULPS(at(ptr[2]), v[i], v[i])
		VADDPS(at(ptr[3]), v[i], v[i])
	}
	e.gate(ptr[0], v[0], v[1])
	for _, p := range ptr {
		ADDQ(Imm(uint64(4*lanes)), p)
	}
	SUBQ(Imm(uint64(lanes)), n)
	JMP(LabelRef(name + "_loop"))
	Label(name + "_end")
	VZEROUPPER()
	RET()
}

// An exponential has the constants of exp in registers.
type exponential struct {
	c      map[string]reg.VecVirtual
	vector func() reg.VecVirtual
}

func newExp(name string, vector func() reg.VecVirtual) exponential {
	e := exponential{map[string]reg.VecVirtual{}, vector}
	for _, k := range expConstants {
		e.c[k.name] = vector()
		c := ConstData(name+"_"+k.name, U32(math.Float32bits(k.value)))
		VBROADCASTSS(c, e.c[k.name])
	}
	return e
}

// gate emits x[i] += a·sigmoid(b).
func (e exponential) gate(x reg.GPVirtual, a, b reg.VecVirtual) {
	y := e.negative(b)
	VADDPS(e.c["one"], y, y)
	VDIVPS(y, a, a)
	VADDPS(Mem{Base: x}, a, a)
	VMOVUPS(a, Mem{Base: x})
}

// expConstants are those of exp by range reduction to [−ln2/2, ln2/2] and a polynomial of
// degree five (Cephes, expf); plain.go has them too.
var expConstants = []struct {
	name  string
	value float32
}{
	{"log2e", 1.44269504088896341}, {"ln2hi", 0.693359375}, {"ln2lo", -2.12194440e-4},
	{"p0", 1.9875691500e-4}, {"p1", 1.3981999507e-3}, {"p2", 8.3334519073e-3},
	{"p3", 4.1665795894e-2}, {"p4", 1.6666665459e-1}, {"p5", 0.5}, {"one", 1}, {"max", 87},
	{"min", -87}, {"minus", -1},
}

// negative emits exp(−v), products and sums each rounded.
func (e exponential) negative(v reg.VecVirtual) reg.VecVirtual {
	c, k, y, t := e.c, e.vector(), e.vector(), e.vector()
	VMULPS(c["minus"], v, v)
	VMINPS(c["max"], v, v)
	VMAXPS(c["min"], v, v)
	VMULPS(c["log2e"], v, k)
	if v.Size() == 64 {
		VRNDSCALEPS(Imm(0), k, k)
	} else {
		VROUNDPS(Imm(0), k, k)
	}
	for _, q := range []string{"ln2hi", "ln2lo"} {
		VMULPS(c[q], k, t)
		VSUBPS(t, v, v)
	}
	VMULPS(c["p0"], v, y)
	for _, q := range []string{"p1", "p2", "p3", "p4", "p5"} {
		VADDPS(c[q], y, y)
		VMULPS(v, y, y)
	}
	VMULPS(v, y, y)
	VADDPS(v, y, y)
	VADDPS(c["one"], y, y)
	VCVTPS2DQ(k, k)
	VPSLLD(Imm(23), k, k)
	VPADDD(k, y, y)
	return y
}

// expand emits out = sums·by·scale + shift for int32 sums.
func expand() {
	TEXT("expand8", NOSPLIT,
		"func(out *float32, sums *int32, scale, shift *float32, n int, by float32)")
	Pragma("noescape")
	Doc("expand8 sets out to sums·by·scale + shift, n a multiple of 8.")
	ptr, n := vectors("out", "sums", "scale", "shift")
	k := parameter("by", 40)
	each("expand8", n, ptr, []int{32, 32, 32, 32}, func() {
		v := YMM()
		VCVTDQ2PS(Mem{Base: ptr[1]}, v)
		VMULPS(k, v, v)
		VMULPS(Mem{Base: ptr[2]}, v, v)
		VADDPS(Mem{Base: ptr[3]}, v, v)
		VMOVUPS(v, Mem{Base: ptr[0]})
	})
}

// addRow emits x += scale·q for int8 values q.
func addRow() {
	TEXT("addRow8", NOSPLIT, "func(x *float32, q *byte, n int, scale float32)")
	Pragma("noescape")
	Doc("addRow8 adds scale times the int8 values q to x, n a multiple of 8.")
	ptr, n := vectors("x", "q")
	k := parameter("scale", 24)
	each("addRow8", n, ptr, []int{32, 8}, func() {
		v := YMM()
		VPMOVSXBD(Mem{Base: ptr[1]}, v)
		VCVTDQ2PS(v, v)
		VMULPS(k, v, v)
		VADDPS(Mem{Base: ptr[0]}, v, v)
		VMOVUPS(v, Mem{Base: ptr[0]})
	})
}

// addRows emits the same for several rows of a table, sixteen columns at a time.
func addRows() {
	const name = "addRows16"
	TEXT(name, NOSPLIT, "func(x *float32, n int, q *byte, scale *float32, rows *int32, count int)")
	Pragma("noescape")
	Doc(name+" adds count rows of a table q of n int8 columns, times the scale of each, to x,",
		"n a multiple of 16.")
	ptr, n := vectors("x", "q", "scale", "rows")
	count := Load(Param("count"), GP64()).(reg.GPVirtual)
	left, i, row := GP64(), GP64(), GP64()
	MOVQ(n, left)
	Label(name + "_columns")
	CMPQ(left, Imm(16))
	JL(LabelRef(name + "_end"))
	var x, v [2]reg.VecVirtual
	for k := range x {
		x[k], v[k] = YMM(), YMM()
		VMOVUPS(Mem{Base: ptr[0], Disp: 32 * k}, x[k])
	}
	XORQ(i, i)
	Label(name + "_rows")
	CMPQ(i, count)
	JGE(LabelRef(name + "_done"))
	MOVLQSX(Mem{Base: ptr[3], Index: i, Scale: 4}, row)
	by := YMM()
	VBROADCASTSS(Mem{Base: ptr[2], Index: row, Scale: 4}, by)
	IMULQ(n, row)
	for k := range x {
		VPMOVSXBD(Mem{Base: ptr[1], Index: row, Scale: 1, Disp: 8 * k}, v[k])
		VCVTDQ2PS(v[k], v[k])
		VMULPS(by, v[k], v[k])
		VADDPS(v[k], x[k], x[k])
	}
	INCQ(i)
	JMP(LabelRef(name + "_rows"))
	Label(name + "_done")
	for k := range x {
		VMOVUPS(x[k], Mem{Base: ptr[0], Disp: 32 * k})
	}
	ADDQ(Imm(64), ptr[0])
	ADDQ(Imm(16), ptr[1])
	SUBQ(Imm(16), left)
	JMP(LabelRef(name + "_columns"))
	Label(name + "_end")
	VZEROUPPER()
	RET()
}
