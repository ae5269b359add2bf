package story

import (
	"fmt"
	"slices"

	"github.com/zeebo/xxh3"

	"readout/news"
)

// A Step tells that articles went from one story to another: all of them where two stories became
// one, some where a story was parted.
type Step struct {
	From, To string // ids of stories; To may be new, From may be empty of articles now
	Articles []string
	Reason   string
}

// Steps are all steps since the index was made, oldest first.
func (x *Index) Steps() []Step { return slices.Clone(x.steps) }

// Story returns the story with that id as it is now, or nil. One whose articles all went to
// another has none left.
func (x *Index) Story(id string) *news.Story {
	s, ok := x.of[id]
	if !ok {
		return nil
	}
	return x.stories[s].told()
}

// Of returns the id of the story that an article is in, "" where it is not known.
func (x *Index) Of(article string) string {
	if i, ok := x.at[article]; ok {
		return x.stories[x.arts[i].story].ID
	}
	if n, ok := x.away[xxh3.HashString(article)]; ok {
		return storyID(n)
	}
	return ""
}

// Merge makes story b part of story a.
func (x *Index) Merge(a, b, reason string) (Step, error) {
	to, ok := x.of[a]
	from, known := x.of[b]
	if !ok || !known || to == from {
		return Step{}, fmt.Errorf("merge stories %q and %q: %w", a, b, news.ErrNotFound)
	}
	return x.move(slices.Clone(x.stories[from].arts), to, reason), nil
}

// Split makes a new story of some articles of one story, and of their copies.
func (x *Index) Split(story string, articles []string, reason string) (Step, error) {
	from, ok := x.of[story]
	var arts []int32
	for _, id := range articles {
		i, known := x.at[id]
		if !ok || !known || x.arts[i].story != from {
			return Step{}, fmt.Errorf("split story %q at %q: %w", story, id, news.ErrNotFound)
		}
		arts = append(arts, i)
	}
	if len(arts) == 0 {
		return Step{}, fmt.Errorf("split story %q: no articles: %w", story, news.ErrEmpty)
	}
	return x.move(arts, x.open(articles[0]), reason), nil
}

// Undo takes a step back: the articles that it moved, as far as they are still where it put them,
// go back to the story they were in, which is there again where none was left in it.
func (x *Index) Undo(s Step) (Step, error) {
	from, known := x.of[s.To]
	if !known || s.From == "" {
		return Step{}, fmt.Errorf("undo step from %q to %q: %w", s.From, s.To, news.ErrNotFound)
	}
	to, ok := x.of[s.From]
	if !ok { // no article has been left in it
		to = x.put(&cluster{Story: news.Story{ID: s.From}})
	}
	var arts []int32
	for _, id := range s.Articles {
		if i, ok := x.at[id]; ok && x.arts[i].story == from {
			arts = append(arts, i)
		}
	}
	return x.move(arts, to, "undone: "+s.Reason), nil
}

// move puts articles of one story, with their copies, into another, and records it.
func (x *Index) move(arts []int32, to int32, reason string) Step {
	if len(arts) == 0 {
		return Step{}
	}
	from := x.arts[arts[0]].story
	for _, i := range x.stories[from].arts {
		if of := x.arts[i].of; of >= 0 && slices.Contains(arts, of) && !slices.Contains(arts, i) {
			arts = append(arts, i)
		}
	}
	rest := slices.DeleteFunc(slices.Clone(x.stories[from].arts), func(i int32) bool {
		return slices.Contains(arts, i)
	})
	step := Step{From: x.stories[from].ID, To: x.stories[to].ID, Reason: reason}
	for _, i := range arts {
		step.Articles = append(step.Articles, x.arts[i].id)
	}
	x.retell(from, rest)
	x.retell(to, append(slices.Clone(x.stories[to].arts), arts...))
	x.steps = append(x.steps, step)
	return step
}

// retell makes a story anew of articles, in the order in which they came.
func (x *Index) retell(s int32, arts []int32) {
	slices.Sort(arts)
	c := &cluster{Story: news.Story{ID: x.stories[s].ID}}
	x.stories[s] = c
	for _, i := range arts {
		c.tell(x.arts[i])
		x.grow(s, i)
	}
}

// A ruling is what a person decided about an article and another.
type ruling struct {
	other string
	same  bool
}

// Rule tells that a person decided whether two articles are of one story. It holds whatever comes
// later, also for articles that are not known yet. It returns the steps that this takes.
func (x *Index) Rule(a, b string, same bool) []Step {
	x.rule(a, ruling{b, same})
	x.rule(b, ruling{a, same})
	i, ok := x.at[a]
	j, known := x.at[b]
	if !ok || !known || (x.arts[i].story == x.arts[j].story) == same {
		return nil
	}
	if same {
		return []Step{x.move(slices.Clone(x.stories[x.arts[j].story].arts), x.arts[i].story,
			"put together by hand")}
	}
	x.arts[j].of = -1
	return []Step{x.move([]int32{j}, x.open(b), "parted by hand")}
}

// Forget takes back what a person decided about two articles. They stay where they are until
// Settle weighs them anew.
func (x *Index) Forget(a, b string) {
	x.ruled[a] = slices.DeleteFunc(x.ruled[a], func(u ruling) bool { return u.other == b })
	x.ruled[b] = slices.DeleteFunc(x.ruled[b], func(u ruling) bool { return u.other == a })
	if i, ok := x.at[a]; ok {
		x.unquiet = append(x.unquiet, i)
	}
	if i, ok := x.at[b]; ok {
		x.unquiet = append(x.unquiet, i)
	}
}

func (x *Index) rule(a string, u ruling) {
	rest := slices.DeleteFunc(x.ruled[a], func(o ruling) bool { return o.other == u.other })
	x.ruled[a] = append(rest, u)
}

// decided returns what a person decided about two articles, and whether anything.
func (x *Index) decided(a, b string) (same, ok bool) {
	for _, u := range x.ruled[a] {
		if u.other == b {
			return u.same, true
		}
	}
	return false, false
}

func (x *Index) apart(a, b string) bool {
	same, ok := x.decided(a, b)
	return ok && !same
}

// parted reports whether a person ruled that article i is not of the story of one in c.
func (x *Index) parted(i int32, c *cluster) bool {
	for _, u := range x.ruled[x.arts[i].id] {
		if o, ok := x.at[u.other]; ok && !u.same && x.stories[x.arts[o].story] == c {
			return true
		}
	}
	return false
}

// Turn tells that an article that was added as its own is a copy of another. It goes where that is.
func (x *Index) Turn(copied, original string) []Step {
	i, ok := x.at[copied]
	o, known := x.at[original]
	if !ok || !known || i == o || x.apart(copied, original) {
		return nil
	}
	x.arts[i].of = o
	if x.arts[i].story == x.arts[o].story {
		x.retell(x.arts[i].story, slices.Clone(x.stories[x.arts[i].story].arts))
		return nil
	}
	return []Step{x.move([]int32{i}, x.arts[o].story, "copy of "+original)}
}

// Own tells that an article that was held for a copy is none. It stays where it is until Settle
// weighs it.
func (x *Index) Own(article string) {
	i, ok := x.at[article]
	if !ok || x.arts[i].of < 0 {
		return
	}
	x.arts[i].of = -1
	x.index(i)
	x.unquiet = append(x.unquiet, i)
	s := x.arts[i].story
	x.retell(s, slices.Clone(x.stories[s].arts))
}
