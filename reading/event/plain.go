package event

import "readout/ontology"

// plainCodes are the CAMEO codes of acts of which only the type is known.
var plainCodes = map[string]string{"AGREE": "057", "CONSULT": "040", "SUPPORT": "051",
	"CONCEDE": "080", "COOPERATE": "060", "AID": "070", "RETREAT": "087", "REQUEST": "100",
	"ACCUSE": "111", "REJECT": "120", "THREATEN": "130", "PROTEST": "140", "SANCTION": "160",
	"MOBILIZE": "150", "COERCE": "170", "ASSAULT": "180"}

// plainFrame is the frame of an act that no line of the lists foresaw.
func plainFrame(kind string) *frame {
	code, _ := ontology.CodeOf(plainCodes[kind])
	f := &frame{plain: true, code: code, kind: kind, recip: kind == "CONSULT" || kind == "COOPERATE"}
	switch kind {
	case "COERCE", "ASSAULT", "CONCEDE", "SANCTION", "AID":
		f.slots = []slot{{name: "of"}, {name: "poss", want: []string{"@person"}}}
	}
	return f
}
