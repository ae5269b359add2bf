// Package quote finds who is reported to have said what: source, cue and content of direct,
// indirect and mixed speech, after the scheme of PARC 3.0 and PolNeAR.
//
// Linear models, learned from PolNeAR by Train, look at the grammar's tree: one finds the words that
// may be cues, a conditional random field marks what around each is its content and its source. A
// small network (package net) learns both tasks apart from them, and their scores are added. A last
// linear model, which sees what they mark and whether they agree, decides. Attributions gives their answer as it
// is. It covers all that PolNeAR marks: also what is only thought, wished or planned.
//
// Find keeps what belongs on record. It takes only cues of speech (data/cues.txt) that are
// neither negated nor merely possible, has each quotation whole, gives those without a cue of
// their own to the speaker before them, parts a quotation that its cue splits, and names the
// speakers: by the entities at hand, by who spoke or acted last for a pronoun, and by office,
// body or paper for nouns such as “the minister”, “the agency”, “the statement”.
//
// What it gets wrong most: where an indirect content ends, contents whose cue is a noun, and
// speakers whom the text names only by a word of its own.
package quote
