"""Right-to-left lines that stand in the structure in visual order, and clusters whose text a PDF gives twice (see pdftext.py --notes).
usage: order.py [--strict] FILE.pdf...     exit 0 none, or not --strict; 1 some; 2 a file could not be read"""
import sys

import pdftext


def main(arguments):
    strict = "--strict" in arguments
    files = [a for a in arguments if a != "--strict"]
    worst = 0
    for file in files:
        notes = []
        pdftext.Doc(file).walk(notes=notes)
        print("FAIL" if notes and strict else "PASS", file)
        for kind, text in notes:
            print(f"  {kind}: {text}")
        worst = max(worst, int(bool(notes) and strict))
    return worst


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Exception as e:
        print("ERROR", type(e).__name__, e)
        sys.exit(2)
