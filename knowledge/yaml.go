package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Bounds of a YAML file: the parser recurses, so its depth must be bounded before.
const (
	maxYAML  = 16 << 20
	maxDepth = 100
)

// readYAML reads lists of entries under the names of tables:
//
//	people:
//	  - name: Jane Roe
//	    country: USA
//	    aliases: [J. Roe, Janie Roe]
//	    offices:
//	      - {kind: foreign_minister, office: Secretary of State, from: 2030-01-20}
func readYAML(file string, data []byte, each func(*row) error) error {
	if err := checkDepth(file, data); err != nil {
		return err
	}
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		return yamlError(file, err)
	}
	for _, doc := range f.Docs {
		if doc.Body == nil {
			continue
		}
		pairs, err := mapping(file, doc.Body)
		if err != nil {
			return err
		}
		for _, p := range pairs {
			table := p.Key.GetToken().Value
			if columns[table] == nil {
				return nodeError(file, p.Key, "no such table: %q", table)
			}
			if err := readList(file, table, p.Value, &row{}, each); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkDepth refuses what is too large or nested too deeply. It counts more than is there, so
// that it need not understand quoting.
func checkDepth(file string, data []byte) error {
	if len(data) > maxYAML {
		return fmt.Errorf("%s: larger than %d MB", file, maxYAML>>20)
	}
	line, depth, column, marks := 1, 0, 0, 0
	for _, c := range data {
		column++
		switch c {
		case '\n':
			line, column, marks = line+1, 0, 0
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(depth-1, 0)
		case '-', '?', ':', '!', '&', ' ', '\t':
			marks++
		}
		if depth > maxDepth || marks == column && marks > 4*maxDepth {
			return fmt.Errorf("%s:%d: nested deeper than %d", file, line, maxDepth)
		}
	}
	return nil
}

// yamlError turns the parser's error, which comes with a picture of the place, into one line.
func yamlError(file string, err error) error {
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil {
		return fmt.Errorf("%s:%d: %s", file, e.GetToken().Position.Line, e.GetMessage())
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	return fmt.Errorf("%s: %s", file, line)
}

func nodeError(file string, n ast.Node, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", file, lineOf(n), fmt.Sprintf(format, args...))
}

func lineOf(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 1
}

// mapping returns the pairs of a node that must be a mapping.
func mapping(file string, n ast.Node) ([]*ast.MappingValueNode, error) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, nil
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, nil
	}
	have := strings.ToLower(n.Type().String())
	return nil, nodeError(file, n, "want names with values, have %s", have)
}

// readList reads the entries of a table, each completed by the given cells.
func readList(file, table string, n ast.Node, given *row, each func(*row) error) error {
	if n == nil || n.Type() == ast.NullType {
		return nil
	}
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		return nodeError(file, n, "want a list of %s", table)
	}
	for _, entry := range list.Values {
		if entry == nil {
			continue
		}
		if err := readEntry(file, table, entry, given, each); err != nil {
			return err
		}
	}
	return nil
}

// readEntry reads one entry. Offices under a person are rows of their own, of the person's
// name, and of its country unless they say another.
func readEntry(file, table string, n ast.Node, given *row, each func(*row) error) error {
	pairs, err := mapping(file, n)
	if err != nil {
		return err
	}
	r := &row{file: file, line: lineOf(n), table: table}
	if len(pairs) > 0 {
		r.line = lineOf(pairs[0].Key)
	}
	var offices ast.Node
	for _, p := range pairs {
		col := p.Key.GetToken().Value
		if table == "people" && col == "offices" {
			offices = p.Value
			continue
		}
		cell, err := scalar(file, p.Value)
		if err != nil {
			return err
		}
		r.cols, r.cells = append(r.cols, col), append(r.cells, cell)
	}
	r.complete(given)
	if err := r.check(); err != nil {
		return err
	}
	if err := each(r); err != nil || offices == nil {
		return err
	}
	person := &row{}
	for _, col := range []string{"name", "country", "wikidata"} {
		person.cols, person.cells = append(person.cols, col), append(person.cells, r.at(col))
	}
	return readList(file, "holders", offices, person, each)
}

// complete adds the cells of given whose columns r does not have.
func (r *row) complete(given *row) {
	for i, col := range given.cols {
		if !slices.Contains(r.cols, col) {
			r.cols, r.cells = append(r.cols, col), append(r.cells, given.cells[i])
		}
	}
}

// scalar is the text of a value as it stands in the file, a list's values joined.
func scalar(file string, n ast.Node) (string, error) {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return "", nil
	case *ast.StringNode:
		return n.Value, nil
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), nil
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, nil
	case *ast.SequenceNode:
		var b bytes.Buffer
		for i, v := range n.Values {
			if v.Type() == ast.SequenceType {
				return "", nodeError(file, v, "a list within a list")
			}
			s, err := scalar(file, v)
			if err != nil {
				return "", err
			}
			if i > 0 {
				b.WriteByte(';')
			}
			b.WriteString(s)
		}
		return b.String(), nil
	}
	return "", nodeError(file, n, "want a text, a number or a list of them")
}
