package main

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite" // to look into the store
)

// pages writes n pages with an article each into a new folder.
func pages(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		s := strings.NewReplacer("Berg rejects tariffs", fmt.Sprintf("Berg rejects tariff %d", i),
			"the new tariffs", fmt.Sprintf("the %d new tariffs", i+2)).Replace(contractPage)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.html", i)), []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// program is readout as a process of its own: this test binary, called by that name.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "readout")
	if err := os.Symlink(exe, name); err != nil {
		t.Skip(err)
	}
	return exec.Command(name, args...)
}

// TestKilled kills a desk that takes pages in at any moment: the store stays whole, what it kept it
// keeps, once, and the next run reads all that is left.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("not in short mode: reads eighty articles, again and again")
	}
	const n = 80
	in, data := pages(t, n), filepath.Join(t.TempDir(), "store")
	kept := 0
	for range 5 {
		c := program(t, "take", "--data", data, in)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(100+rand.IntN(900)) * time.Millisecond)
		c.Process.Kill()
		c.Wait()
		got := count(t, data, "article")
		if got < kept {
			t.Fatalf("%d articles kept after %d", got, kept)
		}
		kept = got
	}
	out, err := program(t, "take", "--data", data, in).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, table := range []string{"article", "reading", "assigned"} {
		if got := count(t, data, table); got != n {
			t.Errorf("%d rows of %s, want %d", got, table, n)
		}
	}
}

// count counts the rows of a table in a store that is whole; 0 where there is no store yet.
func count(t *testing.T, data, table string) (n int) {
	t.Helper()
	name := filepath.Join(data, "readout.db")
	if !exists(name) {
		return 0
	}
	db, err := sql.Open("sqlite", "file:"+name+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var whole string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&whole); err != nil || whole != "ok" {
		t.Fatalf("the store is not whole: %s, %v", whole, err)
	}
	err = db.QueryRow("SELECT count(*) FROM " + table).Scan(&n)
	if err != nil && !strings.Contains(err.Error(), "no such table") {
		t.Fatal(err)
	}
	return n
}

// TestSignals ends a desk by each signal: in time, with status 0, and without the sample's folder.
func TestSignals(t *testing.T) {
	for _, sig := range []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		tmp := t.TempDir()
		c := program(t, "serve", "--sample", "--addr", "127.0.0.1:0")
		c.Env = append(os.Environ(), "TMPDIR="+tmp)
		var errs lockedBuffer
		c.Stderr = &errs
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		for range 600 {
			if strings.Contains(errs.String(), "the desk is at") {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		_, after, _ := strings.Cut(errs.String(), "the desk is at ")
		address, _, _ := strings.Cut(after, " ")
		res, err := http.Get(address + "healthz")
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusOK {
			t.Errorf("healthz: %s", res.Status)
		}
		c.Process.Signal(sig)
		var ended *exec.ExitError
		if err := c.Wait(); errors.As(err, &ended) || err != nil {
			t.Errorf("%v: ended with %v: %s", sig, err, errs.String())
		}
		if left, _ := filepath.Glob(filepath.Join(tmp, "*")); len(left) > 0 {
			t.Errorf("%v: left %v", sig, left)
		}
	}
}
