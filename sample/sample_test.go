package sample

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"readout/intake"
	"readout/intake/feed"
	"readout/intake/fetch"
	"readout/knowledge"
	"readout/news"
)

func serve(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(Handler())
	t.Cleanup(s.Close)
	return s
}

func ask(t *testing.T, address string) (status int, kind string, body string) {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header.Get("Content-Type"), string(b)
}

func TestEveryPageSaysThatItIsInvented(t *testing.T) {
	s := serve(t)
	addresses := []string{s.URL + "/"}
	for _, o := range load().outlets {
		addresses = append(addresses, s.URL+"/"+o.ID+"/")
		for _, a := range o.articles {
			addresses = append(addresses, s.URL+"/"+o.ID+"/"+a.Path)
		}
	}
	if len(addresses) < 80 {
		t.Errorf("only %d pages", len(addresses))
	}
	for _, address := range addresses {
		status, _, body := ask(t, address)
		if status != http.StatusOK || !strings.Contains(body, Notice) {
			t.Errorf("%s: status %d, or the notice is missing", address, status)
		}
		if strings.Contains(body, "ZgotmplZ") || strings.Contains(body, "<no value>") {
			t.Errorf("%s: the template went wrong", address)
		}
	}
	if status, _, _ := ask(t, s.URL+"/harbour-courier/no-such-page"); status != http.StatusNotFound {
		t.Errorf("a page that is not there: status %d", status)
	}
}

func TestFeedsListAllArticles(t *testing.T) {
	s := serve(t)
	for i, f := range Feeds(s.URL) {
		o := load().outlets[i]
		_, kind, body := ask(t, f.URL)
		list, err := feed.Parse([]byte(body), kind, f.URL)
		if err != nil {
			t.Errorf("%s: %v", f.URL, err)
			continue
		}
		if len(list.Items) != len(o.articles) {
			t.Errorf("%s: %d items, %d articles", f.URL, len(list.Items), len(o.articles))
		}
	}
	_, kind, body := ask(t, s.URL+"/sitemap.xml")
	list, err := feed.Parse([]byte(body), kind, s.URL)
	if err != nil || len(list.Feeds) != 3 {
		t.Errorf("sitemap index: %v, %v", list, err)
	}
}

func TestDaysLieInTheThreeMonths(t *testing.T) {
	last, err := time.Parse(time.DateOnly, Today)
	if err != nil {
		t.Fatal(err)
	}
	first := last.AddDate(0, -3, 0)
	for _, o := range load().outlets {
		for _, a := range o.articles {
			day := a.Published
			if day.Before(first) || day.After(last.AddDate(0, 0, 1)) ||
				!a.Updated.IsZero() && a.Updated.Before(day) {
				t.Errorf("%s/%s: published %s, updated %s", o.ID, a.Slug, day, a.Updated)
			}
			for _, b := range a.Blocks {
				if strings.ContainsAny(b.Text, `"'`) {
					t.Errorf("%s/%s: straight quotation marks: %s", o.ID, a.Slug, b.Text)
				}
			}
		}
	}
}

// TestIntake takes the world in as a desk would.
func TestIntake(t *testing.T) {
	s := serve(t)
	u, _ := url.Parse(s.URL)
	in := intake.New(intake.Options{
		Client:  fetch.New(fetch.Options{Allow: []string{u.Host}}),
		Problem: func(err error) { t.Error(err) },
	})
	for i, f := range Feeds(s.URL) {
		o := load().outlets[i]
		rep, err := in.Take(t.Context(), intake.Source{What: f.URL},
			func(a *news.Article, _ *intake.Page) error {
				u, _ := url.Parse(a.URL)
				want := o.at[strings.TrimPrefix(u.Path, "/"+o.ID+"/")]
				if want == nil {
					t.Errorf("%s: no such article", a.URL)
				}
				return nil
			})
		if err != nil || rep.Taken != len(o.articles) {
			t.Errorf("%s: took %d of %d articles: %v", o.ID, rep.Taken, len(o.articles), err)
		}
	}
}

func TestCopies(t *testing.T) {
	copies := Copies("http://a.example/")
	if len(copies) < 25 {
		t.Errorf("only %d copies", len(copies))
	}
	for c, of := range copies {
		if of == "" || c == of || copies[of] != "" {
			t.Errorf("%s is said to copy %q", c, of)
		}
	}
}

func TestKnowledge(t *testing.T) {
	files, err := Knowledge(t.TempDir())
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	base, err := knowledge.Load(files...)
	if err != nil {
		t.Fatal(err)
	}
	got := base.Holders("foreign_minister", "XVA", Today)
	if len(got) != 1 || got[0].Name != "Irena Kolst" {
		t.Errorf("the foreign minister of Valdara: got %v", got)
	}
	if e, _ := base.Country("Kessian"); e == nil || e.Country != "XKS" && e.ID != "XKS" {
		t.Errorf("Kessian: got %+v", e)
	}
}
