#!/usr/bin/env python3
"""Writes src/markdown/quotation_marks.txt from CLDR.

    npm pack cldr-misc-full && tar xzf cldr-misc-full-*.tgz
    tests/cldr/quotation_marks.py package > src/markdown/quotation_marks.txt

A locale is left out where it has what its tag without the last subtag has.
"""

import json
import pathlib
import sys

KEYS = ["quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd"]
ROOT = ("“", "”", "‘", "’")

package = pathlib.Path(sys.argv[1])
version = json.loads((package / "package.json").read_text())["version"]
marks = {}
for file in sorted((package / "main").glob("*/delimiters.json")):
    locale = file.parent.name
    delimiters = json.loads(file.read_text())["main"][locale]["delimiters"]
    marks[locale] = tuple(delimiters[key] for key in KEYS)


def shorter(locale):
    while "-" in locale:
        locale = locale.rsplit("-", 1)[0]
        if locale in marks:
            return marks[locale]
    return ROOT


print("# The quotation marks of locales: opening, closing, and the same inside a quotation.")
print(f"# From CLDR {version} (npm: cldr-misc-full, delimiters), by tests/cldr/quotation_marks.py.")
print("# Copyright © 2004-2026 Unicode, Inc. Unicode License v3, see tests/cldr/LICENSE")
for locale, four in marks.items():
    if locale != "und" and four != shorter(locale):
        print(locale, *four)
