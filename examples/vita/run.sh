#!/bin/sh
# run.sh OUTDIR - the follow-up of a contract from made-up extracts:
# tabeller.ubat and rapport-intern.xlsx, publik.ubat and rapport-publik.xlsx,
# all in OUTDIR.  README says what to compare.
#
# Each stage writes a file, so that no failure is lost in a pipe.
set -eu

# shellcheck source=examples/begin.sh
. "$(dirname "$0")/../begin.sh"

# --- the extracts ------------------------------------------------------------

ubat-synth -o "$out/uttag" vita
for f in deltagande avtal krav; do
	ubat-import -s "$here/$f.source" "$out/uttag/$f.csv" >"$tmp/$f"
done
ubat-filter 'form = "grupp"' "$tmp/deltagande" >"$tmp/grupp"

# --- each person once --------------------------------------------------------

ubat-sort -k klient,start "$tmp/grupp" >"$tmp/ordnat"
ubat-score --by klient --order start -e 'nr = seq()' -e 'grupper = last(seq())' \
    -e 'alder = age(fodd, 2017-06-16)' "$tmp/ordnat" >"$tmp/raknat"
ubat-filter 'nr = 1' "$tmp/raknat" >"$tmp/personer"

# --- those enrolled at the visit ---------------------------------------------

ubat-filter 'pagar(start, slut, 2017-06-16)' "$tmp/deltagande" >"$tmp/pagar"
ubat-score -e 'alder = age(fodd, 2017-06-16)' "$tmp/pagar" >"$tmp/inskrivna"

# --- the tables --------------------------------------------------------------

ubat-agg -f "$tmp/grupp" -t "$here/deltagande.tables" >"$tmp/1.ubat"
ubat-agg -f "$tmp/personer" -t "$here/personer.tables" >"$tmp/2.ubat"
ubat-agg -f "$tmp/inskrivna" -t "$here/inskrivna.tables" >"$tmp/3.ubat"
ubat-agg -f "$tmp/krav" -t "$here/krav.tables" >"$tmp/5.ubat"

# The demands are of a contract, and hide nobody.
for t in 1 2 3; do
	ubat-mask "$tmp/$t.ubat" >"$tmp/$t.publik"
done
ubat-mask --records-are-persons -m 1 --min-part 1 --min-base 1 \
    "$tmp/5.ubat" >"$tmp/5.publik"

# The contract of each year, of nobody either.
ubat-agg -f "$tmp/avtal" -g ar -n avtal 'kopta = sum(kopta)' \
    'erbjudna = sum(erbjudna)' 'ersattning = sum(ersattning)' >"$tmp/ar.avtal"
ubat-mask --records-are-persons -m 1 --min-part 1 --min-base 1 \
    "$tmp/ar.avtal" >"$tmp/avtal"

# Places and cost are computed from the table of years, the first of its file:
# for the public from the masked one, so that they tell no more than it does.
for f in ubat publik; do
	awk '{ print } /^#end/ { exit }' "$tmp/1.$f" >"$tmp/ar.$f"
	ubat-filter 'ar is not missing' "$tmp/ar.$f" >"$tmp/antal.$f"
	ubat-join -k ar "$tmp/avtal" "$tmp/antal.$f" >"$tmp/platser.$f"
	ubat-agg -f "$tmp/platser.$f" -t "$here/platser.tables" >"$tmp/4.$f"
done

for f in ubat publik; do
	cat "$tmp/1.$f" "$tmp/2.$f" "$tmp/3.$f" "$tmp/4.$f" "$tmp/5.$f" \
	    >"$tmp/alla.$f"
done
mv "$tmp/alla.ubat" "$tmp/tabeller.ubat"
mv "$tmp/alla.publik" "$tmp/publik.ubat"
review

# --- the reports -------------------------------------------------------------

reports vita
