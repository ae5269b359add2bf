package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// teacherMagic opens a file of a teacher's labels.
const teacherMagic = "RDTEACH1"

// A lesson is a teacher's labels of a sentence: probabilities × 255 for each label, heads
// counted from 1, 0 for the root. What it did not label is nil.
type lesson struct {
	words             []string
	heads             []int
	tags, rels, names [][]uint8
}

// lessonLabels are the labels that a teacher file is about, in its order.
type lessonLabels struct{ Tags, Rels, Names []string }

// readLessons reads a teacher file: the magic, the length of a JSON header with the labels,
// the header, and for each sentence the number of its words, flags (1: tree, 2: names), the
// words, each after its length, and the labels word by word; numbers are little-endian.
func readLessons(file string) (lessonLabels, []lesson, error) {
	var labels lessonLabels
	f, err := os.Open(file)
	if err != nil {
		return labels, nil, err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<20)
	head := make([]byte, len(teacherMagic)+4)
	if _, err := io.ReadFull(r, head); err != nil || !strings.HasPrefix(string(head), teacherMagic) {
		return labels, nil, fmt.Errorf("%s is not a teacher's file", file)
	}
	b := make([]byte, min(binary.LittleEndian.Uint32(head[len(teacherMagic):]), 1<<20))
	if _, err := io.ReadFull(r, b); err != nil {
		return labels, nil, err
	}
	if err := json.Unmarshal(b, &labels); err != nil {
		return labels, nil, fmt.Errorf("header of %s: %w", file, err)
	}
	var all []lesson
	for {
		l, err := readLesson(r, labels)
		if err == io.EOF {
			return labels, all, nil
		}
		if err != nil {
			return labels, nil, fmt.Errorf("sentence %d of %s: %w", len(all), file, err)
		}
		all = append(all, l)
	}
}

// readLesson reads one sentence; it returns io.EOF before the first byte only.
func readLesson(r *bufio.Reader, labels lessonLabels) (lesson, error) {
	var l lesson
	var head [3]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return l, err
	}
	n, flags := int(binary.LittleEndian.Uint16(head[:])), head[2]
	for range n {
		b, err := readBytes(r, 1)
		if err != nil {
			return l, err
		}
		if b, err = readBytes(r, int(b[0])); err != nil {
			return l, err
		}
		l.words = append(l.words, string(b))
	}
	for range n {
		if flags&1 != 0 {
			b, err := readBytes(r, 2+len(labels.Tags)+len(labels.Rels))
			if err != nil {
				return l, err
			}
			l.heads = append(l.heads, int(binary.LittleEndian.Uint16(b)))
			l.tags = append(l.tags, b[2:2+len(labels.Tags)])
			l.rels = append(l.rels, b[2+len(labels.Tags):])
		}
		if flags&2 != 0 {
			b, err := readBytes(r, len(labels.Names))
			if err != nil {
				return l, err
			}
			l.names = append(l.names, b)
		}
	}
	return l, nil
}

func readBytes(r io.Reader, n int) ([]byte, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return b, nil
}
