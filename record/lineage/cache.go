package lineage

// A cache keeps the prints that were used last: it has two halves, and when the younger one is
// full, the older one goes.
type cache struct {
	young, old map[int32]*print
	size       int // of a half
}

func newCache(size int) *cache { return &cache{young: map[int32]*print{}, size: size / 2} }

func (c *cache) find(n int32) (*print, bool) {
	if p, ok := c.young[n]; ok {
		return p, true
	}
	p, ok := c.old[n]
	if ok {
		c.put(n, p)
	}
	return p, ok
}

func (c *cache) put(n int32, p *print) {
	if len(c.young) >= c.size {
		c.young, c.old = make(map[int32]*print, c.size), c.young
	}
	c.young[n] = p
}
