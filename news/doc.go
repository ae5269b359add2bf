// Package news holds the nouns of the newsroom, one file each, and the kinds of error. The
// types know nothing of storage or of HTTP; their JSON is the form that Readout promises.
package news
