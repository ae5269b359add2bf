package extract

import "testing"

// A page that was saved to a file tells where it was published; the front page of its site is no
// address of an article.
func TestOwnAddress(t *testing.T) {
	const text = "<h1>Grain talks open</h1><p>The grain talks opened in Nairobi on Monday, and the " +
		"ministers of both countries said that they would go on for a week or more.</p>"
	for _, c := range []struct{ head, fetched, want string }{
		{`<link rel="canonical" href="https://courier.example/2026/talks">`, "", "https://courier.example/2026/talks"},
		{`<meta property="og:url" content="https://courier.example/a?id=7#top">`, "", "https://courier.example/a?id=7"},
		{`<link rel="canonical" href="https://courier.example/">`, "", ""},
		{`<link rel="canonical" href="file:///tmp/a.html">`, "", ""},
		{`<link rel="canonical" href="https://courier.example/talks">`, "https://m.example/t", "https://m.example/t"},
		{"", "", ""},
	} {
		a, err := Page([]byte("<html><head>"+c.head+"</head><body>"+text+"</body></html>"), Params{URL: c.fetched})
		if err != nil || a.URL != c.want {
			t.Errorf("%q fetched from %q: %q, %v, want %q", c.head, c.fetched, a.URL, err, c.want)
		}
	}
}
