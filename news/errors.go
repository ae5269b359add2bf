package news

import "errors"

// The kinds of error. Wrap one with what was being done and to what; only web and api know
// which HTTP status each becomes.
var (
	ErrEmpty     = errors.New("empty input")
	ErrNotText   = errors.New("not a page of text")
	ErrTooLarge  = errors.New("too large")
	ErrNotFound  = errors.New("not found")
	ErrForbidden = errors.New("not allowed")
	ErrSyntax    = errors.New("malformed")
)
