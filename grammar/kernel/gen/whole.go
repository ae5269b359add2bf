package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// number is a float32 constant in memory.
func number(name string, value float32) Mem {
	return ConstData(name, U32(math.Float32bits(value)))
}

// loopOver marks the start of a loop over n values, eight at a time; the result closes it.
func loopOver(name string, n reg.GPVirtual, moves []move) (end func()) {
	Label(name)
	CMPQ(n, Imm(8))
	JL(LabelRef(name + "_end"))
	return func() {
		for _, m := range moves {
			ADDQ(U32(m.bytes), m.ptr)
		}
		SUBQ(Imm(8), n)
		JMP(LabelRef(name))
		Label(name + "_end")
	}
}

// normalize emits the layer normalisation of rows, as floats or as bytes.
func normalize(bytes bool) {
	name, to, size := "normalize8", "*float32", 32
	if bytes {
		name, to, size = "normalizeBytes8", "*byte", 8
	}
	TEXT(name, NOSPLIT, "func(out "+to+", x, gain, shift *float32, n, rows int)")
	Pragma("noescape")
	Doc(name + " sets out to the layer normalisation of rows of n values, a multiple of 8.")
	ptr, n := vectors("out", "x", "gain", "shift")
	out, x := ptr[0], ptr[1]
	rows := Load(Param("rows"), GP64()).(reg.GPVirtual)
	var count, zero, top reg.VecVirtual = XMM(), YMM(), YMM()
	VXORPS(zero, zero, zero)
	VCVTSI2SSQ(n, zero.AsX(), count)
	VBROADCASTSS(number(name+"_top", 127), top)
	Label(name + "_rows")
	CMPQ(rows, Imm(0))
	JE(LabelRef(name + "_done"))
	by, offset := spread(name, x, n, count, zero)
	left, gain, shift := GP64(), GP64(), GP64()
	MOVQ(n, left)
	MOVQ(ptr[2], gain)
	MOVQ(ptr[3], shift)
	end := loopOver(name+"_write", left, []move{{out, size}, {x, 32}, {gain, 32}, {shift, 32}})
	v := YMM()
	VMULPS(Mem{Base: x}, by, v)
	VADDPS(offset, v, v)
	VMULPS(Mem{Base: gain}, v, v)
	VADDPS(Mem{Base: shift}, v, v)
	if bytes {
		narrow(v, zero, top, out)
	} else {
		VMOVUPS(v, Mem{Base: out})
	}
	end()
	DECQ(rows)
	JMP(LabelRef(name + "_rows"))
	Label(name + "_done")
	VZEROUPPER()
	RET()
}

// spread emits by and offset, in every lane, that give a row the mean zero and variance one.
func spread(name string, x, n reg.GPVirtual, count, zero reg.VecVirtual) (
	by, offset reg.VecVirtual) {
	a, b, v := YMM(), YMM(), YMM()
	VXORPS(a, a, a)
	VXORPS(b, b, b)
	p, left := GP64(), GP64()
	MOVQ(x, p)
	MOVQ(n, left)
	end := loopOver(name+"_sum", left, []move{{p, 32}})
	VMOVUPS(Mem{Base: p}, v)
	VADDPS(v, a, a)
	VMULPS(v, v, v)
	VADDPS(v, b, b)
	end()
	for _, s := range []reg.VecVirtual{a, b} {
		fold(s, VADDPS)
		VDIVSS(count, s.AsX(), s.AsX())
	}
	mean, square := a.AsX(), b.AsX()
	y := XMM()
	VMULSS(mean, mean, y)
	VSUBSS(y, square, square)
	VMAXSS(zero.AsX(), square, square)
	VADDSS(number(name+"_epsilon", 1e-5), square, square)
	VSQRTSS(square, square, square)
	one := XMM()
	VMOVSS(number(name+"_one", 1), one)
	VDIVSS(square, one, one)
	VSUBSS(mean, zero.AsX(), y)
	VMULSS(one, y, y)
	by, offset = YMM(), YMM()
	VBROADCASTSS(one, by)
	VBROADCASTSS(y, offset)
	return by, offset
}

// fold joins the eight values of v into the first: i with i+4, with i+2, with i+1.
func fold(v reg.VecVirtual, join func(...Op)) {
	h := XMM()
	VEXTRACTF128(Imm(1), v, h)
	join(h, v.AsX(), v.AsX())
	VPERMILPD(Imm(1), v.AsX(), h)
	join(h, v.AsX(), v.AsX())
	VMOVSHDUP(v.AsX(), h)
	join(h, v.AsX(), v.AsX())
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

// rectify emits what is above zero of a+b in bytes, as far as it goes in 127 steps.
func rectify() {
	const name = "rectify8"
	TEXT(name, NOSPLIT, "func(out *byte, a, b *float32, n int) float32")
	Pragma("noescape")
	Doc(name + " sets out to a+b, where it is above zero, in 127 steps, and returns the step.")
	ptr, n := vectors("out", "a", "b")
	left := GP64()
	MOVQ(n, left)
	var zero, v, peak, by, top reg.VecVirtual = YMM(), YMM(), YMM(), YMM(), YMM()
	VXORPS(zero, zero, zero)
	VXORPS(peak, peak, peak)
	VBROADCASTSS(number(name+"_top", 127), top)
	end := loopOver(name+"_peak", left, []move{{ptr[1], 32}, {ptr[2], 32}})
	VMOVUPS(Mem{Base: ptr[1]}, v)
	VADDPS(Mem{Base: ptr[2]}, v, v)
	VMAXPS(v, peak, peak)
	end()
	fold(peak, VMAXPS)
	step := XMM()
	VDIVSS(top.AsX(), peak.AsX(), step)
	VDIVSS(peak.AsX(), top.AsX(), by.AsX())
	VUCOMISS(number(name+"_smallest", 1e-30), peak.AsX())
	JA(LabelRef(name + "_some"))
	VXORPS(step, step, step)
	VXORPS(by, by, by)
	Label(name + "_some")
	Store(step, ReturnIndex(0))
	VBROADCASTSS(by.AsX(), by)
	MOVQ(n, left)
	SHLQ(Imm(2), left)
	SUBQ(left, ptr[1])
	SUBQ(left, ptr[2])
	end = loopOver(name+"_write", n, []move{{ptr[0], 8}, {ptr[1], 32}, {ptr[2], 32}})
	VMOVUPS(Mem{Base: ptr[1]}, v)
	VADDPS(Mem{Base: ptr[2]}, v, v)
	VMULPS(by, v, v)
	narrow(v, zero, top, ptr[0])
	end()
	VZEROUPPER()
	RET()
}

// best emits the index of the first of the largest of at least eight values.
func best() {
	const name = "best8"
	TEXT(name, NOSPLIT, "func(x *float32, n int) int")
	Pragma("noescape")
	Doc(name + " returns the index of the first of the largest of n values, at least eight.")
	ptr, n := vectors("x")
	left, p := GP64(), GP64()
	LEAQ(Mem{Base: ptr[0], Index: n, Scale: 4, Disp: -32}, p)
	var peak reg.VecVirtual = YMM()
	VMOVUPS(Mem{Base: p}, peak)
	MOVQ(ptr[0], p)
	MOVQ(n, left)
	end := loopOver(name+"_peak", left, []move{{p, 32}})
	VMAXPS(Mem{Base: p}, peak, peak)
	end()
	fold(peak, VMAXPS)
	VBROADCASTSS(peak.AsX(), peak)
	at, mask, last := GP64(), GP32(), GP64()
	XORQ(at, at)
	MOVQ(n, last)
	SUBQ(Imm(8), last)
	v := YMM()
	Label(name + "_find")
	VCMPPS(Imm(0), Mem{Base: ptr[0], Index: at, Scale: 4}, peak, v)
	VMOVMSKPS(v, mask)
	TESTL(mask, mask)
	JNE(LabelRef(name + "_found"))
	CMPQ(at, last)
	JGE(LabelRef(name + "_none"))
	ADDQ(Imm(8), at)
	CMPQ(at, last)
	CMOVQGT(last, at)
	JMP(LabelRef(name + "_find"))
	Label(name + "_none")
	XORQ(at, at)
	Store(at, ReturnIndex(0))
	VZEROUPPER()
	RET()
	Label(name + "_found")
	BSFL(mask, mask)
	ADDQ(mask.As64(), at)
	Store(at, ReturnIndex(0))
	VZEROUPPER()
	RET()
}
