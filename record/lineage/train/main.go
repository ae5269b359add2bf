// Command train learns what the signs of lineage weigh.
//
//	go run ./record/lineage/train DIR > record/lineage/data/weights.txt
//
// DIR is the unpacked archive copies. The same archive gives the same weights.
package main

import (
	"fmt"
	"os"

	"readout/record/lineage"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: train DIR > weights.txt")
		os.Exit(2)
	}
	report, err := lineage.Learn(os.Args[1], os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
	fmt.Fprintln(os.Stderr, report)
}
