#!/usr/bin/env bash
# Shows what Aisle does, on sample data that it makes itself: tools/demo.sh build/aisle
# Makes ./sample and ./demo-lake; running it again starts afresh.
set -euo pipefail
cd "$(dirname "$0")/.."
aisle=$1

bold=$([ -t 1 ] && printf '\033[1m' || true)
plain=$([ -t 1 ] && printf '\033[0m' || true)
say() { printf '\n%s# %s%s\n' "$bold" "$*" "$plain"; }

# Prints a command as a person would type it, then runs it. Exit codes 3 and 4 are answers too: a
# question back, and a refusal.
show() {
  printf '%s$' "$bold"
  local word
  for word in "$@"; do
    case "$word" in *[!a-zA-Z0-9_./=-]*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  printf '%s\n' "$plain"
  local code=0
  "$@" || code=$?
  case $code in 0 | 3 | 4) ;; *) exit $code ;; esac
  echo
}

say "Sample data: order lines, international sales, stock and a price list, with planted dirt"
rm -rf sample demo-lake
show "$aisle" sample sample --rows 20000

say "Load it: every row is kept, merged or quarantined with its reason"
show "$aisle" load sample/files --lake demo-lake

say "The summary"
show "$aisle" summary --lake demo-lake

say "Five questions"
for question in \
  "What is the total amount of online orders?" \
  "Top 5 states by amount" \
  "Monthly amount of online orders" \
  "cancellation rate by fulfilment" \
  "What is the salary of the HR manager?"; do
  show "$aisle" ask --lake demo-lake "$question"
done

say "Next"
cat <<END
  $aisle --lake demo-lake                                   # a conversation
  $aisle ask --lake demo-lake "average order value by month"
  $aisle explain --lake demo-lake "top 5 cities by amount"    # how it was understood, plan and SQL
  $aisle quarantine --lake demo-lake                        # what was left out, and why
  $aisle load YOUR_FILES… --lake my-lake                    # your own data
END
