package event

import (
	"bytes"
	"errors"
	"testing"

	"readout/news"
)

func TestModelIsReadAsItWasWritten(t *testing.T) {
	m := embedded()
	if m == nil {
		t.Fatal("the embedded model is not of this shape: train again")
	}
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	if _, err := readModel(bytes.NewReader(b.Bytes())); err != nil {
		t.Error(err)
	}
	if b.Len() > 4_000_000 {
		t.Errorf("%d bytes, want fewer than 4,000,000", b.Len())
	}
	if _, err := readModel(bytes.NewReader(b.Bytes()[:b.Len()/2])); err == nil {
		t.Error("half a model: got no error")
	}
	if _, err := Learn(nil); !errors.Is(err, news.ErrNotFound) {
		t.Errorf("Learn(nil): got %v, want %v", err, news.ErrNotFound)
	}
}
