"""Syntax and fonts of PDF files: qpdf finds nothing wrong or doubtful; every font is embedded and has a Unicode map.
usage: syntax.py FILE.pdf...     exit 0 clean, 1 findings, 2 a tool could not run"""
import subprocess
import sys


def syntax(file):
    run = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, errors="replace")
    if run.returncode == 0:
        return []
    lines = (run.stderr + run.stdout).splitlines()
    return [f"qpdf: {line}" for line in lines if not line.startswith(("checking ", "PDF Version", "File is ", "No syntax"))] or [
        f"qpdf: exit status {run.returncode}"
    ]


def fonts(file):
    """The columns emb, sub, uni are counted from the end: names and types may hold spaces."""
    run = subprocess.run(["pdffonts", file], capture_output=True, text=True, errors="replace")
    if run.returncode != 0:
        return [f"pdffonts: exit status {run.returncode} {run.stderr.strip()}"]
    rows = [line for line in run.stdout.splitlines()[2:] if line.strip()]
    return [f"not embedded or without a Unicode map: {row}" for row in rows if [row.split()[-5], row.split()[-3]] != ["yes", "yes"]]


def main(files):
    if not files:
        print(__doc__, file=sys.stderr)
        return 2
    worst = 0
    for file in files:
        found = syntax(file) + fonts(file)
        print("FAIL" if found else "PASS", file)
        for line in found:
            print("  " + line)
        worst = max(worst, bool(found))
    return worst


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except OSError as e:
        print("ERROR", e, file=sys.stderr)
        sys.exit(2)
