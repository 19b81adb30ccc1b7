#!/bin/sh
# pictures.sh OUTDIR - every example workbook as it looks when it is printed:
# OUTDIR/NAME.pdf and OUTDIR/NAME-N.png, a picture a page.  Needs LibreOffice
# (soffice) and pdftoppm.
set -eu

[ $# -eq 1 ] || { echo "usage: pictures.sh OUTDIR" >&2; exit 2; }
out=$1
case $out in -*) out=./$out ;; esac
here=$(cd "$(dirname "$0")" && pwd)
for p in soffice pdftoppm; do
	command -v $p >/dev/null || { echo "pictures.sh: no $p" >&2; exit 1; }
done
mkdir -p "$out"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

for run in "$here"/*/run.sh; do
	name=$(basename "$(dirname "$run")")
	[ "$name" != cookbook ] || continue
	sh "$run" "$tmp/$name" >/dev/null
	for book in "$tmp/$name"/*.xlsx; do
		[ -e "$book" ] || continue
		mv "$book" "$tmp/$name.xlsx"
		soffice --headless "-env:UserInstallation=file://$tmp/office" \
		    --convert-to pdf --outdir "$out" "$tmp/$name.xlsx" \
		    >/dev/null 2>&1
		pdftoppm -r 60 -png "$out/$name.pdf" "$out/$name"
	done
done
