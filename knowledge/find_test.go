package knowledge

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fixture is a small world of invented people, beside the embedded data.
const fixture = `
people:
  - name: Zdravko Ollenbrink
    country: USA
    aliases: [Drav Ollenbrink]
    known_for: the fixture
    offices:
      - {kind: foreign_minister, office: Secretary of State, body: Dept, from: 1901-02, to: 1903}
      - {kind: defence_minister, office: Secretary of Defense, from: 1903, to: 1904-05-06}
  - {name: Xo Qinping, country: CHN}
  - {name: Furio Kishimada, country: JPN}
  - {name: Maria del Carmen Solanar Quirrez, country: ESP}
  - {name: Ursel von der Weyden, country: DEU}
  - {name: Gorm bin Salmar, country: SAU, aliases: [GBS]}
  - {name: Aung Hla Suu Tyi, country: MMR}
  - {name: Abbiy Tesfamar, country: ETH}
  - {name: Ferdo Markos Jr., country: PHL}
  - {name: Ángel Núñez-O’Dell, country: USA}
`

// world loads the fixture.
func world(t testing.TB) *Base {
	t.Helper()
	file := filepath.Join(t.TempDir(), "world.yaml")
	if err := os.WriteFile(file, []byte(fixture), 0o644); err != nil {
		t.Fatal(err)
	}
	b, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func ids(es []*Entity) []string {
	names := []string{}
	for _, e := range es {
		names = append(names, e.Name)
	}
	return names
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Antony Blinken":       "antony blinken",
		"J. D. Vance":          "jd vance",
		"J.D. Vance":           "jd vance",
		"U.S.":                 "us",
		"U. S. Navy":           "us navy",
		"the Kremlin":          "kremlin",
		"Washington, D.C.":     "washington dc",
		"Élysée":               "elysee",
		"al-Sisi":              "al sisi",
		"O’Brien":              "obrien",
		"Xi'an":                "xian",
		"Łódź":                 "lodz",
		"İzmir":                "izmir",
		"Nuku‘alofa":           "nukualofa",
		"Michael O’Neill  Jr.": "michael oneill jr",
		"S. Jaishankar":        "s jaishankar",
		"R&AW":                 "r and aw",
		"Đoković":              "dokovic",
		"Kraków":               "krakow",
		"":                     "",
		"…":                    "",
		"北京":                   "北京",
		"a":                    "a",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
		if got := Fold(Fold(in)); got != Fold(in) {
			t.Errorf("Fold is not stable on %q: %q", in, got)
		}
	}
}

func TestNamed(t *testing.T) {
	b := world(t)
	for name, want := range map[string]string{
		"Zdravko Ollenbrink":            "Zdravko Ollenbrink",
		"ZDRAVKO OLLENBRINK":            "Zdravko Ollenbrink",
		"Zdravko Ollenbrink’s":          "Zdravko Ollenbrink",
		"Zdravko J. Ollenbrink":         "Zdravko Ollenbrink",
		"Zdravko Ollenbrink Jr.":        "",
		"Kishimada Furio":               "Furio Kishimada",
		"Ollenbrink Zdravko":            "",
		"Angel Nunez O'Dell":            "Ángel Núñez-O’Dell",
		"Nobody Atall":                  "",
		"State Department":              "United States Department of State",
		"the State Department":          "United States Department of State",
		"White House":                   "White House",
		"US Navy":                       "United States Navy",
		"Chinese Foreign Ministry":      "Ministry of Foreign Affairs (China)",
		"China’s embassy in Washington": "Embassy of China, Washington",
		"Kenya's foreign ministry":      "Ministry of Foreign Affairs (Kenya)",
		"Quad":                          "Quad",
		"AUKUS":                         "AUKUS",
		"Munich Security Conference":    "Munich Security Conference",
		"Nato":                          "NATO",
		"WHO":                           "World Health Organization",
		"who":                           "",
		"US":                            "United States",
		"us":                            "",
		"The Economist":                 "The Economist",
		"Economist":                     "",
		"Taiwan Strait":                 "Taiwan Strait",
		"Kiev":                          "Kyiv",
		"Durham, North Carolina":        "Durham",
		"Durham, Brazil":                "",
		"Goma, DR Congo":                "Goma",
	} {
		got := ""
		if es := b.Named(name); len(es) > 0 {
			got = es[0].Name
		}
		if got != want {
			t.Errorf("Named(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSurname(t *testing.T) {
	b := world(t)
	for name, want := range map[string]string{
		"Ollenbrink":      "Zdravko Ollenbrink",
		"OLLENBRINK’S":    "Zdravko Ollenbrink",
		"Xo":              "Xo Qinping",
		"Qinping":         "",
		"Solanar":         "Maria del Carmen Solanar Quirrez",
		"Solanar Quirrez": "Maria del Carmen Solanar Quirrez",
		"von der Weyden":  "Ursel von der Weyden",
		"Weyden":          "Ursel von der Weyden",
		"bin Salmar":      "Gorm bin Salmar",
		"Suu Tyi":         "Aung Hla Suu Tyi",
		"Abbiy":           "Abbiy Tesfamar",
		"Markos":          "Ferdo Markos Jr.",
		"GBS":             "Gorm bin Salmar",
	} {
		got := ""
		if es := b.Surname(name); len(es) > 0 {
			got = es[0].Name
		}
		if got != want {
			t.Errorf("Surname(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestTermOn(t *testing.T) {
	term := Term{From: "1901-02", To: "1903"}
	for day, want := range map[string]bool{
		"": true, "1901": true, "1901-01": false, "1901-01-31": false, "1901-02-01": true,
		"1903-12-31": true, "1904": false, "1900/1901": true, "1904-01-01/1905": false,
	} {
		if got := term.On(day); got != want {
			t.Errorf("held 1901-02 to 1903 on %q: %v, want %v", day, got, want)
		}
	}
	if !(Term{From: "2024-01"}).On("2031-05-06") {
		t.Error("a term without end has ended")
	}
}

func TestHolders(t *testing.T) {
	b := world(t)
	for day, want := range map[string][]string{
		"1902-05-05": {"Zdravko Ollenbrink"}, "1900": {}, "1904": {},
	} {
		if d := cmp.Diff(want, ids(b.Holders("foreign_minister", "USA", day))); d != "" {
			t.Errorf("foreign minister of the USA on %s: %s", day, d)
		}
	}
	e := b.ByID("person:zdravko-ollenbrink")
	if e == nil {
		t.Fatal("no entity person:zdravko-ollenbrink")
	}
	if e.Known != "the fixture" || e.Country != "USA" {
		t.Errorf("got %+v", e)
	}
	var got []string
	for _, term := range e.Held("1903") {
		got = append(got, term.Office)
	}
	if d := cmp.Diff([]string{"Secretary of State", "Secretary of Defense"}, got); d != "" {
		t.Errorf("held in 1903, most senior first: %s", d)
	}
}

func TestCountry(t *testing.T) {
	b := load(t)
	for words, want := range map[string]string{
		"China": "CHN 1", "the United States": "USA 1", "U.S.": "USA 1", "US": "USA 1", "us": " 0",
		"Chinese": "CHN 2", "American": "USA 2", "Britons": "GBR 3", "Frenchman": "FRA 3",
		"Beijing’s": "CHN 4", "Washington": "USA 4", "Kiev": "UKR 4", "Singapore": "SGP 1",
		"the Kremlin": "RUS 5", "Downing Street": "GBR 5", "Élysée": "FRA 5", "Bankova": "UKR 5",
		"Quai d’Orsay": "FRA 5", "Zhongnanhai": "CHN 5", "Blue House": "KOR 5",
		"Côte d'Ivoire": "CIV 1", "UAE": "ARE 1", "Palestinian": "PSE 2", "Kosovo": "XKX 1",
		"Taiwanese": "TWN 2", "Hong Kong": "HKG 1", "Greenland": "GRL 1", "CHN": "CHN 1",
		"Atlantis": " 0", "": " 0",
	} {
		e, form := b.Country(words)
		got := " "
		if e != nil {
			got = e.Country + " "
		}
		got += string(rune('0' + form))
		if got != want {
			t.Errorf("Country(%q) = %q, want %q", words, got, want)
		}
	}
	if e, _ := b.Country("China"); e.ID != "Q148" || b.ByID("CHN") != e {
		t.Errorf("China is %s, and CHN is %v", e.ID, b.ByID("CHN"))
	}
}

func TestBody(t *testing.T) {
	b := load(t)
	for in, want := range map[[2]string]string{
		{"foreign ministry", "CHN"}:                        "Ministry of Foreign Affairs (China)",
		{"the Foreign Ministry", "RUS"}:                    "Ministry of Foreign Affairs (Russia)",
		{"foreign ministry", "USA"}:                        "United States Department of State",
		{"foreign ministry", ""}:                           "",
		{"Defense Ministry", "KEN"}:                        "Ministry of Defence (Kenya)",
		{"navy", "CHN"}:                                    "People's Liberation Army Navy",
		{"navy", "NLD"}:                                    "Dutch Navy",
		{"government", "NLD"}:                              "Government of the Netherlands",
		{"Chinese embassy in Kyiv", ""}:                    "Embassy of China, Kyiv",
		{"embassy in the United States", "KEN"}:            "Embassy of Kenya, Washington",
		{"Embassy of China, Washington", ""}:               "Embassy of China, Washington",
		{"Embassy of the United States, Beijing", ""}:      "Embassy of the United States, Beijing",
		{"China’s embassy in Washington, DC", ""}:          "Embassy of China, Washington",
		{"Chinese embassy", ""}:                            "",
		{"Chinese embassy in Beijing", ""}:                 "",
		{"Foreign Ministry of the Russian Federation", ""}: "Ministry of Foreign Affairs (Russia)",
		{"South Korean military", ""}:                      "Republic of Korea Armed Forces",
		{"Verkhovna Rada", ""}:                             "Verkhovna Rada",
		{"baker's shop", "FRA"}:                            "",
	} {
		got := ""
		if e := b.Body(in[0], in[1]); e != nil {
			got = e.Name
		}
		if got != want {
			t.Errorf("Body(%q, %q) = %q, want %q", in[0], in[1], got, want)
		}
	}
}

func TestOffice(t *testing.T) {
	b := load(t)
	for words, want := range map[string]string{
		"foreign minister": "foreign_minister", "Chinese Foreign Minister": "foreign_minister",
		"foreign ministers": "foreign_minister", "president of France": "head_of_state",
		"US Secretary of State": "foreign_minister", "shoe salesman": "",
	} {
		if got, ok := b.Office(words); got != want || ok != (want != "") {
			t.Errorf("Office(%q) = %q, %v, want %q", words, got, ok, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	b := load(t)
	for name, want := range map[string]string{
		"Washington": "Washington USA city", "Odessa": "Odesa UKR city",
		"Bath, England": "Bath GBR city", "Victoria": "Victoria AUS state",
		"London": "London GBR city", "Gaza": "Gaza Strip PSE territory",
		"South China Sea": "South China Sea  sea", "Donbas": "Donbas UKR region",
		"Georgia": "Georgia GEO country", "Bagram": "Bagram AFG base",
		"Zaporizhzhia nuclear plant": "Zaporizhzhia Nuclear Power Plant UKR site",
		"Mar-a-Lago":                 "Mar-a-Lago USA site", "Camp David": "Camp David USA site",
		"Chequers": "Chequers GBR site", "Guantanamo": "Guantanamo Bay CUB base",
		"Xinjiang": "Xinjiang CHN province", "Kursk region": "Kursk Oblast RUS oblast",
		"Texas": "Texas USA state", "Scotland": "Scotland GBR nation", "Europe": "Europe  continent",
		"Erewhon": "",
	} {
		got := ""
		if ps := b.Places(name); len(ps) > 0 {
			got = strings.Join([]string{ps[0].Name, ps[0].Country, ps[0].Kind}, " ")
		}
		if got != want {
			t.Errorf("Places(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	b := load(t)
	for _, w := range []string{"Antony", "anthony", "Vladimir", "José", "Matthew"} {
		if !b.FirstName(w) {
			t.Errorf("%s is no first name", w)
		}
	}
	for _, w := range []string{"the", "Ministry", "China", "Q7"} {
		if b.FirstName(w) {
			t.Errorf("%s is a first name", w)
		}
	}
	if !b.FamilyName("Johnson") || !b.FamilyName("Zhang") || b.FamilyName("Kremlin") {
		t.Error("family names are not told")
	}
	for w, want := range map[string]string{"Bill": "William", "William": "Bill", "Tony": "Anthony"} {
		if got := b.Nickname(w); !strings.Contains(";"+strings.Join(got, ";")+";", ";"+want+";") {
			t.Errorf("Nickname(%s) = %v, want %s among them", w, got, want)
		}
	}
}

func TestLike(t *testing.T) {
	b := world(t)
	for name, want := range map[string]string{
		"Olenbrink":            "Zdravko Ollenbrink", // a letter not doubled
		"Ollenbrinck":          "Zdravko Ollenbrink",
		"Ollnbrink":            "Zdravko Ollenbrink", // a vowel lost
		"Olenbrik":             "Zdravko Ollenbrink", // a consonant lost
		"Zdravco Ollenbrinc":   "Zdravko Ollenbrink",
		"Zdrawko Ollenbrink":   "Zdravko Ollenbrink",
		"Xo Qinpeng":           "Xo Qinping",
		"Xo Kinping":           "Xo Qinping",
		"Ursel van der Weyden": "Ursel von der Weyden",
		"Yo":                   "",
		"":                     "",
	} {
		got := ""
		for _, n := range b.Like(name) {
			if n.Known != "" || n.Name == want {
				got = n.Name
				break
			}
		}
		if got != want {
			t.Errorf("Like(%q) finds %q, want %q", name, got, want)
		}
	}
	if got := b.Like("Zdravko Ollenbrink"); len(got) == 0 || got[0].Cost != 0 {
		t.Errorf("an exact name: %v, want cost 0 first", got)
	}
}

func TestInitialsPartNamesakes(t *testing.T) {
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"David B. Cohen", "Jonathan T. Cohen"} {
		if es := b.Named(name); len(es) > 0 {
			t.Errorf("Named(%q) finds %s", name, es[0].Name)
		}
		for _, n := range b.Like(name) {
			if n.Name == "David L. Cohen" || n.Name == "Jonathan R. Cohen" {
				t.Errorf("Like(%q) finds %s", name, n.Name)
			}
		}
	}
	if ns := b.Like("David L. Cohn"); len(ns) == 0 || ns[0].Name != "David L. Cohen" {
		t.Errorf("Like(David L. Cohn) finds %v, want David L. Cohen", ns)
	}
}

func TestLikeKnowsThePress(t *testing.T) {
	b := load(t)
	for name, want := range map[string]string{
		"Binken": "Antony Blinken", "Krittenbrink": "Daniel Kritenbrink",
		"Daniel Krittenbrink": "Daniel Kritenbrink", "Wang Ye": "Wang Yi",
		"Anthony Blinken": "Antony Blinken", "Zelenskiy": "Volodymyr Zelenskyy",
		"Vladmir Putin": "Vladimir Putin", "Netanyaho": "Benjamin Netanyahu",
		"Emanuel Macron": "Emmanuel Macron",
	} {
		found := false
		for _, n := range b.Like(name) {
			found = found || n.Name == want
		}
		if !found {
			t.Errorf("Like(%q) does not find %s", name, want)
		}
	}
	for _, name := range []string{"Johnston", "Mohamed", "Martin", "Li", "Ye", "Smith"} {
		for _, n := range b.Like(name) {
			if n.Cost > 0 && n.Cost < 0.3 {
				t.Errorf("Like(%q) finds %s for %.2f: a common name is itself", name, n.Name, n.Cost)
			}
		}
	}
}
