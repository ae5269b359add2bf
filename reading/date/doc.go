// Package date finds the time expressions of a document and gives each its TIMEX3 value
// (ISO-TimeML 1.2), relative to the day on which the text was published.
//
// Find reads the body with a small grammar of its own: a lexer, rules that build an expression
// ("last" + month, day + month + year), and a step that turns an expression into a value. The
// words of the grammar are in data/words.txt, its holidays in data/holidays.txt. The rules do not
// need the language model; only the choice between the last and the next Tuesday asks the tree
// for the tense of the verb that the expression hangs on.
//
// Infer dates a page that bears no day.
package date
