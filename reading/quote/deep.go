package quote

import "readout/reading/quote/net"

// tokenFeatures are what the network sees of each token of the document: net.PerToken each.
func (v *view) tokenFeatures() []uint32 {
	fs := make([]uint32, 0, net.PerToken*len(v.doc.Tokens))
	for i := range v.doc.Tokens {
		b := bag{fs: fs}
		headLemma := uint32(1)
		if h := v.head(i); h >= 0 {
			headLemma = v.lemma[h]
		}
		b.put(v.word[i])
		b.put(v.lemma[i], v.tag[i])
		b.put(v.suffix(i))
		b.put(v.tag[i], v.rel[i])
		b.put(v.name[i], uint32(v.state[i]))
		b.put(hashString(v.class[i]), v.tag[i])
		b.put(headLemma, v.rel[i])
		b.put(v.shape(i), v.tag[i])
		b.put(v.frame(i), v.tag[i])
		fs = b.fs
	}
	return fs
}

// suffix hashes the last three bytes of the word of token i.
func (v *view) suffix(i int) uint32 {
	w := v.lower(i)
	return hashString(w[max(0, len(w)-3):])
}
