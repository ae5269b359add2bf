package parquet

import "encoding/binary"

// A thrift writes structs in Thrift's compact protocol, in which Parquet keeps what it tells of
// itself. See https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.
type thrift struct {
	b    []byte
	last []int16 // the field written last, by depth
}

// Types of fields.
const (
	compactI32    = 5
	compactI64    = 6
	compactBytes  = 8
	compactList   = 9
	compactStruct = 12
)

func (t *thrift) begin() { t.last = append(t.last, 0) }

func (t *thrift) end() {
	t.b = append(t.b, 0)
	t.last = t.last[:len(t.last)-1]
}

// field writes the head of a field; ids rise within a struct, by less than 16.
func (t *thrift) field(id int16, kind byte) {
	top := &t.last[len(t.last)-1]
	t.b = append(t.b, byte(id-*top)<<4|kind)
	*top = id
}

func (t *thrift) zigzag(v int64) { t.b = binary.AppendVarint(t.b, v) }

func (t *thrift) text(s string) {
	t.b = append(binary.AppendUvarint(t.b, uint64(len(s))), s...)
}

func (t *thrift) i32(id int16, v int)   { t.field(id, compactI32); t.zigzag(int64(v)) }
func (t *thrift) i64(id int16, v int64) { t.field(id, compactI64); t.zigzag(v) }
func (t *thrift) string(id int16, s string) {
	t.field(id, compactBytes)
	t.text(s)
}

func (t *thrift) inner(id int16, f func()) {
	t.field(id, compactStruct)
	t.begin()
	f()
	t.end()
}

// list writes the head of a list of n things, which follow.
func (t *thrift) list(id int16, kind byte, n int) {
	t.field(id, compactList)
	if n < 15 {
		t.b = append(t.b, byte(n)<<4|kind)
		return
	}
	t.b = binary.AppendUvarint(append(t.b, 15<<4|kind), uint64(n))
}
