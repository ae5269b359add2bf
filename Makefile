# What people type. `make help` lists it.
GO ?= go

.PHONY: help run test check fmt bench fuzz needs readout

help:
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

run: ## the desk on a sample world, at http://127.0.0.1:8040/
	$(GO) run ./cmd/readout serve --sample

readout: ## the program, as one file
	$(GO) build -trimpath -ldflags='-s -w' -o readout ./cmd/readout

test: needs ## all tests; installs what they need where it may
	$(GO) test -timeout 40m ./...

check: needs ## what a change must pass: format, vet, static analysis, tests with -race
	@test -z "$$(gofmt -l .)" || { echo "gofmt these:"; gofmt -l .; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) test -race -timeout 60m ./...

needs:
	@scripts/needs

fmt: ## format the code
	gofmt -w .

bench: ## the benchmarks of all stages
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## each fuzz target for a minute
	@scripts/fuzz 60s
