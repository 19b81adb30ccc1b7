#!/bin/sh
# run.sh OUTDIR - the follow-up of SKL's action plan from made-up extracts: tabeller.ubat and
# rapport-intern.xlsx, publik.ubat and rapport-publik.xlsx, all in OUTDIR.
# README says what to compare.
#
# Each stage writes a file, so that no failure is lost in a pipe.
set -eu

# shellcheck source=examples/begin.sh
. "$(dirname "$0")/../begin.sh"

# --- the extracts ------------------------------------------------------------

ubat-synth -o "$out/uttag" handlingsplan
for f in lvm anmalningar klienter; do
	ubat-import -s "$here/$f.source" "$out/uttag/$f.csv" >"$tmp/$f"
done
# A person goes on, on 1 November of one of these years, or of none.
ubat-score -e 'ar = case when pagar(start, slut, 2017-11-01) then 2017 when pagar(start, slut, 2016-11-01) then 2016 when pagar(start, slut, 2010-11-01) then 2010 when pagar(start, slut, 2008-11-01) then 2008 when pagar(start, slut, 2006-11-01) then 2006 else .n end' \
    -e 'alder = age(fodd, case when ar = 2017 then 2017-11-01 when ar = 2016 then 2016-11-01 when ar = 2010 then 2010-11-01 when ar = 2008 then 2008-11-01 else 2006-11-01 end)' \
    "$tmp/lvm" >"$tmp/matdagar"
ubat-filter 'ar is not missing' "$tmp/matdagar" >"$tmp/pagar"

# --- the tables --------------------------------------------------------------

ubat-agg -f "$tmp/pagar" -t "$here/lvm.tables" >"$tmp/1"
ubat-agg -f "$tmp/anmalningar" -t "$here/tratt.tables" >"$tmp/2"
ubat-agg -f "$tmp/klienter" -t "$here/uppfoljning.tables" >"$tmp/3"
for t in 1 2 3; do
	ubat-mask "$tmp/$t" >"$tmp/$t.publik"
done
# The change from the year before; persons of several years are no total.
for f in 1 1.publik; do
	ubat-table --only lvm --drop-rows ar=.t --along ar --change n \
	    "$tmp/$f" >"$tmp/$f.andring"
done
cat "$tmp/1.andring" "$tmp/2" "$tmp/3" >"$tmp/tabeller.ubat"
cat "$tmp/1.publik.andring" "$tmp/2.publik" "$tmp/3.publik" >"$tmp/publik.ubat"
review

# --- the reports -------------------------------------------------------------

reports handlingsplan
