package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"readout/desk"
	"readout/intake"
	"readout/intake/fetch"
	"readout/knowledge"
	"readout/news"
	"readout/sample"
	"readout/store"
	"readout/web"
)

type serveCmd struct {
	Addr   string   `help:"Address to serve the desk on." default:"127.0.0.1:8040"`
	Sample bool     `help:"Show a sample world: invented outlets, served on this machine and taken in like any other."`
	Data   string   `help:"Folder of the store; with --sample a folder that is removed at the end." placeholder:"DIR"`
	Host   []string `help:"Further names by which the desk may be called." placeholder:"NAME"`
	Allow  []string `help:"Hosts of feeds that may lie at a private address." placeholder:"HOST"`
}

// share is how much garbage may lie beside what is in use, in percent: the desk is up all day and
// takes half of what Go would, at no cost that was seen. GOGC says otherwise.
const share = 50

// frugal has garbage collected sooner, until the function that it returns is called.
func frugal() func() {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	was := debug.SetGCPercent(share)
	return func() { debug.SetGCPercent(was) }
}

// Run runs the desk until it is told to stop.
func (c *serveCmd) Run(e *env) error {
	defer frugal()()
	ln, err := listen(c.Addr)
	if err != nil {
		return err
	}
	defer ln.Close()
	dir, done, err := c.folder()
	if err != nil {
		return err
	}
	defer done()
	db, err := store.Open(dir)
	if err != nil {
		return err
	}
	defer db.Close()
	if c.Sample {
		if err := knowSample(dir); err != nil {
			return err
		}
	}
	rd, who, err := readerKnowing(dir)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(e.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	g, ctx := errgroup.WithContext(e.ctx)
	opt := web.Options{Hosts: c.Host, Log: log, Sample: c.Sample, World: world(who)}
	fopt := fetch.Options{Allow: c.Allow}
	var feeds []news.Feed
	if c.Sample {
		opt.Today = func() string { return sample.Today }
		if fopt.Allow, feeds, err = serveSample(ctx, g); err != nil {
			return err
		}
	}
	client := fetch.New(fopt)
	defer client.Close()
	in := intake.New(intake.Options{Client: client, Memory: db,
		Problem: func(err error) { log.Warn("take", "cause", err) }})
	d, closeDesk, err := openDesk(ctx, dir, db, rd, desk.Options{Log: log, Intake: in})
	if err != nil {
		return err
	}
	defer closeDesk()
	if err := prepare(ctx, d, feeds); err != nil {
		return err
	}
	h, err := web.New(db, d, opt)
	if err != nil {
		return err
	}
	g.Go(func() error { return d.Run(ctx) })
	serveHTTP(ctx, g, ln, h)
	fmt.Fprintf(e.err, "readout: the desk is at http://%s/ (Ctrl-C ends it)\n", ln.Addr())
	return g.Wait()
}

// world names countries by their alpha-3 codes.
func world(who *knowledge.Base) func(code string) string {
	return func(code string) string {
		if e, _ := who.Country(code); e != nil && e.Country == code {
			return e.Name
		}
		return ""
	}
}

// prepare lets be read again what an older reader read, and adds the feeds that are given.
func prepare(ctx context.Context, d *desk.Desk, feeds []news.Feed) error {
	if err := d.Reopen(ctx); err != nil {
		return err
	}
	for _, f := range feeds {
		if err := d.Add(ctx, f.URL, f.Name); err != nil {
			return err
		}
	}
	return nil
}

// listen begins to serve on addr, or tells why that cannot be.
func listen(addr string) (net.Listener, error) {
	if _, _, err := net.SplitHostPort(addr); err != nil {
		return nil, usageError(fmt.Sprintf("--addr %s: not an address like 127.0.0.1:8040", addr))
	}
	ln, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("serve on %s: another program serves there already; choose another --addr", addr)
	}
	if err != nil {
		return nil, fmt.Errorf("serve: %w", err)
	}
	return ln, nil
}

// folder is where the store lies, and what to do with it at the end.
func (c *serveCmd) folder() (string, func(), error) {
	if c.Sample && c.Data == "" {
		dir, err := os.MkdirTemp("", "readout-sample-")
		return dir, func() { os.RemoveAll(dir) }, err
	}
	dir, err := dataDir(c.Data)
	return dir, func() {}, err
}

// knowSample puts who is who in the sample world beside the store.
func knowSample(dir string) error {
	own := filepath.Join(dir, "knowledge")
	if err := os.MkdirAll(own, 0o700); err != nil {
		return err
	}
	_, err := sample.Knowledge(own)
	return err
}

// serveSample serves the sample world on a free port of this machine. It returns the host to allow
// and the feeds to follow.
func serveSample(ctx context.Context, g *errgroup.Group) ([]string, []news.Feed, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, fmt.Errorf("serve the sample world: %w", err)
	}
	serveHTTP(ctx, g, ln, sample.Handler())
	host := ln.Addr().String()
	return []string{host}, sample.Feeds("http://" + host), nil
}

// serveHTTP serves until ctx ends, and then lets what is under way finish.
func serveHTTP(ctx context.Context, g *errgroup.Group, ln net.Listener, h http.Handler) {
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout: time.Minute, WriteTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute}
	g.Go(func() error {
		if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		end, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		return srv.Shutdown(end)
	})
}
