package knowledge

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

func TestErrorsNameFileAndLine(t *testing.T) {
	a, err := txtar.ParseFile("testdata/errors.txtar")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for i := 0; i+1 < len(a.Files); i += 2 {
		file, want := a.Files[i], strings.TrimSpace(string(a.Files[i+1].Data))
		if err := os.WriteFile(file.Name, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Add(file.Name, "kept")
		if err == nil || err.Error() != "add knowledge: "+want {
			t.Errorf("%s: error\n%v, want\nadd knowledge: %s", file.Name, err, want)
		}
		if _, err := os.Stat(filepath.Join("kept", file.Name)); err == nil {
			t.Errorf("%s was kept", file.Name)
		}
	}
}

func TestAdd(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, data := range map[string]string{
		"own.csv": "\uFEFFname,country,aliases\n\"Roe, Jane\",USA,Janie Roe;J. Roe\n",
		"own.tsv": "# my people\n# name\tcountry\tkind\toffice\tfrom\tto\r\n" +
			"John Roe\tFRA\tforeign_minister\tMinister\t1840\t1841-02\r\n",
		"own.yaml": fixture,
	} {
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		for range 2 { // adding it again replaces it
			to, err := Add(name, "data/knowledge")
			if want := filepath.Join("data/knowledge", name); err != nil || to != want {
				t.Errorf("Add(%s) = %s, %v, want %s", name, to, err, want)
			}
		}
	}
	files, err := Files("data/knowledge")
	if err != nil || len(files) != 3 {
		t.Fatalf("Files = %v, %v, want three", files, err)
	}
	b, err := Load(files...)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Janie Roe", "Zdravko Ollenbrink"} {
		if b.Named(name) == nil {
			t.Errorf("%s is not known", name)
		}
	}
	got := ids(b.Holders("foreign_minister", "FRA", "1841-02"))
	if d := cmp.Diff([]string{"John Roe"}, got); d != "" {
		t.Error(d)
	}
	if files, err := Files("nowhere"); files != nil || err != nil {
		t.Errorf("Files of a missing folder: %v, %v", files, err)
	}
}

func TestUsersFileCompletesAnEntity(t *testing.T) {
	file := filepath.Join(t.TempDir(), "more.yaml")
	data := `
people:
  - name: Xi Jinping
    country: CHN
    aliases: [Jinping of Fuping]
  - {name: Xi Jinping, country: USA}
organizations:
  - {name: Ministry of Foreign Affairs (China), country: CHN, aliases: [Nan Dajie]}
`
	if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	b, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	es := b.Named("Xi Jinping")
	if len(es) != 2 || es[0].Country != "CHN" || es[1].ID != "person:xi-jinping-usa" {
		t.Errorf("Named(Xi Jinping) = %v, want the president and his namesake", es)
	}
	if got := b.Named("Jinping of Fuping"); len(got) != 1 || got[0] != es[0] {
		t.Errorf("an alias that a user adds: %v", got)
	}
	if got := b.Named("Nan Dajie"); len(got) != 1 || got[0].Class != "foreign_ministry" {
		t.Errorf("an organisation's alias that a user adds: %v", got)
	}
}

func FuzzReadTable(f *testing.F) {
	a, err := txtar.ParseFile("testdata/errors.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range a.Files {
		f.Add(file.Name, file.Data)
	}
	f.Add("a.yaml", []byte(fixture))
	f.Add("a.yaml", []byte(strings.Repeat("[", 1000)))
	f.Add("a.yaml", []byte(strings.Repeat("- ", 1000)))
	f.Add("a.yaml", []byte("a: &a [*a]\n<<: *a"))
	base, err := loadEmbedded()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		b := newBase()
		b.codes = base.codes
		if readTable(name, "", data, b.add) == nil {
			b.finish()
			b.Like("Jane Roe")
			for _, e := range b.entities {
				b.Named(e.Name)
			}
		}
	})
}

func FuzzQuestions(f *testing.F) {
	for _, s := range []string{"the Kremlin’s", "Chinese embassy in Washington, DC", "Wang Ye",
		"J. D. Vance", "\xff\xfe", "(", " of ", "’s", strings.Repeat("of China ", 40)} {
		f.Add(s, "2023-06")
	}
	f.Fuzz(func(t *testing.T, s, day string) {
		b := load(t)
		b.Named(s)
		b.Surname(s)
		b.Like(s)
		b.Office(s)
		b.Country(s)
		b.Body(s, "CHN")
		b.Places(s)
		b.Nickname(s)
		b.Holders("foreign_minister", "CHN", day)
		if Fold(Fold(s)) != Fold(s) && !strings.HasPrefix(Fold(s), "the ") {
			t.Errorf("Fold(%q) is not stable: %q, %q", s, Fold(s), Fold(Fold(s)))
		}
	})
}
