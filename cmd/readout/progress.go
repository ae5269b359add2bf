package main

import (
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// A progress shows how far long work has come, where a person is watching. While it is shown, the
// diagnostics of the command go above it.
type progress struct {
	e   *env
	err io.Writer // of e, before
	p   *mpb.Progress
	bar *mpb.Bar

	mu  sync.Mutex
	now string
}

// newProgress shows nothing where diagnostics go to no terminal, or where out is one: what a command
// prints there shows how far it is.
func newProgress(e *env, out io.Writer) *progress {
	g := &progress{e: e, err: e.err}
	if !terminal(e.err) || terminal(out) {
		return g
	}
	g.p = mpb.New(mpb.WithOutput(e.err), mpb.WithWidth(20))
	g.bar = g.p.New(0, mpb.SpinnerStyle(), mpb.AppendDecorators(decor.Any(g.text),
		decor.Elapsed(decor.ET_STYLE_GO, decor.WC{W: 8})))
	e.err = g.p
	return g
}

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (g *progress) text(decor.Statistics) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.now
}

// say shows that n things are done so far.
func (g *progress) say(what string, n int) {
	if g.bar == nil {
		return
	}
	g.mu.Lock()
	g.now = fmt.Sprintf(" %d %s ", n, what)
	g.mu.Unlock()
	g.bar.IncrBy(1)
}

// done takes the progress away.
func (g *progress) done() {
	if g.bar == nil || g.bar.Aborted() {
		return
	}
	g.bar.Abort(true)
	g.p.Wait()
	g.e.err = g.err
}
