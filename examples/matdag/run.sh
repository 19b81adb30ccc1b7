#!/bin/sh
# run.sh OUTDIR - insatser on 1 November, and what came in, went out and came
# back, from a made-up extract: matdag.ubat samtidiga.ubat balans.ubat
# dygn.ubat langd.ubat nya.ubat ater.ubat kedja.ubat and rapport.xlsx, all in
# OUTDIR.  README says what each holds.
#
# Each stage writes a file, so that no failure is lost in a pipe.
set -eu

# shellcheck source=examples/begin.sh
. "$(dirname "$0")/../begin.sh"

kalla='Syntetiskt uttag 2025-11-15'

awk -f "$here/uttag.awk" >"$tmp/insatser.csv"
ubat-import -s "$here/insatser.source" "$tmp/insatser.csv" >"$tmp/alla"
ubat-sort -k klient,start "$tmp/alla" >"$tmp/insatser"

# --- going on, on 1 November -------------------------------------------------

ubat-filter 'pagar(start, slut, 2025-11-01)' "$tmp/insatser" >"$tmp/pagar"
ubat-agg -f "$tmp/pagar" -g insats -g kon --total -n matdag \
    --person klient --unit insatser \
    --title 'Pågående insatser den 1 november 2025 efter insats och kön' \
    --source "$kalla" n >"$tmp/matdag.ubat"

# Persons with more than one on that day.
ubat-agg -f "$tmp/pagar" -g klient n >"$tmp/per_person"
ubat-agg -f "$tmp/per_person" -g 'antal = band(n, 1, 2, 3)' -n samtidiga \
    --unit personer \
    --title 'Personer efter antal samtidiga insatser den 1 november 2025' \
    --source "$kalla" --label 'antal=Antal insatser' n >"$tmp/samtidiga.ubat"

# --- from one 1 November to the next -----------------------------------------

# A spell goes on both on its first day and on its last.  So the new are those
# that began after the first day, and those that have ended had their last day
# on it or later, but before the second.
ubat-agg -f "$tmp/insatser" -g insats -g kon --total -n balans \
    --unit insatser \
    --title 'Insatser från den 1 november 2024 till den 1 november 2025' \
    --note 'Pågående vid periodens början + nya - avslutade = pågående vid dess slut.' \
    --source "$kalla" \
    --label 'ib=Pågående 1 november 2024' --label 'nya=Nya' \
    --label 'avslutade=Avslutade' --label 'ub=Pågående 1 november 2025' \
    'ib = count(pagar(start, slut, 2024-11-01))' \
    'nya = count(start between 2024-11-02 and 2025-11-01)' \
    'avslutade = count(slut between 2024-11-01 and 2025-10-31)' \
    'ub = count(pagar(start, slut, 2025-11-01))' >"$tmp/balans.ubat"
ubat-filter 'not (ib + nya - avslutade = ub)' "$tmp/balans.ubat" >"$tmp/fel"
if grep -qv '^#' "$tmp/fel"; then
	echo 'run.sh: the balance does not hold' >&2
	exit 1
fi

# --- days of care, by year ---------------------------------------------------

ubat-agg -f "$tmp/insatser" -g insats --total -n dygn --unit insatser \
    --title 'Vårddygn 2023-2025 efter insats, till och med den 15 november 2025' \
    --source "$kalla" \
    --label 'd2023=2023' --label 'd2024=2024' --label 'd2025=2025' \
    'd2023 = sum(overlap(start, slut, 2023-01-01, 2023-12-31))' \
    'd2024 = sum(overlap(start, slut, 2024-01-01, 2024-12-31))' \
    'd2025 = sum(overlap(start, slut, 2025-01-01, 2025-12-31))' \
    >"$tmp/dygn.ubat"

ubat-agg -f "$tmp/insatser" -g insats --total -n langd --unit insatser \
    --title 'Längd på insatser som avslutats 2024-11-01 till 2025-10-31, dygn' \
    --source "$kalla" --label 'median=Median' --label 'medel=Medelvärde' \
    'median = median(if(slut between 2024-11-01 and 2025-10-31, days(start, slut) + 1, .n))' \
    'medel = mean(if(slut between 2024-11-01 and 2025-10-31, days(start, slut) + 1, .n))' \
    >"$tmp/langd.ubat"

# --- new persons, those who come back, chains --------------------------------

ubat-score --by klient --order start -e 'ny = seq() = 1 or gap() > 365' \
    -e 'fran = prev(insats)' --label 'fran=Från' "$tmp/insatser" >"$tmp/ordnade"
# The register begins in 2022: before 2023 nobody knows who is new.
ubat-filter 'ny and year(start) between 2023 and 2025' "$tmp/ordnade" >"$tmp/ny"
ubat-agg -f "$tmp/ny" -g 'ar = year(start)' -g kon --total -n nya \
    --person klient --unit personer \
    --title 'Nya personer: ingen insats under de 365 dagarna före' \
    --source "$kalla" --label 'ar=År' n >"$tmp/nya.ubat"

# Insatser with at most 30 days between them are one period.
ubat-score --by klient --order start --episode 'gap <= 30' \
    -e 'kon = first(kon)' --label 'kon=Kön' "$tmp/insatser" >"$tmp/perioder"
# A period that goes on cannot come back; of one whose window had not passed
# on the day of the extract nobody knows.
ubat-score --by klient --order start \
    -e 'ater6 = case when slut is empty then .n when slut + 182 > extracted() then .u else next(start) is not missing and next(start) <= slut + 182 end' \
    -e 'ater12 = case when slut is empty then .n when slut + 365 > extracted() then .u else next(start) is not missing and next(start) <= slut + 365 end' \
    "$tmp/perioder" >"$tmp/ater"
ubat-agg -f "$tmp/ater" -g kon --total -n ater --person klient \
    --unit perioder \
    --title 'Återaktualisering efter avslutad period, procent' \
    --note 'Andel av perioder som följts hela tiden. Pågående perioder och de som slutat för nyligen räknas som utan uppgift.' \
    --source "$kalla" \
    --label 'ater6=Åter inom 182 dagar' --label 'ater12=Åter inom 365 dagar' \
    n 'ater6 = share(ater6)' 'ater12 = share(ater12)' >"$tmp/ater.ubat"

ubat-filter 'fran is not missing' "$tmp/ordnade" >"$tmp/folj"
ubat-agg -f "$tmp/folj" -g fran -g insats -n kedja --person klient \
    --unit insatser --title 'Insats efter insats: från vilken till vilken' \
    --source "$kalla" n >"$tmp/kedja.ubat"

# --- the report --------------------------------------------------------------

tables='matdag samtidiga balans dygn langd nya ater kedja'
for f in $tables; do
	cat "$tmp/$f.ubat"
done >"$tmp/rapport"
ubat-xlsx -o "$tmp/rapport.xlsx" --title 'Insatser den 1 november' \
    <"$tmp/rapport"
for f in $tables; do
	mv "$tmp/$f.ubat" "$out/$f.ubat"
	echo "$out/$f.ubat"
done
mv "$tmp/insatser.csv" "$tmp/rapport.xlsx" "$out"
echo "$out/rapport.xlsx"
