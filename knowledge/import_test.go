package knowledge

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/txtar"
)

// dump returns the parts of testdata/import.txtar.
func dump(t testing.TB) (in []byte, want, wantErr string) {
	t.Helper()
	a, err := txtar.ParseFile("testdata/import.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return a.Files[0].Data, string(a.Files[1].Data), strings.TrimSpace(string(a.Files[2].Data))
}

func packings(t *testing.T, in []byte) map[string][]byte {
	var gz bytes.Buffer
	g := gzip.NewWriter(&gz)
	g.Write(in)
	g.Close()
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"plain": in, "gzip": gz.Bytes(), "zstd": z.EncodeAll(in, nil)}
}

func TestImport(t *testing.T) {
	in, want, wantErr := dump(t)
	for name, packed := range packings(t, in) {
		var out bytes.Buffer
		lines := 0
		n, err := Import(context.Background(), bytes.NewReader(packed), &out, func(n int) { lines = n })
		var skipped *Skipped
		if !errors.As(err, &skipped) || err.Error() != wantErr {
			t.Errorf("%s: error %q, want %q", name, err, wantErr)
		}
		if d := cmp.Diff(want, out.String()); d != "" {
			t.Errorf("%s: -want +got:\n%s", name, d)
		}
		if rows := strings.Count(want, "\n") - 2; n != rows {
			t.Errorf("%s: %d rows written, want %d", name, n, rows)
		}
		if lines != 13 {
			t.Errorf("%s: progress told %d lines, want 13", name, lines)
		}
	}
}

func TestImportedFileLoads(t *testing.T) {
	in, _, _ := dump(t)
	file := filepath.Join(t.TempDir(), "dump.tsv")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	Import(context.Background(), bytes.NewReader(in), f, nil)
	f.Close()
	b, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	got := b.Holders("foreign_minister", "RUR", "2020")
	if len(got) != 1 || got[0].ID != "Q900005" {
		t.Errorf("foreign minister of Ruritania in 2020: %v, want Anna Roe", got)
	}
	if e, form := b.Country("Strelsau"); e == nil || e.Country != "RUR" || form != Capital {
		t.Errorf("Country(Strelsau) = %v, %v", e, form)
	}
	if e, _ := b.Country("us"); e != nil {
		t.Errorf("an alias of two letters was taken: us is %s", e.Name)
	}
}

func TestImportBreaksOff(t *testing.T) {
	in, want, _ := dump(t)
	var gz bytes.Buffer
	g := gzip.NewWriter(&gz)
	g.Write(in)
	g.Close()
	var out bytes.Buffer
	short := gz.Bytes()[:gz.Len()-12]
	_, err := Import(context.Background(), bytes.NewReader(short), &out, nil)
	if err == nil || !strings.Contains(err.Error(), "breaks off") {
		t.Errorf("error %v, want one that says the dump breaks off", err)
	}
	if out.String() != want {
		t.Errorf("what came before was not kept: %s", out.String())
	}
}

func TestImportStops(t *testing.T) {
	in, _, _ := dump(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Import(ctx, bytes.NewReader(in), &bytes.Buffer{}, nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

func TestReadLineBounds(t *testing.T) {
	long := strings.Repeat("x", maxLine+10)
	in := "[\n" + long + "\n{\"id\":\"P1\",\"x\":\"P17\"}\n]"
	var out bytes.Buffer
	_, err := Import(context.Background(), strings.NewReader(in), &out, nil)
	if err == nil || !strings.Contains(err.Error(), "line 2: longer than 32 MB") {
		t.Errorf("error %v, want line 2 named as too long", err)
	}
}

func FuzzImport(f *testing.F) {
	in, _, _ := dump(f)
	for line := range bytes.Lines(in) {
		f.Add(line)
	}
	f.Add([]byte("\x1f\x8b\x08"))
	f.Add([]byte("\x28\xb5\x2f\xfd"))
	f.Fuzz(func(t *testing.T, line []byte) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			return
		}
		it, err := parseItem(line, nil)
		if err == nil && it != nil {
			it.items("P31")
			it.population()
		}
		if r, err := unpack(bytes.NewReader(line)); err == nil {
			var buf [4096]byte
			r.Read(buf[:])
		}
	})
}
