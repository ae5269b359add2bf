//go:build unix

package lineage

import (
	"os"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"readout/news"
)

// BenchmarkAdd adds articles to an archive of as many as KEPT says (2,000 where nobody says), of
// which one in twenty is a planted copy, and reports how many copies were found of those planted.
//
//	KEPT=100000 go test -bench Add -benchtime 5000x ./record/lineage
func BenchmarkAdd(b *testing.B) {
	kept, _ := strconv.Atoi(os.Getenv("KEPT"))
	if kept == 0 {
		kept = 2000
	}
	p := newPress(1)
	x := New()
	for range kept {
		add(b, x, p.article("2026-03-01"))
	}
	arts := make([]*news.Article, b.N)
	of := map[string]string{}
	for i := range arts {
		if i%20 == 19 {
			arts[i] = p.copied(arts[i-7])
			of[arts[i].ID] = arts[i-7].ID
		} else {
			arts[i] = p.article("2026-03-02")
		}
	}
	size := heap() / float64(kept)
	b.ResetTimer()
	from := cpu()
	found, wrong := 0, 0
	for _, a := range arts {
		for _, c := range add(b, x, a) {
			if of[c.ID] == c.Of {
				found++
			} else {
				wrong++
			}
		}
	}
	b.ReportMetric(size, "B/article")
	b.ReportMetric(float64(b.N)/(cpu()-from).Seconds(), "articles/s-core")
	b.ReportMetric(float64(found)/float64(max(1, len(of))), "found")
	b.ReportMetric(float64(wrong), "wrong")
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
