package date

import "readout/text"

// op is the kind of an expression: what resolve does with it.
type op uint8

const (
	opDay      op = iota + 1 // y, m, d; y or m may be 0; wd if the weekday is named as well
	opMonth                  // y, m
	opYear                   // y
	opDecade                 // y is its first year, or two digits
	opCentury                // y is the number of full centuries: 19 for the 20th
	opPart                   // the nth quarter, half or season of y: code Q1, H2, SU
	opFiscal                 // fiscal year y
	opWeek                   // week n of y
	opWeekOf                 // the week that holds of
	opNthWeek                // the nth week of the month or year of; n −1 is the last
	opEdge                   // the first or last (dir −1) n units of the month or year of
	opHoliday                // holiday, y
	opWeekday                // wd, dir: −2 without last, this or next
	opRelative               // dir and unit: last year, this week
	opMonthDir               // dir and m: last May
	opPartDir                // dir and code: this summer, last quarter's Q2
	opShift                  // n units from of, the anchor, or today
	opConst                  // code is the value
	opClock                  // a time of day without a day: code is T17:00 or TMO
	opLength                 // a duration: code
	opSet                    // code
	opInterval               // of to end
)

// A base tells from which day an opShift counts.
type base uint8

const (
	fromToday base = iota
	fromAnchor
	fromNear // the day that the text named last, else today
	fromExpr
)

// An expr is a time expression before its value is known.
type expr struct {
	text.Span
	op      op
	y, m, d int
	wd      int
	n       int // number of units, week or nth
	unit    int
	dir     int
	rel     rel // what dir says is last, this or next
	base    base
	code    string
	clock   string // T17:00, TMO: the time of day that belongs to a day
	of, end *expr
	sameDay bool // an interval of hours of one day
	onward  bool // counted "from" a day: a weekday is the next one
	exact   bool // counts to the day: two weeks and a day ago
	within  int  // of "in two weeks", where the number begins: it is a duration unless ahead
	tense   tense
}

// rel is what the dir of a day, month, part of a year or holiday is about.
type rel uint8

const (
	unsaid  rel = iota
	ofYear      // "June of last year"
	ofMonth     // "the 15th day of next month"
	itself      // "last Easter"
)

// tense of the verb that an expression hangs on.
type tense int8

const (
	unknown tense = iota
	past
	future
)
