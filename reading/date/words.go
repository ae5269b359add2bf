package date

import (
	_ "embed"
	"strconv"
	"strings"
)

// class is what a word can be in a time expression.
type class uint8

const (
	none class = iota
	month
	weekday
	count   // one, twelve: val is the number
	vague   // few, several: an unknown number
	ordinal // first: val is the number
	unit    // year: val indexes units
	part    // morning: code is MO
	season  // code is SU
	toward  // last −1, this 0, next +1
	point   // today 0, yesterday −1: val is the distance in days
	ref     // now: code is PRESENT_REF
	often   // daily: code is P1D
	decade  // nineties: val is 90
	scale   // hundred: val is 100
)

var classes = map[string]class{
	"month": month, "weekday": weekday, "count": count, "vague": vague, "ordinal": ordinal,
	"unit": unit, "part": part, "season": season, "toward": toward, "point": point, "ref": ref,
	"often": often, "decade": decade, "scale": scale,
}

// An entry is one word of the grammar. many marks a plural or a short form that is a word of its
// own as well ("sat", "may"), which needs more around it.
type entry struct {
	class class
	val   int
	code  string
	mark  string // plural, short, or empty
}

//go:embed data/words.txt
var wordFile string

var words = readWords(wordFile)

func readWords(file string) map[string]*entry {
	out := map[string]*entry{}
	for line := range strings.Lines(file) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] == "#" {
			continue
		}
		e := &entry{class: classes[f[1]]}
		if v, err := strconv.Atoi(f[2]); err == nil {
			e.val = v
		} else {
			e.code = f[2]
		}
		if e.class == unit {
			e.val = strings.Index(unitCodes, f[2])
		}
		if len(f) > 3 {
			e.mark = f[3]
		}
		out[f[0]] = e
	}
	return out
}

// Units of time, in the order of unitCodes: H hour, N minute, S second, and those of a calendar.
const (
	hour = iota
	minute
	second
	daily
	weekly
	monthly
	yearly
	decades
	centuries
	quarter
	weekend
	fortnight
	millennium
	half
)

const unitCodes = "HNSDWMYECQKFLB"

// length gives the duration of n units (n is a number or X) as ISO-TimeML writes it.
func length(n string, u int) string {
	switch u {
	case hour:
		return "PT" + n + "H"
	case minute:
		return "PT" + n + "M"
	case second:
		return "PT" + n + "S"
	case decades:
		return "P" + times(n, 10, "DE")
	case centuries:
		return "P" + times(n, 100, "CE")
	case millennium:
		return "P" + times(n, 1000, "ML")
	case quarter:
		return "P" + times(n, 3, "Q")
	case fortnight:
		return "P" + times(n, 2, "F")
	case weekend:
		return "P" + n + "WE"
	case half:
		return "P" + times(n, 6, "H")
	}
	return "P" + n + unitCodes[u:u+1]
}

// times writes n decades as years, n quarters as months; an unknown number keeps the unit.
func times(n string, by int, code string) string {
	v, err := strconv.ParseFloat(n, 64)
	if err != nil {
		return n + code
	}
	to := map[string]string{"Q": "M", "F": "W", "H": "M"}[code]
	if to == "" {
		to = "Y"
	}
	return strconv.FormatFloat(v*float64(by), 'f', -1, 64) + to
}

//go:embed data/lists.txt
var listFile string

var (
	opens     = readList("opens")
	closes    = readList("closes")
	auxFuture = readList("future")
	auxPast   = readList("past")
	is        = readList("be")
	planned   = readList("planned")
	deferred  = readList("deferred")
	speech    = readList("speech")
	unchanged = readList("unchanged")
)

// readList returns the words of one list of data/lists.txt.
func readList(name string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(listFile) {
		if f := strings.Fields(line); len(f) == 2 && f[0] == name {
			out[f[1]] = true
		}
	}
	return out
}
