#!/usr/bin/env bash
# Nu Html Checker, html-validate, axe-core in Chromium (light, dark, 1280 and 320 px), broken links.  usage: html.sh [--quick] FILE.html...
# --quick: no browser.  Links are checked for the folder of each file when hyperlink is installed.  exit 0 clean, 1 findings, 2 a tool could not run
set -u
here=$(cd "$(dirname "$0")" && pwd)
rc=0
quick=0
[ "${1-}" = --quick ] && { quick=1; shift; }
[ $# -gt 0 ] || { echo "usage: html.sh [--quick] FILE.html..." >&2; exit 2; }
worst() { [ "$1" -gt "$rc" ] && rc=$1; return 0; }
echo "== Nu Html Checker"
"$here/nu.sh" "$@"; worst $?
echo "== html-validate"
"$here/htmlvalidate.sh" "$@"; worst $?
hyperlink=$(command -v hyperlink || echo "$here/bin/hyperlink")
if [ -x "$hyperlink" ]; then
  echo "== links"
  while read -r folder; do "$hyperlink" "$folder" --check-anchors; worst $?; done < <(for f in "$@"; do dirname "$f"; done | sort -u)
fi
if [ $quick = 0 ]; then
  echo "== axe"
  node "$here/axe.mjs" "$@"; worst $?
fi
exit "$rc"
