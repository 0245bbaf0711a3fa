"""A long statement of our own words, the same for everybody: every construct of a statement, in chapters of the same size.

usage: book.py CHAPTERS FOLDER      writes statement.yaml and a Markdown file per chapter, and prints the words written
"""
import pathlib
import sys

WHO = "neighbour ferryman baker teacher stranger gardener printer nurse carpenter singer keeper traveller miller clerk weaver child".split()
DOES = "keeps opens mends shares carries reads answers gathers offers repairs finds remembers teaches follows guards weighs".split()
WHAT = "door bread lamp letter bridge boat table book song garden promise name well road roof bell harvest window ledger key".split()
HOW = "open plain warm careful patient common honest quiet ready lasting steady gentle shared certain early useful".split()
WHERE = "at the harbour,by the river,in the square,on the hill,after the rain,before the winter,at the long table,near the mill".split(",")
JOIN = "and,so,but,for,because,while,until".split(",")


class Dice:
    """The linear congruence of Numerical Recipes: the same throws on every machine and in every version of Python."""

    def __init__(self, seed):
        self.state = seed * 2654435761 % 2**32

    def throw(self, below):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return (self.state >> 8) % below

    def pick(self, words):
        return words[self.throw(len(words))]


def clause(d):
    return f"the {d.pick(HOW)} {d.pick(WHO)} {d.pick(DOES)} the {d.pick(HOW)} {d.pick(WHAT)} {d.pick(WHERE)}"


def sentence(d):
    text = clause(d) if d.throw(3) == 0 else f"{clause(d)}, {d.pick(JOIN)} {clause(d)}"
    return text[0].upper() + text[1:] + "."


def paragraph(d, sentences):
    return " ".join(sentence(d) for _ in range(sentences))


def part(d, chapter, number):
    name = f"n{chapter}-{number}"
    words = paragraph(d, 5).split(" ")
    words[7] = f"*{words[7]}*"
    words[20] = f"[{words[20]}](#chapter-{max(1, chapter - 1)})"
    yield f"## The {d.pick(HOW)} {d.pick(WHAT)} {{#part-{chapter}-{number}}}"
    yield " ".join(words) + f"[^{name}]"
    yield paragraph(d, 7)
    yield "\n".join(f"- {sentence(d)}" for _ in range(4))
    yield paragraph(d, 6)
    if number % 3 == 1:
        yield f"> {paragraph(d, 2)}\n>\n> — The {d.pick(WHO)}"
    if number % 3 == 2:
        rows = "\n".join(f"| {d.pick(WHO)} | {d.pick(WHAT)} | {d.throw(90) + 10} |" for _ in range(5))
        yield f"| Who | What | How many |\n| --- | --- | ---: |\n{rows}"
    yield paragraph(d, 8)
    yield f"[^{name}]: {sentence(d)}"


def chapter(number):
    d = Dice(number)
    yield f"# Chapter {number}: the {d.pick(HOW)} {d.pick(WHAT)} {{#chapter-{number}}}"
    yield f"> [!KEY]\n> {sentence(d)}"
    yield paragraph(d, 6)
    for n in range(1, 7):
        yield from part(d, number, n)


def write(chapters, folder):
    """The number of words of the book with so many chapters, after writing it to `folder`."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    words = 0
    names = []
    for number in range(1, chapters + 1):
        text = "\n\n".join(chapter(number)) + "\n"
        words += len(text.split())
        names.append(f"chapter-{number:04}.md")
        (folder / names[-1]).write_text(text, "utf-8", newline="\n")
    listed = "".join(f"  - {name}\n" for name in names)
    (folder / "statement.yaml").write_text(
        "identifier: urn:uuid:2f3f4c0e-9d0b-5a53-8f4e-6c1b6f5f0b7e\nslug: a-long-book\ntitle: A Long Book\n"
        "publisher: The Chapbook project\nlanguage: en\npublished: 2026-01-15\nversion: \"1.0\"\n"
        f"rights: © 2026 the Chapbook contributors\ndescription: A book to measure with.\ntexts:\n{listed}",
        "utf-8", newline="\n",
    )
    return words


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(write(int(sys.argv[1]), sys.argv[2]))
