package shelf

import "readout/text/terms"

// recent finds, by their features, the entries that are in no run yet.
type recent struct {
	from  int32 // the first entry
	heads []spot
	used  int    // heads that have a feature
	posts []post // from 1 on
}

// A spot is where in posts the latest entry with a feature stands, 0 where there is none.
type spot struct {
	feature uint32
	at      int32
}

// A post says that an entry has a feature, and where the one before it stands; 0 where there is
// none.
type post struct {
	feature   uint32
	n, before int32
}

const spots = 1 << 12 // at first; two for each feature or more

func newRecent(from int32) recent {
	return recent{from: from, heads: make([]spot, spots), posts: make([]post, 1)}
}

// clear forgets all; entries from a number on will be added.
func (r *recent) clear(from int32) {
	clear(r.heads)
	*r = recent{from: from, heads: r.heads, posts: r.posts[:1]}
}

// head is where the feature's spot is or would be; an empty one has no at.
func (r *recent) head(feature uint32) *spot {
	mask := uint32(len(r.heads) - 1)
	h := feature * 0x9E3779B1
	for h = (h ^ h>>15) & mask; ; h = (h + 1) & mask {
		if s := &r.heads[h]; s.feature == feature || *s == (spot{}) {
			return s
		}
	}
}

func (r *recent) add(n int32, features []uint32) {
	for _, f := range features {
		s := r.head(f)
		if *s == (spot{}) {
			r.used++
		}
		r.posts = append(r.posts, post{f, n, s.at})
		*s = spot{f, int32(len(r.posts) - 1)}
	}
	if 2*r.used > len(r.heads) {
		r.grow()
	}
}

// grow makes room for as many features again.
func (r *recent) grow() {
	old := r.heads
	r.heads, r.used = make([]spot, 4*len(old)), 0
	for _, s := range old {
		if s.at > 0 {
			*r.head(s.feature) = s
			r.used++
		}
	}
}

// drop takes back the entries from n on.
func (r *recent) drop(n int32) {
	for len(r.posts) > 1 && r.posts[len(r.posts)-1].n >= n {
		p := r.posts[len(r.posts)-1]
		r.posts = r.posts[:len(r.posts)-1]
		r.head(p.feature).at = p.before
	}
}

// find adds the entries that have a feature to list, the latest first.
func (r *recent) find(feature uint32, list []int32) []int32 {
	for at := r.head(feature).at; at > 0 && len(list) < most; {
		list = append(list, r.posts[at].n)
		at = r.posts[at].before
	}
	return list
}

// sorted are all posts as a run holds them.
func (r *recent) sorted() []uint64 {
	out := make([]uint64, len(r.posts)-1)
	for i, p := range r.posts[1:] {
		out[i] = uint64(p.feature)<<32 | uint64(uint32(p.n))
	}
	return terms.Sort(out, make([]uint64, len(out)), 32)
}
