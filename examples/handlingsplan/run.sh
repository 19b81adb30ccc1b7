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
for f in lvm anmalningar klienter cannabis enkater maria statistik avvikelser; do
	ubat-import -s "$here/$f.source" "$out/uttag/$f.csv" >"$tmp/$f"
done
# A person goes on, on 1 November of one of these years, or of none.
ubat-score -e 'ar = case when pagar(start, slut, 2017-11-01) then 2017 when pagar(start, slut, 2016-11-01) then 2016 when pagar(start, slut, 2010-11-01) then 2010 when pagar(start, slut, 2008-11-01) then 2008 when pagar(start, slut, 2006-11-01) then 2006 else .n end' \
    -e 'alder = age(fodd, case when ar = 2017 then 2017-11-01 when ar = 2016 then 2016-11-01 when ar = 2010 then 2010-11-01 when ar = 2008 then 2008-11-01 else 2006-11-01 end)' \
    "$tmp/lvm" >"$tmp/matdagar"
ubat-filter 'ar is not missing' "$tmp/matdagar" >"$tmp/pagar"

# --- the situation: LVM, the funnel, and what others have found ----------------

ubat-agg -f "$tmp/pagar" -t "$here/lvm.tables" >"$tmp/1"
ubat-agg -f "$tmp/anmalningar" -t "$here/tratt.tables" >"$tmp/2"
for t in 1 2; do
	ubat-mask "$tmp/$t" >"$tmp/$t.publik"
done
# The change from the year before; persons of several years are no total.
for f in 1 1.publik; do
	ubat-table --only lvm --drop-rows ar=.t --along ar --change n \
	    "$tmp/$f" >"$tmp/$f.andring"
	mv "$tmp/$f.andring" "$tmp/$f"
done
# Studies and statistics of others, which are published: an answer is a person,
# and a figure none.  So is an avvikelse: it is about one, whom it does not name.
for f in cannabis enkater lagforda maria avvikelser; do
	from=$f
	[ "$f" != lagforda ] || from=enkater
	ubat-agg -f "$tmp/$from" -t "$here/$f.tables" >"$tmp/s.$f"
	ubat-mask --records-are-persons "$tmp/s.$f" >"$tmp/s.$f.publik"
done
ubat-agg -f "$tmp/statistik" -t "$here/statistik.tables" >"$tmp/s.statistik"
rm -f "$tmp"/en.*
awk -v to="$tmp/en." '{ print >(to n + 0) } /^#end/ { n++ }' "$tmp/s.statistik"
for t in "$tmp"/en.*; do
	ubat-mask --records-are-persons -m 1 --min-part 1 --min-base 1 "$t"
done >"$tmp/s.statistik.publik"

# --- individ-, verksamhetsnivå and lokal nivå: a kommun and its own records ---

for k in 0580 0581 0680 1280; do
	ubat-filter "kommun = \"$k\"" "$tmp/klienter" >"$tmp/k.$k"
done
ubat-sort -k verksamhet,start "$tmp/k.0581" >"$tmp/ordnat"
ubat-score --by verksamhet --order start -e 'nr = seq()' "$tmp/ordnat" \
    >"$tmp/numrerat"
ubat-agg -f "$tmp/numrerat" -t "$here/individ.tables" >"$tmp/individ"
ubat-agg -f "$tmp/k.0581" -t "$here/lokal.tables" >"$tmp/lokal"
ubat-mask "$tmp/lokal" >"$tmp/lokal.publik"

# --- regional and nationell nivå: no records cross the border of a kommun -----

# Each kommun makes states that hold counts, and none of few; those are added up.
alder='alder = band(fodd, start, @skl2018-13)'
delstat() { # NAME KEYS TITLE MEASURE...
	name=$1 keys=$2 title=$3
	shift 3
	for k in 0580 0581 0680 1280; do
		ubat-agg --partial=safe -f "$tmp/k.$k" -n "$name" \
		    -g "kommun, $keys" --total \
		    --hierarchy 'kommun < lan < riket' --unit personer \
		    --title "$title" \
		    --source 'Delresultat från fyra kommuner, ubat-synth handlingsplan' \
		    "$@" >"$out/delar/$name.$k"
	done
	ubat-agg --merge "$out/delar/$name".* >"$tmp/n.$name"
	names="$names $name"
}
names=
mkdir -p "$out/delar"
for d in malgrupp:Målgrupper problem:Problem behov:Behov insats:Insatser; do
	vad="${d#*:} på lokal, regional och nationell nivå, efter"
	delstat "niva_${d%:*}_kon" "${d%:*}, kon" "$vad kön" n
	delstat "niva_${d%:*}_alder" "${d%:*}, $alder" "$vad ålder vid start" \
	    --label 'alder=Ålder, enligt SKL 2018' n
done
for d in kon:kön 'alder:ålder vid start'; do
	keys=${d%%:*}
	[ "$keys" = kon ] || keys=$alder
	delstat "niva_resultat_${d%%:*}" "$keys" \
	    "Resultat på lokal, regional och nationell nivå, efter ${d#*:}" \
	    --note 'Andel av dem vars resultat är känt.' \
	    --label 'forbattrat=Förbättrat' --label 'forsamrat=Försämrat' \
	    n 'forbattrat = share(resultat = "forbattrat")' \
	    'forsamrat = share(resultat = "forsamrat")'
done
# Each is protected beside what is out already.  Where something of a few is held
# back their totals differ by those few, and ubat-mask refuses the next.
cp "$tmp/lokal.publik" "$tmp/ute"
for name in $names; do
	vad=${name#niva_}
	vad=${vad%_*}
	ubat-mask --records-are-persons --published "$tmp/ute" "$tmp/n.$name" \
	    >"$tmp/n.publik"
	cat "$tmp/n.publik" >>"$tmp/ute"
	[ "$vad" = resultat ] || for f in "n.$name" n.publik; do
		ubat-table --across "$vad" "$tmp/$f" >"$tmp/n.kolumner"
		mv "$tmp/n.kolumner" "$tmp/$f"
	done
	cat "$tmp/n.$name" >>"$tmp/niva"
	cat "$tmp/n.publik" >>"$tmp/niva.publik"
done

# --- the reports -------------------------------------------------------------

for t in 1 2 s.avvikelser s.cannabis s.enkater s.lagforda s.maria s.statistik \
    lokal niva; do
	cat "$tmp/$t" >&3
	cat "$tmp/$t.publik" >&4
done 3>"$tmp/tabeller.ubat" 4>"$tmp/publik.ubat"
cat "$tmp/individ" >>"$tmp/tabeller.ubat"
review
reports handlingsplan
