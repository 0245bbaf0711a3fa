"""Every outside judge over finished editions, at once, and a table of what they found.

usage: judge.py [--only pdf,epub,html] [--reports DIR] [--findings FILE] EDITION|FOLDER...      (a folder stands for the editions in it)

What a judge says goes to DIR/<judge>.txt (default: target/validate/reports); findings are printed, the table comes last.
With --findings they are written to FILE as JSON too, in the form that `src/verify/findings.rs` tells of and reads.
A judge that says nothing about a file it was given did not judge it: that counts as not run.
exit 0 no finding, 1 findings, 2 a judge could not run
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import unquote

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
    detail: str = r"\s*(?P<message>.*)"
    """What is in a finding: file, part, line, column, selector, severity, code, message. Without `file`, it is in the file of the last verdict."""


JUDGES = [
    Judge("qpdf, fonts", "pdf", (PYTHON, HERE / "syntax.py"), r"^  "),
    Judge("veraPDF UA-1, A-2a", "pdf", (HERE / "vera.sh", "-f", "ua1,2a"), r"^  \S.* clause |^ERROR ", per_file=2, detail=r"\s*(?P<code>.* clause .*? test \d+): (?P<message>.*)"),
    Judge("reading order", "pdf", (PYTHON, HERE / "order.py"), r"(?!)", note=r"^  "),
    Judge("EPUBCheck", "epub", (HERE / "epubcheck.sh",), r"^  (?:FATAL|ERROR|WARNING)\(",
          detail=r"\s*(?P<severity>\w+)\((?P<code>[^)]*)\): .*?\.epub(?:/(?P<part>.*?))?\((?P<line>-?\d+),(?P<column>-?\d+)\): (?P<message>.*)"),
    Judge("Ace", "epub", ("node", HERE / "ace.mjs", "--min", "minor", "--selectors"), r"^  (?:minor|moderate|serious|critical) ",
          detail=r"\s*\w+ (?P<code>\S+) (?P<part>\S+?) (?P<message>.*?)(?:  @ (?P<selector>.*))?$"),
    Judge("reading system", "epub", ("node", HERE / "reader.mjs", "--engine", "foliate"), r"^  "),
    Judge("Nu Html Checker", "html", (HERE / "nu.sh",), r"^(?:\"|error|file:).*: (?:error|info|warning|fatal|non-document)", verdict=r"\.html$",
          detail=r"\"(?P<file>[^\"]*)\":(?P<line>\d+)\.(?P<column>\d+)\S*: (?P<severity>[a-z]+)[^:]*: (?P<message>.*)"),
    Judge("html-validate", "html", (HERE / "htmlvalidate.sh",), r": (?:error|warning) \[", verdict="",
          detail=r"(?P<file>.*?):(?P<line>\d+):(?P<column>\d+): (?P<severity>\w+) \[(?P<code>[^\]]*)\] (?P<message>.*)"),
    Judge("axe", "html", ("node", HERE / "axe.mjs"), r"^  (?!look: )", per_file=4, note=r"^  look: ",
          detail=r"\s*(?:\w+ (?P<code>[\w-]+) x\d+: )?(?P<message>.*?)(?:  @ (?P<selector>.*?)(?: \| .*)?)?$"),
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
    details: list = field(default_factory=list)


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
    return Result(judge, len(files), findings, notes, time.monotonic() - began, broken, shown, details(judge, files, lines))


def details(judge, files, lines):
    """The findings of a judge as objects, each named once however often it was said (axe looks at a page four times)."""
    found = []
    file = None
    for line in lines:
        if re.match(r"(?:PASS|FAIL|ERROR) ", line):
            file = max((str(f) for f in files if line.split(" ", 1)[1].startswith(str(f))), key=len, default=file)
        if not re.search(judge.finding, line):
            continue
        match = re.match(judge.detail, line)
        said = {name: value for name, value in (match.groupdict() if match else {"message": line.strip()}).items() if value}
        finding = {"judge": judge.name, "file": named(said.get("file"), files) or file or str(files[0])}
        finding |= {name: said.get(name) for name in ("part", "selector", "code")}
        finding["part"] = whole_part(finding["file"], finding["part"])
        # EPUBCheck writes -1 where it knows no line.
        finding |= {name: int(said[name]) if int(said.get(name, -1)) > 0 else None for name in ("line", "column")}
        weight = said.get("severity", "error").lower()
        finding |= {"message": said.get("message", line.strip()), "severity": "warning" if weight in ("warning", "info") else "error"}
        if finding not in found:
            found.append(finding)
    return found


def whole_part(file, part):
    """The path in the archive of what Ace names from the folder of the package."""
    if part is None or not zipfile.is_zipfile(file):
        return part
    names = zipfile.ZipFile(file).namelist()
    return part if part in names else next((name for name in names if name.endswith("/" + part)), part)


def named(written, files):
    """The one of `files` that a judge names by path or address."""
    if written is None:
        return None
    path = pathlib.Path(unquote(re.sub("^file:/+", "/", written)) if written.startswith("file:") else written)
    return next((str(f) for f in files if f.resolve() == path.resolve()), None)


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
    parser.add_argument("--findings", type=pathlib.Path)
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
    if arguments.findings:
        whole = {"version": 1, "findings": [finding for r in results for finding in r.details]}
        arguments.findings.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8")
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
