package fetch

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxHosts bounds what is remembered of hosts; idle ones are forgotten first.
const maxHosts = 4096

// longestAsked bounds a Retry-After: no host can silence a feed for longer than a day.
const longestAsked = 24 * time.Hour

// A pace lets one request at a time through to each host, with a pause after it.
type pace struct {
	mu    sync.Mutex
	lanes map[string]*lane
}

type lane struct {
	turn  chan struct{} // holds one value while the lane is free
	users int           // that hold or wait for the turn
	next  time.Time     // no request before
}

// A turn is the right to ask a host. It ends with leave.
type turn struct {
	p *pace
	l *lane
}

// enter waits for the host's turn. It gives up at once where the host asks for more than most.
func (p *pace) enter(ctx context.Context, host string, most time.Duration) (turn, error) {
	t := turn{p, p.lane(strings.ToLower(host))}
	select {
	case <-t.l.turn:
	case <-ctx.Done():
		t.drop()
		return turn{}, ctx.Err()
	}
	wait := time.Until(t.l.next)
	if wait > most {
		t.release()
		return turn{}, fmt.Errorf("%s asks us to wait %s", host, wait.Round(time.Second))
	}
	if err := sleep(ctx, wait); err != nil {
		t.release()
		return turn{}, err
	}
	return t, nil
}

// leave ends the turn; the next one starts after pause.
func (t turn) leave(pause time.Duration) {
	t.l.next = time.Now().Add(pause)
	t.release()
}

func (t turn) release() {
	t.l.turn <- struct{}{}
	t.drop()
}

func (t turn) drop() {
	t.p.mu.Lock()
	defer t.p.mu.Unlock()
	t.l.users--
}

func (p *pace) lane(host string) *lane {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lanes == nil {
		p.lanes = map[string]*lane{}
	}
	l := p.lanes[host]
	if l == nil {
		p.forget()
		l = &lane{turn: make(chan struct{}, 1)}
		l.turn <- struct{}{}
		p.lanes[host] = l
	}
	l.users++
	return l
}

func (p *pace) forget() {
	if len(p.lanes) < maxHosts {
		return
	}
	now := time.Now()
	for host, l := range p.lanes {
		if l.users == 0 && l.next.Before(now) {
			delete(p.lanes, host)
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// retryAfter reads the header of that name: seconds, or an HTTP date.
func retryAfter(value string, now time.Time) time.Duration {
	var d time.Duration
	if n, err := strconv.ParseUint(strings.TrimSpace(value), 10, 31); err == nil {
		d = time.Duration(n) * time.Second
	} else if at, err := http.ParseTime(value); err == nil {
		d = at.Sub(now)
	}
	return min(max(d, 0), longestAsked)
}
