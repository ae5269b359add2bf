package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const contractPage = `<!doctype html><html lang="en"><head><title>Berg rejects tariffs - Harbour Courier</title>
<meta property="og:site_name" content="Harbour Courier"></head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Berg rejects tariffs</h1>
<figure><img src="/berg.jpg" alt="A minister"><figcaption>Anna Berg in Stockholm. Photo: Ola Lund/Courier</figcaption></figure>
<p>Swedish Trade Minister Anna Berg on Monday rejected the new tariffs that the United States put on steel from the north.</p>
<p>“These tariffs hurt workers on both sides of the ocean,” Berg told reporters in Stockholm. “We will answer them, and we will answer them soon,” she said at a <a href="https://a.example/b">briefing</a>.</p>
<p>Berg will visit Washington on May 12 to talk about the matter with her colleagues there, officials said.</p>
</article><footer>All rights reserved</footer></body></html>`

// keysOf lists the keys of the objects in v, "a.b" for one in the list or object a.
func keysOf(at string, v any, seen map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			seen[strings.TrimPrefix(at+"."+k, ".")] = true
			keysOf(at+"."+k, x, seen)
		}
	case []any:
		for _, x := range v {
			keysOf(at, x, seen)
		}
	}
}

// promised are the keys of an article and of a reading, as other programs rest on them.
const (
	promisedArticle = `id url outlet section headline byline language published updated dateline source_link body
		blocks blocks.kind blocks.start blocks.end images images.url images.alt images.caption images.credit links tags furniture`
	promisedReading = promisedArticle + ` published.day published.time published.precision published.basis
		entities entities.id entities.kind entities.name entities.country entities.office entities.wikidata
		entities.mentions entities.mentions.start entities.mentions.end entities.mentions.form
		dates dates.start dates.end dates.value dates.kind
		places places.start places.end places.name places.country places.lat places.lon places.precision
		statements statements.speaker statements.source statements.cue statements.content statements.kind
		statements.occasion statements.addressee statements.day statements.reported_by
		events events.type events.mode events.cameo events.goldstein events.actors events.recipients events.place
		events.day events.precision events.status events.anchor events.sentence events.statement
		suspicions suspicions.kind suspicions.note suspicions.start suspicions.end`
)

// command runs readout in this process.
func command(t *testing.T, in string, args ...string) (out, errs string, exit int) {
	t.Helper()
	t.Setenv("READOUT_DATA", filepath.Join(t.TempDir(), "store"))
	var o, e bytes.Buffer
	exit = run(args, strings.NewReader(in), &o, &e)
	return o.String(), e.String(), exit
}

func object(t *testing.T, line string) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(line), &v); err != nil {
		t.Fatalf("%v in %.200s", err, line)
	}
	return v
}

func wantKeys(t *testing.T, v any, promised string) {
	t.Helper()
	seen := map[string]bool{}
	keysOf("", v, seen)
	for _, k := range strings.Fields(promised) {
		if !seen[k] {
			t.Errorf("no %s", k)
		}
	}
}

// wantLists wants no list to be null, wherever it is empty.
func wantLists(t *testing.T, v map[string]any, keys string) {
	t.Helper()
	for _, k := range strings.Fields(keys) {
		if _, ok := v[k].([]any); !ok {
			t.Errorf("%s is %v, want a list", k, v[k])
		}
	}
}

const articleLists = "byline blocks images links tags furniture"
const readingLists = articleLists + " entities dates places statements events suspicions"

func TestContractOfArticles(t *testing.T) {
	out, errs, exit := command(t, contractPage, "extract", "-")
	if exit != 0 || errs != "" {
		t.Fatalf("exit %d, %s", exit, errs)
	}
	v := object(t, out)
	wantKeys(t, v, promisedArticle)
	wantLists(t, v, articleLists)
	for _, k := range []string{"published", "updated", "dateline", "source_link"} {
		if v[k] != nil {
			t.Errorf("%s is %v, want null where unknown", k, v[k])
		}
	}
	body := v["body"].(string)
	if strings.Contains(body, "Photo") || !strings.Contains(fmt.Sprint(v["images"]), "Anna Berg in Stockholm") ||
		!strings.Contains(fmt.Sprint(v["blocks"]), "caption") {
		t.Errorf("captions belong in images and blocks: %s\n%v", body, v["blocks"])
	}
	for _, b := range v["blocks"].([]any) {
		b := b.(map[string]any)
		if s := body[int(b["start"].(float64)):int(b["end"].(float64))]; b["kind"] == "paragraph" && strings.Contains(s, "\n\n") {
			t.Errorf("%q is no one paragraph", s)
		}
	}
	out, _, _ = command(t, contractPage, "extract", "--url", "https://courier.example/2026/05/04/berg", "--fetched", "2026-05-06", "-")
	if v := object(t, out); v["url"] != "https://courier.example/2026/05/04/berg" || v["published"] == nil {
		t.Errorf("url %v, published %v", v["url"], v["published"])
	}
}

func TestContractOfReadings(t *testing.T) {
	out, errs, exit := command(t, contractPage, "read", "--published", "2026-05-05", "-")
	if exit != 0 || errs != "" {
		t.Fatalf("exit %d, %s", exit, errs)
	}
	v := object(t, out)
	wantKeys(t, v, promisedReading)
	wantLists(t, v, readingLists)
	if when := v["published"].(map[string]any); when["day"] != "2026-05-05" || when["time"] != nil {
		t.Errorf("published %v, want the day of --published", when)
	}
	body := v["body"].(string)
	for _, s := range v["statements"].([]any) {
		for _, c := range s.(map[string]any)["content"].([]any) {
			span := c.([]any)
			if w := body[int(span[0].(float64)):int(span[1].(float64))]; strings.TrimSpace(w) != w || w == "" {
				t.Errorf("content %q", w)
			}
		}
	}
	for _, e := range v["entities"].([]any) {
		e := e.(map[string]any)
		if w, ok := e["wikidata"].(string); e["wikidata"] != nil && (!ok || !strings.HasPrefix(w, "Q")) {
			t.Errorf("wikidata %v of %v, want Q… or null", e["wikidata"], e["name"])
		}
	}
}

// TestContractOfGivenArticles wants the body to be the text, byte for byte, and lines in order.
func TestContractOfGivenArticles(t *testing.T) {
	texts := []string{" Rain fell\r\nin the hills.\n\n\nوقال الوزير 🌾 “so”. ", "x", "\u0000 a\tb", "He said."}
	var in strings.Builder
	for i, s := range texts {
		b, err := json.Marshal(map[string]any{"id": fmt.Sprint(i), "text": s, "url": nil})
		if err != nil {
			t.Fatal(err)
		}
		in.Write(append(b, '\n'))
	}
	out, errs, exit := command(t, in.String(), "read", "--input", "articles", "-")
	if exit != 0 || errs != "" {
		t.Fatalf("exit %d, %s", exit, errs)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != len(texts) {
		t.Fatalf("%d lines, want %d", len(lines), len(texts))
	}
	for i, l := range lines {
		v := object(t, l)
		wantLists(t, v, readingLists)
		if v["body"] != texts[i] || v["id"] != fmt.Sprint(i) {
			t.Errorf("line %d: id %v, body %q, want %q", i, v["id"], v["body"], texts[i])
		}
	}
}

func TestContractOfCopies(t *testing.T) {
	words := "Divers went down twice before noon and found nineteen of the lost containers upright on the muddy ground below. " +
		"“We were lucky with the tide this morning,” the port captain said. The channel stays closed until a crane has lifted the rest."
	var in strings.Builder
	for i, s := range []string{words, strings.Replace(words, "lucky", "unlucky", 1)} {
		b, _ := json.Marshal(map[string]any{"id": fmt.Sprint(i), "published": fmt.Sprintf("2026-05-0%d", i+1), "text": s})
		in.Write(append(b, '\n'))
	}
	out, errs, exit := command(t, in.String(), "copies", "-")
	if exit != 0 {
		t.Fatalf("exit %d, %s", exit, errs)
	}
	v := object(t, out)
	wantKeys(t, v, "id of kind score altered_quotes misspelt")
	wantLists(t, v, "altered_quotes misspelt")
	out, _, _ = command(t, in.String(), "stories", "-")
	if n := strings.Count(out, `"story":"`); n != 2 {
		t.Errorf("%d of 2 articles in stories: %s", n, out)
	}
}

// TestContractOfConllu keeps the tokens, sentences and notes that are given.
func TestContractOfConllu(t *testing.T) {
	given := "# sent_id = a-1\n# text = The ministers don't talk.\n1\tThe\t_\t_\t_\t_\t_\t_\t_\t_\n2\tministers\t_\t_\t_\t_\t_\t_\t_\t_\n" +
		"3-4\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n3\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n4\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n" +
		"5\ttalk\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n6\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tYes . no\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
	out, errs, exit := command(t, given, "parse", "--input", "conllu", "-")
	if exit != 0 {
		t.Fatalf("exit %d, %s", exit, errs)
	}
	forms := func(s string) (f []string) {
		for _, l := range strings.Split(s, "\n") {
			if c := strings.Split(l, "\t"); len(c) == 10 {
				f = append(f, c[0]+" "+c[1])
			} else {
				f = append(f, l)
			}
		}
		return f
	}
	if got, want := forms(out), forms(given); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	out, _, _ = command(t, "A\nb c\n.\n\n\nD\n", "parse", "--input", "tokens", "-")
	if got := forms(out); !slices.Equal(got, []string{"1 A", "2 b c", "3 .", "", "1 D", "", ""}) {
		t.Errorf("tokens: got %q", got)
	}
	text := "Rain fell.\n\nÅsa Berg visited Oslo."
	out, _, _ = command(t, text, "parse", "-")
	for _, l := range strings.Split(out, "\n") {
		c := strings.Split(l, "\t")
		if len(c) != 10 {
			continue
		}
		var start, end int
		if _, err := fmt.Sscanf(c[9][strings.Index(c[9], "start="):], "start=%d|end=%d", &start, &end); err != nil || text[start:end] != c[1] {
			t.Errorf("%s: %v", l, err)
		}
	}
}

// TestContractOfStatus wants 2 for wrong usage and 1 for a bad input, each in one line.
func TestContractOfStatus(t *testing.T) {
	dir := t.TempDir()
	taken, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	good := filepath.Join(dir, "good.html")
	if err := os.WriteFile(good, []byte(contractPage), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		exit int
		args string
		says string
	}{
		{2, "", "Usage"}, {2, "read", "read --help"}, {2, "read --input pdf x", "--input"}, {2, "--colour", "unknown flag"},
		{2, "read --published 2026-02-30 x", "--published"}, {2, "serve --addr 8040", "not an address"},
		{2, "eval nothing", "no task"}, {2, "search colour:red", "colour"}, {2, "export --from May", "--from"},
		{1, "serve --data " + dir + " --addr " + taken.Addr().String(), "serves there already"},
		{1, "read " + dir + " " + good, "is a directory"}, {1, "parse " + dir, "is a directory"},
		{1, "copies " + dir, "is a directory"}, {1, "take " + dir + "/none", "no such file"},
		{1, "extract --input warc " + good, "good.html"}, {1, "search --data " + dir + "/none tea", "no store"},
		{0, "--help", ""}, {0, "read --help", ""}, {0, "version", ""},
	} {
		_, errs, exit := command(t, "", strings.Fields(c.args)...)
		if exit != c.exit || !strings.Contains(errs, c.says) {
			t.Errorf("readout %s: exit %d, %q; want %d, %q", c.args, exit, errs, c.exit, c.says)
		}
		if c.args != "" && c.exit == 1 && strings.Count(strings.TrimSpace(errs), "\n") > strings.Count(c.args, "take") {
			t.Errorf("readout %s: more than one line: %q", c.args, errs)
		}
	}
}
