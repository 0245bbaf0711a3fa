"""A statement in seven and in seventy languages: ten copies of each, with one word changed in each paragraph.

usage: languages.py CHAPBOOK SOURCE FOLDER      writes FOLDER/7 and FOLDER/70
"""
import pathlib
import re
import shutil
import subprocess
import sys

TAGS = ("ar", "es", "ht", "ko", "vi", "zh-Hans")
REGIONS = ("AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "GT")
FIELD = re.compile(r'^(msgctxt|msgid|msgstr) ((?:".*"\n?)+)', re.M)
# The first word of a text that is in no brackets and behind no backslash.
WORD = re.compile(r"(?:^|(?<=[ “«‘¿¡]))(\w{2,})(?![\w^\]\\])")


def said(quoted):
    """The text of a field, with its escapes."""
    return "".join(re.findall(r'^\s*"(.*)"$', quoted, re.M))


def messages(catalog):
    """(context, original, translation) of each message of the text of a catalog, the header's with an empty original."""
    for block in catalog.split("\n\n"):
        fields = {name: said(quoted) for name, quoted in FIELD.findall(block + "\n")}
        if "msgid" in fields and "#~" not in block:
            yield fields.get("msgctxt"), fields["msgid"], fields.get("msgstr", "")


def written(context, original, translation):
    head = f'msgctxt "{context}"\n' if context is not None else ""
    return f'{head}msgid "{original}"\nmsgstr "{translation}"\n'


def complete(catalog):
    """`catalog` with the original where there is no translation: a stand-in for a language that nobody has translated yet."""
    return "\n".join(written(c, o, t or o) for c, o, t in messages(catalog))


def changed(catalog, base, tag, number):
    """`catalog`, of the language `base`, as one of the language `tag`, with a word of each text changed."""
    def one(context, original, translation):
        if context is None:
            for name in ("X-Language: ", "Language: "):
                form = str if name.startswith("X") else lambda tag: tag.replace("-", "_")
                translation = translation.replace(f"{name}{form(base)}\\n", f"{name}{form(tag)}\\n")
        elif not context.startswith(("program:", "language:", "statement:")):
            translation = WORD.sub(rf"\g<1>{number}", translation, count=1)
        return written(context, original, translation)
    return "\n".join(one(*message) for message in messages(catalog))


def catalogs(chapbook, source, folder):
    """{tag: text}: those of the source, and stand-ins for those that are not there."""
    shutil.copytree(source, folder)
    for tag in (*TAGS, "en-GB"):
        path = folder / "languages" / f"{tag}.po"
        if not path.exists():
            subprocess.run([chapbook, "languages", "add", tag, "--source", folder], check=True, capture_output=True)
    return {tag: complete((folder / "languages" / f"{tag}.po").read_text("utf-8")) for tag in (*TAGS, "en-GB")}


def write(chapbook, source, folder):
    """Writes the two statements to `folder`, with all catalogs there are, and nothing else, in them."""
    folder = pathlib.Path(folder)
    texts = catalogs(chapbook, source, folder / "catalogs")
    english = texts.pop("en-GB")
    for count in (7, 70):
        place = folder / str(count) / "languages"
        shutil.copytree(source, place.parent, ignore=shutil.ignore_patterns("languages"))
        place.mkdir()
        for tag, text in texts.items():
            (place / f"{tag}.po").write_text(text, "utf-8", newline="\n")
        if count == 70:
            for number, region in enumerate(REGIONS, 1):
                for base, text in (*texts.items(), ("en-GB", english)):
                    tag = f"{base.removesuffix('-GB')}-{region}"
                    (place / f"{tag}.po").write_text(changed(text, base, tag, number), "utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    write(*sys.argv[1:])
