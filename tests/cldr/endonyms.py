#!/usr/bin/env python3
"""Writes src/document/endonyms.txt from CLDR.

    npm pack cldr-localenames-full && tar xzf cldr-localenames-full-*.tgz
    tests/cldr/endonyms.py package > src/document/endonyms.txt

How a language is called in itself: `pt-BR` in the words of the locale `pt`, as
there is no locale of its own. Where CLDR has no name but the tag, there is none.
"""

import json
import pathlib
import sys

package = pathlib.Path(sys.argv[1])
version = json.loads((package / "package.json").read_text())["version"]
names = {}
for file in (package / "main").glob("*/languages.json"):
    locale = file.parent.name
    names[locale] = json.loads(file.read_text())["main"][locale]["localeDisplayNames"]["languages"]


def prefixes(tag):
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def endonym(tag):
    """The name of `tag`, or of the language in the script of `tag`, in the words of the nearest locale."""
    for locale in prefixes(tag):
        for called in prefixes(tag) if locale == tag else [tag]:
            name = names.get(locale, {}).get(called)
            if name and name != called:
                return name
    return None


tags = set(names)
for locale, called in names.items():
    primary = locale.split("-")[0]
    tags |= {tag for tag in called if tag.startswith(primary + "-") and "-alt-" not in tag}
found = {tag: endonym(tag) for tag in sorted(tags) if tag != "und"}

print("# The names of languages in themselves.")
print(f"# From CLDR {version} (npm: cldr-localenames-full), by tests/cldr/endonyms.py.")
print("# Copyright © 2004-2026 Unicode, Inc. Unicode License v3, see tests/cldr/LICENSE")
for tag, name in found.items():
    shorter = next((found[prefix] for prefix in list(prefixes(tag))[1:] if found.get(prefix)), None)
    if name and name != shorter:
        print(tag, name)
