#!/usr/bin/env bash
# Installs what building Aisle needs, and nothing that is there already.
#
#   tools/install.sh           what `make build` needs
#   tools/install.sh tests     also what `make test` needs: Python packages in build/venv
#   tools/install.sh lint      also clang-format and clang-tidy
#   tools/install.sh fuzz      also clang with libFuzzer
#
# Debian 12 packages (pinned by the release: gcc 12, Boost 1.81, clang 14) through apt-get, as
# root or with sudo; and the embedded engine, two npm packages pinned by version and checksum, into
# third_party/duckdb. Running it again costs a few milliseconds. Says what it does; a failure
# says what was tried and what to do.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
duckdb=$root/third_party/duckdb

packages=(
  g++ cmake ninja-build pkg-config python3
  libboost-json1.81-dev libyaml-cpp-dev libfmt-dev libcli11-dev libedit-dev
  libutf8proc-dev libstemmer-dev zlib1g-dev libzstd-dev
  libgtest-dev libgmock-dev
)
case "${1:-}" in
  lint) packages+=(clang-format-14 clang-tidy-14) ;;
  fuzz) packages+=(clang-14 libclang-rt-14-dev) ;;
  tests) packages+=(python3-venv) ;;
  "") ;;
  *) echo "usage: tools/install.sh [lint|fuzz|tests]" >&2; exit 2 ;;
esac

# npm package, file inside it, SHA-512 of the package, SHA-256 of the file. The header is that of
# DuckDB 1.4.4: its C API is a subset of what the 1.5.5 library offers.
engine=(
  "@duckdb/node-bindings-linux-x64@1.5.5-r.5" package/libduckdb.so
  902caae815e19fa4177f017cc957552ab8924873feadf556709e7a706f2a67394e669c72bd3e561a6ea332c871838762b4b94eb07b0837f0f8ed162b7235ee1d
  fc23f12e376c47be520f75221288281906e7942e8fd6f6ce4849198ba60d0405
  "duckdb@1.4.4" package/src/duckdb/src/include/duckdb.h
  844249e61c9517454b8f776638ba6c5ab411d1bddde1892ab72826ea25178c72430e74aa83f5122b171be6abcdace84560f824b5ac94e9d5c2b603ea7269a9a2
  cbe6a827284375c5a646b8f27dbd3a00808ce8738b5bbb49c190cb1e08540281
)

# Other people's readers and writers of Delta tables, against which the tests hold ours. The
# engine and its extension are of one version: the extension loads in no other.
python_packages=(deltalake==1.6.6 arro3-core==0.9.1 duckdb==1.5.5 duckdb-extension-delta==1.5.5)

say() { echo "install: $*"; }
fail() { echo "install: $*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "need root to run: $*  (no sudo here; run it as root, then again \`make\`)"
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 "$@" >"$log" 2>&1
}

# Installs the packages named; the package lists are fetched only when that fails without them.
install_debian() {
  command -v apt-get >/dev/null ||
    fail "this is no Debian system; install by hand what Debian 12 calls: $*"
  log=$(mktemp)
  say "Debian packages: $*"
  if ! apt_install "$@"; then
    say "refreshing the package lists (apt-get update)"
    as_root apt-get update -q >>"$log" 2>&1 || say "apt-get update failed; trying on"
    apt_install "$@" || { tail -n 20 "$log" >&2; fail "apt-get could not install: $*"; }
  fi
  rm -f "$log"
}

missing_packages() {
  local package
  for package in "$@"; do
    case "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" in
      installed) ;;
      *) echo "$package" ;;
    esac
  done
}

has_sum() { [ -f "$2" ] && [ "$("sha${1}sum" <"$2" | cut -d' ' -f1)" = "$3" ]; }

fetch_engine_file() {
  local name=$1 inside=$2 sha512=$3 sha256=$4 target folder archive
  target=$duckdb/$(basename "$inside")
  # The checksum of the large library is recorded when it passes, so that the next run is quick.
  if [ -f "$target" ] && [ "$(cat "$target.sha256" 2>/dev/null)" = "$sha256 $(stat -c '%s %Y' "$target")" ]; then
    return
  fi
  if ! has_sum 256 "$target" "$sha256"; then
    command -v npm >/dev/null || install_debian npm
    say "npm package $name"
    folder=$(mktemp -d)
    (cd "$folder" && for _ in 1 2 3; do npm pack --silent "$name" >/dev/null && exit 0; done; exit 1) ||
      fail "npm could not fetch $name; check the network and npm's configured registry"
    archive=$(echo "$folder"/*.tgz)
    has_sum 512 "$archive" "$sha512" || fail "$name: the checksum differs from the pinned one"
    mkdir -p "$duckdb"
    tar -xzf "$archive" -C "$folder" "$inside"
    has_sum 256 "$folder/$inside" "$sha256" || fail "$inside in $name: the checksum differs"
    mv -f "$folder/$inside" "$target"
    rm -rf "$folder"
  fi
  echo "$sha256 $(stat -c '%s %Y' "$target")" >"$target.sha256"
}

# A virtual environment in the build folder; what it has is written into it when it is whole.
install_python() {
  local venv=$root/build/venv
  [ "$(cat "$venv/installed" 2>/dev/null)" = "${python_packages[*]}" ] && return
  say "Python packages: ${python_packages[*]}"
  rm -rf "$venv"
  mkdir -p "$root/build"
  python3 -m venv "$venv" || fail "python3 could not make a virtual environment at $venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "${python_packages[@]}" ||
    fail "pip could not install: ${python_packages[*]}; check the network and pip's configured index"
  echo "${python_packages[*]}" >"$venv/installed"
}

[ "$(uname -sm)" = "Linux x86_64" ] || fail "only Linux on x86-64 is supported so far"

if command -v dpkg-query >/dev/null; then
  mapfile -t missing < <(missing_packages "${packages[@]}")
else
  missing=("${packages[@]}")
fi
[ ${#missing[@]} = 0 ] || install_debian "${missing[@]}"
for ((i = 0; i < ${#engine[@]}; i += 4)); do
  fetch_engine_file "${engine[@]:i:4}"
done
if [ "${1:-}" = tests ]; then install_python; fi
