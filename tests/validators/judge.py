"""Every outside judge over finished editions, at once, and a table of what they found.

usage: judge.py [--only pdf,epub,html] [--reports DIR] EDITION|FOLDER...      (a folder stands for the editions in it)

What a judge says goes to DIR/<judge>.txt (default: target/validate/reports); findings are printed, the table comes last.
A judge that says nothing about a file it was given did not judge it: that counts as not run.
exit 0 no finding, 1 findings, 2 a judge could not run
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = str(HERE / "venv/bin/python")
VERDICT = r"^(?:PASS|FAIL|ERROR) "
TOGETHER = max(1, min(4, os.cpu_count() or 1))


@dataclass(frozen=True)
class Judge:
    name: str
    format: str
    command: tuple
    finding: str
    """A line that matches is a finding."""
    verdict: str = VERDICT
    """A line that matches says that a file was judged, `per_file` times for each file; an empty pattern: the judge is silent about good files."""
    per_file: int = 1
    note: str = r"(?!)"
    """A line that matches is worth a look, and counts for nothing."""


JUDGES = [
    Judge("qpdf, fonts", "pdf", (PYTHON, HERE / "syntax.py"), r"^  "),
    Judge("veraPDF UA-1, A-2a", "pdf", (HERE / "vera.sh", "-f", "ua1,2a"), r"^  \S.* clause |^ERROR ", per_file=2),
    Judge("reading order", "pdf", (PYTHON, HERE / "order.py"), r"(?!)", note=r"^  "),
    Judge("EPUBCheck", "epub", (HERE / "epubcheck.sh",), r"^  (?:FATAL|ERROR|WARNING)\("),
    Judge("Ace", "epub", ("node", HERE / "ace.mjs", "--min", "minor"), r"^  (?:minor|moderate|serious|critical) "),
    Judge("reading system", "epub", ("node", HERE / "reader.mjs", "--engine", "foliate"), r"^  "),
    Judge("Nu Html Checker", "html", (HERE / "nu.sh",), r"^(?:\"|error|file:).*: (?:error|info|warning|fatal|non-document)", verdict=r"\.html$"),
    Judge("html-validate", "html", (HERE / "htmlvalidate.sh",), r": (?:error|warning) \[", verdict=""),
    Judge("axe", "html", ("node", HERE / "axe.mjs"), r"^  (?!look: )", per_file=4, note=r"^  look: "),
]


@dataclass
class Result:
    judge: Judge
    files: int
    findings: int
    notes: int
    seconds: float
    broken: str
    shown: list


def judged(judge, files, reports):
    began = time.monotonic()
    report = reports / (re.sub(r"\W+", "-", judge.name).strip("-").lower() + ".txt")
    command = [str(part) for part in (*judge.command, *files)]
    try:
        run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=1800)
        code, text = run.returncode, run.stdout.decode("utf-8", "replace")
    except (OSError, subprocess.TimeoutExpired) as e:
        code, text = 2, f"{e}\n"
    report.write_text(text, "utf-8")
    lines = text.splitlines()
    shown = [line for line in lines if re.search(judge.finding, line)]
    verdicts = sum(bool(re.search(judge.verdict, line)) for line in lines) if judge.verdict else len(files) * judge.per_file
    broken = ""
    if code not in (0, 1):
        broken = f"exit status {code}: " + " / ".join(lines[-3:])
    elif verdicts < len(files) * judge.per_file:
        broken = f"said something about {verdicts} of {len(files) * judge.per_file}"
    elif code == 0 and shown:
        broken = "has findings, and says it has none"
    notes = sum(bool(re.search(judge.note, line)) for line in lines)
    findings = max(len(shown), 1 if code == 1 else 0)
    if code == 1:
        shown = [line for line in lines if re.search(judge.finding, line) or re.match("FAIL|ERROR", line)] or lines[-20:]
    return Result(judge, len(files), findings, notes, time.monotonic() - began, broken, shown)


def editions(paths):
    found = []
    for path in map(pathlib.Path, paths):
        inside = sorted(p for p in path.iterdir() if p.suffix in (".pdf", ".epub", ".html")) if path.is_dir() else [path]
        if not inside or not all(p.is_file() for p in inside):
            raise FileNotFoundError(f"no edition in {path}")
        found += inside
    return found


def table(results):
    rows = [("judge", "files", "findings", "notes", "seconds")]
    for r in results:
        rows.append((r.judge.name, str(r.files), "NOT RUN" if r.broken else str(r.findings), str(r.notes), f"{r.seconds:.1f}"))
    wide = [max(len(row[i]) for row in rows) for i in range(5)]
    for n, row in enumerate(rows):
        print("  ".join(cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, wide))))
        if n == 0:
            print("  ".join("-" * w for w in wide))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="pdf,epub,html")
    parser.add_argument("--reports", type=pathlib.Path, default=pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target")) / "validate/reports")
    parser.add_argument("paths", nargs="+")
    arguments = parser.parse_args()
    arguments.reports.mkdir(parents=True, exist_ok=True)
    files = editions(arguments.paths)
    work = []
    for judge in JUDGES:
        mine = [f for f in files if f.suffix == "." + judge.format]
        if judge.format in arguments.only.split(",") and mine:
            work.append((judge, mine))
    with ThreadPoolExecutor(TOGETHER) as pool:
        results = list(pool.map(lambda w: judged(*w, arguments.reports), work))
    for r in results:
        if r.findings or r.broken:
            print(f"== {r.judge.name}" + (f": could not run: {r.broken}" if r.broken else ""))
            print("\n".join(r.shown))
            print()
    table(results)
    print(f"{len(files)} files, {sum(r.findings for r in results)} findings; reports in {arguments.reports}")
    if not results:
        print("nothing to judge", file=sys.stderr)
    return 2 if not results or any(r.broken for r in results) else 1 if any(r.findings for r in results) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OSError as e:
        print("ERROR", e, file=sys.stderr)
        sys.exit(2)
