#!/usr/bin/env python3
"""Speed and memory of chapbook, as ratios to typst-cli and pandoc measured in the same run, taking turns.

usage: run.py [--quick] [--rounds N] [--pages N] [--chapbook FILE]      (from `make bench`; `make bench-tools` installs the others)

What is missing is named, and the rest is printed. A ratio above its limit is marked; the exit status is 0 all the same, for time is
no test. Exit status 1: a command failed.
"""
import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import book
import languages
import preview
from measure import Command, Failed, in_turns, once, program_time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
STANDARDS = "ua-1,a-2a"


def said(*command):
    try:
        return subprocess.run([str(c) for c in command], capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout.strip()
    except OSError:
        return ""


def tool(name, wanted):
    """The program, from target/bench-tools or else from the path; None, with a word, if it is not there."""
    own = TARGET / "bench-tools/bin" / name
    found = str(own) if own.exists() else shutil.which(name)
    version = re.search(r"\d+(\.\d+)+", said(found, "--version").split("\n")[0])[0] if found else None
    if not found:
        print(f"{name:10} not installed: nothing is compared with it (make bench-tools installs it)")
        return None
    print(f"{name:10} {version}" + ("" if version.startswith(wanted) else f" (the limits were set with {wanted})"))
    return found


def machine():
    cpu = platform.processor() or platform.machine()
    if pathlib.Path("/proc/cpuinfo").exists():
        cpu = (re.findall(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text()) or [cpu])[0]
    elif sys.platform == "darwin":
        cpu = said("sysctl", "-n", "machdep.cpu.brand_string")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    fonts = len(said("fc-list").splitlines())
    print(f"machine    {cpu}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.release()}")
    print(f"           load {os.getloadavg()[0]:.2f}, {fonts} fonts installed, {said('rustc', '--version')}")


def line(what, mine, other, ratio, limit, smaller_is_better=True):
    within = ratio <= limit if smaller_is_better else ratio >= limit
    word = "at most" if smaller_is_better else "at least"
    print(f"  {what:<52} {mine:>10} {other:>10} {ratio:8.2f}   {word} {limit:<4} {'' if within else '  <-- OVER' if smaller_is_better else '  <-- UNDER'}")


def headline(text, mine="chapbook", other="typst-cli"):
    print(f"\n{text}\n  {'':52} {mine:>10}" + (f" {other:>10} {'ratio':>8}" if other else ""))


def pages_of(folder):
    """The pages of the PDF, from the manifest beside it."""
    def look(value):
        if isinstance(value, dict):
            if isinstance(value.get("pages"), int):
                return value["pages"]
            value = list(value.values())
        return next((n for n in map(look, value) if n), None) if isinstance(value, list) else None
    return look(json.loads((folder / "manifest.json").read_text("utf-8")))


class Bench:
    def __init__(self, arguments, work):
        self.rounds, self.pages, self.work = arguments.rounds, arguments.pages, work
        suffix = ".exe" if os.name == "nt" else ""
        # A copy, as `cargo install` makes one and as the other programs are: what the linker has just written lies in memory in
        # smaller pieces, and the system takes longer to bring it into a process.
        self.chapbook = work / f"program/chapbook{suffix}"
        self.chapbook.parent.mkdir()
        shutil.copy(arguments.chapbook or TARGET / f"release/chapbook{suffix}", self.chapbook)
        self.typst, self.pandoc = tool("typst", "0.15.1"), tool("pandoc", "3.9")
        self.warm = {"XDG_CACHE_HOME": str(work / "cache")}

    def build(self, source, out, *more):
        return [self.chapbook, "build", source, "-o", out, "--quiet", *more]

    def original(self):
        """The statement without its translations, of which typst and pandoc know nothing."""
        copy = self.work / "original"
        if not copy.exists():
            shutil.copytree(ROOT / "source", copy, ignore=shutil.ignore_patterns("languages"))
        return copy

    def typst_files(self, source, name):
        """The main file that `--keep-typst` writes. Fills the cache as well."""
        out = self.work / f"{name}-typst"
        once(self.build(source, out, "--keep-typst"), self.warm)
        found = sorted(out.glob("*.typst/main.typ"))
        if not found:
            raise Failed(f"--keep-typst left no main.typ in {out}")
        return found[0], pages_of(out)

    def set_with_typst(self, main, out, *fonts):
        return [self.typst, "compile", *(fonts or ["--ignore-system-fonts"]), "--pdf-standard", STANDARDS, "--root", main.parent, main, out]

    def fresh(self, *paths):
        def clear():
            for path in paths:
                shutil.rmtree(path, ignore_errors=True)
        return clear

    def statement(self):
        source = self.original()
        main, pages = self.typst_files(source, "source")
        out, cold = self.work / "source", self.work / "cache-empty"
        commands = [
            Command("warm", [self.build(source, out, "--no-compare")], self.fresh(out), self.warm),
            Command("empty", [self.build(source, out, "--no-compare")], self.fresh(out, cold), {"XDG_CACHE_HOME": str(cold)}),
            Command("compared", [self.build(source, out)], self.fresh(out), self.warm),
            Command("compared empty", [self.build(source, out)], self.fresh(out, cold), {"XDG_CACHE_HOME": str(cold)}),
            # After a build, so that there is something to check.
            Command("check", [[self.chapbook, "check", source, "-o", out, "--quiet"]], environment=self.warm),
        ]
        if self.typst:
            commands.append(Command("typst", [self.set_with_typst(main, self.work / "source.pdf")]))
        if self.typst and self.pandoc:
            commands.append(Command("pandoc", self.with_pandoc(source), environment={"PATH": str(pathlib.Path(self.typst).parent) + os.pathsep + os.environ["PATH"]}))
        elif self.pandoc:
            print("pandoc sets its PDF with typst, which is not installed: not measured")
        f = in_turns(commands, self.rounds)
        headline(f"The three editions of `source` ({pages} pages) in one fresh process, median of {self.rounds}", other="typst-cli" if self.typst else "")
        for name, what, limit in (
            ("warm", "pictures and subsets remembered", 1.5),
            ("empty", "with an empty cache folder", 4),
            ("compared", "remembered, read back and compared", 2.2),
        ):
            if "typst" in f:
                line(what + ", to the PDF alone", program_time(f[name].seconds), program_time(f["typst"].seconds), f[name].seconds / f["typst"].seconds, limit)
            else:
                print(f"  {what:<52} {program_time(f[name].seconds):>10}")
        print("  spread (half the quartiles' distance): " + ", ".join(f"{n} {v.spread:.0%}" for n, v in f.items()))
        headline("Reading the three editions back and comparing them, without making them", "check", "build")
        line("check, to a build with an empty cache folder", program_time(f["check"].seconds), program_time(f["compared empty"].seconds), f["check"].seconds / f["compared empty"].seconds, 1)
        if "pandoc" in f:
            headline("The same against pandoc's three formats", "chapbook", "pandoc")
            line("times faster than pandoc", program_time(f["warm"].seconds), program_time(f["pandoc"].seconds), f["pandoc"].seconds / f["warm"].seconds, 10, False)

    def with_pandoc(self, source):
        text = self.work / "pandoc.md"
        names = re.findall(r"^\s+- (\S+\.md)\s*$", (source / "statement.yaml").read_text("utf-8"), re.M)
        parts = [(source / name).read_text("utf-8") for name in names]
        text.write_text("---\ntitle: Our Core Values\nlang: en\n---\n\n" + "\n\n".join(parts), "utf-8")
        made = lambda *more: [self.pandoc, text, "--standalone", "--toc", *more]
        return [made("--pdf-engine=typst", "-o", self.work / "p.pdf"), made("-o", self.work / "p.epub"), made("--embed-resources", "-o", self.work / "p.html")]

    def book(self):
        chapters = self.chapters_for(self.pages)
        source = self.work / "book"
        words = book.write(chapters, source)
        main, pages = self.typst_files(source, "book")
        out = self.work / "book-out"
        commands = [Command("chapbook", [self.build(source, out, "--no-compare")], self.fresh(out), self.warm)]
        if self.typst:
            commands.append(Command("typst", [self.set_with_typst(main, self.work / "book.pdf")]))
        f = in_turns(commands, 3)
        mine = f["chapbook"]
        headline(f"A book of {pages} pages ({words} words): the three editions, median of 3", other="typst-cli" if self.typst else "")
        if self.typst:
            other = f["typst"]
            line("time, to the PDF alone", program_time(mine.seconds), program_time(other.seconds), mine.seconds / other.seconds, 1.2)
            line("peak memory", f"{mine.megabytes:.0f} MB", f"{other.megabytes:.0f} MB", mine.megabytes / other.megabytes, 1.2)
        else:
            print(f"  {'time':<52} {program_time(mine.seconds):>10}\n  {'peak memory':<52} {mine.megabytes:>7.0f} MB")

    def redline(self):
        """The book with a word changed in every chapter, and the same with all of its paragraphs in another order."""
        old = self.work / "redline-old"
        book.write(self.chapters_for(300), old)
        _, pages = self.typst_files(old, "redline")
        new = {name: self.work / f"redline-{name}" for name in ("words", "order")}
        for name, folder in new.items():
            shutil.copytree(old, folder)
            for path in folder.glob("*.md"):
                text = path.read_text("utf-8")
                paragraphs = text.split("\n\n")
                text = text.replace(" the ", " this ", 1) if name == "words" else "\n\n".join(paragraphs[:2] + paragraphs[:1:-1])
                path.write_text(text, "utf-8")
        out = self.work / "redline-out"
        commands = [
            Command("build", [self.build(new["words"], out)], self.fresh(out), self.warm),
            Command("build pdf", [self.build(new["words"], out, "--only", "pdf")], self.fresh(out), self.warm),
        ]
        commands.append(Command("list", [[self.chapbook, "changes", old, new["order"], "--format", "json", "-o", self.work / "order.json", "--force"]], environment=self.warm))
        for form in ("pdf", "html"):
            file = self.work / f"redline.{form}"
            commands.append(Command(form, [[self.chapbook, "changes", old, new["words"], "--format", form, "-o", file, "--force"]], environment=self.warm))
        f = in_turns(commands, 3)
        headline(f"The redline of a book of {pages} pages, read back and compared, to building the new version so, median of 3", "changes", "build")
        for name, what, to in (
            ("pdf", "as a PDF, to all three formats", "build"),
            ("html", "as HTML, to all three formats", "build"),
            ("list", "the list, paragraphs in another order, to all three", "build"),
            ("pdf", "as a PDF, to the PDF alone", "build pdf"),
        ):
            line(what, program_time(f[name].seconds), program_time(f[to].seconds), f[name].seconds / f[to].seconds, 1)

    def chapters_for(self, pages):
        """Pages a chapter are asked of a sample, for they depend on the theme."""
        sample = 20
        book.write(sample, self.work / "sample")
        _, have = self.typst_files(self.work / "sample", "sample")
        return max(4, round(pages * sample / have))

    def growth(self):
        chapters = self.chapters_for(self.pages)
        sizes = [chapters // 4, chapters // 2, chapters]
        commands = []
        for n in sizes:
            book.write(n, self.work / f"growth-{n}")
            for only in ("html", "epub"):
                out = self.work / f"growth-{n}-{only}"
                commands.append(Command(f"{only} {n}", [self.build(self.work / f"growth-{n}", out, "--only", only)], self.fresh(out), self.warm))
        f = in_turns(commands, 3)
        print(f"\nGrowth of HTML and EPUB from {self.pages // 4} to {self.pages} pages (1.00 is linear)")
        for only in ("html", "epub"):
            a, b, c = (f[f"{only} {n}"] for n in sizes)
            print(f"  {only}: {program_time(a.seconds)}, {program_time(b.seconds)}, {program_time(c.seconds)}: four times the pages take "
                  f"{c.seconds / a.seconds / 4:.2f} of four times the time; twice the pages {c.seconds / b.seconds / 2:.2f} of twice")

    def languages(self):
        languages.write(self.chapbook, ROOT / "source", self.work / "languages")
        made, commands = {}, []
        for count in (7, 70):
            source, out = self.work / "languages" / str(count), self.work / f"languages-{count}-out"
            once(self.build(source, out), self.warm)
            made[count] = len(json.loads((out / "manifest.json").read_text("utf-8"))["editions"])
            commands.append(Command(f"{count}", [self.build(source, out)], self.fresh(out), self.warm))
        f = in_turns(commands, 3)
        cost = {count: f[f"{count}"].seconds / made[count] for count in made}
        headline(f"{made[7]} and {made[70]} editions in 7 and 70 languages, read back and compared, median of 3", "70", "7")
        line("time for each edition", program_time(cost[70]), program_time(cost[7]), cost[70] / cost[7], 1.0)
        peak = f["70"].megabytes
        line("peak memory, to 1.5 GB", f"{peak:.0f} MB", "1536 MB", peak / 1536, 1)
        print(f"  in all {program_time(f['70'].seconds)} and {program_time(f['7'].seconds)}: {1 / cost[70]:.1f} and {1 / cost[7]:.1f} editions a second; "
              f"peak memory with 7 languages {f['7'].megabytes:.0f} MB")

    def fonts(self):
        face = some_face()
        if not face:
            print("\nno font file found on this machine: the start with many fonts is not measured")
            return
        source, main = self.original(), None
        places = {}
        for name, count in (("none", 0), ("thousands", 2000)):
            folder = self.work / f"fonts-{name}"
            folder.mkdir()
            for n in range(count):
                shutil.copyfile(face, folder / f"face-{n:04}{face.suffix}")
            config = self.work / f"fonts-{name}.conf"
            config.write_text(f'<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>{folder}</dir></fontconfig>\n')
            home = self.work / f"home-{name}"
            (home / ".local/share").mkdir(parents=True)
            (home / ".local/share/fonts").symlink_to(folder)
            places[name] = {"FONTCONFIG_FILE": str(config), "HOME": str(home), "XDG_DATA_HOME": str(home / ".local/share"), **self.warm}
        foreign = self.foreign()
        for folder in (self.work / "fonts-none", self.work / "fonts-thousands"):
            for needed in foreign[1]:
                (folder / needed.name).symlink_to(needed)
        out = self.work / "fonts-out"
        commands = [Command(name, [self.build(source, out)], self.fresh(out), places[name]) for name in places]
        if foreign[1]:
            # Measured is the second run: in_turns runs each command once before it looks at the clock.
            text = self.work / "foreign-out"
            caches = {name: {**places[name], "XDG_CACHE_HOME": str(self.work / f"cache-{name}")} for name in places}
            commands += [Command(f"foreign {name}", [self.build(foreign[0], text)], self.fresh(text), caches[name]) for name in places]
        if self.typst:
            main, _ = self.typst_files(source, "fonts")
            commands += [Command(f"typst {name}", [self.set_with_typst(main, self.work / "fonts.pdf", "--font-path", self.work / "none")], environment=places[name]) for name in places]
        f = in_turns(commands, max(5, self.rounds // 2))
        headline("With 2,000 fonts installed, and with none", "2,000", "none")
        line("chapbook", program_time(f["thousands"].seconds), program_time(f["none"].seconds), f["thousands"].seconds / f["none"].seconds, 1.1)
        if foreign[1]:
            a, b = f["foreign thousands"].seconds, f["foreign none"].seconds
            line("chapbook, a statement in Arabic, second run", program_time(a), program_time(b), a / b, 1.1)
        else:
            print("  Noto Naskh Arabic is not installed: a statement that needs a typeface of the machine is not measured")
        if self.typst:
            a, b = f["typst thousands"].seconds, f["typst none"].seconds
            print(f"  {'typst-cli without --ignore-system-fonts':<52} {program_time(a):>10} {program_time(b):>10} {a / b:8.2f}   (for comparison)")


    def foreign(self):
        """A statement that needs a typeface of the machine, and the files of that typeface."""
        source = self.work / "foreign"
        source.mkdir()
        (source / "statement.yaml").write_text("title: ميثاق\nlanguage: ar\npublished: 2024-05-01\ntexts: [text.md]\n")
        (source / "text.md").write_text("# مبادئ\n\n" + "لا يُرد أحد عن باب المكتبة، والكتب للجميع.\n\n" * 20)
        places = [pathlib.Path("/usr/share/fonts"), pathlib.Path("/Library/Fonts"), pathlib.Path.home() / "Library/Fonts"]
        return source, sorted(p for place in places for p in place.rglob("NotoNaskhArabic-*.ttf") if re.search("Regular|Bold", p.name))[:2]


def some_face():
    """A small font file of this machine, or Typst's own out of cargo's folder."""
    places = [pathlib.Path("/usr/share/fonts"), pathlib.Path("/Library/Fonts"), pathlib.Path(os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo")) / "registry/src"]
    for place in places:
        faces = sorted((p for p in place.rglob("*.[ot]tf") if 20_000 < p.stat().st_size < 400_000), key=lambda p: (p.stat().st_size, p.name))
        if faces:
            return faces[len(faces) // 2]
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="the statement only, not the book")
    parser.add_argument("--rounds", type=int, default=21, help="rounds for the statement")
    parser.add_argument("--pages", type=int, default=1000, help="pages of the book")
    parser.add_argument("--chapbook", type=lambda p: pathlib.Path(p).resolve(), help="the program to measure")
    arguments = parser.parse_args()
    machine()
    with tempfile.TemporaryDirectory(prefix="chapbook-bench-") as work:
        bench = Bench(arguments, pathlib.Path(work))
        print(f"{'chapbook':10} {said(bench.chapbook, '--version').split(' ')[-1]}")
        bench.statement()
        bench.languages()
        bench.fonts()
        if not arguments.quick:
            preview.speed(bench.chapbook, bench.work, bench.chapters_for(300), 11, bench.warm, line, headline)
            preview.memory(bench.chapbook, bench.work, 1000, bench.warm, line, headline)
            bench.book()
            bench.redline()
            bench.growth()


if __name__ == "__main__":
    try:
        main()
    except (Failed, OSError) as e:
        sys.exit(f"bench: {e}")
