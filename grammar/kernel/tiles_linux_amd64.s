#include "textflag.h"

// Instructions of AMX, which Go's assembler does not know. T is a tile; BASE is 0 for AX, 1 CX,
// 2 DX, 3 BX, 6 SI, 7 DI; STRIDE is 8 to 11 for R8 to R11. LOAD64 and STORE64 are 64 bytes on.
#define LOAD(T, BASE, STRIDE) \
	BYTE $0xC4; BYTE $0xA2; BYTE $0x7B; BYTE $0x4B; BYTE $(T*8+4); BYTE $(STRIDE*8-64+BASE)
#define LOAD64(T, BASE, STRIDE) \
	BYTE $0xC4; BYTE $0xA2; BYTE $0x7B; BYTE $0x4B; BYTE $(T*8+68); BYTE $(STRIDE*8-64+BASE); BYTE $64
#define STORE(T, BASE, STRIDE) \
	BYTE $0xC4; BYTE $0xA2; BYTE $0x7A; BYTE $0x4B; BYTE $(T*8+4); BYTE $(STRIDE*8-64+BASE)
#define STORE64(T, BASE, STRIDE) \
	BYTE $0xC4; BYTE $0xA2; BYTE $0x7A; BYTE $0x4B; BYTE $(T*8+68); BYTE $(STRIDE*8-64+BASE); BYTE $64

// TDPBUSD adds to tile C the products of unsigned bytes of A and signed bytes of B.
#define TDPBUSD(C, A, B) \
	BYTE $0xC4; BYTE $0xE2; BYTE $(121-B*8); BYTE $0x5E; BYTE $(0xC0+C*8+A)

// LDTILECFG loads the shapes of the tiles from (AX); TILERELEASE gives them up.
#define LDTILECFG BYTE $0xC4; BYTE $0xE2; BYTE $0x78; BYTE $0x49; BYTE $0x00
#define TILERELEASE BYTE $0xC4; BYTE $0xE2; BYTE $0x78; BYTE $0x49; BYTE $0xC0

// func mulTiles(shape *[64]byte, c *int32, a, b *byte, start *int32, steps, width, lda, ldc, blocks, panels int)
TEXT ·mulTiles(SB), NOSPLIT, $0-88
	MOVQ shape+0(FP), AX
	LDTILECFG
	MOVQ start+32(FP), SI
	MOVQ width+48(FP), R12
	MOVQ lda+56(FP), R8
	MOVQ $128, R9
	XORQ R10, R10
	MOVQ ldc+64(FP), R11
	MOVQ R12, R13
	SHLQ $5, R13

panel:
	MOVQ a+16(FP), AX
	MOVQ c+8(FP), DI
	MOVQ blocks+72(FP), R14

block:
	MOVQ R8, CX
	SHLQ $4, CX
	ADDQ AX, CX
	LOAD(0, 6, 10)
	LOAD64(1, 6, 10)
	LOAD(2, 6, 10)
	LOAD64(3, 6, 10)
	MOVQ b+24(FP), BX
	MOVQ steps+40(FP), R15

step:
	LOAD(4, 0, 8)
	LOAD(6, 3, 9)
	TDPBUSD(0, 4, 6)
	LOAD64(7, 3, 9)
	TDPBUSD(1, 4, 7)
	LOAD(5, 1, 8)
	TDPBUSD(2, 5, 6)
	TDPBUSD(3, 5, 7)
	ADDQ R12, AX
	ADDQ R12, CX
	ADDQ R13, BX
	DECQ R15
	JNZ  step
	MOVQ R11, DX
	SHLQ $4, DX
	ADDQ DI, DX
	STORE(0, 7, 11)
	STORE64(1, 7, 11)
	STORE(2, 2, 11)
	STORE64(3, 2, 11)
	MOVQ R11, BX
	SHLQ $5, BX
	ADDQ BX, DI
	MOVQ R8, BX
	SHLQ $5, BX
	SUBQ R8, BX
	ADDQ BX, AX
	DECQ R14
	JNZ  block
	ADDQ $128, SI
	ADDQ $128, c+8(FP)
	MOVQ R8, BX
	SHLQ $5, BX
	ADDQ BX, b+24(FP)
	DECQ panels+80(FP)
	JNZ  panel
	TILERELEASE
	RET
