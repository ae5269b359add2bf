package shelf

import "slices"

// recent finds, by their features, the entries that are in no run yet.
type recent struct {
	from  int32            // the first entry
	last  map[uint32]int32 // feature → place in posts of the latest entry that has it
	posts []post
}

// A post says that an entry has a feature, and where the one before it stands; −1 where there is
// none.
type post struct {
	feature   uint32
	n, before int32
}

func newRecent(from int32) recent { return recent{from: from, last: map[uint32]int32{}} }

func (r *recent) add(n int32, features []uint32) {
	for _, h := range features {
		before, ok := r.last[h]
		if !ok {
			before = -1
		}
		r.last[h] = int32(len(r.posts))
		r.posts = append(r.posts, post{h, n, before})
	}
}

// drop takes back the entries from n on.
func (r *recent) drop(n int32) {
	for len(r.posts) > 0 && r.posts[len(r.posts)-1].n >= n {
		p := r.posts[len(r.posts)-1]
		r.posts = r.posts[:len(r.posts)-1]
		if p.before < 0 {
			delete(r.last, p.feature)
		} else {
			r.last[p.feature] = p.before
		}
	}
}

// find adds the entries that have a feature to list, the latest first.
func (r *recent) find(feature uint32, list []int32) []int32 {
	at, ok := r.last[feature]
	for ok && at >= 0 && len(list) < most {
		list = append(list, r.posts[at].n)
		at = r.posts[at].before
	}
	return list
}

// sorted are all posts as a run holds them.
func (r *recent) sorted() []uint64 {
	out := make([]uint64, len(r.posts))
	for i, p := range r.posts {
		out[i] = uint64(p.feature)<<32 | uint64(uint32(p.n))
	}
	slices.Sort(out)
	return out
}
