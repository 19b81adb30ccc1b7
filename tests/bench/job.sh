#!/bin/sh
# job.sh TOOL DATA DIR - the job of run.sh with one tool (or one stage of it):
# of åtgärden 12-stegsbehandling that began in 2015 or later, by kommun and regi,
# how many, the share of B1 above 6, the mean age at the start, the share that
# ended early.
here=$(dirname "$0") tool=$1 data=$2 dir=$3
bin=${UBAT_BIN:-$here/../../build/bin}
stream=$dir/extract.ubat

case $tool in
ubat)
	"$dir/meter" "$dir/ubat.import" \
	    "$bin/ubat-import" -s "$here/atgard.source" "$data" |
	    "$dir/meter" "$dir/ubat.filter" "$bin/ubat-filter" \
	        'atgard = "12-stegsbehandling" and year(start) >= 2015' |
	    "$dir/meter" "$dir/ubat.agg" "$bin/ubat-agg" -g kommun,regi n \
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
duckdb)
	exec node "$here/duckdb.js" "$data" 2
	;;
polars)
	exec node "$here/polars.js" "$data"
	;;
# the stages by themselves, and what they are measured against
import)
	exec "$bin/ubat-import" -s "$here/atgard.source" "$data"
	;;
filter)
	exec "$bin/ubat-filter" \
	    'atgard = "12-stegsbehandling" and year(start) >= 2015' "$stream"
	;;
agg)
	exec "$bin/ubat-agg" -g kommun,regi n 'good = share(b1 > 6)' \
	    'age = mean(year(start) - fodd)' \
	    'early = share(avslut = "oplanerat")' -f "$stream"
	;;
lines)
	exec wc -l "$data"
	;;
stream-lines)
	exec wc -l "$stream"
	;;
esac
