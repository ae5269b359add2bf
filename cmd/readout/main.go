// Command readout is a news desk that people run themselves: it takes news in, keeps a cited
// record of who said and did what to whom, when and where, and shows it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands are what readout can do, one file each.
type commands struct {
	Extract   extractCmd   `cmd:"" help:"Take the article out of each page."`
	Read      readCmd      `cmd:"" help:"Say who said and did what in each page."`
	Parse     parseCmd     `cmd:"" help:"Tag and parse sentences, as CoNLL-U."`
	Copies    copiesCmd    `cmd:"" help:"Tell which articles were made from which."`
	Stories   storiesCmd   `cmd:"" help:"Group articles into stories."`
	Take      takeCmd      `cmd:"" help:"Take feeds, pages, sitemaps, archives or folders into the store."`
	Serve     serveCmd     `cmd:"" help:"Run the desk: fetch, read, keep and show the news."`
	Search    searchCmd    `cmd:"" help:"Search the store."`
	Export    exportCmd    `cmd:"" help:"Write the record as JSON lines, CSV, Parquet or iCal."`
	Knowledge knowledgeCmd `cmd:"" help:"Add to what Readout knows of people and places."`
	Eval      evalCmd      `cmd:"" help:"Score a stage against labelled data."`
	Version   versionCmd   `cmd:"" help:"Print the version."`
}

// An env is what a command has of the world around it.
type env struct {
	ctx    context.Context
	in     io.Reader
	out    io.Writer
	err    io.Writer
	failed int // inputs that could not be used; each has had its line
}

// fail prints one line about an input that cannot be used. The rest goes on.
func (e *env) fail(err error) {
	e.failed++
	fmt.Fprintln(e.err, "readout:", err)
}

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run runs one command and returns its exit status: 0, 1 where an input failed, 2 for wrong usage.
func run(args []string, in io.Reader, out, errs io.Writer) (status int) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // as under nohup
		signals = append(signals, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends at once
	e := &env{ctx: ctx, in: in, out: out, err: errs}
	var c commands
	exit := -1
	p, err := kong.New(&c, kong.Name("readout"), kong.Writers(out, errs),
		kong.Description("A news desk that you run yourself."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.Exit(func(code int) { exit = code }))
	if err != nil {
		panic(err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
		p.Stdout = errs
		defer func() { status = 2 }()
	}
	k, err := p.Parse(args)
	if exit >= 0 {
		return exit
	}
	if err != nil {
		return wrongly(p, errs, args, err)
	}
	return e.ended(k.Run(e))
}

// ended tells how a command ended, and returns the exit status.
func (e *env) ended(err error) int {
	var wrong usageError
	switch {
	case errors.As(err, &wrong):
		fmt.Fprintln(e.err, "readout:", err)
		return 2
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(e.err, "readout: stopped")
		return 1
	case err != nil:
		e.fail(err)
	}
	if e.failed > 0 {
		return 1
	}
	return 0
}

// wrongly tells what is wrong with args, and where help is.
func wrongly(p *kong.Kong, errs io.Writer, args []string, err error) int {
	help := "readout --help"
	for _, c := range p.Model.Leaves(true) {
		if c.Name == args[0] {
			help = "readout " + c.Name + " --help"
		}
	}
	fmt.Fprintf(errs, "readout: %v (%s tells more)\n", err, help)
	return 2
}

// A usageError tells that the command was called wrongly.
type usageError string

func (u usageError) Error() string { return string(u) }

// dataDir is where the store lies: what was asked for, else READOUT_DATA, else the user's folder.
func dataDir(asked string) (string, error) {
	if asked != "" {
		return asked, nil
	}
	if dir := os.Getenv("READOUT_DATA"); dir != "" {
		return dir, nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "readout"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", usageError("no folder for the store: give --data DIR or set READOUT_DATA")
	}
	return filepath.Join(home, ".local", "share", "readout"), nil
}
