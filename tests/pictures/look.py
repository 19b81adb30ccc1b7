#!/usr/bin/python3
"""look.py - workbooks in print, looked at by a program.

    look.py check BOOK.xlsx PDF ...      what is printed of books, against them
    look.py small [-s] DIR PDF...        their pages in DIR, small and grey; -s:
                                         the first, one in the middle, and
                                         those with charts
    look.py compare NEW OLD BOOK...      small pictures of books, in two folders
    look.py view PDF TEXT NAME.png       the page with TEXT, for people

Each complaint is a line on standard output, and the exit status is then 1.

check needs no picture that was made before: every text and number of the
book is printed, in whole words, none over another, all on the paper, no ###,
none too small; what stands above a table is printed once; every chart has its
words and something that is drawn.

compare is loose, as fonts differ between machines: a page is the same when its
ink lies where it lay, blurred over some millimetres.  A chart without bars, a
table or a page that is missing are not the same; a line that is broken at
another word is.
"""
import collections
import functools
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
import zlib
from pathlib import Path

DPI = 12        # of a small picture: a page is 99 by 140
BLUR = 4        # in its pixels: 8 mm to each side
ALIKE = 0.80    # correlation of blurred pages that are the same
TILE = 12       # pixels: 25 mm
INKED = 0.05    # a tile holds something, when that part of it is ink
FADED = 0.25    # and is empty, when less than this is left of it
SMALL = 6        # points of a letter that can still be read
HEIGHT = 1.22    # of a line of Carlito, for each of its letters' points
COLOURED = 0.002 # of a page with a chart; a link has less than that
bad = 0


def tell(what):
    global bad
    bad = 1
    print(what)


# --- pictures ---------------------------------------------------------------

@functools.cache
def ppm(pdf, dpi, grey):
    """All pages, each: width, height, bytes."""
    data = subprocess.run(["pdftoppm", "-r", str(dpi)] +
                          (["-gray"] if grey else []) + [pdf],
                          check=True, stdout=subprocess.PIPE).stdout
    pages, at = [], 0
    head = re.compile(rb"P[56]\s+(\d+)\s+(\d+)\s+255\s")
    while at < len(data):
        m = head.match(data, at)
        at = m.end() + int(m[1]) * int(m[2]) * (1 if grey else 3)
        pages.append((int(m[1]), int(m[2]), data[m.end():at]))
    return pages


def chunk(name, data):
    return (struct.pack(">I", len(data)) + name + data +
            struct.pack(">I", zlib.crc32(name + data)))


def write_png(path, width, height, data, palette=b""):
    """8 bits a pixel, grey or of a palette, no filters: what read_png reads."""
    rows = b"".join(b"\0" + data[y * width:(y + 1) * width]
                    for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 3 if palette else 0,
                       0, 0, 0)
    Path(path).write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
        (chunk(b"PLTE", palette) if palette else b"") +
        chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def read_png(path):
    data = Path(path).read_bytes()
    width, height, kind = struct.unpack(">IIxB", data[16:26])
    at = data.index(b"IDAT")
    size, = struct.unpack(">I", data[at - 4:at])
    rows = zlib.decompress(data[at + 4:at + 4 + size])
    if kind or len(rows) != (width + 1) * height:
        raise ValueError(f"{path}: not a picture of look.py")
    return width, height, b"".join(
        rows[y * (width + 1) + 1:(y + 1) * (width + 1)] for y in range(height))


@functools.cache
def coloured(pdf, page):
    """The part of a page that is neither white, grey nor black."""
    width, height, data = ppm(pdf, 20, False)[page - 1]
    pixels = collections.Counter(zip(data[::3], data[1::3], data[2::3]))
    return sum(n for pixel, n in pixels.items()
               if max(pixel) - min(pixel) > 20) / (width * height)


def small(pdf, out, some):
    """NAME-NN.png, and NAME.pages, which says how many there are."""
    name, pages = Path(out) / Path(pdf).stem, ppm(pdf, DPI, True)
    n = len(pages)
    for page, (width, height, data) in enumerate(pages, 1):
        if some and page not in (1, n // 2) and coloured(pdf, page) < COLOURED:
            continue
        grey = bytes(min(255, (v + 8) // 16 * 16) for v in data)
        write_png(f"{name}-{page:02}.png", width, height, grey)
    Path(f"{name}.pages").write_text(f"{n}\n")


def view(pdf, text, out):
    """The most colourful page with that text, without its margins."""
    here = [n + 1 for n, page in enumerate(words_of(pdf))
            if text in " ".join(word for word, _ in page[2])]
    page = max(here, key=lambda n: coloured(pdf, n))
    width, height, data = ppm(pdf, 72, False)[page - 1]
    rows = [data[y * width * 3:(y + 1) * width * 3] for y in range(height)]
    rows = rows[:height * 93 // 100]    # without its number
    ink = [y for y, row in enumerate(rows) if min(row) < 200]
    rows = rows[max(ink[0] - 10, 0):ink[-1] + 10]
    ink = [x for x in range(width)
           if min(min(row[x * 3:x * 3 + 3]) for row in rows) < 200]
    left, right = max(ink[0] - 10, 0), min(ink[-1] + 10, width)
    # 16 shades of each colour are enough, and 256 colours of those
    few = bytes(min(255, (v + 8) // 17 * 17) for v in range(256))
    pixels = [row[x * 3:x * 3 + 3] for row in (r.translate(few) for r in rows)
              for x in range(left, right)]
    count = {}
    for p in pixels:
        count[p] = count.get(p, 0) + 1
    colours = sorted(count, key=lambda c: (-count[c], c))
    near = {c: i for i, c in enumerate(colours[:256])}
    for c in colours[256:]:
        near[c] = min(range(256), key=lambda i: sum(
            (a - b) ** 2 for a, b in zip(c, colours[i])))
    write_png(out, right - left, len(rows), bytes(near[p] for p in pixels),
              b"".join(colours[:256]))


# --- against the pictures that were looked at -------------------------------

def blur(width, height, data):
    """Ink, as the mean of what is around: sums along rows, then columns."""
    def along(line):
        sums = [0]
        for v in line:
            sums.append(sums[-1] + v)
        n = len(line)
        return [(sums[min(i + BLUR + 1, n)] - sums[max(i - BLUR, 0)]) /
                (2 * BLUR + 1) for i in range(n)]

    rows = [along([255 - v for v in data[y * width:(y + 1) * width]])
            for y in range(height)]
    columns = [along(c) for c in zip(*rows)]
    return list(zip(*columns))


def alike(a, b):
    """The correlation of two blurred pages, -1 to 1."""
    x = [v for row in a for v in row]
    y = [v for row in b for v in row]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    xx = sum((v - mx) ** 2 for v in x)
    yy = sum((v - my) ** 2 for v in y)
    xy = sum((v - mx) * (w - my) for v, w in zip(x, y))
    return xy / (xx * yy) ** 0.5 if xx and yy else float(xx == yy)


def emptied(a, b):
    """Where a has ink, but not b, in words, or None."""
    height, width = len(a), len(a[0])
    for y in range(BLUR, height - BLUR, TILE):
        for x in range(BLUR, width - BLUR, TILE):
            if (a[y][x] > INKED * 255 and
                    max(b[v][w] for v in range(y - BLUR, y + BLUR)
                        for w in range(x - BLUR, x + BLUR)) <
                    FADED * a[y][x]):
                return f"{x * 100 // width} % from left, " \
                       f"{y * 100 // height} % from top"
    return None


def compare_page(name, a, b):
    if a[:2] != b[:2]:
        tell(f"{name}: the paper lies otherwise")
        return
    a, b = blur(*a), blur(*b)
    like = alike(a, b)
    if like < ALIKE:
        tell(f"{name}: looks otherwise ({like:.2f} alike)")
    where = emptied(a, b)
    if where:
        tell(f"{name}: empty where something was, {where}")
    where = emptied(b, a)
    if where:
        tell(f"{name}: something where nothing was, {where}")


def compare(new, old, books):
    for book in books:
        n, was = (int((Path(d) / f"{book}.pages").read_text())
                  for d in (new, old))
        if abs(n - was) * 10 > was: # a font can make a page more of ten
            tell(f"{book}: {n} pages, {was} before")
        for f in sorted(Path(old).glob(f"{book}-[0-9]*.png")):
            if (Path(new) / f.name).exists():
                compare_page(f.name, read_png(f),
                             read_png(Path(new) / f.name))
            else:
                tell(f"{f.name}: the page is not there any more")


# --- against the workbook ---------------------------------------------------

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def texts(element, tag):
    return ["".join(t.text or "" for t in item.iter(tag))
            for item in element]


def printed(value, form):
    """A number as a Swedish program prints it."""
    if form == "General":
        return f"{float(value):.10g}".replace(".", ",")
    point = re.search(r"\.(0*)", form)
    shown = f"{float(value):,.{len(point[1]) if point else 0}f}"
    return shown.translate({ord(","): " " if "," in form else None,
                            ord("."): ","})


def formats(book):
    root = ET.fromstring(book.read("xl/styles.xml"))
    own = {f.get("numFmtId"): f.get("formatCode")
           for f in root.iter(MAIN + "numFmt")}
    known = {"0": "General", "1": "0", "2": "0.00", "3": "#,##0",
             "4": "#,##0.00", "49": "General"}
    return [own.get(x.get("numFmtId"), known.get(x.get("numFmtId")))
            for x in root.find(MAIN + "cellXfs")]


def cells(book, name, strings, form):
    """Texts that a sheet shows: (cell, text)."""
    for c in ET.fromstring(book.read(name)).iter(MAIN + "c"):
        v = c.findtext(MAIN + "v")
        if c.get("t") == "s":
            yield c.get("r"), strings[int(v)]
        elif c.get("t") == "inlineStr":
            yield c.get("r"), "".join(t.text for t in c.iter(MAIN + "t"))
        elif v is not None and "yy" not in form[int(c.get("s", 0))]:
            yield c.get("r"), printed(v, form[int(c.get("s", 0))])


def words_of(pdf):
    """For each page: width, height, [(word, box)]."""
    xml = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True,
                         stdout=subprocess.PIPE).stdout.decode()
    xml = re.sub(r"[\x00-\x08\x0b-\x1f]", "", xml)
    pages = []
    for page in ET.fromstring(xml).iter("{http://www.w3.org/1999/xhtml}page"):
        pages.append((float(page.get("width")), float(page.get("height")),
                      [(w.text or "", tuple(float(w.get(k)) for k in
                                            ("xMin", "yMin", "xMax", "yMax")))
                       for w in page]))
    return pages


def whole(word, have):
    """Is it printed, in one piece or broken behind a dash?"""
    return word in have or any(
        word[:m.end()] in have and word[m.end():] in have
        for m in re.finditer("[-–/]", word))


def over(a, b):
    """How much of the smaller of two boxes lies in the other, 0 to 1; lines
    of one text may touch."""
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0
    size = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return w * h / size if size else 0


def check_page(where, width, height, words):
    words = sorted(words, key=lambda w: w[1][1])
    for i, (word, box) in enumerate(words):
        if re.search("###|#REF|#NAME|#DIV|#VALUE|Err:", word):
            tell(f"{where}: {word}")
        if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height:
            tell(f"{where}: {word}: not on the paper")
        if box[3] - box[1] < SMALL * HEIGHT:
            tell(f"{where}: {word}: too small")
        for other, its in words[i + 1:]:
            if its[1] > box[3]:
                break
            if over(box, its) > 0.4:
                tell(f"{where}: {word} and {other}: one over the other")


def check_chart(where, book, name, pdf, pages):
    root = ET.fromstring(book.read(name))
    has = ["".join(t.text for t in p.iter(DRAW + "t"))
           for p in root.iter(DRAW + "p") if p.find(f".//{DRAW}t") is not None]
    for tx in root.iter(CHART + "cat"):
        has += [v.text for v in tx.iter(CHART + "v")]
        break
    want = {w for text in has for w in text.split()}
    here = [(len(want & {w for w, _ in page[2]}), n)
            for n, page in enumerate(pages)]
    most = max(here)[0]
    page, ink = max(((n, coloured(pdf, n + 1)) for words, n in here
                     if words == most), key=lambda p: p[1])
    missing = want - {w for w, _ in pages[page][2]}
    if missing:
        tell(f"{where}, page {page + 1}: the chart lacks "
             f"{' '.join(sorted(missing)[:5])}")
    # charts of one table can share their words: ask the file too
    if ink < COLOURED or root.find(f".//{CHART}ser") is None:
        tell(f"{where}, page {page + 1}: a chart without anything in it")


def check_tops(where, texts, pages):
    """The line that says what a sheet holds, "Detta blad innehåller ...": once
    for each, whole, and not the beginning of it beside another page."""
    for begin in ("Detta blad", "This sheet"):
        want = sum(text.startswith(begin) for text in texts)
        first, second = begin.split()
        for n, page in enumerate(pages):
            words = [word for word, _ in page[2]]
            for i, word in enumerate(words):
                if word != first or words[i + 1:i + 2] != [second]:
                    continue
                want -= 1
                if want < 0:
                    tell(f"{where}, page {n + 1}: above the table, again")


def check(path, pdf):
    where = Path(pdf).name
    pages = words_of(pdf)
    for n, (width, height, words) in enumerate(pages):
        check_page(f"{where}, page {n + 1}", width, height, words)
    have = {}
    for page in pages:
        for word, _ in page[2]:
            have[word] = have.get(word, 0) + 1
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        strings = []
        if "xl/sharedStrings.xml" in names:
            strings = texts(ET.fromstring(book.read("xl/sharedStrings.xml")),
                            MAIN + "t")
        form = formats(book)
        tops = []
        for name in names:
            if name.startswith("xl/worksheets/sheet"):
                shown = list(cells(book, name, strings, form))
                tops += [text for _, text in shown]
                lost = [f"{r} ({w})" for r, text in shown
                        for w in text.split() if not whole(w, have)]
                if lost:
                    tell(f"{where}: {name[14:]}: not in print: "
                         f"{', '.join(lost[:5])}")
            elif name.startswith("xl/charts/chart"):
                check_chart(f"{where}, {name[10:]}", book, name, pdf, pages)
        check_tops(where, tops, pages)


def main(argv):
    if len(argv) > 3 and len(argv) % 2 == 0 and argv[1] == "check":
        for book, pdf in zip(argv[2::2], argv[3::2]):
            check(book, pdf)
    elif len(argv) > 3 and argv[1] == "small":
        some = argv[2] == "-s"
        for pdf in argv[3 + some:]:
            small(pdf, argv[2 + some], some)
    elif len(argv) > 4 and argv[1] == "compare":
        compare(argv[2], argv[3], argv[4:])
    elif len(argv) == 5 and argv[1] == "view":
        view(*argv[2:])
    else:
        sys.exit(__doc__)
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv))
