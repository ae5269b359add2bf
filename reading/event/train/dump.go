package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"

	"readout/eval/weights"
	"readout/news"
	"readout/reading/event"
	"readout/text"
)

// A shown is a text as the teacher reads it: its tokens by first and last byte and number of
// sentence, and the acts on record by token, type, status and whether they are optional.
type shown struct {
	ID     string   `json:"id"`
	Sort   string   `json:"sort"` // article, item or raw
	Text   string   `json:"text"`
	Tokens [][3]int `json:"tokens"`
	Acts   [][4]any `json:"acts"`
}

// A dump writes texts, a line of JSON each, and the states of their tokens.
type dump struct {
	texts  *json.Encoder
	states io.Writer
}

// dumpTo has write fill PREFIX.jsonl and PREFIX.states.
func dumpTo(prefix string, write func(*dump) error) error {
	return weights.Write(prefix+".jsonl", func(texts io.Writer) error {
		return weights.Write(prefix+".states", func(states io.Writer) error {
			t, s := bufio.NewWriter(texts), bufio.NewWriter(states)
			if err := write(&dump{json.NewEncoder(t), s}); err != nil {
				return err
			}
			if err := t.Flush(); err != nil {
				return err
			}
			return s.Flush()
		})
	})
}

// add writes a document with the acts on record in it.
func (d *dump) add(id, sort string, doc *text.Document, labels []event.Label) error {
	out := shown{ID: id, Sort: sort, Text: doc.Body}
	for s := range doc.Sentences {
		for i := doc.Sentences[s].First; i < doc.Sentences[s].Last; i++ {
			out.Tokens = append(out.Tokens, [3]int{doc.Tokens[i].Start, doc.Tokens[i].End, s})
		}
	}
	for i := range labels {
		l := &labels[i]
		if t := doc.TokenAt(l.Start); t >= 0 {
			out.Acts = append(out.Acts, [4]any{t, l.Type, l.Status, l.Optional})
		}
	}
	b := make([]byte, 0, 4*len(doc.States))
	for _, v := range doc.States {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	if _, err := d.states.Write(b); err != nil {
		return err
	}
	return d.texts.Encode(out)
}

// raw adds the articles of a file of lines of JSON, of which nobody recorded acts.
func (d *dump) raw(path string, annotate func(*text.Document)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := json.NewDecoder(f)
	for n := 1; ; n++ {
		var a news.Article
		if err := lines.Decode(&a); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s, article %d: %w", path, n, err)
		}
		doc := text.Split(a.Body)
		annotate(doc)
		if err := d.add(a.ID, "raw", doc, nil); err != nil {
			return err
		}
	}
}
