#!/usr/bin/env bash
# Times a rename's plan beside the search that its users would start with, on any folder.
#
#   bench/peers.sh [--runs N] ROOT OLD NEW
#
# REWRITE is the command to time (default out/rewrite); rg and git grep run where they are found.
# All commands run in turn, so that the machine's load falls on all alike; medians are printed.
set -euo pipefail
runs=5
[ "${1:-}" = --runs ] && { runs=$2; shift 2; }
[ $# -eq 3 ] || { sed -n '2,7p' "$0" >&2; exit 2; }
root=$1 old=$2 new=$3
rewrite=$(realpath "${REWRITE:-out/rewrite}")
times=$(mktemp -d)
trap 'rm -r "$times"' EXIT

run() { # name, command …
  local name=$1 begin end
  shift
  begin=$(date +%s%N)
  (cd "$root" && "$@" >/dev/null 2>&1) || true
  end=$(date +%s%N)
  echo $(((end - begin) / 1000000)) >>"$times/$name"
}

for ((i = 0; i <= runs; i++)); do
  [ "$i" -eq 1 ] && rm -f "$times"/* # the first round warms the caches
  run rewrite "$rewrite" rename --dry-run "$old" "$new"
  command -v rg >/dev/null && run rg-no-ignore rg --no-ignore --hidden -g '!.git' -lF "$old" .
  command -v rg >/dev/null && run rg rg --hidden -g '!.git' -lF "$old" .
  run grep grep -rlF --exclude-dir=.git "$old" .
done
for file in "$times"/*; do
  printf '%-14s %6d ms\n' "$(basename "$file")" "$(sort -n "$file" | sed -n "$(((runs + 1) / 2))p")"
done
