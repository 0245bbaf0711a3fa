#!/usr/bin/env bash
# Builds every edition of `source` and of each statement in tests/editions, and has all judges look at them and at what the last
# `make test` kept for them; then tests the judges, and the preview in a browser.
# usage: validate.sh        (from `make validate`)        exit 0 no finding, 1 findings, 2 something could not run
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
out=${CARGO_TARGET_DIR:-target}/validate
judged=${CARGO_TARGET_DIR:-target}/judged

"$here/install.sh"
cargo build --release --locked
rm -rf "$out"
mkdir -p "$out"

editions=()
build() { # SOURCE NAME
  echo "== $1"
  cargo run --release --locked --quiet -- build "$1" -o "$out/$2"
  for format in pdf epub html; do
    compgen -G "$out/$2/*.$format" >/dev/null || { echo "validate.sh: $1 has no $format edition" >&2; exit 2; }
  done
  editions+=("$out/$2"/*.{pdf,epub,html})
}
build source source
for statement in tests/editions/*; do
  if [ -f "$statement/statement.yaml" ]; then
    build "$statement" "$(basename "$statement")"
  elif [ -f "$statement" ] && [ "${statement%.md}" != "$statement" ] && [ "$(basename "$statement")" != README.md ]; then
    build "$statement" "$(basename "$statement" .md)"
  fi
done

# Tests name what they keep by its checksum: what was built above is not judged twice.
if compgen -G "$judged/*" >/dev/null; then
  hashes=" $(sha256sum "${editions[@]}" | cut -c1-16 | tr '\n' ' ')"
  for edition in "$judged"/*.{pdf,epub,html}; do
    [ -f "$edition" ] || continue
    hash=$(basename "$edition")
    [[ $hashes == *" ${hash%.*} "* ]] || editions+=("$edition")
  done
elif [ "${CI:-}" = true ]; then
  echo "validate.sh: the tests kept no edition in $judged" >&2
  exit 2
else
  echo "no editions of the tests in $judged: run make test first to have them judged too"
fi

echo
echo "== the judges on ${#editions[@]} editions"
rc=0
"$here/venv/bin/python" "$here/judge.py" --reports "$out/reports" --findings "$out/findings.json" "${editions[@]}" || rc=$?

echo
echo "== the self-test of the judges"
pages=()
for page in "$out"/source/*.en.html; do [ "$(basename "$page")" = index.html ] || pages+=("$page"); done
good=("$out"/source/*.en.pdf)
book=("$out"/source/*.en.epub)
self=0
"$here/venv/bin/python" "$here/selftest.py" "${good[0]}" "${book[0]}" "${pages[0]}" || self=$?
[ "$self" -le "$rc" ] || rc=$self

echo
echo "== the preview in a browser"
preview=0
CHAPBOOK=${CARGO_TARGET_DIR:-target}/release/chapbook node tests/preview/run.mjs || preview=$?
[ "$preview" -le "$rc" ] || rc=$preview

echo
echo "== damage and faults that the comparison found (\`make test\`)"
cat "${CARGO_TARGET_DIR:-target}"/tmp/scores/*.txt 2>/dev/null || echo "not measured: run \`make test\` first"
exit "$rc"
