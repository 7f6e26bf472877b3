# `make run` and `make test` do everything on a fresh Debian 12 with a Swift toolchain.

SHELL := /bin/bash
SWIFT ?= swift
# Libraries are looked for where the system keeps them, not beside the program.
RELEASE := $(SWIFT) build --configuration release --static-swift-stdlib --disable-local-rpath --product atende
TSAN := --sanitize thread --scratch-path .build/tsan

.PHONY: run build install test check bench eval eval-llm fuzz coverage format deps deps-test deps-bench
.PHONY: audit-mutations lint unit binaries sanitized screens canary next-release torture clean

# Installs what is missing, builds, and opens the program on its embedded store.
run: build
	.build/release/atende

# The release binary at .build/release/atende.
build: deps
	$(RELEASE)

# For the accounts of this machine (PREFIX, DESTDIR, GROUP, DATA, MODE: see Scripts/install).
install:
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' GROUP='$(GROUP)' DATA='$(DATA)' MODE='$(MODE)' Scripts/install

# Everything that must pass.
test: deps-test
	$(MAKE) lint
	$(MAKE) --jobs=2 binaries sanitized
	$(MAKE) unit
	$(MAKE) --jobs=2 screens canary

# One after the other: both write to .build.
binaries: build
	$(SWIFT) build --build-tests

# What is quick of it.
check: deps-test
	$(MAKE) lint
	$(MAKE) unit

lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Benchmarks Evaluation Fuzzing Package.swift
	Scripts/check-boundaries

unit:
	$(SWIFT) build --build-tests
	Scripts/run-tests $(SWIFT) test --skip-build --skip AcceptanceTests

# The same tests under the thread sanitizer, one after the other: side by side the sanitizer makes them wait for each other, and it
# looks for races within a test. Without those that only start the program, which is another build.
sanitized: export ATENDE_REDUCED_TESTS = 1
sanitized: export ATENDE_TESTS_OF = ContactsCore,Extraction,TUI
sanitized:
	$(SWIFT) build --build-tests $(TSAN)
	SWIFT_BACKTRACE=enable=no TSAN_OPTIONS=halt_on_error=1 \
	  Scripts/run-tests $(SWIFT) test --skip-build --no-parallel $(TSAN)

# The commands and the screens as a person uses them: the release binary, in tmux.
screens: next-release
	ATENDE_BINARY=$(CURDIR)/.build/release/atende \
	ATENDE_NEXT_BINARY=$(CURDIR)/.build/next-release \
	  Scripts/run-tests $(SWIFT) test --skip-build --no-parallel --filter AcceptanceTests

# Every command and a session of the screens with marked values: no mark outside the store.
canary:
	python3 Tests/Support/canary.py .build/release/atende

# A program whose schema is one step ahead, to test living with change by two: only debug builds can play it.
next-release:
	printf '#!/bin/sh\nATENDE_NEXT_RELEASE=1 exec "%s" "$$@"\n' $(CURDIR)/.build/debug/atende >.build/next-release
	chmod +x .build/next-release

# Removes each call that writes to the audit, one at a time; a test must notice. Takes minutes.
audit-mutations: deps-test
	Scripts/audit-mutations

# The benchmark table.
bench: deps-bench build
	Benchmarks/run

# How well the rules read the invented notes of data/notas, kept in docs/extracao.md.
# `make eval DETAILS=nome` lists the misses of a field on the tune file.
eval: deps
	$(SWIFT) build --configuration release --static-swift-stdlib --product eval
	.build/release/eval data/notas docs/extracao.md $(if $(DETAILS),--details "$(DETAILS)")

# The same with a model, such as `make eval-llm MODEL=llama3:8b LIMIT=50`, at OLLAMA_HOST.
eval-llm: deps
	@test -n "$(MODEL)" || { echo "usage: make eval-llm MODEL=NAME [LIMIT=N]" >&2; exit 64; }
	$(SWIFT) build --configuration release --static-swift-stdlib --product eval
	.build/release/eval data/notas docs/extracao.md --model "$(MODEL)" $(if $(LIMIT),--limit $(LIMIT))

# Hostile input for the recognisers, the model's answers, imported files, the masker and keys, for FUZZ_SECONDS (60) in all.
fuzz: deps
	Fuzzing/run

# What kills, disks, clocks, lines, models and monkeys do to the program: minutes. The long form, of hours:
# `make torture KILLS=1000 KEYS=1000000 SECONDS=180 EVERY=1`.
torture: deps build
	@Scripts/install-packages torture
	python3 Tests/Torture/torture.py .build/release/atende $(if $(KILLS),--kills $(KILLS)) $(if $(KEYS),--keys $(KEYS)) \
	  $(if $(SECONDS),--seconds $(SECONDS)) $(if $(EVERY),--every $(EVERY)) $(if $(CHANCE),--chance $(CHANCE))

# Line coverage by module; ContactsCore and Extraction must stay above 90 %.
coverage: deps-test
	$(SWIFT) test --enable-code-coverage --scratch-path .build/coverage --skip AcceptanceTests
	Scripts/coverage .build/coverage

format:
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Benchmarks Evaluation Fuzzing Package.swift

# What is missing of the packages in Scripts/packages.txt.
deps:
	@Scripts/install-packages build

deps-test:
	@Scripts/install-packages build test

deps-bench:
	@Scripts/install-packages build bench

clean:
	rm -rf .build
