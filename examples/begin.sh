# begin.sh - how an example begins; read by run.sh OUTDIR with its operand.
#
# out: OUTDIR, which is there then; here: the example's folder; tmp: a folder
# in OUTDIR that is gone at the end, so that a failure leaves nothing half.
# PATH finds the programs built here where none are installed.

[ $# -eq 1 ] || { echo "usage: run.sh OUTDIR" >&2; exit 2; }
out=$1
case $out in -*) out=./$out ;; esac
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:$here/../../build/bin
mkdir -p "$out"
tmp=$(mktemp -d "$out/tmp.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

# review: what ubat-audit says of publik.ubat, in granskning.txt; shown where
# something is found, and then nothing is published.
review() {
	ubat-audit "$tmp/publik.ubat" >"$tmp/granskning.txt" || {
		cat "$tmp/granskning.txt" >&2
		exit 1
	}
}

# reports NAME: the workbook for those who work with it, the one for everybody
# and its page of the web, by NAME.report, from tabeller.ubat and publik.ubat.
# What is only in the first has no sheet in the others.  All of them move to
# OUTDIR together, and are named.
reports() {
	awk 'NR == FNR { if (/^#table/) out["[table " $2 "]"]; next }
	    /^\[/ { on = $1 != "[table" || $0 in out }
	    { sub(/^sekretess = intern$/, "sekretess = publik") } on' \
	    "$tmp/publik.ubat" "$here/$1.report" >"$tmp/publik.report"
	ubat-xlsx -o "$tmp/rapport-intern.xlsx" -l "$here/$1.report" \
	    "$tmp/tabeller.ubat"
	ubat-xlsx -o "$tmp/rapport-publik.xlsx" -l "$tmp/publik.report" \
	    "$tmp/publik.ubat"
	ubat-html -o "$tmp/rapport-publik.html" -l "$tmp/publik.report" \
	    "$tmp/publik.ubat"
	for f in tabeller.ubat publik.ubat granskning.txt \
	    rapport-intern.xlsx rapport-publik.xlsx rapport-publik.html; do
		mv "$tmp/$f" "$out/$f"
		echo "$out/$f"
	done
}
