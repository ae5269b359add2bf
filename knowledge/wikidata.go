package knowledge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A wikidataItem is what of an entity of a dump is used. The properties: P31 instance of, P39
// position held, P27 citizenship, P17 country, P36 capital, P298 ISO 3166-1 alpha-3, P625
// place, P1001 jurisdiction, P1082 population, P1308 office holder, P1376 capital of; as
// qualifiers P580 from and P582 to.
type wikidataItem struct {
	ID        string       `json:"id"`
	Labels    english      `json:"labels"`
	Aliases   englishes    `json:"aliases"`
	Claims    claims       `json:"claims"`
	Sitelinks englishPages `json:"sitelinks"`
}

type english string
type englishes []string
type englishPages bool
type claims map[string][]claim

// used are the properties that are read.
type used struct {
	P31, P39, P27, P17, P36, P298, P625, P1001, P1082, P1308, P1376 []claim
}

type claim struct {
	Snak       snak            `json:"mainsnak"`
	Rank       string          `json:"rank"`
	Qualifiers claimQualifiers `json:"qualifiers"`
}

type claimQualifiers struct{ P580, P582 []snak }

type snak struct {
	Value struct {
		Value json.RawMessage `json:"value"`
	} `json:"datavalue"`
}

// emptyList reports whether b is the empty list that dumps have in place of an empty object.
func emptyList(b []byte) bool { return len(b) > 0 && b[0] == '[' }

func (e *english) UnmarshalJSON(b []byte) error {
	var v struct {
		En struct {
			Value string `json:"value"`
		} `json:"en"`
	}
	if emptyList(b) {
		return nil
	}
	err := json.Unmarshal(b, &v)
	*e = english(v.En.Value)
	return err
}

func (e *englishes) UnmarshalJSON(b []byte) error {
	var v struct {
		En []struct {
			Value string `json:"value"`
		} `json:"en"`
	}
	if emptyList(b) {
		return nil
	}
	err := json.Unmarshal(b, &v)
	for _, a := range v.En {
		*e = append(*e, a.Value)
	}
	return err
}

func (e *englishPages) UnmarshalJSON(b []byte) error {
	var v struct {
		Page *struct{} `json:"enwiki"`
	}
	if emptyList(b) {
		return nil
	}
	err := json.Unmarshal(b, &v)
	*e = englishPages(v.Page != nil)
	return err
}

func (c *claims) UnmarshalJSON(b []byte) error {
	var u used
	if emptyList(b) {
		return nil
	}
	if err := json.Unmarshal(b, &u); err != nil {
		return err
	}
	*c = claims{"P31": u.P31, "P39": u.P39, "P27": u.P27, "P17": u.P17, "P36": u.P36,
		"P298": u.P298, "P625": u.P625, "P1001": u.P1001, "P1082": u.P1082, "P1308": u.P1308,
		"P1376": u.P1376}
	return nil
}

func (q *claimQualifiers) UnmarshalJSON(b []byte) error {
	type plain claimQualifiers
	if emptyList(b) {
		return nil
	}
	return json.Unmarshal(b, (*plain)(q))
}

// sought are the properties and the classes of positions of which an item must have one to be
// of use, unless it is an organisation. Most of a dump has none and need not be parsed.
var sought = [][]byte{
	[]byte(`"P39"`), []byte(`"P298"`), []byte(`"P1376"`), []byte(`"P1308"`), []byte(`"P1001"`),
	[]byte(`"Q4164871"`), []byte(`"Q294414"`),
}

// useful reports whether the line may hold an item of use. marks are the ids of the classes of
// organisations in quotation marks; of organisations only those in Wikipedia are taken.
func useful(line []byte, marks [][]byte) bool {
	for _, p := range sought {
		if bytes.Contains(line, p) {
			return true
		}
	}
	if !bytes.Contains(line, []byte(`"enwiki"`)) {
		return false
	}
	return slices.ContainsFunc(marks, func(m []byte) bool { return bytes.Contains(line, m) })
}

// parseItem parses one line; nil where the item is of no use.
func parseItem(line []byte, marks [][]byte) (*wikidataItem, error) {
	if line[0] != '{' || line[len(line)-1] != '}' {
		return nil, fmt.Errorf("not a JSON object")
	}
	if !useful(line, marks) {
		return nil, nil
	}
	it := new(wikidataItem)
	if err := json.Unmarshal(line, it); err != nil {
		return nil, err
	}
	if !isQ(it.ID) || it.Labels == "" {
		return nil, nil
	}
	return it, nil
}

// items returns the Wikidata ids that the property has, the preferred first, no deprecated one.
func (it *wikidataItem) items(property string) []string {
	var preferred, normal []string
	for _, c := range it.Claims[property] {
		id := c.Snak.item()
		switch {
		case id == "" || c.Rank == "deprecated":
		case c.Rank == "preferred":
			preferred = append(preferred, id)
		default:
			normal = append(normal, id)
		}
	}
	return append(preferred, normal...)
}

// first returns the first item of the property, or "".
func (it *wikidataItem) first(property string) string {
	if ids := it.items(property); len(ids) > 0 {
		return ids[0]
	}
	return ""
}

func (s snak) item() string {
	var v struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(s.Value.Value, &v) != nil || !isQ(v.ID) {
		return ""
	}
	return v.ID
}

func (s snak) text() string {
	var v string
	if json.Unmarshal(s.Value.Value, &v) != nil {
		return ""
	}
	return v
}

// day returns the time as a day, month or year of ISO 8601, or "" where it is not so precise.
func (s snak) day() string {
	var v struct {
		Time      string `json:"time"`
		Precision int    `json:"precision"`
	}
	if json.Unmarshal(s.Value.Value, &v) != nil || !strings.HasPrefix(v.Time, "+") {
		return ""
	}
	size := map[int]int{9: 4, 10: 7, 11: 10}[v.Precision]
	t := v.Time[1:]
	if size == 0 || len(t) < size || !isDay(t[:size]) {
		return ""
	}
	return t[:size]
}
