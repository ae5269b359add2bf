package desk

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"

	"readout/intake/fetch"
)

// A failure is why something could not be taken, in words for whoever runs the desk.
type failure struct {
	words string
	cause error
}

func (f *failure) Error() string { return f.words }
func (f *failure) Unwrap() error { return f.cause }

// plain says in words why an address could not be fetched.
func plain(err error, address string) error {
	host := address
	if u, perr := url.Parse(address); perr == nil && u.Host != "" {
		host = u.Host
	}
	var name *net.DNSError
	var cert *tls.CertificateVerificationError
	var refused *fetch.StatusError
	switch {
	case errors.As(err, &refused):
		return &failure{host + " " + answers(refused.Status), err}
	case errors.As(err, &name) && name.IsNotFound:
		return &failure{"there is no site of the name " + host, err}
	case errors.As(err, &name):
		return &failure{"the name " + host + " could not be looked up: is this machine on the network?", err}
	case errors.As(err, &cert):
		return &failure{host + " does not prove that it is what it says (its certificate is not valid)", err}
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ECONNRESET):
		return &failure{host + " takes no connection", err}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return &failure{host + " did not answer in time", err}
	}
	words := strings.TrimPrefix(err.Error(), "fetch ")
	return &failure{strings.TrimPrefix(words, address+": "), err}
}

// answers says what a status other than success means to a reader.
func answers(status int) string {
	code := fmt.Sprintf(" (%d)", status)
	switch {
	case status == http.StatusNotFound, status == http.StatusGone:
		return "has no such page" + code
	case status == http.StatusTooManyRequests:
		return "asks to be left alone for a while" + code
	case status == http.StatusUnauthorized, status == http.StatusForbidden,
		status == http.StatusPaymentRequired, status == http.StatusUnavailableForLegalReasons:
		return "refuses to give it" + code
	case status >= http.StatusInternalServerError:
		return "is out of order" + code
	}
	return fmt.Sprintf("answers %d %s", status, http.StatusText(status))
}
