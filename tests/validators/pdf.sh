#!/usr/bin/env bash
# Everything we know to ask of a PDF: syntax and fonts, veraPDF for every flavour the file claims (or -f ua1,2a), reading order.
# usage: pdf.sh [-f FLAVOURS] [--strict-order] [--png DIR] FILE.pdf...
# The second opinion page-validation is printed and does not count (it misjudges glyph widths of Typst's CJK fonts).
# Order notes do not count without --strict-order (Typst 0.15 itself makes them).  exit 0 clean, 1 findings, 2 a tool could not run
set -u
here=$(cd "$(dirname "$0")" && pwd)
rc=0
flavours=auto
png=""
strict=0
while [ $# -gt 0 ]; do
  case $1 in
    -f) flavours=$2; shift 2 ;;
    --png) png=$2; shift 2 ;;
    --strict-order) strict=1; shift ;;
    *) break ;;
  esac
done
[ $# -gt 0 ] || { echo "usage: pdf.sh [-f ua1,2a] [--strict-order] [--png DIR] FILE.pdf..." >&2; exit 2; }
worst() { [ "$1" -gt "$rc" ] && rc=$1; return 0; }
python="$here/venv/bin/python"
echo "== syntax and fonts"
"$python" "$here/syntax.py" "$@"; worst $?
echo "== veraPDF"
"$here/vera.sh" -f "$flavours" "$@"; worst $?
echo "== page-validation (second opinion)"
second=$flavours
[ "$flavours" = auto ] && second=ua1
"$python" "$here/pagecheck.py" -f "$second" "$@" || true
echo "== order of right-to-left text"
if [ $strict = 1 ]; then "$python" "$here/order.py" --strict "$@"; worst $?; else "$python" "$here/order.py" "$@"; fi
if [ -n "$png" ]; then
  mkdir -p "$png"
  for f in "$@"; do pdftoppm -r 100 -png "$f" "$png/$(basename "$f" .pdf)"; done
fi
exit "$rc"
