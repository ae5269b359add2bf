package web

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"readout/news"
)

// fault is the title and the words of the page that tells of an error.
func fault(err error, code int, path string) (title, words string) {
	if code != http.StatusNotFound {
		return http.StatusText(code), problem(err)
	}
	kind, rest, _ := strings.Cut(strings.Trim(path, "/"), "/")
	id, _, _ := strings.Cut(rest, "/")
	switch kind {
	case "story", "article":
		words = fmt.Sprintf("No %s “%s” is on record.", kind, id)
	case "person", "organization", "place", "group", "work":
		words = fmt.Sprintf("No article on record names this %s: “%s”.",
			strings.Replace(kind, "organization", "organisation", 1), id)
	case "country", "dyad":
		words = fmt.Sprintf("No country on record has this code: “%s”. Codes are of three capitals, as ISO "+
			"3166 has them: KEN, USA.", rest)
	case "export":
		words = strings.TrimSuffix(err.Error(), ": "+news.ErrNotFound.Error())
	default:
		words = "There is no page at " + path + "."
	}
	return "Not found", words
}

// problem is an error as a sentence for a reader, without its kind.
func problem(err error) string {
	if errors.Is(err, news.ErrEmpty) {
		return "Nothing to look for: give a word, a phrase or a field."
	}
	s := err.Error()
	for _, kind := range []error{news.ErrSyntax, news.ErrTooLarge} {
		s = strings.TrimSuffix(s, ": "+kind.Error())
	}
	return s
}
