package api

import (
	"context"
	"io"
	"slices"
	"strconv"

	"github.com/parquet-go/parquet-go"

	"readout/store"
)

// numbers are the columns of a row of CSV that Parquet holds as numbers.
var numbers = map[string]parquet.Node{
	"goldstein": parquet.Leaf(parquet.DoubleType),
	"sources":   parquet.Int(64), "reports": parquet.Int(64), "index": parquet.Int(64),
}

// writeParquet writes the rows of CSV as Parquet, packed by zstd. Columns come in order of name.
func writeParquet(ctx context.Context, db *store.DB, x Export, w io.Writer) error {
	group := parquet.Group{}
	for _, name := range headers[x.What] {
		if node, ok := numbers[name]; ok {
			group[name] = node
		} else {
			group[name] = parquet.String()
		}
	}
	names := slices.Sorted(slices.Values(headers[x.What]))
	out := parquet.NewGenericWriter[any](w, parquet.NewSchema(x.What, group),
		parquet.Compression(&parquet.Zstd))
	err := each(ctx, db, x, func(_ any, row []string) error {
		values := make(parquet.Row, len(names))
		for i, name := range headers[x.What] {
			at, _ := slices.BinarySearch(names, name)
			values[at] = value(name, row[i]).Level(0, 0, at)
		}
		_, err := out.WriteRows([]parquet.Row{values})
		return err
	})
	if err != nil {
		return err
	}
	return out.Close()
}

func value(name, s string) parquet.Value {
	switch numbers[name] {
	case nil:
		return parquet.ValueOf(s)
	case numbers["goldstein"]:
		f, _ := strconv.ParseFloat(s, 64)
		return parquet.ValueOf(f)
	}
	n, _ := strconv.ParseInt(s, 10, 64)
	return parquet.ValueOf(n)
}
