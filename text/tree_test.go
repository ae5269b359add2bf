package text

import (
	"slices"
	"strings"
	"testing"
)

// plant builds a document of one sentence a line; each word is "form:head", head counted from
// 1 within its sentence, 0 for the root.
func plant(lines ...[]int) *Document {
	d := &Document{}
	for _, heads := range lines {
		words := strings.Fields("the top US diplomat met her colleague")
		s := Sentence{First: len(d.Tokens)}
		s.Start = len(d.Body)
		for i, h := range heads {
			w := words[i]
			t := Token{Span: Span{len(d.Body), len(d.Body) + len(w)}, Head: h - 1 + s.First}
			if h == 0 {
				t.Head = -1
			}
			d.Body += w + " "
			d.Tokens = append(d.Tokens, t)
		}
		s.End, s.Last = len(d.Body)-1, len(d.Tokens)
		d.Sentences = append(d.Sentences, s)
	}
	return d
}

func TestTree(t *testing.T) {
	d := plant([]int{4, 4, 4, 5, 0, 7, 5}, []int{4, 4, 4, 5, 0})
	if got := slices.Collect(d.Children(3)); !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("children of diplomat: %v", got)
	}
	if got := d.At(d.Subtree(3)); got != "the top US diplomat" {
		t.Errorf("subtree: %q", got)
	}
	if got := d.HeadOf(Span{0, d.Tokens[3].End}); got != 3 {
		t.Errorf("head: %d", got)
	}
	if got := slices.Collect(d.Path(0)); !slices.Equal(got, []int{3, 4}) {
		t.Errorf("path: %v", got)
	}
	if got := d.SentenceOf(8); got != 1 {
		t.Errorf("sentence of token 8: %d", got)
	}
	if got := d.SentenceAt(d.Tokens[2].Start); got != 0 {
		t.Errorf("sentence at: %d", got)
	}
	if got := d.TokenAt(d.Tokens[9].Start + 1); got != 9 {
		t.Errorf("token at: %d", got)
	}
	if d.TokenAt(len(d.Body)+5) != -1 || d.SentenceOf(99) != -1 || d.TokenAt(-1) != -1 {
		t.Error("outside the text must be -1")
	}
	if !d.Under(0, 4) || d.Under(4, 3) {
		t.Error("under")
	}
}

func TestTreeOfRing(t *testing.T) {
	d := plant([]int{2, 1, 3})
	d.Subtree(0)
	d.HeadOf(Span{0, 5})
	for range d.Path(0) {
	}
}
