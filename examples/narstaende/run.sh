#!/bin/sh
# run.sh OUTDIR - the figures of Öppna jämförelser 2019 on närstående from a
# made-up survey: tabeller.ubat and rapport-intern.xlsx, publik.ubat and
# rapport-publik.xlsx, all in OUTDIR.  README says what to compare.
#
# Each stage writes a file, so that no failure is lost in a pipe.
set -eu

# shellcheck source=examples/begin.sh
. "$(dirname "$0")/../begin.sh"

# --- the extracts, read and scored -------------------------------------------

ubat-synth -o "$out/uttag" oj2019
ubat-import -s "$here/enkat.source" "$out/uttag/enkat.csv" >"$tmp/enkat"
# It warns that the series breaks in 2019; the tables say so too.
ubat-score --comparable -i oj-narstaende "$tmp/enkat" >"$tmp/svar" \
    2>"$out/varningar.txt"
ubat-filter 'ar = 2019' "$tmp/svar" >"$tmp/svar2019"
ubat-import -s "$here/vantande.source" "$out/uttag/vantande.csv" \
    >"$tmp/vantande"
ubat-score -e 'matdag = 2019-11-01' -i vantetid "$tmp/vantande" >"$tmp/vantetid"
ubat-import -s "$here/bakgrund.source" "$out/uttag/bakgrund.csv" \
    >"$tmp/bakgrund"

# --- the tables, one reading for each set of records -------------------------

ubat-agg -f "$tmp/svar" -t "$here/narstaende.tables" >"$tmp/ar"
ubat-agg -f "$tmp/svar2019" -t "$here/lan2019.tables" >"$tmp/lan"
ubat-agg -f "$tmp/svar2019" -t "$here/overenskommelse.tables" >"$tmp/ok"
ubat-agg -f "$tmp/vantetid" -t "$here/vantetid.tables" >"$tmp/dagar"
ubat-agg -f "$tmp/bakgrund" -t "$here/bakgrund.tables" >"$tmp/matt"

# The answers are those of public bodies and hide nobody; the applications are
# persons.
oppet() {
	ubat-mask --records-are-persons -m 1 --min-part 1 --min-base 1 "$@"
}
for t in ar lan ok; do
	oppet "$tmp/$t" >"$tmp/$t.publik"
done
oppet --allow per_10000,oppna "$tmp/matt" >"$tmp/matt.publik"
ubat-mask "$tmp/dagar" >"$tmp/dagar.publik"

for t in ar lan ok matt dagar; do
	cat "$tmp/$t" >&3
	cat "$tmp/$t.publik" >&4
done 3>"$tmp/tabeller.ubat" 4>"$tmp/publik.ubat"
review

# --- the reports -------------------------------------------------------------

reports narstaende
