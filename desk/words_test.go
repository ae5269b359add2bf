package desk

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"
	"testing"

	"readout/intake/fetch"
	"readout/news"
)

func TestFailuresInPlainWords(t *testing.T) {
	const feed = "https://courier.example/feed"
	fetched := func(err error) error { return fmt.Errorf("fetch %s: %w", feed, err) }
	for _, c := range []struct {
		err  error
		want string
	}{
		{fetched(&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "courier.example", IsNotFound: true}}), "there is no site of the name courier.example"},
		{fetched(&net.DNSError{Err: "server misbehaving"}), "the name courier.example could not be looked up: is this machine on the network?"},
		{fetched(syscall.ECONNREFUSED), "courier.example takes no connection"},
		{fetched(context.DeadlineExceeded), "courier.example did not answer in time"},
		{fetched(&fetch.StatusError{Status: 404}), "courier.example has no such page (404)"},
		{fetched(&fetch.StatusError{Status: 403}), "courier.example refuses to give it (403)"},
		{fetched(&fetch.StatusError{Status: 429}), "courier.example asks to be left alone for a while (429)"},
		{fetched(&fetch.StatusError{Status: 503}), "courier.example is out of order (503)"},
		{fetched(&fetch.StatusError{Status: 418}), "courier.example answers 418 I'm a teapot"},
		{fetched(errors.New("odd")), "odd"},
	} {
		got := plain(c.err, feed)
		if got.Error() != c.want || !errors.Is(got, c.err) {
			t.Errorf("plain(%v) = %q, want %q", c.err, got, c.want)
		}
	}
	if err := plain(fetched(&fetch.StatusError{Status: 404}), feed); !errors.Is(err, news.ErrNotFound) {
		t.Error("the kind of error is lost")
	}
}
