package fetch

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p pace
		start := time.Now()
		for range 3 {
			turn, err := p.enter(t.Context(), "a.example", time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			turn.leave(2 * time.Second)
		}
		if got, want := time.Since(start), 4*time.Second; got != want {
			t.Errorf("three requests to one host: got %v, want %v", got, want)
		}
		start = time.Now()
		if _, err := p.enter(t.Context(), "b.example", time.Minute); err != nil {
			t.Fatal(err)
		}
		if got := time.Since(start); got != 0 {
			t.Errorf("another host waited %v", got)
		}
	})
}

func TestTurnIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p pace
		held, _ := p.enter(t.Context(), "a.example", time.Minute)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := p.enter(ctx, "a.example", time.Minute); err == nil {
			t.Fatal("entered while another holds the turn")
		}
		held.leave(time.Hour)
		if _, err := p.enter(t.Context(), "a.example", time.Minute); err == nil {
			t.Fatal("waited an hour where a minute is the most")
		}
		if n := p.lanes["a.example"].users; n != 0 {
			t.Errorf("%d users left in the lane", n)
		}
	})
}

func TestHostsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p pace
		for i := range maxHosts + 10 {
			turn, _ := p.enter(t.Context(), string(rune(0x4e00+i)), time.Minute)
			turn.leave(0)
			time.Sleep(time.Millisecond)
		}
		if n := len(p.lanes); n > maxHosts {
			t.Errorf("%d hosts remembered", n)
		}
	})
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 2, 10, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		value string
		want  time.Duration
	}{
		{"", 0}, {"90", 90 * time.Second}, {"-5", 0}, {"soon", 0},
		{"Mon, 02 Nov 2026 10:05:00 GMT", 5 * time.Minute},
		{"Mon, 02 Nov 2020 10:05:00 GMT", 0},
		{"999999999", longestAsked}, {"99999999999999999999", 0},
	} {
		if got := retryAfter(c.value, now); got != c.want {
			t.Errorf("retryAfter(%q): got %v, want %v", c.value, got, c.want)
		}
	}
}
