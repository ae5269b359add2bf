package knowledge

import "testing"

var base = func() *Base {
	b, err := Load()
	if err != nil {
		panic(err)
	}
	return b
}()

func TestTry(t *testing.T) {
	for _, q := range []string{"Binken", "Krittenbrink", "Daniel Krittenbrink", "Wang Ye", "Anthony Blinken", "Zelensky", "Netanyahoo", "Vladmir Putin"} {
		for _, n := range base.Like(q) {
			t.Logf("%s: %s (%s) %.2f", q, n.Name, n.Form, n.Cost)
		}
	}
	for _, q := range []string{"US", "us", "the Kremlin", "Chinese", "Beijing’s", "U.S.", "Britons"} {
		e, f := base.Country(q)
		t.Log(q, e, f)
	}
	t.Log(base.Places("Washington"), base.Places("Odessa"))
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
