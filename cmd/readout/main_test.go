package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"readout": main})
}

// TestCommands runs the scripts of testdata: each is a user at the command line.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata", Setup: func(env *testscript.Env) error {
		env.Setenv("READOUT_DATA", env.WorkDir+"/store")
		env.Setenv("HOME", env.WorkDir)
		return nil
	}, UpdateScripts: os.Getenv("UPDATE") != ""})
}
