package knowledge

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxLabels bounds the offices and the capitals whose names are kept in memory.
const maxLabels = 1 << 20

// An importer gathers a dump. What it must hold in memory is the names of offices and capitals;
// everything else waits in the spool.
type importer struct {
	base    *Base
	spool   *os.File
	out     *bufio.Writer
	codes   map[string]string // Wikidata id of a country → alpha-3
	names   map[string]string // Wikidata id of a country of the dump → name
	offices map[string]office
	cities  map[string]string // Wikidata id of a capital → name
	classes map[string]string // Wikidata id of a class → our kind
	marks   [][]byte          // the classes of organisations, in quotation marks
	skipped Skipped
}

// An office is a position's label and, where the dump gives it, its country.
type office struct{ label, country string }

// A record is what the spool holds, one a line of JSON.
type record struct {
	Table   string
	Q, Name string
	Aliases []string `json:",omitempty"`
	Country string   `json:",omitempty"` // Wikidata id
	Kind    string   `json:",omitempty"`
	Code    string   `json:",omitempty"`
	Capital string   `json:",omitempty"` // Wikidata id
	People  int      `json:",omitempty"` // population
	Lat     float64  `json:",omitempty"`
	Lon     float64  `json:",omitempty"`
	Terms   []held   `json:",omitempty"`
}

type held struct{ Office, From, To string }

type spoolError struct{ error }

func newImporter(spool *os.File) (*importer, error) {
	b, err := Load()
	if err != nil {
		return nil, err
	}
	im := &importer{
		base: b, spool: spool, out: bufio.NewWriterSize(spool, 1<<18), codes: map[string]string{},
		names:   map[string]string{},
		offices: map[string]office{}, cities: map[string]string{}, classes: map[string]string{},
	}
	for code, e := range b.codes {
		im.codes[e.Wikidata] = code
	}
	fsys, err := embedded()
	if err != nil {
		return nil, err
	}
	lines, err := readWords(fsys, "data/wikidata.tsv")
	for _, l := range lines {
		q, kind, _ := strings.Cut(l, "\t")
		im.classes[q] = kind
		if kind != "person" {
			im.marks = append(im.marks, []byte(`"`+q+`"`))
		}
	}
	return im, err
}

// take reads one line of the dump.
func (im *importer) take(line []byte) error {
	it, err := parseItem(line, im.marks)
	if it == nil {
		return err
	}
	class := ""
	for _, q := range it.items("P31") {
		if k, ok := im.classes[q]; ok {
			class = k
			break
		}
	}
	im.noteOffice(it, class)
	switch {
	case len(it.Claims["P298"]) > 0:
		return im.takeCountry(it)
	case len(it.Claims["P1376"]) > 0 && len(im.cities) < maxLabels:
		im.cities[it.ID] = string(it.Labels)
		return im.takeCity(it)
	case class == "person":
		return im.takePerson(it)
	case class != "" && class != "office" && bool(it.Sitelinks):
		return im.keep(&record{Table: "organizations", Kind: class, Country: it.first("P17")}, it)
	}
	return nil
}

// noteOffice remembers what is, or may be, the label of an office.
func (im *importer) noteOffice(it *wikidataItem, class string) {
	if class != "office" && len(it.Claims["P1308"]) == 0 && len(it.Claims["P1001"]) == 0 {
		return
	}
	if len(im.offices) < maxLabels {
		country := it.first("P17")
		if country == "" {
			country = it.first("P1001")
		}
		im.offices[it.ID] = office{string(it.Labels), country}
	}
}

func (im *importer) takePerson(it *wikidataItem) error {
	r := record{Table: "people", Country: it.first("P27")}
	for _, c := range it.Claims["P39"] {
		h := held{Office: c.Snak.item()}
		for _, q := range c.Qualifiers.P580 {
			h.From = q.day()
		}
		for _, q := range c.Qualifiers.P582 {
			h.To = q.day()
		}
		wrong := h.To != "" && firstDay(h.From) > lastDay(h.To)
		if h.Office != "" && h.From+h.To != "" && !wrong && c.Rank != "deprecated" {
			r.Terms = append(r.Terms, h)
		}
	}
	if len(r.Terms) == 0 {
		return nil
	}
	return im.keep(&r, it)
}

func (im *importer) takeCountry(it *wikidataItem) error {
	r := record{Table: "countries", Capital: it.first("P36"), People: it.population()}
	for _, c := range it.Claims["P298"] {
		if code := c.Snak.text(); c.Rank != "deprecated" && len(code) == 3 {
			r.Code = code
		}
	}
	if r.Code == "" || strings.ToUpper(r.Code) != r.Code || !acronym(r.Code) {
		return nil
	}
	im.codes[it.ID], im.names[it.ID] = r.Code, string(it.Labels)
	return im.keep(&r, it)
}

func (im *importer) takeCity(it *wikidataItem) error {
	r := record{Table: "cities", Country: it.first("P17"), People: it.population()}
	var at struct{ Latitude, Longitude float64 }
	for _, c := range it.Claims["P625"] {
		if json.Unmarshal(c.Snak.Value.Value, &at) == nil {
			r.Lat, r.Lon = at.Latitude, at.Longitude
		}
	}
	if r.Lat < -90 || r.Lat > 90 || r.Lon < -180 || r.Lon > 180 {
		return nil
	}
	return im.keep(&r, it)
}

// population is the number of inhabitants, the preferred one or the last.
func (it *wikidataItem) population() int {
	people := 0
	for _, c := range it.Claims["P1082"] {
		var v struct {
			Amount string `json:"amount"`
		}
		if json.Unmarshal(c.Snak.Value.Value, &v) != nil || c.Rank == "deprecated" {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimPrefix(v.Amount, "+")); err == nil && n >= 0 && n < 1e11 {
			people = n
			if c.Rank == "preferred" {
				return n
			}
		}
	}
	return people
}

// keep writes the record to the spool.
func (im *importer) keep(r *record, it *wikidataItem) error {
	r.Q, r.Name = it.ID, string(it.Labels)
	if Fold(r.Name) == "" {
		return nil
	}
	r.Aliases = it.Aliases[:min(len(it.Aliases), 30)]
	b, err := json.Marshal(r)
	if err == nil {
		_, err = im.out.Write(append(b, '\n'))
	}
	if err != nil {
		return &spoolError{err}
	}
	return nil
}

func (im *importer) flush() error {
	if err := im.out.Flush(); err != nil {
		return &spoolError{err}
	}
	return nil
}

// importColumns are those of the file that Import writes.
var importColumns = []string{"table", "name", "wikidata", "country", "kind", "office", "from",
	"to", "aliases", "code", "capital", "lat", "lon", "population"}

// tables is the order in which records are written: countries before what refers to them.
var tables = []string{"countries", "cities", "organizations", "people"}

// writeAll writes what the spool holds as a file that Load reads. It goes through the spool
// once for each table.
func (im *importer) writeAll(ctx context.Context, w io.Writer) (n int, err error) {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# From a Wikidata dump (CC0).\n# %s\n", strings.Join(importColumns, "\t"))
	for _, table := range tables {
		if _, err := im.spool.Seek(0, io.SeekStart); err != nil {
			return n, err
		}
		d := json.NewDecoder(bufio.NewReaderSize(im.spool, 1<<18))
		for d.More() {
			var r record
			if err := d.Decode(&r); err != nil {
				return n, err
			}
			if err := ctx.Err(); err != nil {
				return n, err
			}
			if r.Table == table {
				n += im.write(out, &r)
			}
		}
	}
	return n, out.Flush()
}

// write writes the rows of a record and returns how many they are.
func (im *importer) write(w io.Writer, r *record) int {
	row := map[string]string{"table": r.Table, "name": r.Name, "wikidata": r.Q,
		"country": im.codes[r.Country], "kind": r.Kind, "aliases": joinCells(r.Aliases)}
	switch r.Table {
	case "countries":
		row["code"], row["capital"] = r.Code, im.cities[r.Capital]
		row["country"], row["aliases"] = "", "" // many aliases are codes: "us", "in"
		row["population"] = figure(r.People)
	case "cities":
		row["lat"] = strconv.FormatFloat(r.Lat, 'f', 4, 64)
		row["lon"] = strconv.FormatFloat(r.Lon, 'f', 4, 64)
		row["population"] = figure(r.People)
	}
	if r.Table != "people" {
		writeRow(w, row)
		return 1
	}
	terms := im.terms(r)
	if len(terms) == 0 {
		return 0
	}
	writeRow(w, row)
	for _, t := range terms {
		writeRow(w, map[string]string{"table": "holders", "name": r.Name, "wikidata": r.Q,
			"country": t.Country, "kind": t.Kind, "office": t.Office, "from": t.From, "to": t.To})
	}
	return 1 + len(terms)
}

// terms names the offices of a record; those whose label the dump does not have are left out.
func (im *importer) terms(r *record) []Term {
	var terms []Term
	for _, h := range r.Terms {
		o, ok := im.offices[h.Office]
		if !ok {
			continue
		}
		t := Term{Kind: "other", Country: im.codes[o.country], From: h.From, To: h.To}
		t.Office = im.cutOwn(o)
		if rest, e := im.base.cutCountry(t.Office); e != nil && rest != "" {
			t.Office, t.Country = rest, e.Country
		}
		if kind, ok := im.base.Office(t.Office); ok {
			t.Kind = kind
		}
		first, size := utf8.DecodeRuneInString(t.Office)
		t.Office = string(unicode.ToUpper(first)) + t.Office[size:]
		terms = append(terms, t)
	}
	return terms
}

// cutOwn takes the name of the office's own country off its label: a new country of the dump
// is not yet in the base.
func (im *importer) cutOwn(o office) string {
	name := im.names[o.country]
	for _, of := range []string{" of ", " of the "} {
		if head, ok := strings.CutSuffix(o.label, of+name); ok && name != "" && head != "" {
			return head
		}
	}
	return o.label
}

func figure(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// writeRow writes the cells in the order of importColumns.
func writeRow(w io.Writer, row map[string]string) {
	cells := make([]string, len(importColumns))
	for i, c := range importColumns {
		cells[i] = clean(row[c])
	}
	fmt.Fprintln(w, strings.Join(cells, "\t"))
}

// clean takes out what parts cells and lines.
func clean(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' }), " ")
}

// joinCells joins the values of a cell; a semicolon within one would part it.
func joinCells(values []string) string {
	kept := make([]string, 0, len(values))
	for _, v := range values {
		if v = strings.TrimSpace(strings.ReplaceAll(clean(v), ";", ",")); v != "" {
			kept = append(kept, v)
		}
	}
	return strings.Join(kept, ";")
}
