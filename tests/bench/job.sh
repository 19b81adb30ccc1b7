#!/bin/sh
# job.sh CASE DIR - one thing that run.sh measures, over the files it made in
# DIR.
#
# The job is: of åtgärden 12-stegsbehandling that began in 2015 or later, by
# kommun and regi, how many, the share of B1 above 6, the mean age at the start,
# the share that ended early.  TOOL[-KIND]: with a tool, over the extract of that
# kind (quoted, gz).  The other cases are single commands.
here=$(dirname "$0") case=$1 dir=$2
bin=${UBAT_BIN:-$here/../../build/bin}
stream=$dir/extract.ubat persons=$dir/persons.ubat

# Which extract: that of the case's kind.
case $case in
*-quoted) data=$dir/quoted.csv ;;
*-gz) data=$dir/extract.csv.gz ;;
*) data=$dir/extract.csv ;;
esac

agg() {
	exec "$bin/ubat-agg" --max-groups 100000000 -g "$1" n \
	    'good = share(b1 > 6)' 'cost = mean(kostnad)' -f "$persons"
}

# Expression number N of filters.tsv: for ubat-filter and for awk.
expression() {
	sed -n "$1{p;q;}" "$here/filters.tsv" | cut -f "$2"
}

case $case in
ubat | ubat-quoted | ubat-gz)
	"$dir/meter" "$dir/$case.import" \
	    "$bin/ubat-import" -s "$here/atgard.source" "$data" |
	    "$dir/meter" "$dir/$case.filter" "$bin/ubat-filter" \
	        'atgard = "12-stegsbehandling" and year(start) >= 2015' |
	    "$dir/meter" "$dir/$case.agg" "$bin/ubat-agg" -g kommun,regi n \
	        'good = share(b1 > 6)' 'age = mean(year(start) - fodd)' \
	        'early = share(avslut = "oplanerat")'
	;;
mawk)
	exec mawk -f "$here/main.awk" "$data"
	;;
miller)
	# shellcheck disable=SC2016 # Miller's own $
	exec mlr --icsv --ifs ';' --ojsonl \
	    cut -f 'kommunkod,födelseår,åtgärd,regi,startdatum,avslut,B1' \
	    'then' filter \
	    '$åtgärd == "12-stegsbehandling" && $startdatum >= "2015"' \
	    'then' put -q -f "$here/main.mlr" "$data"
	;;
duckdb | duckdb-quoted | duckdb-gz)
	exec node "$here/duckdb.js" "$data" 2
	;;
polars)
	exec node "$here/polars.js" "$data"
	;;

# ubat-import by itself, and what it is measured against
import)
	exec "$bin/ubat-import" -s "$here/atgard.source" "$data"
	;;
import-latin1)
	exec "$bin/ubat-import" -s "$dir/latin1.source" "$dir/latin1.csv"
	;;
import-persons)
	exec "$bin/ubat-import" -s "$here/atgard.source" "$dir/persons.csv"
	;;
import-pseudonyms)
	exec "$bin/ubat-import" -k "$dir/key" -s "$dir/pseudonyms.source" \
	    "$dir/persons.csv"
	;;
lines)
	exec wc -l "$data"
	;;

# the others, over the stream
filter)
	exec "$bin/ubat-filter" \
	    'atgard = "12-stegsbehandling" and year(start) >= 2015' "$stream"
	;;
filter-*)
	exec "$bin/ubat-filter" "$(expression "${case#*-}" 1)" "$stream"
	;;
mawk-*)
	exec mawk -F '\t' "!/^#/ && ($(expression "${case#*-}" 2))" "$stream"
	;;
agg)
	exec "$bin/ubat-agg" -g kommun,regi n 'good = share(b1 > 6)' \
	    'age = mean(year(start) - fodd)' \
	    'early = share(avslut = "oplanerat")' -f "$stream"
	;;
tables-1 | tables-30)
	exec "$bin/ubat-agg" -t "$dir/${case}.tables" -f "$persons"
	;;
tables-1-persons | tables-30-persons)
	exec "$bin/ubat-agg" -t "$dir/${case%-persons}.tables" -f "$persons" \
	    --person personnummer
	;;
agg-few) agg regi ;;
agg-some) agg kommun,atgard,regi ;;
agg-many) agg personnummer ;;
duckdb-few | duckdb-some | duckdb-many | duckdb-join)
	exec node "$here/duckdb-stream.js" "$dir" "${case#*-}" 2
	;;
join)
	exec "$bin/ubat-join" -k personnummer "$dir/right.ubat" "$persons"
	;;
stream-lines)
	exec wc -l "$stream"
	;;
persons-lines)
	exec wc -l "$persons"
	;;
*)
	echo "job.sh: no case $case" >&2
	exit 2
	;;
esac
