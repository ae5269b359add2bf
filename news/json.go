package news

import (
	"bytes"
	"encoding/json"
)

// marshal is json.Marshal without the escapes that only HTML needs.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// Line returns v as one line of JSON, without a line end and without escapes for HTML.
func Line(v any) ([]byte, error) { return marshal(v) }
