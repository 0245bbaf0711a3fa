#!/usr/bin/env bash
# EPUBCheck 5.3 (errors and warnings), Ace by DAISY, a reading-system engine.  usage: epub.sh [--quick] FILE.epub...
# --quick: EPUBCheck alone.  exit 0 clean, 1 findings, 2 a tool could not run
set -u
here=$(cd "$(dirname "$0")" && pwd)
rc=0
quick=0
[ "${1-}" = --quick ] && { quick=1; shift; }
[ $# -gt 0 ] || { echo "usage: epub.sh [--quick] FILE.epub..." >&2; exit 2; }
worst() { [ "$1" -gt "$rc" ] && rc=$1; return 0; }
echo "== EPUBCheck"
"$here/epubcheck.sh" "$@"; worst $?
if [ $quick = 0 ]; then
  echo "== Ace"
  node "$here/ace.mjs" "$@"; worst $?
  echo "== reading system"
  node "$here/reader.mjs" --engine "${ENGINE:-foliate}" "$@"; worst $?
fi
exit "$rc"
