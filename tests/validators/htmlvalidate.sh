#!/usr/bin/env bash
# html-validate: recommended, document and accessibility rules.  usage: htmlvalidate.sh FILE.html...  exit 0 clean, 1 findings, 2 could not run
set -u
here=$(cd "$(dirname "$0")" && pwd)
"$here/node/node_modules/.bin/html-validate" --config "$here/htmlvalidate.json" --formatter text "$@"
s=$?
exit $((s > 1 ? 2 : s))
