#!/bin/sh
# run.sh OUTDIR [DATADIR] - real data through the same tools: persons, age and
# sex by trial and site, and days of opioid use, as studier.ubat platser.ubat
# dagar.ubat anvandning.ubat and rapport.xlsx in OUTDIR.  DATADIR holds
# everybody.csv, site_masked.csv, demographics.csv and all_drugs.csv; without
# it those of the tests are taken.  See README.
set -eu

[ $# -eq 1 ] || [ $# -eq 2 ] || { echo "usage: run.sh OUTDIR [DATADIR]" >&2; exit 2; }
out=$1
case $out in -*) out=./$out ;; esac
here=$(cd "$(dirname "$0")" && pwd)
data=${2:-$here/../../tests/data/ctn0094}
PATH=$PATH:$here/../../build/bin
mkdir -p "$out"
tmp=$(mktemp -d "$out/tmp.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

kalla='public.ctn0094data 1.0.6 (MIT), CTN-0027, CTN-0030 och CTN-0051'

for f in everybody site_masked demographics all_drugs; do
	ubat-import -s "$here/$f.source" "$data/$f.csv" >"$tmp/$f"
done

# --- persons -----------------------------------------------------------------

ubat-join -k who "$tmp/everybody" "$tmp/demographics" >"$tmp/med-studie"
ubat-join -k who "$tmp/site_masked" "$tmp/med-studie" >"$tmp/personer"

persons() { # KEYS NAME TITLE
	ubat-agg -f "$tmp/personer" -g "$1" -n "$2" --person who --total \
	    --unit personer --title "$3" --source "$kalla" \
	    --label 'alder=Ålder' --label 'kvinnor=Kvinnor' \
	    n 'alder = mean(alder)' 'kvinnor = share(not man)'
}
persons studie studier 'Personer, ålder och andel kvinnor efter studie' \
    >"$tmp/studier.ubat"
persons studie,plats platser \
    'Personer, ålder och andel kvinnor efter studie och plats' \
    >"$tmp/platser.ubat"

# --- days of use in the four weeks before consent, as told -------------------

ubat-filter 'kalla = "TFB" and dag between -28 and -1' "$tmp/all_drugs" \
    >"$tmp/fyra-veckor"
ubat-join -k who "$tmp/everybody" "$tmp/fyra-veckor" >"$tmp/rader"
# opioids other than those that the trials treat with
ubat-score -e 'opioid = drog in ("Codeine", "Fentanyl", "Heroin", "Hydrocodone", "Hydromorphone", "Merperidine", "Morphine", "Opioid", "Opium", "Oxycodone", "Oxymorphone", "Propoxyphene", "Tramadol")' \
    "$tmp/rader" >"$tmp/droger"

# Of the days on which a person told of any drug, those with an opioid.
ubat-agg -f "$tmp/droger" -g 'studie, who, dag' 'opioider = count(opioid)' \
    >"$tmp/persondagar"
ubat-agg -f "$tmp/persondagar" -g studie -n dagar --total --person who \
    --unit persondagar \
    --title 'Dagar med opioider, av dagar då någon drog uppgetts, fyra veckor före samtycket' \
    --source "$kalla" --label 'opioid=Dagar med opioider' \
    n 'opioid = share(opioider > 0)' >"$tmp/dagar.ubat"

# Of 28 days, those with an opioid, person by person.
ubat-agg -f "$tmp/droger" -g 'studie, who' \
    'dagar = distinct(if(opioid, dag, .n))' >"$tmp/dagar-per-person"
ubat-agg -f "$tmp/dagar-per-person" -g studie -n anvandning --total \
    --person who --unit personer \
    --title 'Dagar med opioider av 28 före samtycket, personer som uppgett någon drog' \
    --source "$kalla" --label 'dagar=Dagar, medelvärde' \
    --label 'mediandagar=Dagar, median' --label 'alla=Alla 28 dagar' \
    --label 'inga=Inga dagar' \
    n 'dagar = mean(dagar)' 'mediandagar = median(dagar)' \
    'alla = share(dagar = 28)' 'inga = share(dagar = 0)' \
    >"$tmp/anvandning.ubat"

# --- the report --------------------------------------------------------------

cat "$tmp/studier.ubat" "$tmp/platser.ubat" "$tmp/dagar.ubat" \
    "$tmp/anvandning.ubat" >"$tmp/rapport"
ubat-xlsx -o "$tmp/rapport.xlsx" \
    --title 'Tre studier av behandling vid opioidberoende' \
    --chart studier=kvinnor --chart dagar <"$tmp/rapport"
for f in studier.ubat platser.ubat dagar.ubat anvandning.ubat rapport.xlsx; do
	mv "$tmp/$f" "$out/$f"
	echo "$out/$f"
done
