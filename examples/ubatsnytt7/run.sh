#!/bin/sh
# run.sh OUTDIR - the tables and figures of Ubåtsnytt nr 7 from made-up
# extracts: tabeller.ubat and rapport-intern.xlsx, publik.ubat and
# rapport-publik.xlsx, all in OUTDIR.  README says what to compare.
#
# Each stage writes a file, so that no failure is lost in a pipe.
set -eu

# shellcheck source=examples/begin.sh
. "$(dirname "$0")/../begin.sh"

kalla='Syntetiska uttag, ubat-synth ubatsnytt7'

# --- the extracts, read and joined -------------------------------------------

ubat-synth -o "$out/uttag" ubatsnytt7
for f in atgarder brukarskattningar handlaggarskattningar asi-grund \
    asi-uppfoljning; do
	ubat-import -s "$here/$f.source" "$out/uttag/$f.csv" >"$tmp/$f.alla"
done
ubat-filter 'atgard = "12-steg"' "$tmp/atgarder.alla" >"$tmp/atgarder"

# A form belongs to its åtgärd.
for f in brukarskattningar handlaggarskattningar; do
	ubat-join -k atgard_id -t inner -c kommun,regi \
	    "$tmp/atgarder" "$tmp/$f.alla" >"$tmp/$f"
done
# An ASI-G belongs to the person's first 12-steg on or after it, and to that
# the first ASI-U on or after its end.
ubat-join -k klient -t inner --asof 'datum_g <= start' -c kommun,regi,slut \
    "$tmp/atgarder" "$tmp/asi-grund.alla" >"$tmp/grund"
ubat-join -k klient --asof 'slut <= datum_u' \
    "$tmp/asi-uppfoljning.alla" "$tmp/grund" >"$tmp/asi"

# --- tabell 1: profiles ------------------------------------------------------

ubat-score -i ubat-profil "$tmp/asi" >"$tmp/profil"
ubat-agg -f "$tmp/profil" -g regi -n tabell1 --person klient \
    --unit klienter \
    --title 'Tabell 1. 12-stegsbehandling i kommunal och privat regi: klienter efter profil enligt regel i ubat (tröskel 4), procent' \
    --note 'Andel av klienter med profil. Den som saknar profil ingår inte i basen.' \
    --source "$kalla" \
    --label 'med_profil=Klienter med profil' \
    --label 'nark=Narkotikaprofilen' \
    --label 'avgr_alk=Avgränsade alkoholproblem' \
    --label 'alk_psyk=Alkohol och psykiska problem' \
    'med_profil = count(profil is not missing)' \
    'nark = share(profil = "narkotika")' \
    'avgr_alk = share(profil = "avgr_alk")' \
    'alk_psyk = share(profil = "alk_psyk")' >"$tmp/tabell1"

# --- tabell 2: regi by kommun ------------------------------------------------

ubat-agg -f "$tmp/atgarder" -g kommun -n tabell2 --person klient --min-n 5 \
    --unit åtgärder \
    --title 'Tabell 2. 12-stegsbehandling efter regi i kommuner med minst fem åtgärder, procent' \
    --note 'Andel av åtgärder med känd regi. Antal är alla åtgärder.' \
    --source "$kalla" \
    --label 'kommunal=Kommunal regi' --label 'privat=Privat regi' \
    n 'kommunal = share(regi = "kommunal")' \
    'privat = share(regi = "privat")' >"$tmp/tabell2"

# --- figur 1 and 2: ratings --------------------------------------------------

for f in brukarskattningar handlaggarskattningar; do
	ubat-filter 'regi is not missing' "$tmp/$f" >"$tmp/$f.regi"
	ubat-score -i ubat-skattning "$tmp/$f.regi" >"$tmp/$f.poang"
done
ubat-agg -f "$tmp/brukarskattningar.poang" -g regi -n figur1 \
    --person klient --unit skattningar \
    --title 'Figur 1. Positiva brukarskattningar (över 6) av 12-stegsbehandling, procent' \
    --note 'Andel av de skattningar som finns.' --source "$kalla" \
    --label 'nojd=Nöjd med hjälpen' \
    --label 'minskat=Problemen har minskat' \
    --label 'val=Inflytande på val av åtgärd' \
    --label 'genomf=Inflytande på genomförandet' \
    'nojd = share(b1_pos)' 'minskat = share(b2_pos)' \
    'val = share(b3_pos)' 'genomf = share(b4_pos)' >"$tmp/figur1"
ubat-agg -f "$tmp/handlaggarskattningar.poang" -g regi -n figur2 \
    --person klient --unit skattningar \
    --title 'Figur 2. Positiva handläggarskattningar (över 6) av 12-stegsbehandling, procent' \
    --note 'Andel av de skattningar som finns. H2 besvaras med ja eller nej och ingår inte.' \
    --source "$kalla" \
    --label 'h1=H1 Åtgärden passade' --label 'h3=H3 Genomförandet' \
    --label 'h4=H4 Klientens bidrag' --label 'h5=H5 Problemförbättring' \
    --label 'h6=H6 Egen insats' \
    'h1 = share(h1_pos)' 'h3 = share(h3_pos)' 'h4 = share(h4_pos)' \
    'h5 = share(h5_pos)' 'h6 = share(h6_pos)' >"$tmp/figur2"

# --- figur 3: change ---------------------------------------------------------

ubat-filter 'datum_u is not missing' "$tmp/asi" >"$tmp/par"
ubat-score -i asi-forandring "$tmp/par" >"$tmp/forandring"
ubat-agg -f "$tmp/forandring" -g regi -n figur3 --person klient \
    --unit jämförelser \
    --title 'Figur 3. Minskade problem mellan ASI-G och ASI-U (minst 2 skalsteg) vid 12-stegsbehandling, procent' \
    --note 'Andel av alla par. Urval på högt startvärde ger förbättring även utan effekt.' \
    --source "$kalla" \
    --label 'alkohol=Alkohol' --label 'narkotika=Narkotika' \
    --label 'psykisk=Psykisk hälsa' \
    'alkohol = share(alkohol_forandring = "minskat")' \
    'narkotika = share(narkotika_forandring = "minskat")' \
    'psykisk = share(psykisk_forandring = "minskat")' >"$tmp/figur3"

# --- the figures of the text -------------------------------------------------

ubat-agg -f "$tmp/atgarder" -n text_regi --base all --person klient \
    --unit åtgärder \
    --title '12-stegsbehandling efter regi, andel av alla åtgärder, procent' \
    --source "$kalla" \
    --label 'kommunal=Kommunal regi' --label 'privat=Privat regi' \
    --label 'saknas=Regi saknas' \
    n 'kommunal = share(regi = "kommunal")' \
    'privat = share(regi = "privat")' \
    'saknas = share(regi is missing)' >"$tmp/text1"

ubat-score -e 'alder = age(fodd, start)' "$tmp/atgarder" >"$tmp/alder"
ubat-agg -f "$tmp/alder" -g regi -n text_atgarder --person klient \
    --where 'regi is not missing' --unit åtgärder \
    --title '12-stegsbehandling: form, avslut, ålder och kön efter regi' \
    --source "$kalla" \
    --label 'oppen=Öppen form' --label 'heldygn=Heldygn' \
    --label 'oplanerat=Oplanerat avslut' --label 'alder=Ålder vid start' \
    --label 'man=Män' --label 'kvinnor=Kvinnor' \
    n 'oppen = share(form = "oppen")' 'heldygn = share(form = "heldygn")' \
    'oplanerat = share(avslut = "oplanerat")' 'alder = mean(alder)' \
    'man = share(kon = "man")' 'kvinnor = share(kon = "kvinna")' \
    >"$tmp/text2"

ubat-agg -f "$tmp/profil" -n text_asi --person klient \
    --unit klienter \
    --title 'Underlag: klienter med ASI-G, med profil och med jämförelse mellan ASI-G och ASI-U' \
    --source "$kalla" \
    --label 'profil=Med profil enligt regel i ubat (tröskel 4)' \
    --label 'par=Med ASI-G och ASI-U' \
    n 'profil = count(profil is not missing)' \
    'par = count(datum_u is not missing)' >"$tmp/text3"
ubat-agg -f "$tmp/brukarskattningar" -n text_brukare \
    --person klient --unit brukarskattningar \
    --title 'Underlag: brukarskattningar' --source "$kalla" n >"$tmp/text4"
ubat-agg -f "$tmp/handlaggarskattningar" -n text_handlaggare \
    --person klient --unit handläggarskattningar \
    --title 'Underlag: handläggarskattningar' --source "$kalla" n >"$tmp/text5"

# "9-12 procent fler" are percentage points: the difference of two shares.
ubat-agg -f "$tmp/forandring" --across regi -n text_skillnad \
    --person klient --unit jämförelser \
    --title 'Skillnad i andel med minskade problem, kommunal minus privat regi, procentenheter' \
    --source "$kalla" --label 'alkohol=Alkohol' --label 'narkotika=Narkotika' \
    --label 'psykisk=Psykisk hälsa' \
    'alkohol = share(alkohol_forandring = "minskat")' \
    'narkotika = share(narkotika_forandring = "minskat")' \
    'psykisk = share(psykisk_forandring = "minskat")' >"$tmp/text6"

# --- what is published -------------------------------------------------------

# Tables of the same records are protected together.
mask() {
	for t; do cat "$tmp/$t"; done >"$tmp/skydda"
	ubat-mask "$tmp/skydda" >"$tmp/skyddat"
	awk -v to="$tmp" -v names="$*" 'BEGIN { split(names, name, " "); i = 1 }
	    { print >(to "/" name[i] ".publik") } /^#end/ { i++ }' "$tmp/skyddat"
}
mask text1 tabell2
mask text3 tabell1
for t in text2 text4 text5 text6 figur1 figur2 figur3; do
	mask $t
done

# The differences, for the public of what is published: of rounded shares.
for f in text6 text6.publik; do
	ubat-score \
	    --label 'alkohol_procentenheter=Alkohol, procentenheter' \
	    --label 'narkotika_procentenheter=Narkotika, procentenheter' \
	    --label 'psykisk_procentenheter=Psykisk hälsa, procentenheter' \
	    -e 'alkohol_procentenheter = round(100 * (alkohol_kommunal - alkohol_privat), 1)' \
	    -e 'narkotika_procentenheter = round(100 * (narkotika_kommunal - narkotika_privat), 1)' \
	    -e 'psykisk_procentenheter = round(100 * (psykisk_kommunal - psykisk_privat), 1)' \
	    "$tmp/$f" >"$tmp/skillnad"
	mv "$tmp/skillnad" "$tmp/$f"
done

# Which kommuner are mostly of one regi cannot be told of hidden shares.
ubat-score -e 'klass = case when 100 * privat_k >= 80 * privat_n then "Minst 80 procent privat" when 100 * kommunal_k >= 70 * kommunal_n then "Minst 70 procent kommunal" else "Jämn fördelning" end' \
    "$tmp/tabell2" >"$tmp/klasser"
ubat-agg -f "$tmp/klasser" -g klass -n text_kommuner --unit kommuner \
    --title 'Kommuner med minst fem 12-stegsbehandlingar efter dominerande regi' \
    --source "$kalla" --label 'klass=Fördelning' n >"$tmp/text7"

# --- the reports -------------------------------------------------------------

for t in tabell1 tabell2 figur1 figur2 figur3 text1 text2 text3 text4 text5 \
    text6; do
	cat "$tmp/$t" >&3
	cat "$tmp/$t.publik" >&4
done 3>"$tmp/tabeller.ubat" 4>"$tmp/publik.ubat"
cat "$tmp/text7" >>"$tmp/tabeller.ubat"
review
reports ubatsnytt7
