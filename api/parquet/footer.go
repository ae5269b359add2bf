package parquet

// Numbers of the format.
const (
	version      = 1
	optional     = 1 // a value may be null
	utf8         = 0 // what the bytes of a Text are
	dataPage     = 0
	plainValues  = 0
	runsAndBits  = 3 // how it is kept which rows have a value
	gzipped      = 2
	logicalText  = 1
	createdBy    = "Readout"
	rootOfSchema = "readout"
)

// pageHeader tells of a page: its rows, its bytes before and after packing.
func pageHeader(rows, plain, packed int) []byte {
	var t thrift
	t.begin()
	t.i32(1, dataPage)
	t.i32(2, plain)
	t.i32(3, packed)
	t.inner(5, func() {
		t.i32(1, rows)
		t.i32(2, plainValues)
		t.i32(3, runsAndBits)
		t.i32(4, runsAndBits)
	})
	t.end()
	return t.b
}

// footer tells of the whole: the columns, and where each group's values lie.
func (p *Writer) footer() []byte {
	var t thrift
	t.begin()
	t.i32(1, version)
	t.list(2, compactStruct, 1+len(p.columns))
	t.begin()
	t.string(4, rootOfSchema)
	t.i32(5, len(p.columns))
	t.end()
	var rows int64
	for i := range p.columns {
		t.schema(p.columns[i].Column)
	}
	for _, g := range p.groups {
		rows += int64(g.rows)
	}
	t.i64(3, rows)
	t.list(4, compactStruct, len(p.groups))
	for _, g := range p.groups {
		p.group(&t, g)
	}
	t.string(6, createdBy)
	t.end()
	return t.b
}

func (t *thrift) schema(c Column) {
	t.begin()
	t.i32(1, int(c.Type))
	t.i32(3, optional)
	t.string(4, c.Name)
	if c.Type == Text {
		t.i32(6, utf8)
		t.inner(10, func() { t.inner(logicalText, func() {}) })
	}
	t.end()
}

func (p *Writer) group(t *thrift, g group) {
	t.begin()
	t.list(1, compactStruct, len(g.chunks))
	var bytes int64
	for i, c := range g.chunks {
		bytes += c.plain
		t.begin()
		t.i64(2, c.offset)
		t.inner(3, func() { t.chunk(p.columns[i].Column, g.rows, c) })
		t.end()
	}
	t.i64(2, bytes)
	t.i64(3, int64(g.rows))
	t.end()
}

func (t *thrift) chunk(of Column, rows int, c chunk) {
	t.i32(1, int(of.Type))
	t.list(2, compactI32, 2)
	t.zigzag(plainValues)
	t.zigzag(runsAndBits)
	t.list(3, compactBytes, 1)
	t.text(of.Name)
	t.i32(4, gzipped)
	t.i64(5, int64(rows))
	t.i64(6, c.plain)
	t.i64(7, c.packed)
	t.i64(9, c.offset)
}
