package knowledge

import (
	"bytes"
	"cmp"
	"flag"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/tools/txtar"
)

// source holds the folder data as it is written.
var source = os.DirFS(".")

var update = flag.Bool("update", false, "pack the folder data")

// TestPacked wants what is embedded to be the folder data.
func TestPacked(t *testing.T) {
	var want txtar.Archive
	err := fs.WalkDir(source, "data", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(source, name)
		want.Files = append(want.Files, txtar.File{Name: name, Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := txtar.Format(&want)
	if *update {
		z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("data.txtar.zst", z.EncodeAll(text, nil), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := folder()
	if err != nil || !bytes.Equal(got, text) {
		t.Errorf("%d bytes packed, %d in the folder data, %v: run go generate ./knowledge",
			len(got), len(text), err)
	}
}

// tableFiles are the embedded tables and the table that each holds.
func tableFiles(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, table := range order {
		if _, err := fs.Stat(source, "data/"+table+".tsv"); err == nil {
			files["data/"+table+".tsv"] = table
		}
	}
	holders, err := fs.Glob(source, "data/holders/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range holders {
		files[f] = "holders"
	}
	return files
}

// eachRow calls f for every row of the embedded tables.
func eachRow(t *testing.T, f func(r *row)) {
	t.Helper()
	for file, table := range tableFiles(t) {
		data, err := fs.ReadFile(source, file)
		if err != nil {
			t.Fatal(err)
		}
		err = readTable(file, table, data, func(r *row) error { f(r); return nil })
		if err != nil {
			t.Error(err)
		}
	}
}

// offend reports an offence in a row.
func offend(t *testing.T, r *row, format string, args ...any) {
	t.Helper()
	t.Error(r.errorf(format, args...))
}

func TestTablesAreTidy(t *testing.T) {
	for file := range tableFiles(t) {
		data, err := fs.ReadFile(source, file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
		if len(lines) < 3 || !strings.HasPrefix(lines[0], "# ") || !strings.HasPrefix(lines[1], "# ") ||
			!strings.Contains(lines[1], "\t") {
			t.Errorf("%s: wants a comment line, a line of column names, and rows", file)
			continue
		}
		if !strings.HasSuffix(string(data), "\n") {
			t.Errorf("%s: no line end at the end", file)
		}
		tabs := strings.Count(lines[1], "\t")
		for i, l := range lines[2:] {
			switch n := strings.Count(l, "\t"); {
			case n != tabs:
				t.Errorf("%s:%d: %d tabs, want %d: %s", file, i+3, n, tabs, l)
			case l != strings.TrimLeft(l, " ") || strings.Contains(l, "  ") ||
				strings.Contains(l, " \t") || strings.Contains(l, "\t ") || strings.HasSuffix(l, " "):
				t.Errorf("%s:%d: stray space: %q", file, i+3, l)
			case i > 0 && !ordered(lines[i+1], l):
				t.Errorf("%s:%d: out of order or twice: %s", file, i+3, l)
			}
		}
	}
}

// ordered reports whether the line a may stand before b: tables are sorted by their cells.
func ordered(a, b string) bool {
	return slices.Compare(strings.Split(a, "\t"), strings.Split(b, "\t")) < 0
}

func TestWordListsAreTidy(t *testing.T) {
	lists, err := fs.Glob(source, "data/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(lists, "data/nameorder.tsv", "data/wikidata.tsv") {
		words, err := readWords(source, file)
		if err != nil {
			t.Fatal(err)
		}
		if data, _ := fs.ReadFile(source, file); !strings.HasPrefix(string(data), "# ") {
			t.Errorf("%s: does not say what it is for", file)
		}
		for i, w := range words {
			if i > 0 && w <= words[i-1] && path.Base(file) != "seniority.txt" {
				t.Errorf("%s: out of order or twice: %s", file, w)
			}
			if strings.TrimSpace(w) != w {
				t.Errorf("%s: stray space: %q", file, w)
			}
		}
	}
}

func TestCellsHoldWhatTheySay(t *testing.T) {
	b := load(t)
	lists := map[string]bool{"aliases": true, "forms": true, "full": true, "adjectives": true,
		"demonyms": true, "capital": true, "seat": true}
	eachRow(t, func(r *row) {
		if c := r.at("country"); c != "" && b.codes[c] == nil {
			offend(t, r, "no such country: %s", c)
		}
		if q := r.at("wikidata"); q != "" && !isQ(q) {
			offend(t, r, "no Wikidata id: %s", q)
		}
		for _, col := range r.cols {
			if cell := r.at(col); !lists[col] && strings.Contains(cell, ";") && col != "known_for" {
				offend(t, r, "%s holds one value, not %q", col, cell)
			} else if lists[col] {
				checkList(t, r, col)
			}
		}
	})
}

func checkList(t *testing.T, r *row, col string) {
	t.Helper()
	seen := map[string]bool{}
	for _, v := range r.list(col) {
		switch {
		case strings.TrimSpace(v) != v || v == "":
			offend(t, r, "%s: empty value or stray space: %q", col, v)
		case Fold(v) == "":
			offend(t, r, "%s: no letter in %q", col, v)
		case seen[v]:
			offend(t, r, "%s: twice: %q", col, v)
		case col == "aliases" && v == r.at("name"):
			offend(t, r, "alias is the name: %q", v)
		case utf8.RuneCountInString(v) < 2 && col == "aliases":
			offend(t, r, "alias of one letter: %q", v)
		}
		seen[v] = true
	}
}

func TestNamesAreUnique(t *testing.T) {
	seen := map[string]string{}
	eachRow(t, func(r *row) {
		key := r.table + " " + Fold(r.at("name"))
		switch r.table {
		case "cities":
			key += " " + r.at("country") + " " + r.at("admin")
		case "regions":
			key += " " + r.at("country") + " " + r.at("kind")
		case "countries":
			key = r.table + " " + r.at("code")
		case "offices", "bodies":
			key = r.table + " " + r.at("kind")
		case "holders", "nicknames":
			return
		}
		if at, ok := seen[key]; ok {
			offend(t, r, "%s stands in line %s too", r.at("name"), at)
		}
		seen[key] = r.errorf("").Error()
		if q := r.at("wikidata"); q != "" {
			if at, ok := seen[q]; ok {
				offend(t, r, "%s: %s is also the id in %s", r.at("name"), q, at)
			}
			seen[q] = r.errorf("").Error()
		}
	})
}

func TestHoldersAreKnown(t *testing.T) {
	b := load(t)
	people, kinds := map[string]bool{}, map[string]bool{}
	eachRow(t, func(r *row) {
		switch r.table {
		case "people":
			people[r.at("name")] = true
		case "offices":
			kinds[r.at("kind")] = true
		}
	})
	eachRow(t, func(r *row) {
		if r.table != "holders" {
			return
		}
		if !people[r.at("name")] {
			offend(t, r, "%s is not in people.tsv", r.at("name"))
		}
		if !kinds[r.at("kind")] {
			offend(t, r, "%s is no kind in offices.tsv", r.at("kind"))
		}
		if body := r.at("body"); body != "" && !b.knowsBody(body) {
			offend(t, r, "%s is neither in organizations.tsv nor a place", body)
		}
		if r.at("to") != "" && r.at("from") == "" {
			return
		}
		if r.at("from") == "" && r.at("to") == "" {
			offend(t, r, "%s, %s: no date", r.at("name"), r.at("office"))
		}
	})
	for kind := range kinds {
		if b.rank[kind] == 0 {
			t.Errorf("data/seniority.txt: does not rank %s", kind)
		}
	}
	for kind := range b.rank {
		if !kinds[kind] {
			t.Errorf("data/seniority.txt: %s is no kind in offices.tsv", kind)
		}
	}
}

// knowsBody reports whether body is the canonical name of an organisation, made by pattern or
// not, or that of a place, which may have a government of its own: "State of Virginia".
func (b *Base) knowsBody(body string) bool {
	if e := b.Body(body, ""); e != nil && withoutThe(e.Name) == withoutThe(body) {
		return true
	}
	name := strings.TrimPrefix(body, "State of ")
	if head, tail, ok := strings.Cut(body, ", "); ok { // Punjab, India
		c, _ := b.Country(tail)
		if c != nil && slices.ContainsFunc(b.Places(head), func(p Place) bool {
			return p.Country == c.Country
		}) {
			return true
		}
	}
	for _, n := range []string{body, name} {
		if slices.ContainsFunc(b.Named(n), func(e *Entity) bool { return e.Kind != person }) {
			return true
		}
	}
	return false
}

func withoutThe(s string) string { return strings.ReplaceAll(s, " the ", " ") }

func TestOfficeFormsAreUnambiguous(t *testing.T) {
	seen := map[string]string{}
	eachRow(t, func(r *row) {
		if r.table != "offices" && r.table != "bodies" {
			return
		}
		for _, f := range r.list("forms") {
			key := r.table + " " + Fold(f)
			if other := seen[key]; other != "" && other != r.at("kind") {
				offend(t, r, "%q is a form of %s and of %s", f, other, r.at("kind"))
			}
			seen[key] = r.at("kind")
		}
	})
}

// A state has one foreign ministry, one navy, one parliament: else the pattern that finds them
// could mean either.
func TestOneBodyOfAKind(t *testing.T) {
	b := load(t)
	for key, es := range b.byClass {
		kind, _, _ := strings.Cut(key, " ")
		if _, ok := b.templates[kind]; ok && len(es) > 1 {
			t.Errorf("data/organizations.tsv: %s: %v", key, ids(es))
		}
	}
}

func TestCapitalsAreCities(t *testing.T) {
	b := load(t)
	places := map[string]bool{}
	for _, e := range b.entities {
		if e.Kind == place && e.Class == "city" {
			places[e.Country+e.Name] = true
		}
	}
	for code, name := range b.capital {
		if !places[code+name] {
			t.Errorf("data/cities.tsv: %s, the capital of %s, is missing", name, code)
		}
	}
}

func TestIDsAreUnique(t *testing.T) {
	seen := map[string]*Entity{}
	for _, e := range load(t).entities {
		if o := seen[e.ID]; o != nil {
			t.Errorf("%s is the id of %s (%s) and of %s (%s)", e.ID, o.Name, o.Country, e.Name, e.Country)
		}
		seen[e.ID] = e
	}
}

// A near spelling that is no transliteration is found by Like and reported as a suspicion. As
// an alias it would pass for right. Umlauts written out are right.
func TestAliasesAreNoMisspellings(t *testing.T) {
	latin := "AUS BRA CAN CHN DEU ESP FRA GBR ITA MEX NLD POL USA"
	umlaut := strings.NewReplacer("ö", "oe", "ü", "ue", "ä", "ae",
		"Ö", "Oe", "Ü", "Ue", "Ä", "Ae")
	var m meter
	eachRow(t, func(r *row) {
		if r.table != "people" || !strings.Contains(latin, cmp.Or(r.at("country"), "none")) {
			return
		}
		name := Fold(r.at("name"))
		for _, a := range r.list("aliases") {
			key := Fold(a)
			if key == name || key == Fold(umlaut.Replace(r.at("name"))) ||
				strings.Count(key, " ") != strings.Count(name, " ") {
				continue
			}
			if m.cost(key, name, 0.7) <= 0.7 {
				offend(t, r, "alias %q of %s looks like a misspelling", a, r.at("name"))
			}
		}
	})
}

// Of some offices a state has one: two holders at a time are a mistake in the dates, but for
// the shared and the contested ones.
func TestOneHolderAtATime(t *testing.T) {
	several := map[string]bool{
		"BIH Member of the Presidency": true, "CIV President": true, "LBY Prime Minister": true,
	}
	single := "head_of_state head_of_government foreign_minister defence_minister " +
		"finance_minister interior_minister vice_president national_security_adviser"
	type holder struct {
		name string
		Term
	}
	offices := map[string][]holder{}
	for _, e := range load(t).entities {
		for _, x := range e.Terms {
			key := x.Country + " " + x.Office
			if slices.Contains(strings.Fields(single), x.Kind) && !several[key] && x.Country != "" {
				offices[key] = append(offices[key], holder{e.Name, x})
			}
		}
	}
	for key, hs := range offices {
		slices.SortFunc(hs, func(a, b holder) int { return cmp.Compare(a.From, b.From) })
		for i, h := range hs[1:] {
			old := hs[i]
			precise := len(h.From) >= 7 && len(old.To) >= 7
			if old.To == "" || precise && h.From[:7] < old.To[:7] {
				t.Errorf("%s: %s %s–%s and %s %s–%s", key, old.name, old.From, old.To,
					h.name, h.From, h.To)
			}
		}
	}
}
