#!/usr/bin/env bash
# Installs what `make bench` compares with, into target/bench-tools: typst-cli from crates.io (12 minutes on two cores), pandoc from PyPI.
set -euo pipefail
cd "$(dirname "$0")/../.."
tools=${CARGO_TARGET_DIR:-target}/bench-tools
mkdir -p "$tools/bin"
tools=$(cd "$tools" && pwd)

if ! [ -x "$tools/bin/pandoc" ]; then
  python3 -m venv "$tools/venv"
  "$tools/venv/bin/pip" install -q --disable-pip-version-check pypandoc_binary==1.17 # holds pandoc 3.9
  ln -sf "$("$tools/venv/bin/python" -c 'import pypandoc; print(pypandoc.get_pandoc_path())')" "$tools/bin/pandoc"
fi
if ! "$tools/bin/typst" --version 2>/dev/null | grep -q 'typst 0\.15\.1'; then
  features=()
  # typst-cli can fetch packages and links OpenSSL for it; without its headers it builds its own.
  if [ "$(uname)" = Linux ] && ! pkg-config --exists openssl 2>/dev/null; then features=(--features vendor-openssl); fi
  CARGO_TARGET_DIR="$tools/build" cargo install typst-cli --version 0.15.1 --locked --root "$tools" ${features[@]+"${features[@]}"}
  rm -rf "$tools/build"
fi
"$tools/bin/pandoc" --version | head -1
"$tools/bin/typst" --version
