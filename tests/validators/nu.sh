#!/usr/bin/env bash
# Nu Html Checker over many pages in one JVM. Prints the name of each page it read, then the findings. Warnings count; the note about
# trailing slashes does not, nor does its warning that `img-src data:` blocks a `data:` image, which the policy allows.  usage: nu.sh FILE.html...  exit 0 clean, 1 findings, 2 could not run
set -u
here=$(cd "$(dirname "$0")" && pwd)
java -Xss8m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$here/node/node_modules/vnu-jar/build/dist/vnu.jar" \
  --stdout --verbose --Werror --filterpattern '.*Trailing slash on void elements.*|.*image .data:.* blocked by .img-src.*' "$@" 2>&1
s=$?
exit $((s > 1 ? 2 : s))
