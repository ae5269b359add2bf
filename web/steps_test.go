package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"readout/news"
	"readout/store"
)

func TestStepsOfAStoryAreShownAndTakenBack(t *testing.T) {
	srv, db, f := desk(t)
	ctx := context.Background()
	file(t, db, "b1", "Mail", nil)
	bs, err := db.Briefs(ctx, []string{"a1"})
	if err != nil {
		t.Fatal(err)
	}
	st, err := db.Story(ctx, bs[0].Story)
	if err != nil {
		t.Fatal(err)
	}
	now := *st
	err = db.Update(ctx, func(tx *store.Tx) error {
		return tx.Move(ctx, &store.Step{At: time.Unix(1000, 0), From: "s9", To: st.ID, Articles: st.Articles[:1],
			Reason: "later articles show one happening"}, &news.Story{ID: "s9"}, &now)
	})
	if err != nil {
		t.Fatal(err)
	}
	_, page := fetch(t, srv, "/story/"+st.ID)
	got := between(page, `id="history"`, "</section>")
	if !strings.Contains(got, "1 article came") || !strings.Contains(got, "one happening") ||
		!strings.Contains(got, "Undo</button>") {
		t.Errorf("history: %q", got)
	}
	res, err := http.PostForm(srv.URL+"/story/"+st.ID+"/undo", url.Values{"step": {"1"}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if len(f.undone) != 1 || res.StatusCode != http.StatusOK {
		t.Errorf("undone %v, status %d", f.undone, res.StatusCode)
	}
	for _, step := range []string{"x", "7"} {
		res, err := http.PostForm(srv.URL+"/story/"+st.ID+"/undo", url.Values{"step": {step}})
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode < 400 {
			t.Errorf("step %s: status %d", step, res.StatusCode)
		}
	}
}

func TestChain(t *testing.T) {
	near := func(id, first string, incidents int) store.Neighbour {
		return store.Neighbour{Story: &news.Story{ID: id, First: first, Last: first}, Incidents: incidents}
	}
	v := storyView{Story: &news.Story{ID: "s", First: "2026-05-02", Last: "2026-05-04"},
		Steps: []stepView{{Other: &news.Story{ID: "parted"}}}}
	v.chain([]store.Neighbour{near("before", "2026-05-01", 1), near("after", "2026-05-03", 2),
		near("parted", "2026-05-03", 0), near("people", "2026-05-01", 0)})
	if len(v.Earlier) != 1 || len(v.Later) != 2 || len(v.Beside) != 1 || v.Beside[0].ID != "people" {
		t.Errorf("earlier %v, later %v, beside %v", v.Earlier, v.Later, v.Beside)
	}
}
