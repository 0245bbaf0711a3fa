"""How soon a changed word is seen in the preview of a book, through its server, as the page in the browser asks it: a file is written,
the event is waited for, and what is on screen is fetched. Each time is held against a cold build of the whole book, in turns with it.

usage: preview.py [--chapters N] [--rounds N] [--edits N] [--chapbook FILE]      (`make bench` runs it with the rest)
"""
import argparse
import http.client
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import book
from measure import Failed, figure, once, program_time

WAIT_SECONDS = 60
WORDS = ["fourfold", "sixfold", "twofold", "tenfold"]


class Preview:
    """A running `chapbook serve` and the page that listens to it."""

    def __init__(self, chapbook, source, environment):
        self.process = subprocess.Popen([str(chapbook), "serve", str(source), "--no-open", "--port", "0"], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **environment})
        self.address = None
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                self.address = ("127.0.0.1", int(found[1]))
                break
        if not self.address:
            raise Failed("chapbook serve did not say where its page is")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        self.revision, self.news = 0, threading.Condition()
        threading.Thread(target=self.listen, daemon=True).start()
        self.wait_after(0)
        self.connection = http.client.HTTPConnection(*self.address, timeout=WAIT_SECONDS)

    def listen(self):
        try:
            stream = http.client.HTTPConnection(*self.address)
            stream.request("GET", "/events")
            for line in stream.getresponse():
                if line.startswith(b"data: "):
                    with self.news:
                        self.revision = json.loads(line[6:])["revision"]
                        self.news.notify_all()
        except (OSError, http.client.HTTPException):
            pass  # The preview has ended.

    def wait_after(self, revision):
        """Waits for a newer revision."""
        with self.news:
            if not self.news.wait_for(lambda: self.revision > revision, WAIT_SECONDS):
                raise Failed(f"the preview told of no change after revision {revision}")

    def get(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise Failed(f"{path}: {answer.status} {answer.reason}")
        return body

    def megabytes(self):
        """What the program has in memory now."""
        said = subprocess.run(["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, text=True).stdout
        return int(said) / 1024

    def end(self):
        self.process.terminate()
        self.process.wait()


class Editor:
    """Somebody who changes one word in one section, again and again."""

    def __init__(self, preview, source, chapters):
        self.preview, self.edits, self.looks = preview, 0, {}
        self.file = source / f"chapter-{(chapters + 1) // 2:04}.md"
        self.text = self.file.read_text("utf-8")

    def change(self):
        """Saves another word in place of the first one of the first paragraph, and waits until the preview tells of it."""
        self.edits += 1
        word, revision = WORDS[self.edits % len(WORDS)], self.preview.revision
        before, paragraph = self.text.split("\n\n", 2)[:2], self.text.split("\n\n", 2)[2]
        self.file.write_text("\n\n".join([*before, word.capitalize() + " " + paragraph]), "utf-8", newline="\n")
        self.preview.wait_after(revision)
        return word.capitalize()

    def see_html(self):
        began = time.perf_counter()
        word = self.change()
        self.preview.get("/html/en")
        edition = self.preview.get("/html/en/edition")
        spent = time.perf_counter() - began
        if word.encode() not in edition:
            raise Failed(f"the changed word {word} is not in the HTML edition")
        return spent

    def see_pages(self):
        """Until the pages are known and the first that looks different is drawn."""
        began = time.perf_counter()
        self.change()
        pages = json.loads(self.preview.get("/pdf/en"))["content"]["pages"]
        changed = [number for number, page in enumerate(pages, 1) if self.looks.get(number, page[2]) != page[2]]
        is_first = not self.looks
        self.looks = {number: page[2] for number, page in enumerate(pages, 1)}
        if changed:
            self.preview.get(f"/pdf/en/pages/{changed[0]}/{self.looks[changed[0]]}/150")
        spent = time.perf_counter() - began
        if not changed and not is_first:
            raise Failed("no page looks different after a word was changed")
        return spent


def speed(chapbook, work, chapters, rounds, environment, line, headline):
    """Seconds of a cold build and of looks after it, in turns."""
    source, out = work / "preview-book", work / "preview-out"
    book.write(chapters, source)
    build = [chapbook, "build", source, "-o", out, "--quiet", "--no-compare"]
    builds = {"all": build, "html": [*build, "--only", "html"], "pdf": [*build, "--only", "pdf"]}
    seconds = {name: [] for name in [*builds, "see html", "see pages"]}
    # The cold build is of the program alone: a machine's fonts and pictures of covers are remembered by both.
    once(build, environment)
    shutil.rmtree(out)
    previews = []

    def editor(name):
        """One with a preview and a copy of the book of her own: what is on her screen is made, and nothing else."""
        own = work / f"preview-{name}"
        book.write(chapters, own)
        previews.append(Preview(chapbook, own, environment))
        return Editor(previews[-1], own, chapters)

    try:
        html, pages = editor("html"), editor("pages")
        pages.see_pages()
        for n in range(-1, rounds):
            spent = {"see html": html.see_html(), "see pages": pages.see_pages()}
            for name, command in builds.items():
                began = time.perf_counter()
                once(command, environment)
                spent[name] = time.perf_counter() - began
                shutil.rmtree(out)
            if n >= 0:
                for name, value in spent.items():
                    seconds[name].append(value)
        count = len(pages.looks)
    finally:
        for preview in previews:
            preview.end()
    f = {name: statistics.median(values) for name, values in seconds.items()}
    headline(f"One word changed in a book of {count} pages, until it is seen in the preview, median of {rounds}", "preview", "build")
    line("HTML, to a cold build of the book", program_time(f["see html"]), program_time(f["all"]), f["see html"] / f["all"], 0.05)
    line("pages, to a cold build of the book", program_time(f["see pages"]), program_time(f["all"]), f["see pages"] / f["all"], 0.35)
    for name, only in (("HTML", "html"), ("pages", "pdf")):
        seen = f["see html" if only == "html" else "see pages"]
        print(f"  {f'{name}, to a cold build of that edition alone':<52} {program_time(seen):>10} {program_time(f[only]):>10} {seen / f[only]:8.2f}")
    print("  spread (half the quartiles' distance): " + ", ".join(f"{name} {figure(values, 0).spread:.0%}" for name, values in seconds.items()))


def memory(chapbook, work, edits, environment, line, headline):
    """What the preview has in memory after a tenth of the edits and after all, with HTML and pages on screen."""
    source = work / "preview-memory"
    chapters = 4
    book.write(chapters, source)
    preview = Preview(chapbook, source, environment)
    try:
        editor, early = Editor(preview, source, chapters), 0
        for n in range(1, edits + 1):
            editor.see_pages() if n % 2 else editor.see_html()
            if n == max(20, edits // 10):
                early = preview.megabytes()
        late = preview.megabytes()
    finally:
        preview.end()
    headline(f"Memory of a preview of {len(editor.looks)} pages in which HTML and pages were looked at in turns", "late", "early")
    line(f"after {edits} edits, to after {max(20, edits // 10)}", f"{late:.0f} MB", f"{early:.0f} MB", late / early, 1.1)


def main():
    from run import TARGET, line, headline, machine
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chapters", type=int, default=24, help="chapters of the book; 24 are some 300 pages")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--chapbook", type=lambda p: pathlib.Path(p).resolve(), default=TARGET / "release/chapbook")
    arguments = parser.parse_args()
    machine()
    with tempfile.TemporaryDirectory(prefix="chapbook-bench-") as work:
        work = pathlib.Path(work)
        environment = {"XDG_CACHE_HOME": str(work / "cache")}
        speed(arguments.chapbook, work, arguments.chapters, arguments.rounds, environment, line, headline)
        memory(arguments.chapbook, work, arguments.edits, environment, line, headline)


if __name__ == "__main__":
    try:
        main()
    except (Failed, OSError) as e:
        sys.exit(f"preview: {e}")
