package grammar

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"readout/text"
)

// maxLine bounds a line of tokens or CoNLL-U, in bytes.
const maxLine = 1 << 20

// ParseText splits and annotates body and writes it as CoNLL-U, with the text of every
// sentence and the byte offsets of every word.
func (m *Model) ParseText(w io.Writer, body string) error {
	doc := text.Split(body)
	m.Annotate(doc)
	defer m.Release(doc)
	out := bufio.NewWriter(w)
	par := 0
	for i, sent := range doc.Sentences {
		for par < len(doc.Paragraphs) && doc.Paragraphs[par].Start <= sent.Start {
			fmt.Fprintf(out, "# newpar\n")
			par++
		}
		words := strings.Join(strings.Fields(doc.At(sent.Span)), " ")
		fmt.Fprintf(out, "# sent_id = %d\n# text = %s\n", i+1, words)
		for t := sent.First; t < sent.Last; t++ {
			tok := &doc.Tokens[t]
			misc := fmt.Sprintf("start=%d|end=%d", tok.Start, tok.End)
			if t+1 < len(doc.Tokens) && doc.Tokens[t+1].Start == tok.End {
				misc = "SpaceAfter=No|" + misc
			}
			writeWord(out, doc, &sent, t, strconv.Itoa(t-sent.First+1), misc)
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

// writeWord writes the line of token t. misc goes before the name.
func writeWord(w *bufio.Writer, doc *text.Document, sent *text.Sentence, t int, id, misc string) {
	tok := &doc.Tokens[t]
	head := 0
	if tok.Head >= 0 {
		head = tok.Head - sent.First + 1
	}
	if tok.Name != "" && tok.Name != "O" {
		misc = strings.TrimPrefix(misc+"|NER="+tok.Name, "|")
	}
	if misc == "" {
		misc = "_"
	}
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t_\t_\t%d\t%s\t_\t%s\n",
		id, doc.Word(t), tok.Lemma, tok.Tag, head, tok.Rel, misc)
}

// ParseTokens annotates sentences given as one token a line with a blank line after each
// sentence, and writes them as CoNLL-U.
func (m *Model) ParseTokens(w io.Writer, r io.Reader) error {
	return m.parseLines(w, r, func(n int, line string) (word, error) {
		return word{form: strings.TrimRight(line, "\r")}, nil
	})
}

// ParseCoNLLU annotates the words and sentences of a CoNLL-U file and writes it with its
// comments, its spans of several words and its MISC column kept.
func (m *Model) ParseCoNLLU(w io.Writer, r io.Reader) error {
	return m.parseLines(w, r, conlluWord)
}

// A word is a line of input: a word with its id and MISC column, or a line kept as it is.
type word struct {
	form, id, misc, keep string
}

// conlluWord reads line n of a CoNLL-U file.
func conlluWord(n int, line string) (word, error) {
	line = strings.TrimRight(line, "\r")
	c := strings.Split(line, "\t")
	if line[0] == '#' || len(c) == 10 && strings.ContainsAny(c[0], "-.") {
		return word{keep: line}, nil
	}
	if _, err := strconv.Atoi(c[0]); err != nil || len(c) != 10 || c[1] == "" {
		return word{}, fmt.Errorf("line %d is not CoNLL-U: %.40q", n, line)
	}
	var misc []string
	for f := range strings.SplitSeq(c[9], "|") {
		if f != "_" && !strings.HasPrefix(f, "NER=") {
			misc = append(misc, f)
		}
	}
	return word{form: c[1], id: c[0], misc: strings.Join(misc, "|")}, nil
}

// maxParse bounds the words that are annotated together.
const maxParse = 1 << 14

// parseLines reads words by lines, annotates them a document or many sentences at a time and
// writes them.
func (m *Model) parseLines(
	w io.Writer, r io.Reader, read func(n int, line string) (word, error),
) error {
	out := bufio.NewWriter(w)
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxLine)
	var p pending
	n := 0
	for sc.Scan() {
		n++
		line := sc.Text()
		if strings.TrimSpace(line) == "" {
			p.endSentence()
			if len(p.words) >= maxParse {
				p.flush(m, out)
			}
			continue
		}
		wd, err := read(n, line)
		if err != nil {
			return err
		}
		if strings.HasPrefix(wd.keep, "# newdoc") && p.complete() {
			p.flush(m, out)
		}
		p.words = append(p.words, wd)
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n+1, err)
	}
	p.endSentence()
	p.flush(m, out)
	return out.Flush()
}

// pending is the words that wait to be annotated, and after which of them a sentence ends.
type pending struct {
	words []word
	ends  []int
}

func (p *pending) endSentence() {
	if n := len(p.words); n > 0 && (len(p.ends) == 0 || p.ends[len(p.ends)-1] < n) {
		p.ends = append(p.ends, n)
	}
}

// complete tells that there are sentences and none that has not ended.
func (p *pending) complete() bool {
	return len(p.ends) > 0 && p.ends[len(p.ends)-1] == len(p.words)
}

// document makes a document whose tokens are the pending words.
func (p *pending) document() *text.Document {
	doc := &text.Document{}
	var body strings.Builder
	at := 0
	for _, end := range p.ends {
		first := len(doc.Tokens)
		for ; at < end; at++ {
			if p.words[at].keep != "" {
				continue
			}
			start := body.Len()
			body.WriteString(p.words[at].form)
			doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: start, End: body.Len()}})
			body.WriteByte(' ')
		}
		doc.Sentences = append(doc.Sentences, text.Sentence{First: first, Last: len(doc.Tokens)})
	}
	doc.Body = body.String()
	return doc
}

// flush annotates and writes the pending words.
func (p *pending) flush(m *Model, out *bufio.Writer) {
	doc := p.document()
	m.Annotate(doc)
	m.Release(doc)
	at, t := 0, 0
	for s, end := range p.ends {
		sent := &doc.Sentences[s]
		for ; at < end; at++ {
			wd := &p.words[at]
			if wd.keep != "" {
				out.WriteString(wd.keep + "\n")
				continue
			}
			id := wd.id
			if id == "" {
				id = strconv.Itoa(t - sent.First + 1)
			}
			writeWord(out, doc, sent, t, id, wd.misc)
			t++
		}
		out.WriteByte('\n')
	}
	p.words, p.ends = p.words[:0], p.ends[:0]
}
