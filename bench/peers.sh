#!/usr/bin/env bash
# Times a rename beside what its users would pick instead, on a copy of any folder.
#
#   bench/peers.sh [--runs N] ROOT OLD NEW
#
# REWRITE is the command to time (default out/rewrite). rg, grep, sed, sd and ast-grep run where they are found; ast-grep
# changes YAML alone. First the search or plan, then the change, with the copy restored before each run.
# All commands run in turn, so that the machine's load falls on all alike; medians and their ratio to rewrite are printed.
set -euo pipefail
runs=5
[ "${1:-}" = --runs ] && { runs=$2; shift 2; }
[ $# -eq 3 ] || { sed -n '2,10p' "$0" >&2; exit 2; }
old=$2 new=$3
rewrite=$(realpath "${REWRITE:-out/rewrite}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/times" "$work/old"
cp -R "$1/." "$work/old/"
root=$work/copy
has() { command -v "$1" >/dev/null; }

# What ast-grep has to be told: scalars of YAML that hold the name.
cat >"$work/yaml.yml" <<YAML
id: rename
language: yaml
rule:
  all:
  - pattern: \$X
  - any: [{kind: plain_scalar}, {kind: double_quote_scalar}, {kind: single_quote_scalar}, {kind: block_scalar}]
  - regex: '$old'
transform: {NEW: {replace: {source: \$X, replace: '$old', by: '$new'}}}
fix: \$NEW
YAML

restore() { rm -rf "$root"; cp -R "$work/old" "$root"; }
run() { # name, shell command
  local begin end
  begin=$(date +%s%N)
  (cd "$root" && sh -c "$2" >/dev/null 2>&1) || true
  end=$(date +%s%N)
  echo $(((end - begin) / 1000)) >>"$work/times/$1"
}
report() {
  local mine
  mine=$(median "$work/times/rewrite")
  for file in "$work"/times/*; do
    awk -v name="$(basename "$file")" -v its="$(median "$file")" -v mine="$mine" 'BEGIN { printf "  %-16s %9.1f ms   rewrite takes %.2f times as long\n", name, its / 1000, mine / its }'
  done
  rm -f "$work"/times/*
}
median() { sort -n "$1" | sed -n "$(((runs + 1) / 2))p"; }

restore
echo "search and plan"
for ((i = 0; i <= runs; i++)); do
  [ "$i" -eq 1 ] && rm -f "$work"/times/* # the first round warms the caches
  run rewrite "'$rewrite' rename --dry-run --exact '$old=$new' ."
  has rg && run rg-no-ignore "rg --no-ignore --hidden -g '!.git' -lF '$old' ."
  has rg && run rg "rg --hidden -g '!.git' -lF '$old' ."
  run grep "grep -rlF --exclude-dir=.git '$old' ."
done
report

echo "change"
changed() { restore; run "$1" "$2"; }
for ((i = 0; i <= runs; i++)); do
  [ "$i" -eq 1 ] && rm -f "$work"/times/*
  changed rewrite "'$rewrite' rename --yes --allow-dirty --exact '$old=$new' ."
  has rg && changed rg+sed "rg --hidden -g '!.git' -l0F '$old' . | xargs -0 -r sed -i 's/\\b$old\\b/$new/g'"
  has rg && has sd && changed rg+sd "rg --hidden -g '!.git' -l0F '$old' . | xargs -0 -r sd -s '$old' '$new'"
  has ast-grep && changed ast-grep-yaml "ast-grep scan --no-ignore hidden -U -r '$work/yaml.yml' ."
done
report
