package main

import (
	"slices"
	"strings"
	"testing"
)

func TestTerse(t *testing.T) {
	labels := []string{"O", "B-Location", "I-Location"}
	it := &item{words: strings.Fields("In San Rafael , California , we met"),
		allowed: single([]int{0, 1, 2, 0, 1, 0, 0, 0})}
	list := &item{words: strings.Fields("Ana , Bo"), allowed: single([]int{0, 0, 0})}
	got := terse([]*item{it, list}, labels)
	if len(got) != 1 || strings.Join(got[0].words, " ") != "In San Rafael California , we met" {
		t.Fatalf("got %v", got)
	}
	if want := single([]int{0, 1, 2, 1, 0, 0, 0}); !slices.Equal(got[0].allowed, want) {
		t.Errorf("got %v, want %v", got[0].allowed, want)
	}
}
