package story

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"readout/news"
)

// reports are n happenings with some articles each, in the order of their days, and the happening
// of each.
func reports(seed uint64, n int) (rs []*news.Reading, of map[string]string) {
	p := newPress(seed)
	of = map[string]string{}
	for i := range n {
		h := p.happening()
		for range 1 + i%5 {
			r := p.report(h)
			rs = append(rs, r)
			of[r.ID] = h.id
		}
	}
	slices.SortStableFunc(rs, func(a, b *news.Reading) int { return strings.Compare(a.Day(), b.Day()) })
	return rs, of
}

func assign(rs []*news.Reading) *Index {
	x := New()
	for i, r := range rs {
		x.Add(r, "")
		if i%batch == batch-1 {
			x.Settle()
		}
	}
	x.Settle()
	return x
}

func grade(x *Index, rs []*news.Reading, of map[string]string) BCubed {
	var got, want []string
	for _, r := range rs {
		got, want = append(got, x.Of(r.ID)), append(want, of[r.ID])
	}
	return Score(got, want)
}

func TestStoriesInAnyOrder(t *testing.T) {
	rs, of := reports(3, 20)
	for _, undated := range []bool{false, true} {
		rapid.Check(t, func(t *rapid.T) {
			rs := rapid.Permutation(rs).Draw(t, "order")
			if undated {
				for i, r := range rs {
					c := *r
					c.Published = nil
					rs[i] = &c
				}
			}
			if s := grade(assign(rs), rs, of); s.F1() < .97 {
				t.Fatalf("undated %v: got %v, want F1 .97 or more", undated, s)
			}
		})
	}
}

func TestEachArticleIsInOneStory(t *testing.T) {
	rs, _ := reports(4, 60)
	x := assign(rs)
	seen := map[string]string{}
	for _, c := range x.stories {
		for _, id := range c.Articles {
			if seen[id] != "" {
				t.Errorf("%s is in %s and %s", id, seen[id], c.ID)
			}
			seen[id] = c.ID
			if x.Of(id) != c.ID {
				t.Errorf("%s: Of says %s, but it stands in %s", id, x.Of(id), c.ID)
			}
		}
		if c.Sources != len(c.Articles) {
			t.Errorf("story %s: %d sources of %d articles", c.ID, c.Sources, len(c.Articles))
		}
	}
	if len(seen) != len(rs) {
		t.Errorf("%d articles in stories, want %d", len(seen), len(rs))
	}
}

func TestReason(t *testing.T) {
	p := newPress(9)
	h := p.happening()
	x := New()
	if _, why := x.Add(p.report(h), ""); why != "first report" {
		t.Errorf("got %q, want first report", why)
	}
	_, why := x.Add(p.report(h), "")
	for _, part := range []string{"same " + h.names[0], "same place: " + h.place, " rare words"} {
		if !strings.Contains(why, part) {
			t.Errorf("reason %q does not say %q", why, part)
		}
	}
}

func TestQuietStoryTakesNoMore(t *testing.T) {
	p := newPress(9)
	h := p.happening()
	a, b := p.report(h), p.report(h)
	a.Published, b.Published = &news.When{Day: "2026-01-01"}, &news.When{Day: "2026-03-01"}
	x := assign([]*news.Reading{a, b})
	if x.Of(a.ID) == x.Of(b.ID) {
		t.Error("a story that was quiet for two months took an article")
	}
}

// two are two stories of two articles each: a1, a2 and b1, b2.
func two(t *testing.T) (x *Index, a1, a2, b1, b2 *news.Reading) {
	t.Helper()
	p := newPress(11)
	h, k := p.happening(), p.happening()
	a1, a2, b1, b2 = p.report(h), p.report(h), p.report(k), p.report(k)
	x = assign([]*news.Reading{a1, b1, a2, b2})
	if x.Of(a1.ID) != x.Of(a2.ID) || x.Of(b1.ID) != x.Of(b2.ID) || x.Of(a1.ID) == x.Of(b1.ID) {
		t.Fatal("the two stories were not found")
	}
	return x, a1, a2, b1, b2
}

func TestOneOutletIsOneSource(t *testing.T) {
	p := newPress(11)
	h := p.happening()
	a, b, c := p.report(h), p.report(h), p.report(h)
	a.Outlet, b.Outlet, c.Outlet = "Courier", "Courier", "Gazette"
	x := assign([]*news.Reading{a, b, c})
	if x.Of(a.ID) != x.Of(c.ID) || x.Of(a.ID) != x.Of(b.ID) {
		t.Fatal("the story was not found")
	}
	if got := x.Story(x.Of(a.ID)).Sources; got != 2 {
		t.Errorf("sources %d, want 2: what the Courier tells twice has one origin", got)
	}
}

func TestMergeSplitUndo(t *testing.T) {
	x, a1, a2, b1, b2 := two(t)
	a, b := x.Of(a1.ID), x.Of(b1.ID)
	merged, err := x.Merge(a, b, "test")
	if err != nil || x.Of(b2.ID) != a || x.Story(a).Sources != 4 || len(x.Story(b).Articles) != 0 {
		t.Fatalf("merge: %v, %+v", err, x.Story(a))
	}
	if _, err := x.Undo(merged); err != nil || x.Of(b1.ID) != b || x.Of(a1.ID) != a {
		t.Errorf("undo merge: %v, b1 in %s, want %s", err, x.Of(b1.ID), b)
	}
	split, err := x.Split(a, []string{a2.ID}, "test")
	if err != nil || x.Of(a2.ID) == a || x.Of(a2.ID) != split.To || x.Story(a).Sources != 1 {
		t.Errorf("split: %v, %+v", err, split)
	}
	if _, err := x.Undo(split); err != nil || x.Of(a2.ID) != a {
		t.Errorf("undo split: %v, a2 in %s, want %s", err, x.Of(a2.ID), a)
	}
	if n := len(x.Steps()); n != 4 {
		t.Errorf("%d steps recorded, want 4", n)
	}
	for _, bad := range []error{second(x.Merge(a, "none", "")), second(x.Merge(a, a, "")),
		second(x.Split(a, []string{b1.ID}, "")), second(x.Split(a, nil, "")),
		second(x.Undo(Step{From: "none"}))} {
		if bad == nil {
			t.Error("a step that cannot be: want an error")
		}
	}
}

func second(_ Step, err error) error { return err }

func TestRulingsHold(t *testing.T) {
	x, a1, a2, b1, b2 := two(t)
	x.Rule(a1.ID, a2.ID, false)
	x.Rule(a1.ID, b1.ID, true)
	check := func(x *Index, when string) {
		t.Helper()
		if x.Of(a1.ID) == x.Of(a2.ID) || x.Of(a1.ID) != x.Of(b1.ID) {
			t.Errorf("%s: the rulings do not hold: %s %s %s", when, x.Of(a1.ID), x.Of(a2.ID), x.Of(b1.ID))
		}
	}
	check(x, "at once")
	x.unquiet = []int32{0, 1, 2, 3}
	x.Settle()
	check(x, "after settling")
	x = New()
	x.Rule(a1.ID, a2.ID, false)
	x.Rule(b1.ID, a1.ID, true)
	for _, r := range []*news.Reading{a1, a2, b1, b2} {
		x.Add(r, "")
	}
	check(x, "added again")
	x.Settle()
	check(x, "settled again")
}

func TestCopiesFollow(t *testing.T) {
	x, a1, _, b1, _ := two(t)
	p := newPress(12)
	c := p.report(p.happening())
	if st, why := x.Add(c, a1.ID); st.ID != x.Of(a1.ID) || st.Sources != 2 || why != "copy of "+a1.ID {
		t.Errorf("copy: %+v %q", st, why)
	}
	step, _ := x.Split(x.Of(a1.ID), []string{a1.ID}, "test")
	if x.Of(c.ID) != step.To {
		t.Error("the copy did not follow its original")
	}
	x.Turn(a1.ID, b1.ID)
	if x.Of(a1.ID) != x.Of(b1.ID) || x.Story(x.Of(b1.ID)).Sources != 2 {
		t.Errorf("turned: %+v", x.Story(x.Of(b1.ID)))
	}
}

func TestRestore(t *testing.T) {
	rs, of := reports(6, 20)
	x := assign(rs)
	y := New()
	for _, r := range rs[:len(rs)-5] {
		y.Restore(r, x.Story(x.Of(r.ID)), false)
	}
	for _, r := range rs[len(rs)-5:] {
		y.Add(r, "")
	}
	y.Settle()
	if s := grade(y, rs, of); s.F1() < .97 {
		t.Errorf("restored: %v", s)
	}
}
