#!/bin/sh
# pictures.sh [-r] OUTDIR - every example workbook as it looks when it is
# printed: OUTDIR/NAME.pdf and OUTDIR/NAME-N.png, a picture a page, to look at.
# A program looks too (tests/pictures/look.py): at what is printed of each, and
# whether it is what people saw when they last looked, in tests/pictures.  What
# it objects to is told, and the exit status is then 1.  -r: they have looked
# now; keep these pictures, and those that README shows (examples/gallery).
# Needs LibreOffice (soffice), pdftoppm and python3.
set -eu

renew=
[ "${1-}" != -r ] || { renew=yes; shift; }
[ $# -eq 1 ] || { echo "usage: pictures.sh [-r] OUTDIR" >&2; exit 2; }
out=$1
case $out in -*) out=./$out ;; esac
here=$(cd "$(dirname "$0")" && pwd)
kept=$here/../tests/pictures
PATH=$PATH:$here/../build/bin
for p in soffice pdftoppm pdftotext python3; do
	command -v $p >/dev/null || { echo "pictures.sh: no $p" >&2; exit 1; }
done
rm -rf "$out"
mkdir -p "$out/small" "$out/gallery"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

look() {
	python3 "$kept/look.py" "$@"
}

sh "$kept/books.sh" "$tmp"
sh "$kept/kinds.sh" "$tmp/book"
sh "$kept/office.sh" "$out" "$tmp/book"/*.xlsx

bad=0 names=
for pdf in "$out"/*.pdf; do
	name=$(basename "$pdf" .pdf)
	names="$names $name"
	pdftoppm -r 60 -png "$pdf" "$out/$name"
	some=-s
	[ "$name" != kinds ] || some=
	look check "$tmp/book/$name.xlsx" "$pdf" || bad=1
	# shellcheck disable=SC2086 # an option or none
	look small $some "$out/small" "$pdf"
done
while read -r name page text; do
	look view "$out/$name.pdf" "$text" "$out/gallery/$page.png"
done <<'EOF'
narstaende-publik lan Figur 1
ubatsnytt7-publik regi Figur 3
verksamhetsrapport-publik profil 2.4 Intervjuarskattning
vita-publik om Innehållsförteckning
EOF

if [ -n "$renew" ]; then
	mkdir -p "$here/gallery"
	rm -f "$kept"/*.png "$kept"/*.pages
	cp "$out"/small/* "$kept"
	cp "$out"/gallery/*.png "$here/gallery"
else
	# shellcheck disable=SC2086 # a list of words
	look compare "$out/small" "$kept" $names || bad=1
fi
exit $bad
