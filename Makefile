# Every task of the project by one verb. `make help` lists them.
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 60

.DEFAULT_GOAL := help
.PHONY: help demo install build test bench fmt lint layers fuzz sanitize ci clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

demo: build  ## install, build, make sample data, load it, ask five questions
	@tools/demo.sh build/aisle

install:  ## what building needs: Debian packages and the embedded engine
	@tools/install.sh

build: install  ## the program, at build/aisle
	@cmake --preset release --log-level=WARNING
	@cmake --build build -j $(JOBS) --target aisle check_layers

test: install  ## install, build, run all tests
	@tools/install.sh tests
	@cmake --preset release --log-level=WARNING
	@cmake --build build -j $(JOBS)
	@cd build && ctest --output-on-failure -j $(JOBS)

bench: build  ## speed against plain DuckDB in the same run
	@cmake --build build -j $(JOBS) --target bench

fmt:  ## clang-format over all sources
	@tools/install.sh lint
	@tools/lint.sh --fix-format

lint:  ## format, layers and clang-tidy
	@tools/install.sh lint
	@cmake --preset release --log-level=WARNING
	@tools/lint.sh

layers:  ## who may include whom
	@python3 tools/check_layers.py src

fuzz:  ## every fuzzer for FUZZ_SECONDS (60) under sanitizers
	@tools/install.sh fuzz
	@cmake --preset fuzz --log-level=WARNING
	@cmake --build build-fuzz -j $(JOBS) --target fuzzers
	@tools/fuzz.sh build-fuzz $(FUZZ_SECONDS)

sanitize: install  ## all tests under the address and undefined-behaviour sanitizers
	@cmake --preset asan-ubsan --log-level=WARNING
	@cmake --build build-asan-ubsan -j $(JOBS)
	@cd build-asan-ubsan && LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp ctest --output-on-failure -j $(JOBS)

ci: lint test  ## what .ci/run does, and lint

clean:  ## remove what was built and made
	@rm -rf build build-* sample demo-lake
