package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestNamesAllowed(t *testing.T) {
	var s Sentence
	for _, line := range []string{
		"1\tMinister\tminister\tPROPN\t_\t_\t2\tnmod:desc\t_\tEntity=(1-person-new-cf1-2-coref",
		"2\tAna\tAna\tPROPN\t_\t_\t4\tnsubj\t_\t_",
		"3\tReis\tReis\tPROPN\t_\t_\t2\tflat\t_\tEntity=1)",
		"4\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_",
		"5\tPorto\tPorto\tPROPN\t_\t_\t4\tobj\t_\tEntity=(2-place-new-cf2-1-sgl)",
	} {
		if err := s.addLine(line); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, tags := range s.namesAllowed([]string{"any"}, []string{"O"}) {
		got = append(got, strings.Join(tags, "|"))
	}
	want := "any B-Person I-Person O B-Location|B-Facility"
	if fmt.Sprint(strings.Join(got, " ")) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
