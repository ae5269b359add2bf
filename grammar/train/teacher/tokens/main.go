// Command tokens prints each sentence of the text on standard input as a line of tokens.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"readout/text"
)

func main() {
	body, err := io.ReadAll(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, "tokens:", err)
		os.Exit(1)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	doc := text.Split(string(body))
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			out.WriteString(doc.Word(i))
			out.WriteByte(" \n"[b2i(i == s.Last-1)])
		}
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
