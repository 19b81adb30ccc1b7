# figures.sh - part of run.sh: the tables.
# What run.sh sets is used here.
# shellcheck shell=sh disable=SC2154

# The middle one of the numbers that come (of two in the middle, their mean).
middle() {
	sort -n | awk '{ v[NR] = $1 }
	END { print (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 }'
}

# median METER COLUMN
median() {
	awk -v c="$2" '{ print $c }' "$dir/$1" | middle
}

# Seconds, CPU seconds and KiB of a case; a pipeline's memory is summed over its
# stages.
meter_of() {
	kib=$(median "$1.meter" 3)
	case $1 in
	ubat*)
		kib=0
		for s in import filter agg; do
			kib=$(echo "$kib $(median "$1.$s" 3)" |
			    awk '{ print $1 + $2 }')
		done
		;;
	esac
	echo "$(median "$1.meter" 1) $(median "$1.meter" 2) $kib"
}

print_tools() {
	printf '%-8s %9s %9s %9s %12s %12s\n' \
	    tool seconds cpu MiB 'ubat/tool' 'MiB ratio'
	ubat=$(meter_of ubat)
	for t in $tools; do
		echo "$t $(meter_of "$t") $ubat" | awk '{
			printf "%-8s %9.3f %9.3f %9.1f", $1, $2, $3, $4 / 1024
			if ($1 != "ubat")
				printf " %12.3f %12s", $5 / $2,
				    sprintf("1/%.1f", $4 / $7)
			print ""
		}'
	done
	echo "groups: $(wc -l <"$dir/ubat.answer")"
}

# A stage by itself, over all records, and wc -l of what it reads.
print_stages() {
	printf '\n%-8s %9s %9s %9s %12s\n' stage seconds cpu MiB 'ubat/wc -l'
	for s in import:lines filter:stream-lines agg:stream-lines; do
		echo "${s%:*} $(meter_of "${s%:*}") $(meter_of "${s#*:}")" |
		    awk '{
			printf "%-8s %9.3f %9.3f %9.1f %12.2f\n",
			    $1, $2, $3, $4 / 1024, $2 / $5
		}'
	done
}

line() {
	awk -v what="$1" -v is="$2" -v most="$3" 'BEGIN {
		printf "%-62s %7.3f %7.3f  %s\n", what, is, most,
		    is <= most ? "met" : "missed"
	}'
}

# ratio WHAT CASE REFERENCE TARGET: of seconds, round by round
ratio() {
	[ -e "$dir/$3.meter" ] || return 0
	line "$1" "$(paste -d ' ' "$dir/$2.meter" "$dir/$3.meter" |
	    awk '{ print $1 / $4 }' | middle)" "$4"
}

# memory WHAT METER TARGET: MiB, the most of all rounds
memory() {
	line "$1" "$(sort -k 3n "$dir/$2" | awk 'END { print $3 / 1024 }')" "$3"
}

print_figures() {
	printf '\n%-62s %7s %7s\n' figure is target
	ratio 'import / wc -l of the extract' import lines 8
	ratio 'import, iso-8859-1 / utf-8' import-latin1 import 1.4
	ratio 'job, all fields in quotes / DuckDB' ubat-quoted duckdb-quoted 0.6
	ratio 'job, .gz / DuckDB' ubat-gz duckdb-gz 0.3
	ratio 'import with pseudonyms / without' \
	    import-pseudonyms import-persons 2
	memory 'import, MiB' import.meter 8
	memory 'import, all fields in quotes, MiB' ubat-quoted.import 8
	memory 'import, iso-8859-1, MiB' import-latin1.meter 8
	memory 'import, .gz, MiB' ubat-gz.import 8
	memory 'import with pseudonyms, MiB' import-pseudonyms.meter 8
	ratio 'job / DuckDB' ubat duckdb 0.5
	ratio 'job / polars' ubat polars 0.8
	ratio 'job / mawk' ubat mawk 0.3
	ratio 'job / Miller' ubat miller 0.0667
	ratio 'filter, two conditions / wc -l of the stream' \
	    filter stream-lines 4
	n=0
	cut -f 1 "$here/filters.tsv" | while read -r x; do
		n=$((n + 1))
		ratio "filter, $(echo "$x" | cut -c 1-44) / mawk" \
		    filter-$n mawk-$n 0.2
	done
	ratio 'agg, 4 measures / wc -l of the stream' agg stream-lines 7
	# Two million groups do not come near 7 times wc -l, which needs 0.02
	# microseconds for a record: a loop in C that knows where the columns
	# are, checks nothing and prints no fraction needs 12 times the
	# processor time of wc -l.  ubat-agg needs 14 to 16, of which a second
	# processor takes nearly half: what is read ahead, the keys of the next
	# batch, and half of what is put in order and written.
	for g in few some many; do
		ratio "agg, $g groups / wc -l of the stream" \
		    agg-$g persons-lines 7
		ratio "agg, $g groups / DuckDB" agg-$g duckdb-$g 0.5
	done
	ratio '30 tables in one reading / one of them' tables-30 tables-1 4
	ratio '30 tables with persons / one of them' \
	    tables-30-persons tables-1-persons 4
	ratio 'join, 5 records to each 2 / DuckDB' join duckdb-join 0.7
}
