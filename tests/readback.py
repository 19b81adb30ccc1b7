"""readback.py BOOK STREAM... [-- BOOK STREAM...] - are the numbers of a workbook's tables those of
the streams it was made from?  As openpyxl reads it, another program than the
one that wrote it; per cents are computed here once more, from the counts.

Prints a line per book: its tables, numbers, and how many columns of counts were
found whole.  A number that no field of its table gives is told, and status 1.
"""

import re
import sys
from fractions import Fraction

import openpyxl


def tables(path):
    """name -> (columns as (name, type), rows) of the tables in a stream"""
    legend, found, rows = None, {}, []
    for line in open(path, encoding="utf-8"):
        field = line.rstrip("\n").split("\t")
        if re.match(r"#[^\t]*:[a-z]+$", field[0]):
            field[0] = field[0][1:]
            legend, rows = [tuple(f.rsplit(":", 1)) for f in field], []
        elif field[0] == "#table":
            found[field[1]] = (legend, rows)
        elif not line.startswith("#"):
            rows.append(field)
    return found


def rounded(value):
    """a number with 0 to 4 decimals, half away from zero"""
    sign = 1 if value >= 0 else -1
    k, n = abs(value.numerator), value.denominator
    for scale in (1, 10, 100, 1000, 10000):
        yield sign * ((2 * k * scale + n) // (2 * n)) / scale


def allowed(legend, rows):
    """every number that a table can show"""
    at = {name: i for i, (name, _) in enumerate(legend)}
    numbers = set()
    for row in rows:
        for (name, kind), text in zip(legend, row):
            if re.fullmatch(r"\.[a-z]|", text) or not re.fullmatch(
                r"-?\d+(\.\d+)?", text
            ):
                continue
            value = Fraction(text)
            if kind == "share":
                k, n = at.get(name + "_k"), at.get(name + "_n")
                value *= 100
                if k is not None and n is not None:
                    if re.fullmatch(r"\d+", row[k]) and re.fullmatch(
                        r"[1-9]\d*", row[n]
                    ):
                        value = Fraction(100 * int(row[k]), int(row[n]))
            if kind in ("int", "dec", "count"):
                numbers.add(float(value))
            else:
                numbers.update(rounded(value))
    return numbers


def name_of(table):
    return "t_" + re.sub(r"\W", "_", table.casefold())


def check(book, streams):
    made, ntable, nnumber, nwhole = {}, 0, 0, 0
    for path in streams:
        for name, table in tables(path).items():
            made[name_of(name)] = table
    status = 0
    for sheet in openpyxl.load_workbook(book).worksheets:
        for mark in sheet.tables.values():
            cells = [[c.value for c in row] for row in sheet[mark.ref]][1:]
            if mark.displayName not in made:
                print(book, mark.displayName, "is no table of the streams")
                status = 1
                continue
            legend, rows = made[mark.displayName]
            numbers = {round(x, 9) for x in allowed(legend, rows)}
            # differences are made of what stands beside them
            head = [c.value for c in sheet[mark.ref][0]]
            shown = [
                v
                for row in cells
                for h, v in zip(head, row)
                if isinstance(v, (int, float))
                and "skillnad" not in h.casefold()
            ]
            odd = [v for v in shown if round(float(v), 9) not in numbers]
            if odd:
                print(book, mark.displayName, "shows", *odd[:9])
                status = 1
            # a column of counts that is there whole
            columns = [sorted(map(str, c)) for c in zip(*cells)]
            ntable += 1
            nnumber += len(shown)
            nwhole += sum(
                sorted(re.sub(r"^\.s$", "X", r[i]) for r in rows) in columns
                for i, (_, kind) in enumerate(legend)
                if kind == "count"
            )
    print(book, ntable, nnumber, nwhole)
    return status


def main(*words):
    status, words = 0, list(words) + ["--"]
    while words:
        end = words.index("--")
        status |= check(words[0], words[1:end])
        words = words[end + 1 :]
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
