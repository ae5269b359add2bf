package main

import (
	"fmt"
	"runtime/debug"

	"readout/reading"
)

type versionCmd struct{}

// Run prints what program this is.
func (versionCmd) Run(e *env) error {
	rev := "unknown revision"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) > 12 {
				rev = s.Value[:12]
			}
		}
	}
	_, err := fmt.Fprintf(e.out, "readout 0.1 (%s), reader %s\n", rev, reading.Version)
	return err
}
