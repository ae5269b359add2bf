package shelf

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"os"
	"slices"

	"readout/news"
)

// A run holds the posts of the entries from one number up to another in a file, in order: eight
// bytes each, the feature and then the number. After them come the fences, the filter, and the
// tail that says how long these are.
type run struct {
	file     *os.File
	from, to int32
	posts    int64
	fences   []uint32 // feature of every blockth post
	filter   filter
}

const (
	block    = 256 // posts that are read at once
	tailSize = 24  // posts; fences, filter words, form and a sum: four bytes each
	form     = 2   // of runs; those of another are made anew
)

// build writes a run of posts, which come in order and are counted beforehand. Of those with one
// feature the latest are kept.
func build(name string, from, to int32, count int, posts iter.Seq[uint64]) (r *run, err error) {
	f, err := os.Create(name + ".new")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	r = &run{file: f, from: from, to: to, filter: newFilter(count)}
	out := bufio.NewWriterSize(f, 1<<20)
	r.writePosts(out, posts)
	if _, err = out.Write(r.tail()); err != nil {
		return nil, err
	}
	if err = errors.Join(out.Flush(), f.Sync()); err != nil {
		return nil, err
	}
	return r, os.Rename(name+".new", name)
}

// writePosts writes posts; an error of the disk shows when out is flushed.
func (r *run) writePosts(out *bufio.Writer, posts iter.Seq[uint64]) {
	var same []uint64
	var b [8]byte
	end := func() {
		for _, p := range same[max(0, len(same)-most):] {
			if r.posts%block == 0 {
				r.fences = append(r.fences, uint32(p>>32))
			}
			r.posts++
			binary.LittleEndian.PutUint64(b[:], p)
			out.Write(b[:])
		}
		if len(same) > 0 {
			r.filter.add(mix(uint32(same[0] >> 32)))
		}
		same = same[:0]
	}
	for p := range posts {
		if len(same) > 0 && same[0]>>32 != p>>32 {
			end()
		}
		same = append(same, p)
	}
	end()
}

// tail is what follows the posts.
func (r *run) tail() []byte {
	le := binary.LittleEndian
	var b []byte
	for _, f := range r.fences {
		b = le.AppendUint32(b, f)
	}
	for _, w := range r.filter {
		b = le.AppendUint64(b, w)
	}
	b = le.AppendUint64(b, uint64(r.posts))
	b = le.AppendUint32(b, uint32(len(r.fences)))
	b = le.AppendUint32(b, uint32(len(r.filter)))
	b = le.AppendUint32(b, form)
	return le.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// openRun opens a run and reads what follows its posts.
func openRun(name string, from, to int32) (*run, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	r := &run{file: f, from: from, to: to}
	if err := r.readTail(); err != nil {
		return nil, errors.Join(fmt.Errorf("run %s: %w", name, err), f.Close())
	}
	return r, nil
}

func (r *run) readTail() error {
	info, err := r.file.Stat()
	if err != nil {
		return err
	}
	var end [tailSize]byte
	if _, err := r.file.ReadAt(end[:], max(0, info.Size()-tailSize)); err != nil {
		return err
	}
	le := binary.LittleEndian
	r.posts = int64(le.Uint64(end[:]))
	fences, words := int64(le.Uint32(end[8:])), int64(le.Uint32(end[12:]))
	size := 4*fences + 8*words + tailSize
	if r.posts < 0 || r.posts > info.Size()/8 || 8*r.posts+size != info.Size() || words == 0 ||
		le.Uint32(end[16:]) != form {
		return news.ErrSyntax
	}
	b := make([]byte, size)
	if _, err := r.file.ReadAt(b, 8*r.posts); err != nil {
		return err
	}
	if crc32.Checksum(b[:size-4], castagnoli) != le.Uint32(b[size-4:]) {
		return news.ErrSyntax
	}
	for i := range fences {
		r.fences = append(r.fences, le.Uint32(b[4*i:]))
	}
	b = b[4*fences:]
	r.filter = make(filter, words)
	for i := range r.filter {
		r.filter[i] = le.Uint64(b[8*i:])
	}
	return nil
}

// find adds the entries that have a feature to list; most features that a run has not, its filter
// tells.
func (r *run) find(feature uint32, list []int32) ([]int32, error) {
	i, _ := slices.BinarySearch(r.fences, feature)
	var raw [8 * block]byte
	for i = max(0, i-1); i < len(r.fences) && r.fences[i] <= feature; i++ {
		n := min(block, r.posts-int64(i)*block)
		if _, err := r.file.ReadAt(raw[:8*n], int64(i)*8*block); err != nil {
			return list, err
		}
		list = gather(raw[:8*n], feature, list)
	}
	return list, nil
}

// gather adds the entries that have a feature in a block of posts.
func gather(raw []byte, feature uint32, list []int32) []int32 {
	lo, hi := 0, len(raw)/8
	for lo < hi {
		if m := (lo + hi) / 2; binary.LittleEndian.Uint32(raw[8*m+4:]) < feature {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for ; 8*lo < len(raw) && binary.LittleEndian.Uint32(raw[8*lo+4:]) == feature; lo++ {
		list = append(list, int32(binary.LittleEndian.Uint32(raw[8*lo:])))
	}
	return list
}

// A reader reads the posts of a run in order.
type reader struct {
	in   *bufio.Reader
	left int64
	post uint64 // the one read last
}

func (r *run) reader() *reader {
	return &reader{bufio.NewReaderSize(io.NewSectionReader(r.file, 0, 8*r.posts), 1<<18), r.posts, 0}
}

// next reads a post; ok is false where there is none left.
func (r *reader) next() (ok bool, err error) {
	if r.left == 0 {
		return false, nil
	}
	var b [8]byte
	if _, err := io.ReadFull(r.in, b[:]); err != nil {
		return false, err
	}
	r.post = binary.LittleEndian.Uint64(b[:])
	r.left--
	return true, nil
}

// A filter tells of most features that are not in a run that they are not (Bloom, 1970). All bits
// of a feature lie in one word.
type filter []uint64

// newFilter makes a filter for so many features, with twelve bits or more for each.
func newFilter(features int) filter { return make(filter, features*3/16+1) }

// mix is the hash of a feature for filters.
func mix(feature uint32) uint64 {
	h := (uint64(feature) + 1) * 0x9E3779B97F4A7C15
	h ^= h >> 32
	return h * 0xD6E8FEB86659FD93
}

// bits are the word and four bits in it for a hash.
func (f filter) bits(h uint64) (word int, mask uint64) {
	word = int((h >> 32) * uint64(len(f)) >> 32)
	return word, 1<<(h&63) | 1<<(h>>6&63) | 1<<(h>>12&63) | 1<<(h>>18&63)
}

func (f filter) add(h uint64) {
	w, mask := f.bits(h)
	f[w] |= mask
}

// has is 1 where a feature may be in the run, and else 0.
func (f filter) has(h uint64) (may uint64) {
	w, mask := f.bits(h)
	if f[w]&mask == mask {
		may = 1
	}
	return may
}
