package shelf

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// fan is how many runs of about one size are merged into one.
const fan = 4

func (s *Shelf) runName(from, to int32) string {
	return filepath.Join(s.dir, fmt.Sprintf("run-%08x-%08x", from, to))
}

// flush makes a run of the recent features, and merges runs that have become many.
func (s *Shelf) flush() error {
	to := int32(s.Len())
	posts := s.recent.sorted()
	r, err := build(s.runName(s.recent.from, to), s.recent.from, to, len(posts), slices.Values(posts))
	if err != nil {
		return err
	}
	s.runs = append(s.runs, r)
	s.recent.clear(to)
	for {
		n := alike(s.runs)
		if n < fan {
			return nil
		}
		if err := s.merge(n); err != nil {
			return err
		}
	}
}

// alike is how many of the latest runs hold less than fan times what the last one does.
func alike(runs []*run) (n int) {
	if len(runs) == 0 {
		return 0
	}
	last := runs[len(runs)-1]
	for i := len(runs) - 1; i >= 0 && runs[i].to-runs[i].from < fan*(last.to-last.from); i-- {
		n++
	}
	return n
}

// merge makes one run of the latest n.
func (s *Shelf) merge(n int) error {
	olds := s.runs[len(s.runs)-n:]
	from, to := olds[0].from, olds[n-1].to
	count := 0
	var q readers
	for _, r := range olds {
		count += int(r.posts)
		q = append(q, r.reader())
	}
	var failed error
	r, err := build(s.runName(from, to), from, to, count, q.merged(&failed))
	if err != nil {
		return err
	}
	if failed != nil {
		return errors.Join(failed, r.file.Close(), os.Remove(s.runName(from, to)))
	}
	s.runs = append(s.runs[:len(s.runs)-n:len(s.runs)-n], r)
	for _, o := range olds {
		err = errors.Join(err, o.file.Close(), os.Remove(s.runName(o.from, o.to)))
	}
	return err
}

type readers []*reader

// merged are the posts of several runs in order. An error of the disk ends them, and is noted.
func (q readers) merged(failed *error) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		var open readers
		for _, r := range q {
			open = open.advance(r, failed)
		}
		for len(open) > 0 {
			r := slices.MinFunc(open, func(a, b *reader) int { return cmp.Compare(a.post, b.post) })
			if !yield(r.post) {
				return
			}
			if ok, err := r.next(); !ok {
				*failed = errors.Join(*failed, err)
				open = slices.DeleteFunc(open, func(o *reader) bool { return o == r })
			}
		}
	}
}

// advance adds r to those that have a post to give.
func (q readers) advance(r *reader, failed *error) readers {
	ok, err := r.next()
	*failed = errors.Join(*failed, err)
	if ok {
		q = append(q, r)
	}
	return q
}

// openRuns opens the runs that hold the entries from the first on, makes anew those that are
// missing or torn, and removes what is left over of a merge.
func (s *Shelf) openRuns() error {
	names, err := filepath.Glob(filepath.Join(s.dir, "run-*"))
	if err != nil {
		return err
	}
	found := s.readable(names)
	at := int32(0)
	for at < int32(s.Len()) {
		i := slices.IndexFunc(found, func(r *run) bool { return r.from == at })
		if i >= 0 {
			s.runs = append(s.runs, found[i])
			at = found[i].to
			s.recent = newRecent(at)
			continue
		}
		if at, err = s.reindex(at, found); err != nil {
			return err
		}
	}
	for _, r := range found {
		if !slices.Contains(s.runs, r) {
			err = errors.Join(err, r.file.Close(), os.Remove(s.runName(r.from, r.to)))
		}
	}
	return err
}

// readable opens runs, the largest first, and removes files that are none.
func (s *Shelf) readable(names []string) (out []*run) {
	for _, name := range names {
		var from, to int32
		_, err := fmt.Sscanf(filepath.Base(name), "run-%08x-%08x", &from, &to)
		if err == nil && !strings.HasSuffix(name, ".new") && from < to && int(to) <= s.Len() {
			if r, err := openRun(name, from, to); err == nil {
				out = append(out, r)
				continue
			}
		}
		os.Remove(name) // another is made in its place
	}
	slices.SortFunc(out, func(a, b *run) int { return int(b.to-b.from) - int(a.to-a.from) })
	return out
}

// reindex indexes entries from a number on, up to the next run that is there, and at most as many
// as a run has at first.
func (s *Shelf) reindex(at int32, found []*run) (int32, error) {
	end := min(at+flushAt, int32(s.Len()))
	for _, r := range found {
		if r.from > at {
			end = min(end, r.from)
		}
	}
	s.recent = newRecent(at)
	for n := at; n < end; n++ {
		fs, err := s.features(n)
		if err != nil {
			return 0, err
		}
		s.recent.add(n, fs)
	}
	if end == int32(s.Len()) && end-at < flushAt {
		return end, nil // they stay in memory
	}
	posts := s.recent.sorted()
	r, err := build(s.runName(at, end), at, end, len(posts), slices.Values(posts))
	if err != nil {
		return 0, err
	}
	s.runs = append(s.runs, r)
	s.recent = newRecent(end)
	return end, nil
}
