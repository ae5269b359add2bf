package event

import (
	"readout/news"
	"readout/ontology"
)

// future gives, by type, the CAMEO code of an act that is only intended: PLOVER keeps the type
// and a status, CAMEO calls it an intent to cooperate.
var future = map[string]string{"CONSULT": "036", "SUPPORT": "032", "CONCEDE": "035",
	"COOPERATE": "031", "AID": "033", "RETREAT": "035"}

// codeFor is the CAMEO code of frame f with the status: what is planned is an intent, a meeting
// that is called off is refused.
func codeFor(f *frame, st string) ontology.Code {
	code := f.code.Code
	switch st {
	case news.Planned, news.Announced, news.Confirmed:
		if c := future[f.kind]; c != "" {
			code = c
		}
	case news.Cancelled:
		switch f.kind {
		case "CONSULT":
			code = "125"
		case "AGREE", "COOPERATE", "AID":
			code = "120"
		}
	}
	c, _ := ontology.CodeOf(code)
	return c
}

// menace is the frame for saying that one will do f, an attack: a threat. It is f itself where
// somebody else says it.
func (v *view) menace(f *frame, st string, c *clause) *frame {
	if f.kind != "ASSAULT" || st != news.Planned && st != news.Announced {
		return f
	}
	s := v.kid(c.at, "nsubj")
	if s < 0 || !v.words.classes["speaking"][v.lower(s)] && !v.ownSaying(c.at, s) {
		return f
	}
	code, _ := ontology.CodeOf("138")
	return &frame{code: code, kind: code.Type, mode: "violence"}
}

// ownSaying reports whether subject s of clause i is the pronoun of who says the clause: "Israel
// said it would strike".
func (v *view) ownSaying(i, s int) bool {
	return v.reporter(i) >= 0 && v.who[s] < 0 && v.words.classes["pronoun"][v.lower(s)]
}

// refuses reports whether verb i says what somebody will not do, which refuses it: "will not
// release the soldiers".
func (v *view) refuses(i int) bool {
	aux := v.auxiliaries(i)
	if !aux.negated || !aux.future && !aux.would {
		return false
	}
	return v.Tokens[i].Rel != "advcl" && v.outer(i, news.Held) != none
}

// refusal is the frame for not doing what f does; nil where that is no act of its own.
func refusal(f *frame) *frame {
	switch f.kind {
	case "CONCEDE", "RETREAT", "AID", "COOPERATE", "CONSULT", "AGREE", "SUPPORT":
		code, _ := ontology.CodeOf("120")
		return &frame{code: code, kind: "REJECT"}
	}
	return nil
}

// voiced are the types whose nouns say what is asked or threatened: "a call to".
var voiced = map[string]bool{"THREATEN": true, "REQUEST": true, "REJECT": true}

// lasts are the types whose verbs in the simple present tell of habits.
var lasts = map[string]bool{"AID": true, "COOPERATE": true, "MOBILIZE": true, "CONSULT": true}
