// Package shelf keeps entries in files that only grow, and finds those that have a feature in
// common with another. It is for archives of many years: of an entry only where it lies is held in
// memory. Features lie in sorted runs that are merged as they grow (a log-structured merge tree,
// O'Neil et al., 1996); each run has a Bloom filter, so that most features cost no look at the
// disk. What was synced survives the death of the process; a file that was torn is noticed when
// the shelf is opened, and what can be is made anew from the others.
package shelf

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

const (
	flushAt = 8192 // entries whose features are held in memory before they become a run
	most    = 256  // entries of a run that are found by one feature, the latest
)

// A Shelf keeps entries by number: 0, 1, 2 … It is not safe for concurrent use.
type Shelf struct {
	dir     string
	lock    *os.File // held as long as the shelf is open
	entries *os.File
	heads   *os.File
	at      []uint64         // where each entry begins; one more: where the next will
	keys    map[uint64]int32 // key → number
	runs    []*run           // in the order of their numbers, without gaps from 0 on
	recent  recent           // features of the entries that are in no run
	pending []byte           // blobs of the entries that are not written yet
	fresh   []head           // their heads
	list    []int32          // room for Find
	hashes  []uint64
	may     []uint64
	removed bool // the folder goes when the shelf is closed
}

// sync makes f safe, where the shelf is to outlive the process.
func (s *Shelf) sync(f *os.File) error {
	if s.removed {
		return nil
	}
	return f.Sync()
}

// ErrBusy says that another process has the shelf open.
var ErrBusy = errors.New("in use by another process")

// Open opens the shelf in a folder, and makes it where there is none. The error wraps ErrBusy where
// another process has it open.
func Open(dir string) (*Shelf, error) {
	s := &Shelf{dir: dir, keys: map[uint64]int32{}, recent: newRecent(0)}
	if err := s.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("open shelf %s: %w", dir, err), s.Close())
	}
	return s, nil
}

// Temp opens a shelf in a new folder, which goes when it is closed.
func Temp() (*Shelf, error) {
	dir, err := os.MkdirTemp("", "readout-shelf")
	if err != nil {
		return nil, fmt.Errorf("open shelf: %w", err)
	}
	s, err := Open(dir)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	s.removed = true
	return s, nil
}

func (s *Shelf) open() (err error) {
	if err = os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	if s.lock, err = openFile(filepath.Join(s.dir, "lock")); err != nil {
		return err
	}
	if err = lock(s.lock); err != nil {
		return err
	}
	if s.entries, err = openFile(filepath.Join(s.dir, "entries")); err != nil {
		return err
	}
	if s.heads, err = openFile(filepath.Join(s.dir, "heads")); err != nil {
		return err
	}
	if err = s.readHeads(); err != nil {
		return err
	}
	return s.openRuns()
}

func openFile(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
}

// Close closes the shelf; what was not synced is lost.
func (s *Shelf) Close() error {
	var errs []error
	for _, f := range []*os.File{s.entries, s.heads, s.lock} {
		if f != nil {
			errs = append(errs, f.Close())
		}
	}
	for _, r := range s.runs {
		errs = append(errs, r.file.Close())
	}
	if s.removed {
		errs = append(errs, os.RemoveAll(s.dir))
	}
	return errors.Join(errs...)
}

// Len is how many entries there are.
func (s *Shelf) Len() int { return len(s.at) - 1 }

// Number returns the number of the entry with a key.
func (s *Shelf) Number(key uint64) (n int32, ok bool) {
	n, ok = s.keys[key]
	return n, ok
}

// Put adds an entry under a key that no other has, and its features, each once. The entry is kept
// once Sync was called; it is found at once.
func (s *Shelf) Put(key uint64, entry []byte, features []uint32) int32 {
	n := int32(s.Len())
	from := len(s.pending)
	s.pending = appendBlob(s.pending, entry, features)
	b := s.pending[from:]
	s.fresh = append(s.fresh, headOf(key, s.at[n], b, len(features)))
	s.at = append(s.at, s.at[n]+uint64(len(b)))
	s.keys[key] = n
	s.recent.add(n, features)
	return n
}

// Drop takes back what was put since Sync.
func (s *Shelf) Drop() {
	n := s.Len() - len(s.fresh)
	for _, h := range s.fresh {
		delete(s.keys, h.key)
	}
	s.recent.drop(int32(n))
	s.at, s.pending, s.fresh = s.at[:n+1], s.pending[:0], s.fresh[:0]
}

// Sync keeps what was put since it was called last.
func (s *Shelf) Sync() error {
	if len(s.fresh) > 0 {
		if err := s.write(); err != nil {
			return fmt.Errorf("keep in shelf %s: %w", s.dir, err)
		}
	}
	if s.Len()-int(s.recent.from) < flushAt {
		return nil
	}
	if err := s.flush(); err != nil {
		return fmt.Errorf("index shelf %s: %w", s.dir, err)
	}
	return nil
}

// Find calls f for each feature with the numbers of the entries that have it, the latest of each
// run, in no order. The list is f's until it returns.
func (s *Shelf) Find(features []uint32, f func(numbers []int32)) error {
	s.ask(features)
	var err error
	for i, h := range features {
		list := s.recent.find(h, s.list[:0])
		for k := len(s.runs) - 1; k >= 0 && len(list) < most; k-- {
			if s.may[i]>>min(k, 63)&1 == 0 {
				continue
			}
			if list, err = s.runs[k].find(h, list); err != nil {
				return fmt.Errorf("look into shelf %s: %w", s.dir, err)
			}
		}
		if s.list = list; len(list) > 0 {
			f(list)
		}
	}
	return nil
}

// ask finds out which runs may have each feature: bit k of may stands for run k, the last bit for
// all from there on. All features are asked of one run after the other, so that the processor need
// not wait for each look into the memory.
func (s *Shelf) ask(features []uint32) {
	s.hashes, s.may = s.hashes[:0], s.may[:0]
	for _, h := range features {
		s.hashes, s.may = append(s.hashes, mix(h)), append(s.may, 0)
	}
	for k, r := range s.runs {
		for i, h := range s.hashes {
			s.may[i] |= r.filter.has(h) << min(k, 63)
		}
	}
}
