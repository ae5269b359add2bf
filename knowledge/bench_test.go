package knowledge

import (
	"bytes"
	"context"
	"io"
	"testing"
)

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNamed(b *testing.B) {
	k := load(b)
	names := []string{
		"Antony Blinken", "China", "the Kremlin", "Joe Nobody", "Chinese Foreign Ministry",
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		k.Named(names[i%len(names)])
	}
}

func BenchmarkLike(b *testing.B) {
	k := load(b)
	names := []string{"Binken", "Daniel Krittenbrink", "Wang Ye", "Joe Nobody"}
	k.Like(names[0])
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		k.Like(names[i%len(names)])
	}
}

func BenchmarkFirstLike(b *testing.B) {
	for b.Loop() {
		newLikeIndex(load(b))
	}
}

func BenchmarkImport(b *testing.B) {
	in, _, _ := dump(b)
	var big bytes.Buffer
	for range 5000 {
		big.Write(in)
	}
	b.SetBytes(int64(big.Len()))
	for b.Loop() {
		Import(context.Background(), bytes.NewReader(big.Bytes()), io.Discard, nil)
	}
}
