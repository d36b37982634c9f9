#!/usr/bin/env bash
# Format, layers and clang-tidy over the sources that git knows or would add.
#
#   tools/lint.sh                 everything; exit 1 on any finding
#   tools/lint.sh --fix-format    rewrites the files in place, nothing else
#   tools/lint.sh --format        the format check alone
#   tools/lint.sh --tidy FILE…    clang-tidy over these files alone
set -euo pipefail
cd "$(dirname "$0")/.."

sources() { git ls-files --cached --others --exclude-standard -- 'src/*' 'tests/*' 'fuzz/*' 'bench/*' | grep -E '\.(h|cc)$'; }

check_format() {
  local bad=0 file
  while read -r file; do
    [ -f "$file" ] || continue
    clang-format-14 --dry-run --Werror "$file" >/dev/null 2>&1 || { echo "$file: not formatted (run: make fmt)"; bad=1; }
  done < <(sources)
  return $bad
}

# The compile commands are gcc's; clang-tidy ignores the warnings it does not know.
tidy() {
  printf '%s\n' "$@" | xargs -r -P "$(nproc)" -n 4 \
    clang-tidy-14 -p build --quiet --extra-arg=-Wno-unknown-warning-option 2>/dev/null
}

case "${1:-}" in
  --fix-format) sources | xargs clang-format-14 -i ;;
  --format) check_format ;;
  --tidy) shift; tidy "$@" ;;
  "")
    failed=0
    check_format || failed=1
    python3 tools/check_layers.py src || failed=1
    mapfile -t files < <(sources | grep -E '^src/.*\.cc$' | grep -v '_test\.cc$')
    tidy "${files[@]}" || failed=1
    [ $failed = 0 ] && echo "lint: clean"
    exit $failed ;;
  *) sed -n '2,8p' "$0" >&2; exit 2 ;;
esac
