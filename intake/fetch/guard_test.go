package fetch

import (
	"context"
	"encoding/binary"
	"errors"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"readout/news"
)

func TestPublic(t *testing.T) {
	for _, c := range []struct {
		addr string
		want bool
	}{
		{"8.8.8.8", true}, {"2606:4700::1111", true}, {"192.0.3.1", true},
		{"127.0.0.1", false}, {"10.0.0.1", false}, {"172.31.0.1", false}, {"192.168.1.1", false},
		{"169.254.169.254", false}, {"0.1.2.3", false}, {"100.127.0.1", false},
		{"198.19.0.1", false}, {"224.0.0.251", false}, {"255.255.255.255", false},
		{"::1", false}, {"::", false}, {"fe80::1", false}, {"fc00::1", false}, {"ff02::1", false},
		{"::ffff:8.8.8.8", false}, {"::ffff:10.0.0.1", false}, {"64:ff9b::808:808", false},
		{"64:ff9b:1::1", false}, {"2001::1", false}, {"2002:a00:1::", false},
		{"2001:db8::1", false}, {"100::1", false}, {"fec0::1", false},
	} {
		if got := public(netip.MustParseAddr(c.addr)); got != c.want {
			t.Errorf("public(%s): got %v, want %v", c.addr, got, c.want)
		}
	}
}

// resolver answers every question for an A record with addr, as a hostile name server would.
func resolver(t *testing.T, addr netip.Addr) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			conn.WriteTo(answer(buf[:n], addr), from)
		}
	}()
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", conn.LocalAddr().String())
	}
	return &net.Resolver{PreferGo: true, Dial: dial}
}

// answer turns a question of one name into its answer (RFC 1035, section 4).
func answer(query []byte, addr netip.Addr) []byte {
	end := 12
	for query[end] != 0 {
		end += int(query[end]) + 1
	}
	end += 5
	out := append([]byte{}, query[:end]...)
	out[2], out[3] = 0x81, 0x80
	copy(out[6:12], make([]byte, 6))
	if binary.BigEndian.Uint16(query[end-4:]) != 1 {
		return out
	}
	out[7] = 1
	out = append(out, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4)
	a4 := addr.As4()
	return append(out, a4[:]...)
}

func TestNameThatResolvesToPrivateAddress(t *testing.T) {
	for _, addr := range []string{"127.0.0.1", "10.0.0.7", "169.254.169.254"} {
		c := New(Options{Resolver: resolver(t, netip.MustParseAddr(addr))})
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		_, err := c.Fetch(ctx, Request{URL: "http://news.example.net/a"})
		cancel()
		if !errors.Is(err, news.ErrForbidden) || !strings.Contains(err.Error(), addr) {
			t.Errorf("%s: got %v, want %v naming it", addr, err, news.ErrForbidden)
		}
	}
}

func TestGuardForms(t *testing.T) {
	for allowed, asked := range map[string]string{
		"Desk.example": "desk.example:80", "desk.example:81": "desk.example:81",
		"::1": "[::1]:80", "[::1]": "[::1]:80", "[::1]:8040": "[::1]:8040", "127.0.0.1": "127.0.0.1:1",
	} {
		g := newGuard([]string{allowed})
		if !g.allows(asked) {
			t.Errorf("%q does not allow %q", allowed, asked)
		}
		if g.allows("other.example:80") {
			t.Errorf("%q allows another host", allowed)
		}
	}
}

func TestAllowedByName(t *testing.T) {
	s := host(t, "", page)
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	to := resolver(t, netip.MustParseAddr("127.0.0.1"))
	c := New(Options{Resolver: to, Allow: []string{"Desk.Example.net"}})
	t.Cleanup(c.Close)
	if _, err := c.Fetch(t.Context(), Request{URL: "http://desk.example.net:" + port}); err != nil {
		t.Errorf("allowed name: %v", err)
	}
	_, err := c.Fetch(t.Context(), Request{URL: "http://other.example.net:" + port})
	if !errors.Is(err, news.ErrForbidden) {
		t.Errorf("other name at the same address: got %v, want %v", err, news.ErrForbidden)
	}
}
