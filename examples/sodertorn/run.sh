#!/bin/sh
# run.sh OUTDIR - the mapping of services from a made-up inventory: tabeller.ubat and
# rapport-intern.xlsx, publik.ubat and rapport-publik.xlsx, all in OUTDIR.
# README says what to compare.
#
# Each stage writes a file, so that no failure is lost in a pipe.
set -eu

# shellcheck source=examples/begin.sh
. "$(dirname "$0")/../begin.sh"

# --- the extracts ------------------------------------------------------------

ubat-synth -o "$out/uttag" sodertorn
for f in inventering kommuner arenden; do
	ubat-import -s "$here/$f.source" "$out/uttag/$f.csv" >"$tmp/$f"
done
# How many insatser each kommun has.
ubat-sort -k kommun,insats "$tmp/inventering" >"$tmp/ordnat"
ubat-score --by kommun --order insats -e 'nr = seq()' \
    -e 'insatser = last(seq())' "$tmp/ordnat" >"$tmp/raknat"
ubat-filter 'nr = 1' "$tmp/raknat" >"$tmp/antal"
ubat-join -k kommun -c insatser "$tmp/antal" "$tmp/kommuner" >"$tmp/med_antal"

# --- the tables --------------------------------------------------------------

ubat-agg -f "$tmp/inventering" -t "$here/inventering.tables" >"$tmp/1"
ubat-agg -f "$tmp/med_antal" -t "$here/kommuner.tables" >"$tmp/2"
ubat-agg -f "$tmp/med_antal" -t "$here/arbetslast.tables" >"$tmp/3"
ubat-agg -f "$tmp/arenden" -t "$here/arenden.tables" >"$tmp/4"
# Kommuner and what they offer are no persons: nothing of few is to be hidden,
# nor how many cases the officers of one kommun have.
for t in 1 2; do
	ubat-mask --records-are-persons -m 1 --min-part 1 --min-base 1 \
	    "$tmp/$t" >"$tmp/$t.publik"
done
ubat-mask --records-are-persons -m 1 --min-part 1 --min-base 1 \
    --allow arenden,unga "$tmp/3" >"$tmp/3.publik"
# The cases are persons.  One of the three tables is published: who is 20-29 but
# not 21-29 is 20, and such are few.
ubat-agg -f "$tmp/arenden" -t "$here/unga.tables" >"$tmp/5"
ubat-mask "$tmp/5" >"$tmp/5.publik"
cat "$tmp/1" "$tmp/2" "$tmp/3" "$tmp/4" "$tmp/5" \
    >"$tmp/tabeller.ubat"
cat "$tmp/1.publik" "$tmp/2.publik" "$tmp/3.publik" "$tmp/5.publik" \
    >"$tmp/publik.ubat"
review

# --- the reports -------------------------------------------------------------

reports sodertorn
