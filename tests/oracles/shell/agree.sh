#!/usr/bin/env bash
# Compares the shell reader with `bash -n` on which scripts parse.
#
#   agree.sh LIST      LIST has a line a file: OK or NO, a tab, the path, a tab, the reader's reason
#
# Prints each disagreement and then the figures. bash -n leaves with 0 after an error inside [[ ]], so that its
# messages count too; its warning about an unclosed here-document counts as refusal.
set -uo pipefail

total=0 disagreements=0
while IFS=$'\t' read -r reader file reason; do
  [[ $reader == OK || $reader == NO ]] || continue
  total=$((total + 1))
  if messages=$(LC_ALL=C bash -n "$file" 2>&1) && [[ -z $messages ]]; then oracle=OK; else oracle=NO; fi
  if [[ $reader != "$oracle" ]]; then
    disagreements=$((disagreements + 1))
    printf 'reader=%s bash=%s %s\n    reader: %s\n    bash: %s\n' "$reader" "$oracle" "$file" "$reason" "${messages%%$'\n'*}"
  fi
done < "${1:?a list is needed}"
printf '%d files, %d disagreements\n' "$total" "$disagreements"
