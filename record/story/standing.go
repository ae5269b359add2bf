package story

// Standing sentences are those on many pages that otherwise tell of different things: what a paper
// says of itself, disclaimers, what an agency puts below each report, the standing words above a
// live blog. They are no sign that two articles tell of one story.

const (
	manyPages   = 8       // articles, no copies, on which a sentence stands
	standSlots  = 1 << 21 // sentences that are told apart, by hash
	standLength = 20      // bytes of a sentence; shorter ones weigh little
)

// standing knows on how many pages sentences stand, in the last generation and in this one.
type standing struct {
	seen  [2][]uint8
	found bool // whether more sentences were found to stand since news was called
}

func newStanding() standing {
	return standing{seen: [2][]uint8{make([]uint8, standSlots), make([]uint8, standSlots)}}
}

// news reports whether more sentences are known since it was called last.
func (s *standing) news() bool {
	was := s.found
	s.found = false
	return was
}

// count counts the sentences of an article.
func (s *standing) count(sents []sentence) {
	for _, o := range sents {
		if c := &s.seen[1][o.hash%standSlots]; o.hash != 0 && *c < manyPages {
			*c++
			s.found = s.found || *c == manyPages
		}
	}
}

// among tells for each of some sentences whether it stands on many pages.
func (s *standing) among(sents []sentence, out []bool) []bool {
	for _, o := range sents {
		h := o.hash % standSlots
		out = append(out, o.hash != 0 && s.seen[0][h]+s.seen[1][h] >= manyPages)
	}
	return out
}

// age forgets what was counted before the last time.
func (s *standing) age() {
	clear(s.seen[0])
	s.seen[0], s.seen[1] = s.seen[1], s.seen[0]
}
