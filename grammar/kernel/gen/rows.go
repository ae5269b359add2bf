package main

import (
	"math"

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

// constant loads a float32 into every lane.
func constant(name string, value float32) reg.VecVirtual {
	v := YMM()
	VBROADCASTSS(ConstData("c_"+name, U32(math.Float32bits(value))), v)
	return v
}

// gate emits x[i] += a[i]·sigmoid(b[i]) for n values, n a multiple of 8.
func gate() {
	TEXT("gate8", NOSPLIT, "func(x, a, b *float32, n int)")
	Pragma("noescape")
	Doc("gate8 adds a times the logistic function of b to x, n values, n a multiple of 8.")
	ptr, n := vectors("x", "a", "b")
	c := map[string]reg.VecVirtual{}
	for _, k := range expConstants {
		c[k.name] = constant(k.name, k.value)
	}
	each("gate8", n, ptr, []int{32, 32, 32}, func() {
		e := expNegative(ptr[2], c)
		VADDPS(c["one"], e, e)
		y := YMM()
		VMOVUPS(Mem{Base: ptr[1]}, y)
		VDIVPS(e, y, y)
		VADDPS(Mem{Base: ptr[0]}, y, y)
		VMOVUPS(y, Mem{Base: ptr[0]})
	})
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
}

// expNegative emits e = exp(−v) for the eight values v at p, products and sums each rounded.
func expNegative(p reg.GPVirtual, c map[string]reg.VecVirtual) reg.VecVirtual {
	v, k, y, t := YMM(), YMM(), YMM(), YMM()
	VXORPS(v, v, v)
	VSUBPS(Mem{Base: p}, v, v)
	VMINPS(c["max"], v, v)
	VXORPS(y, y, y)
	VSUBPS(c["max"], y, y)
	VMAXPS(y, v, v)
	VMULPS(c["log2e"], v, k)
	VROUNDPS(Imm(0), k, k)
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

// sums emits eight partial sums of x and of its squares.
func sums() {
	TEXT("sums8", NOSPLIT, "func(out, x *float32, n int)")
	Pragma("noescape")
	Doc("sums8 sets out[0:8] to partial sums of x and out[8:16] to those of its squares.")
	ptr, n := vectors("out", "x")
	a, b, v := YMM(), YMM(), YMM()
	VXORPS(a, a, a)
	VXORPS(b, b, b)
	Label("sums8_loop")
	CMPQ(n, Imm(8))
	JL(LabelRef("sums8_end"))
	VMOVUPS(Mem{Base: ptr[1]}, v)
	VADDPS(v, a, a)
	VMULPS(v, v, v)
	VADDPS(v, b, b)
	ADDQ(Imm(32), ptr[1])
	SUBQ(Imm(8), n)
	JMP(LabelRef("sums8_loop"))
	Label("sums8_end")
	VMOVUPS(a, Mem{Base: ptr[0]})
	VMOVUPS(b, Mem{Base: ptr[0], Disp: 32})
	VZEROUPPER()
	RET()
}

// peaks emits the largest of every eighth value.
func peaks() {
	TEXT("peaks8", NOSPLIT, "func(out, x *float32, n int)")
	Pragma("noescape")
	Doc("peaks8 sets out[0:8] to the largest of every eighth value of x, at least zero.")
	ptr, n := vectors("out", "x")
	a := YMM()
	VXORPS(a, a, a)
	Label("peaks8_loop")
	CMPQ(n, Imm(8))
	JL(LabelRef("peaks8_end"))
	VMAXPS(Mem{Base: ptr[1]}, a, a)
	ADDQ(Imm(32), ptr[1])
	SUBQ(Imm(8), n)
	JMP(LabelRef("peaks8_loop"))
	Label("peaks8_end")
	VMOVUPS(a, Mem{Base: ptr[0]})
	VZEROUPPER()
	RET()
}

// affine emits v = (x·scale + offset)·gain + shift for eight values.
func affine(ptr []reg.GPVirtual, k, off reg.VecVirtual) reg.VecVirtual {
	v := YMM()
	VMULPS(Mem{Base: ptr[1]}, k, v)
	VADDPS(off, v, v)
	VMULPS(Mem{Base: ptr[2]}, v, v)
	VADDPS(Mem{Base: ptr[3]}, v, v)
	return v
}

// scale emits out = (x·scale + offset)·gain + shift.
func scale() {
	TEXT("scale8", NOSPLIT, "func(out, x, gain, shift *float32, n int, scale, offset float32)")
	Pragma("noescape")
	Doc("scale8 sets out to (x·scale + offset)·gain + shift, n a multiple of 8.")
	ptr, n := vectors("out", "x", "gain", "shift")
	k, off := parameter("scale", 40), parameter("offset", 44)
	each("scale8", n, ptr, []int{32, 32, 32, 32}, func() {
		VMOVUPS(affine(ptr, k, off), Mem{Base: ptr[0]})
	})
}

// round emits the same in bytes.
func round() {
	TEXT("round8", NOSPLIT,
		"func(out *byte, x, gain, shift *float32, n int, scale, offset float32)")
	Pragma("noescape")
	Doc("round8 sets out to (x·scale + offset)·gain + shift, rounded, in 0…127.")
	ptr, n := vectors("out", "x", "gain", "shift")
	k, off := parameter("scale", 40), parameter("offset", 44)
	zero, top := YMM(), constant("round", 127)
	VXORPS(zero, zero, zero)
	each("round8", n, ptr, []int{8, 32, 32, 32}, func() {
		narrow(affine(ptr, k, off), zero, top, ptr[0])
	})
}

// narrow emits the eight values of v, rounded, in 0…127, as bytes.
func narrow(v, zero, top reg.VecVirtual, to reg.GPVirtual) {
	high := XMM()
	VMAXPS(zero, v, v)
	VMINPS(top, v, v)
	VCVTPS2DQ(v, v)
	VEXTRACTI128(Imm(1), v, high)
	VPACKUSDW(high, v.AsX(), high)
	VPACKUSWB(high, high, high)
	VMOVQ(high, Mem{Base: to})
}

// rectify emits x·scale in bytes.
func rectify() {
	TEXT("rectify8", NOSPLIT, "func(out *byte, x *float32, n int, scale float32)")
	Pragma("noescape")
	Doc("rectify8 sets out to x·scale, rounded, in 0…127, n a multiple of 8.")
	ptr, n := vectors("out", "x")
	k, zero, top := parameter("scale", 24), YMM(), constant("rectify", 127)
	VXORPS(zero, zero, zero)
	each("rectify8", n, ptr, []int{8, 32}, func() {
		v := YMM()
		VMULPS(Mem{Base: ptr[1]}, k, v)
		narrow(v, zero, top, ptr[0])
	})
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
