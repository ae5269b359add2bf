package desk

import (
	"context"
	"strings"
	"testing"

	"readout/store"
	"readout/store/shelf"
)

// shelved opens a desk with a shelf that may be another each time.
func shelved(t *testing.T, dir, name string) (*Desk, *store.DB, *shelf.Shelf) {
	t.Helper()
	db, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	sh, err := shelf.Open(dir + "/" + name)
	if err != nil {
		t.Fatal(err)
	}
	d, err := New(context.Background(), db, reader{"1"}, Options{Workers: 2, Shelf: sh})
	if err != nil {
		t.Fatal(err)
	}
	return d, db, sh
}

func TestCopiesAreFoundInALaterLife(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	d, db, sh := shelved(t, dir, "one")
	keep(t, d, "a", "2020-05-01", story)
	keep(t, d, "x", "2026-05-01", flood)
	read(t, d)
	if sh.Len() != 2 {
		t.Errorf("%d on the shelf, want 2", sh.Len())
	}
	sh.Put(7, []byte("not filed"), nil) // and never synced, as by a process that was killed
	sh.Close()
	db.Close()

	// Another life finds the shelf; the one after it finds it gone, and the store makes it anew.
	for i, name := range []string{"one", "two"} {
		d, db, sh := shelved(t, dir, name)
		if sh.Len() != 2+i {
			t.Errorf("shelf %s: %d articles", name, sh.Len())
		}
		id := "b" + name
		keep(t, d, id, "2026-05-02", strings.Replace(story, "eleven officials", name+" officials", 1))
		read(t, d)
		if c, err := db.CopyOf(ctx, id); err != nil || c == nil || c.Of != "a" {
			t.Errorf("shelf %s: copy %+v, %v, want of a", name, c, err)
		}
		sh.Close()
		db.Close()
	}
}

func TestAFailedFilingLeavesNothingOnTheShelf(t *testing.T) {
	d, db, sh := shelved(t, t.TempDir(), "one")
	defer sh.Close()
	defer db.Close()
	keep(t, d, "a", "2026-05-01", story)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.ReadKept(ctx, nil); err == nil {
		t.Fatal("read, although it was told to end")
	}
	sh.Put(7, []byte("b"), nil)
	if err := d.shelve(context.Background(), context.Canceled); err == nil || sh.Len() != 0 {
		t.Errorf("%v, and %d on the shelf", err, sh.Len())
	}
	read(t, d)
	if sh.Len() != 1 {
		t.Errorf("%d on the shelf, want 1", sh.Len())
	}
}
