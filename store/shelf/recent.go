package shelf

import "readout/text/terms"

// recent finds, by their features, the entries that are in no run yet.
type recent struct {
	from  int32              // the first entry
	last  terms.Table[int32] // feature → place in posts of the latest entry that has it
	posts []post             // from 1 on
}

// A post says that an entry has a feature, and where the one before it stands; 0 where there is
// none.
type post struct {
	feature   uint32
	n, before int32
}

func newRecent(from int32) recent { return recent{from: from, posts: make([]post, 1)} }

// clear forgets all; entries from a number on will be added.
func (r *recent) clear(from int32) {
	r.last.Clear()
	r.from, r.posts = from, r.posts[:1]
}

func (r *recent) add(n int32, features []uint32) {
	for _, f := range features {
		at := r.last.Place(f)
		r.posts = append(r.posts, post{f, n, *at})
		*at = int32(len(r.posts) - 1)
	}
}

// drop takes back the entries from n on.
func (r *recent) drop(n int32) {
	for len(r.posts) > 1 && r.posts[len(r.posts)-1].n >= n {
		p := r.posts[len(r.posts)-1]
		r.posts = r.posts[:len(r.posts)-1]
		*r.last.Place(p.feature) = p.before
	}
}

// find adds the entries that have a feature to list, the latest first.
func (r *recent) find(feature uint32, list []int32) []int32 {
	for at := r.last.Find(feature); at > 0 && len(list) < most; {
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
