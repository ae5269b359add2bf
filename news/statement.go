package news

import (
	"strings"
	"unicode"
)

// A Statement is one speaker's utterance on the record, wherever it was reported.
type Statement struct {
	ID        string `json:"id"`
	Article   string `json:"article"` // the earliest that reports it
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Index     int    `json:"index"` // in the reading's statements
	Speaker   string `json:"speaker"`
	Name      string `json:"name"`   // of the speaker
	Office    string `json:"office"` // on that day
	Country   string `json:"country"`
	Kind      string `json:"kind"`
	Cue       string `json:"cue"`
	Content   string `json:"content"`
	Sentence  string `json:"sentence"`
	Occasion  string `json:"occasion"`
	Addressee string `json:"addressee"`
	Day       string `json:"day"`
	Others    int    `json:"others"` // further articles that report the same words
}

// Same is what two reports of one utterance have in common: the speaker, and the words of the
// content without case and marks.
func (s *Statement) Same() string {
	words := strings.FieldsFunc(strings.ToLower(s.Content), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
	return s.Speaker + "|" + strings.Join(words, " ")
}
