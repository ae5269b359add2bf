//go:build unix

package story

import (
	"os"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"readout/news"
)

// BenchmarkAdd assigns articles, three of each happening, to the stories of an archive of as many
// as KEPT says (2,000 where nobody says), and reports how well they are grouped.
//
//	KEPT=100000 go test -bench Add -benchtime 5000x ./record/story
func BenchmarkAdd(b *testing.B) {
	kept, _ := strconv.Atoi(os.Getenv("KEPT"))
	if kept == 0 {
		kept = 2000
	}
	p := newPress(1)
	x := New()
	var h *happening
	next := func(i int) *news.Reading {
		if i%3 == 0 {
			h = p.happening()
		}
		return p.report(h)
	}
	for i := range kept {
		x.Add(next(i), "")
		if i%batch == 0 {
			x.Settle()
		}
	}
	rs := make([]*news.Reading, b.N)
	want, got := make([]string, b.N), make([]string, b.N)
	for i := range rs {
		rs[i] = next(i)
		want[i] = h.id
	}
	size := heap() / float64(kept)
	b.ResetTimer()
	from := cpu()
	for i, r := range rs {
		x.Add(r, "")
		if i%batch == 0 {
			x.Settle()
		}
	}
	x.Settle()
	b.ReportMetric(size, "B/article")
	b.ReportMetric(float64(b.N)/(cpu()-from).Seconds(), "articles/s-core")
	for i, r := range rs {
		got[i] = x.Of(r.ID)
	}
	s := Score(got, want)
	b.ReportMetric(s.F1(), "B³-F1")
}

// cpu is the time that processors have worked for this program: others may be at work beside it.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// heap is how many bytes are in use.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}
