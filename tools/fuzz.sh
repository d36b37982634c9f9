#!/usr/bin/env bash
# Runs every fuzzer of a build folder for some seconds each: tools/fuzz.sh build-fuzz 60
# New inputs are kept in the build folder; an input that crashes is named, to be added to
# fuzz/corpus/NAME/ with the fix.
set -euo pipefail
build=$1 seconds=$2
cd "$(dirname "$0")/.."
failed=()
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp
for fuzzer in "$build"/fuzz/*_fuzz; do
  name=$(basename "$fuzzer" _fuzz)
  kept=$build/fuzz/corpus/$name
  mkdir -p "$kept" "fuzz/corpus/$name"
  echo "fuzz: $name for $seconds s"
  if "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=3000 -max_len=4096 \
      -artifact_prefix="$build/fuzz/$name-" -print_final_stats=1 "$kept" "fuzz/corpus/$name" \
      >"$build/fuzz/$name.log" 2>&1; then
    grep -E "number_of_executed_units|peak_rss" "$build/fuzz/$name.log" || true
  else
    failed+=("$name")
    tail -n 40 "$build/fuzz/$name.log"
  fi
done
[ ${#failed[@]} = 0 ] || { echo "fuzz: failed: ${failed[*]}"; exit 1; }
echo "fuzz: nothing found"
