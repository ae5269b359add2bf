package shelf

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"slices"

	"readout/news"
)

// A head tells where in the file of entries a blob lies. A blob is the features of an entry, four
// bytes each, and the entry.
type head struct {
	key, at        uint64
	size, features uint32
	sum            uint32 // of the blob
}

const headSize = 32

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func headOf(key, at uint64, blob []byte, features int) head {
	return head{key, at, uint32(len(blob)), uint32(features), crc32.Checksum(blob, castagnoli)}
}

// append writes h and a sum of its own to b.
func (h head) append(b []byte) []byte {
	from := len(b)
	b = binary.LittleEndian.AppendUint64(b, h.key)
	b = binary.LittleEndian.AppendUint64(b, h.at)
	b = binary.LittleEndian.AppendUint32(b, h.size)
	b = binary.LittleEndian.AppendUint32(b, h.features)
	b = binary.LittleEndian.AppendUint32(b, h.sum)
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b[from:], castagnoli))
}

// parseHead reads a head; ok is false where it was torn.
func parseHead(b []byte) (h head, ok bool) {
	le := binary.LittleEndian
	if len(b) < headSize || crc32.Checksum(b[:28], castagnoli) != le.Uint32(b[28:]) {
		return h, false
	}
	h = head{le.Uint64(b), le.Uint64(b[8:]), le.Uint32(b[16:]), le.Uint32(b[20:]), le.Uint32(b[24:])}
	return h, uint64(h.features)*4 <= uint64(h.size)
}

func appendBlob(b, entry []byte, features []uint32) []byte {
	for _, f := range features {
		b = binary.LittleEndian.AppendUint32(b, f)
	}
	return append(b, entry...)
}

// readHeads finds where the entries lie. What comes after a head that was torn, or that has no
// blob, was never kept.
func (s *Shelf) readHeads() error {
	info, err := s.entries.Stat()
	if err != nil {
		return err
	}
	s.at = []uint64{0}
	all := io.NewSectionReader(s.heads, 0, 1<<62)
	b := make([]byte, 4096*headSize)
	for {
		n, err := io.ReadFull(all, b)
		if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
			return err
		}
		for i := 0; i < n; i += headSize {
			h, ok := parseHead(b[i:n])
			end := h.at + uint64(h.size)
			if !ok || h.at != s.at[s.Len()] || end > uint64(info.Size()) {
				return s.truncate()
			}
			s.keys[h.key] = int32(s.Len())
			s.at = append(s.at, end)
		}
		if err != nil {
			return s.truncate()
		}
	}
}

// truncate cuts the files after the last entry that is whole.
func (s *Shelf) truncate() error {
	if err := s.heads.Truncate(int64(s.Len()) * headSize); err != nil {
		return err
	}
	return s.entries.Truncate(int64(s.at[s.Len()]))
}

// write writes what is pending: the entries, and once these are safe, their heads.
func (s *Shelf) write() error {
	var heads []byte
	for _, h := range s.fresh {
		heads = h.append(heads)
	}
	if err := s.append(s.pending, heads, s.Len()-len(s.fresh)); err != nil {
		return err
	}
	s.pending, s.fresh = s.pending[:0], s.fresh[:0]
	return nil
}

func (s *Shelf) append(blobs, heads []byte, first int) error {
	if _, err := s.entries.WriteAt(blobs, int64(s.at[first])); err != nil {
		return err
	}
	if err := s.sync(s.entries); err != nil {
		return err
	}
	if _, err := s.heads.WriteAt(heads, int64(first)*headSize); err != nil {
		return err
	}
	return s.sync(s.heads)
}

// Entry returns the entry with a number.
func (s *Shelf) Entry(n int32) ([]byte, error) {
	h, b, err := s.read(n)
	if err != nil {
		return nil, fmt.Errorf("read entry %d of shelf %s: %w", n, s.dir, err)
	}
	return b[4*h.features:], nil
}

func (s *Shelf) read(n int32) (h head, b []byte, err error) {
	if i := int(n) - (s.Len() - len(s.fresh)); i >= 0 {
		h := s.fresh[i]
		return h, slices.Clone(s.pending[h.at-s.fresh[0].at:][:h.size]), nil
	}
	var raw [headSize]byte
	if _, err := s.heads.ReadAt(raw[:], int64(n)*headSize); err != nil {
		return h, nil, err
	}
	h, ok := parseHead(raw[:])
	if !ok || h.at != s.at[n] {
		return h, nil, news.ErrSyntax
	}
	b = make([]byte, h.size)
	if _, err := s.entries.ReadAt(b, int64(h.at)); err != nil {
		return h, nil, err
	}
	if crc32.Checksum(b, castagnoli) != h.sum {
		return h, nil, news.ErrSyntax
	}
	return h, b, nil
}

// features returns those of the entry with a number.
func (s *Shelf) features(n int32) ([]uint32, error) {
	h, b, err := s.read(n)
	if err != nil {
		return nil, fmt.Errorf("read entry %d: %w", n, err)
	}
	out := make([]uint32, h.features)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out, nil
}
