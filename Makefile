# CittàClick. `make help` lists what there is; everything works as root and as
# an ordinary user, and keeps what it builds and downloads in bin/ and .cache/.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# Go from PATH, or where its own archive puts it.
export PATH := $(PATH):/usr/local/go/bin
# The version comes from git below; Go's own stamping refuses a clone owned by another user.
export GOFLAGS := $(strip $(GOFLAGS) -buildvcs=false)

BIN := bin/cittaclick
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

# For example: make test TESTFLAGS='-race -run Charter'
TESTFLAGS ?=
BENCHFLAGS ?=

# Fixed here and built into .cache/, never in go.mod: its dependencies are not ours.
GOLANGCI_VERSION := v2.15.0
GOLANGCI := .cache/bin/golangci-lint-$(GOLANGCI_VERSION)

.PHONY: help run build test bench lint fmt tidy-check unit-check vendor deps clean

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 22

run: ## install what is missing, build, serve the demo municipality
	@scripts/ensure postgresql
	@$(MAKE) --no-print-directory build
	$(BIN) serve --demo

build: ## build bin/cittaclick
	@command -v go >/dev/null || { echo 'Go is missing: install it from https://go.dev/dl/' >&2; exit 1; }
	go build -trimpath -ldflags '-X main.version=$(VERSION)' -o $(BIN) ./cmd/cittaclick

# The tests come first, so that their output is there whatever the linters say.
test: deps ## everything that must pass: format, vet, tests, linters, go.mod, unit
	@$(MAKE) --no-print-directory fmt-check
	go vet ./...
	go test -timeout 8m $(TESTFLAGS) ./...
	@$(MAKE) --no-print-directory charter-check lint tidy-check unit-check

bench: deps ## benchmarks of every package
	go test -run '^$$' -bench . -benchmem $(BENCHFLAGS) ./...

lint: $(GOLANGCI) ## golangci-lint at the version fixed in the Makefile
	$(GOLANGCI) run ./...

fmt: $(GOLANGCI) ## format the Go files
	$(GOLANGCI) fmt ./...

tidy-check: ## go.mod and go.sum hold what is used, no more
	go mod tidy -diff

unit-check:
	@scripts/ensure systemd-analyze
	@scripts/check-unit

vendor: ## refresh the style sheet and fonts made by others
	scripts/vendor

clean: ## remove what was built and downloaded here
	rm -rf bin .cache

.PHONY: fmt-check charter-check
fmt-check:
	@unformatted=$$(find . \( -name node_modules -o -name '.?*' \) -prune -o -name '*.go' -print0 | xargs -0 -r gofmt -l); \
	if [[ -n $$unformatted ]]; then echo "Not gofmt-ed (make fmt):" >&2; echo "$$unformatted" >&2; exit 1; fi

# What the charter shipped with the program lacks, and which questions it answers:
# the summaries, on a day that never changes. Errors fail.
CHARTER_DAY := 2026-11-23T10:00
charter-check:
	go run ./cmd/cittaclick lint demo --clock $(CHARTER_DAY) | tail -n 19
	go run ./cmd/cittaclick lint base --clock $(CHARTER_DAY) | tail -n 19
	go run ./cmd/cittaclick coverage --clock $(CHARTER_DAY) | tail -n 5

deps:
	@scripts/ensure postgresql systemd-analyze chromium
	@scripts/npm-ci

$(GOLANGCI):
	GOBIN=$(CURDIR)/.cache/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	@mv .cache/bin/golangci-lint $@
