package main

import (
	"context"
	"errors"
	"path/filepath"

	"readout/desk"
	"readout/store"
	"readout/store/shelf"
)

// openDesk makes a desk over the store in dir, with the shelf that lies beside it; the function
// closes that. A desk beside which another one runs on the same store does without.
func openDesk(ctx context.Context, dir string, db *store.DB, rd desk.Reader, o desk.Options,
) (*desk.Desk, func(), error) {
	s, err := shelf.Open(filepath.Join(dir, "lineage"))
	if errors.Is(err, shelf.ErrBusy) {
		d, err := desk.New(ctx, db, rd, o)
		return d, func() {}, err
	}
	if err != nil {
		return nil, nil, err
	}
	o.Shelf = s
	d, err := desk.New(ctx, db, rd, o)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return d, func() { s.Close() }, nil
}
