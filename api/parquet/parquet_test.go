package parquet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	lib "github.com/parquet-go/parquet-go"

	"readout/news"
)

var columns = []Column{{"name", Text}, {"count", Int}, {"weight", Float}}

type row struct {
	Name   *string  `parquet:"name,optional"`
	Count  *int64   `parquet:"count,optional"`
	Weight *float64 `parquet:"weight,optional"`
}

func (r row) String() string {
	s := func(v any, ok bool) string {
		if !ok {
			return "-"
		}
		return fmt.Sprint(v)
	}
	var n string
	var c int64
	var w float64
	if r.Name != nil {
		n = *r.Name
	}
	if r.Count != nil {
		c = *r.Count
	}
	if r.Weight != nil {
		w = *r.Weight
	}
	return s(n, r.Name != nil) + "|" + s(c, r.Count != nil) + "|" + s(w, r.Weight != nil)
}

// read gives the rows as another's reader of the format has them.
func read(t *testing.T, file []byte) []string {
	t.Helper()
	r := lib.NewGenericReader[row](bytes.NewReader(file))
	defer r.Close()
	var out []string
	for {
		part := make([]row, 1000)
		n, err := r.Read(part)
		for _, x := range part[:n] {
			out = append(out, x.String())
		}
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func table(t *testing.T, rows [][]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b, columns)
	for _, r := range rows {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAnotherReaderFindsTheRows(t *testing.T) {
	rows := [][]string{{"Zoë \"Z\" Ólafs", "3", "-1.5"}, {"", "", ""}, {"a\nb", "-9223372036854775808", "1e300"},
		{"", "0", ""}, {"x", "", "0"}}
	got := read(t, table(t, rows))
	want := []string{"Zoë \"Z\" Ólafs|3|-1.5", "-|-|-", "a\nb|-9223372036854775808|1e+300", "-|0|-", "x|-|0"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := read(t, table(t, nil)); len(got) != 0 {
		t.Errorf("an empty table: got %q", got)
	}
}

func TestManyGroupsOfRows(t *testing.T) {
	var rows [][]string
	for i := range 2*groupRows + 5 {
		rows = append(rows, []string{fmt.Sprint("n", i), fmt.Sprint(i), ""})
	}
	file := table(t, rows)
	got := read(t, file)
	if len(got) != len(rows) || got[groupRows] != fmt.Sprintf("n%d|%d|-", groupRows, groupRows) {
		t.Fatalf("%d rows, want %d", len(got), len(rows))
	}
	f, err := lib.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(f.RowGroups()); got != 3 {
		t.Errorf("got %d groups of rows, want 3", got)
	}
	if got := f.Schema().String(); !strings.Contains(got, "optional binary name (STRING)") {
		t.Errorf("schema: %s", got)
	}
}

func TestWrongValuesAreRefusedWhole(t *testing.T) {
	var b bytes.Buffer
	w := NewWriter(&b, columns)
	for _, bad := range [][]string{{"a", "many", ""}, {"a", "1", "heavy"}, {"a"}} {
		if err := w.Write(bad); !errors.Is(err, news.ErrSyntax) {
			t.Errorf("%q: got %v, want ErrSyntax", bad, err)
		}
	}
	if err := w.Write([]string{"good", "1", "2"}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, b.Bytes()); len(got) != 1 || got[0] != "good|1|2" {
		t.Errorf("got %q", got)
	}
}

func TestErrorsOfTheDiskReachTheCaller(t *testing.T) {
	w := NewWriter(broken{}, columns)
	if err := w.Write([]string{"a", "1", "2"}); err == nil {
		t.Error("Write on a broken disk: no error")
	}
	if err := w.Close(); !errors.Is(err, errBroken) {
		t.Errorf("Close: got %v", err)
	}
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }
