package record

// SetCopy notes that an article is, or is not, to count as a copy from now on: what it reports when
// it is added again is a source of its own then, or none.
func (rec *Record) SetCopy(id string, isCopy bool) { rec.isCopy[id] = isCopy }
