// Package quote finds who is reported to have said what: source, cue and content of direct,
// indirect and mixed speech, after the scheme of PARC 3.0 and PolNeAR.
package quote
