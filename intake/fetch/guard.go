package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"readout/news"
)

// reserved are the ranges that no public page lies in, beside those netip knows. Tunnels that
// carry an IPv4 address inside (6to4, Teredo, NAT64) are here because they can hide one.
var reserved = prefixes(
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
	"198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

// unicast is all of IPv6 that is given out to the public. NAT64 (64:ff9b::/96) is outside it.
var unicast = netip.MustParsePrefix("2000::/3")

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// public reports whether a may be reached without having been allowed by name.
func public(a netip.Addr) bool {
	if a.Is4In6() || a.Zone() != "" || !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	if a.Is6() && !unicast.Contains(a) {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// A guard knows the hosts that may lie at a private address, as "host" or "host:port".
type guard map[string]bool

func newGuard(hosts []string) guard {
	g := guard{}
	for _, h := range hosts {
		h = strings.ToLower(h)
		if host, port, err := net.SplitHostPort(h); err == nil {
			g[net.JoinHostPort(host, port)] = true
		} else {
			g[strings.Trim(h, "[]")] = true
		}
	}
	return g
}

// allows takes a host and port as net/http hands them to a dialer.
func (g guard) allows(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		return false
	}
	return g[strings.ToLower(host)] || g[strings.ToLower(hostport)]
}

// ours reports whether the user allowed u's host by name.
func (g guard) ours(u *url.URL) bool {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return g.allows(net.JoinHostPort(u.Hostname(), port))
}

// literal refuses an address that is private as written, so that it is not sent to a proxy.
func (g guard) literal(u *url.URL) error {
	a, err := netip.ParseAddr(u.Hostname())
	if err != nil || public(a) || g.ours(u) {
		return nil
	}
	return refused(u.Hostname())
}

func refused(addr string) error {
	return fmt.Errorf("%w: %s is a private address", news.ErrForbidden, addr)
}

// transport dials through the guard. Its check stands after name resolution, at each attempt to
// connect, so neither a redirect nor a name that changes its answer gets around it.
func (c *Client) transport() *http.Transport {
	open := &net.Dialer{Timeout: 10 * time.Second, Resolver: c.opt.Resolver}
	checked := *open
	checked.Control = func(_, address string, _ syscall.RawConn) error {
		ap, err := netip.ParseAddrPort(address)
		if err != nil || !public(ap.Addr()) {
			return refused(address)
		}
		return nil
	}
	t := &http.Transport{
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
	allowed := c.guard
	if c.opt.Proxy != nil {
		t.Proxy = http.ProxyURL(c.opt.Proxy)
		allowed = newGuard(append([]string{c.opt.Proxy.Hostname()}, c.opt.Allow...))
	}
	t.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if allowed.allows(addr) {
			return open.DialContext(ctx, network, addr)
		}
		return checked.DialContext(ctx, network, addr)
	}
	return t
}
