// Package eval scores every stage against labelled data, by the metrics that the data's makers
// give. It needs the data; no part of it is in the repository.
package eval
