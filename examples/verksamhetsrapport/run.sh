#!/bin/sh
# run.sh OUTDIR - the standard report on one kommun against all others, from
# made-up ASI interviews: tabeller.ubat and rapport-intern.xlsx, publik.ubat and
# rapport-publik.xlsx, all in OUTDIR.  README says what is in it.
#
# Each stage writes a file, so that no failure is lost in a pipe.
set -eu

# shellcheck source=examples/begin.sh
. "$(dirname "$0")/../begin.sh"

# --- the extracts ------------------------------------------------------------

ubat-synth -o "$out/uttag" verksamhet
for f in asi-grund asi-uppfoljning; do
	ubat-import -s "$here/$f.source" "$out/uttag/$f.csv" >"$tmp/$f"
done

# The last follow-up of each client is used.
ubat-sort -k klient,datum_u "$tmp/asi-uppfoljning" >"$tmp/ordnat"
ubat-score --by klient --order datum_u -e 'sist = seq() = last(seq())' \
    "$tmp/ordnat" >"$tmp/raknat"
ubat-filter sist "$tmp/raknat" >"$tmp/sista"
ubat-join -k klient "$tmp/sista" "$tmp/asi-grund" >"$tmp/alla"

# --- profiles, the double group, change --------------------------------------

ubat-score -e 'alder = age(fodd, datum_g)' \
    -e 'own = if(kommun = "A", "A", "övriga")' \
    -e 'uppfoljd = if(datum_u is missing, "nej", "ja")' \
    --label 'uppfoljd=Uppföljd' -e 'manader = months(datum_g, datum_u)' \
    -i ubat-profil \
    -i 'asi-dubbel:regel=(alkohol_g >= 6 or narkotika_g >= 6) and psykisk_g >= 6' \
    "$tmp/alla" >"$tmp/klienter"
ubat-filter 'uppfoljd = "ja"' "$tmp/klienter" >"$tmp/par"
ubat-score -i asi-forandring "$tmp/par" >"$tmp/forandring"

# --- the tables: one reading for each set of records -------------------------

ubat-agg -f "$tmp/klienter" -t "$here/klienter.tables" >"$tmp/1"
ubat-agg -f "$tmp/forandring" -t "$here/forandring.tables" >"$tmp/2"
ubat-agg -f "$tmp/forandring" -t "$here/egen.tables" >"$tmp/4"
# What change is to be expected without effect; r is not published, and assumed.
ubat-score --rtm r=0.7 -i asi-forandring "$tmp/par" >"$tmp/3"
ubat-mask "$tmp/1" >"$tmp/1.publik"
ubat-mask "$tmp/2" >"$tmp/2.publik"
ubat-mask --records-are-persons \
    --allow vantat,forandring,utan_effekt,utover "$tmp/3" >"$tmp/3.publik"
for f in 3 3.publik; do
	ubat-table --title '3.2 Förändring att vänta utan effekt: regression mot medelvärdet (r = 0,7, ett antagande)' \
	    --source 'Syntetiska ASI-intervjuer, ubat-synth verksamhet' \
	    "$tmp/$f" >"$tmp/$f.titel"
done
# In the few of A each group is too small: those tables stay inside.
cat "$tmp/1" "$tmp/2" "$tmp/3.titel" "$tmp/4" >"$tmp/tabeller.ubat"
cat "$tmp/1.publik" "$tmp/2.publik" "$tmp/3.publik.titel" >"$tmp/publik.ubat"
review

# --- the reports -------------------------------------------------------------

reports verksamhetsrapport
