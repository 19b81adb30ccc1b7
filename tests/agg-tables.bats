# ubat-tables(5): one test for each sentence of the page.
# EXAMPLES: ubat-tables.5
load helper

prepare() {
	{
		tsv '#klient:id kommun:code regi:code start:date alder:int b1:int kostnad:dec'
		printf '#label\tregi\tRegi\n#label\tregi\tkommunal\tKommunal regi\n'
		tsv 'a1 0180 privat 2016-03-01 41 8 12500.5' \
		    'a1 0180 kommunal 2016-04-01 41 5 ~' \
		    'b2 1480 kommunal 2017-03-01 20 .x 3' \
		    'c3 1480 ~ 2018-01-01 ~ 9 0.5' \
		    'd4 0180 kommunal 2016-01-01 33 7 1.25'
	} | whole >atgard.ubat
}

tables() { # tables LINE...: t.tables
	printf '%s\n' "$@" >t.tables
}

same() { # same ARG...: t.tables gives what ubat-agg ARG... gives
	ubat-agg -f atgard.ubat "$@" >one
	ubat-agg -f atgard.ubat -t t.tables >many
	cmp one many
}

@test "each table is what the command would write, one after another" {
	tables '[table a]' 'by = regi' 'measure = n' 'measure = mean(alder)' \
	    'total = yes' '[table b]' 'by = ar = year(start), kommun' \
	    'across = regi' 'measure = pos = share(b1 > 6)' 'base = all' \
	    '[table c]' 'person = klient' 'measure = median(alder)' \
	    'measure = distinct(klient)' 'measure = last(regi, start)' \
	    'measure = mode(regi)' 'digits = 1' 'unit = insatser' 'title = T' \
	    'note = N' 'source = S' 'interval = 95' 'label = alder_median=A' \
	    'min-n = 2' 'min-base = 1' 'max-groups = 3' 'total = no'
	{
		ubat-agg -f atgard.ubat -n a -g regi --total n 'mean(alder)'
		ubat-agg -f atgard.ubat -n b -g 'ar = year(start), kommun' \
		    --across regi --base all 'pos = share(b1 > 6)'
		ubat-agg -f atgard.ubat -n c --person klient --digits 1 \
		    --unit insatser --title T --note N --source S \
		    --interval 95 --label alder_median=A --min-n 2 \
		    --min-base 1 --max-groups 3 'median(alder)' \
		    'distinct(klient)' 'last(regi, start)' 'mode(regi)'
	} >each
	run -0 ubat-agg -f atgard.ubat -t t.tables
	[ "$output" = "$(cat each)" ]
	run -0 ubat-agg -f atgard.ubat --tables t.tables
	[ "$output" = "$(cat each)" ]
}

@test "tables that share keys, texts and persons are what each is alone" {
	local m='median(alder) distinct(klient) mode(kostnad) sum(kostnad)' i
	: >t.tables
	: >each
	for i in 1 2 3 4; do
		{
			echo "[table t$i]"
			echo 'person = klient'
			[ $i = 4 ] || echo 'by = kommun, regi'
			[ $i != 3 ] || echo 'total = yes'
			[ $i = 1 ] || echo 'where = b1 is not missing'
			printf 'measure = %s\n' $m 'first(kostnad, start)' \
			    'q = mean(alder / (b1 - 9))'
		} >>t.tables
		set -- -f atgard.ubat -n t$i --person klient
		[ $i = 4 ] || set -- "$@" -g kommun,regi
		[ $i != 3 ] || set -- "$@" --total
		[ $i = 1 ] || set -- "$@" --where 'b1 is not missing'
		# shellcheck disable=SC2086 # each is a measure
		ubat-agg "$@" $m 'first(kostnad, start)' \
		    'q = mean(alder / (b1 - 9))' >>each
	done
	run -0 ubat-agg -f atgard.ubat -t t.tables
	[ "$output" = "$(cat each)" ]
}

@test "tables by the same keys are what each is alone, whatever they have in common" {
	local i=0 args
	: >t.tables
	: >each
	while IFS='|' read -r args; do
		i=$((i + 1))
		eval "ubat-agg -f atgard.ubat -n t$i $args" >>each
		{
			echo "[table t$i]"
			eval "set -- $args"
			while [ $# -gt 0 ]; do
				case $1 in
				-g) echo "by = $2"; shift ;;
				--total) echo "total = yes" ;;
				--*) echo "${1#--} = $2"; shift ;;
				*) echo "measure = $1" ;;
				esac
				shift
			done
		} >>t.tables
	done <<-'EOF'
	-g kommun,regi n 'mean(b1)' 'x = share(b1 > 6)'
	-g kommun,regi --total 'sum(alder)' 'm = mean(b1)' n 'mean(kostnad)'
	-g kommun --across regi --total 'mean(kostnad)' 'x = share(b1 > 6)' 'max(alder)'
	-g kommun,regi --interval 95 'mean(kostnad)' 'mean(b1)' 'sd(b1)'
	-g kommun,regi --own kommun=0180 n 'mean(b1)' 'sd(b1)' 'w = mean(b1, alder)'
	-g kommun,regi --person klient --where 'alder > 20' n 'mean(b1)'
	-g kommun,regi --where 'alder > 20' --total n 'mean(b1)' 'median(b1)'
	-g kommun,regi --base all --total n 'y = share(b1 > 6)' 'w = mean(b1, alder)' 'first(b1, start)'
	-g kommun,regi --cluster klient --interval 95 'mean(b1)' 'first(b1, start)' 'r = rate(b1, alder)'
	-g kommun,regi --missing kind 'mean(b1)' 'r = rate(b1, alder)'
	-g kommun --all regi --across regi n 'mean(b1)' 'max(alder)'
	n 'mean(b1)'
	'mean(b1)' n 'x = share(b1 > 6)'
	EOF
	[ $i = 13 ]
	ubat-agg -f atgard.ubat -t t.tables >many
	cmp each many
	grep -v 'missing = kind' t.tables >u.tables
	ubat-agg -f atgard.ubat -t u.tables >each
	ubat-agg -f atgard.ubat --partial -t u.tables | ubat-agg --merge >many
	cmp each many
	# who is led has limits of its own
	tables '[table a]' 'by = kommun, regi' 'measure = n' '[table b]' \
	    'by = kommun, regi' 'max-groups = 2' 'measure = n'
	run -1 --separate-stderr ubat-agg -f atgard.ubat -t t.tables
	[ "$stderr" = 'ubat-agg: table b: more than 2 groups (option --max-groups)' ]
}

@test "a table keeps to the records that where picks, and counts the others" {
	run -0 ubat-agg -f atgard.ubat -g regi --where 'b1 > 5' n 'mean(alder)'
	[[ $output = *$'\tin=5\tout=3\tgroups=3\tfalse=1\tmissing=1\twhere=b1 > 5'* ]]
	ubat-filter 'b1 > 5' atgard.ubat |
	    ubat-agg -g regi n 'mean(alder)' | grep -v '^#step' >filtered
	[ "$(grep -v '^#step' <<<"$output" | sed '$d')" = "$(sed '$d' filtered)" ]
}

@test "a record that where passes over fails nothing, and divides nothing by zero" {
	printf '#a:int\tb:int\n8\t0\n9223372036854775807\t0\n6\t3\n' | whole >z.ubat
	run -0 ubat-agg -f z.ubat --where 'b <> 0' 'q = mean(a / b)' 's = share(a + 1 > 0)' \
	    's2 = count(a / b > 1)'
	[[ ${lines[-2]} = *$'\tfalse=2\t'* ]]
	[[ ${lines[-2]} != *zero-divisions* ]]
	run -0 ubat-agg -f z.ubat --where 'a / b > 1' n
	[[ ${lines[-2]} = *$'\tzero-divisions=2' ]]
}

@test "where takes a condition" {
	run -2 --separate-stderr ubat-agg -f atgard.ubat --where 'b1 + 1' n
	[ "${stderr_lines[0]}" = 'ubat-agg: where takes a condition' ]
	[ -z "$output" ]
}

@test "of a table the rows of totals are picked by no condition" {
	ubat-agg -f atgard.ubat -g kommun --total n >t.ubat
	run -0 ubat-agg -f t.ubat --where 'n > 1' 'sum(n)'
	[[ ${lines[-2]} = *$'\tin=3\tout=1\tgroups=1\ttotals=1\tfalse=0\tmissing=0\t'* ]]
	[ "${lines[-4]}" = $'5\t2\t0' ]
}

@test "what stands before the first section holds for all, unless said again" {
	tables 'by = regi' 'measure = n' 'title = alla' '[table a]' \
	    '[table b]' 'by = kommun' 'measure = mean(b1)' 'title = b'
	{
		ubat-agg -f atgard.ubat -n a -g regi --title alla n
		ubat-agg -f atgard.ubat -n b -g kommun --title b 'mean(b1)'
	} >each
	run -0 ubat-agg -f atgard.ubat -t t.tables
	[ "$output" = "$(cat each)" ]
}

@test "options and operands beside the file hold for all, unless it says otherwise" {
	tables '[table a]' 'by = regi' '[table b]' 'measure = mean(b1)' 'total = no'
	{
		ubat-agg -f atgard.ubat -n a -g regi --total n
		ubat-agg -f atgard.ubat -n b -g kommun 'mean(b1)'
	} >each
	run -0 ubat-agg -f atgard.ubat -t t.tables --total -g kommun n
	[ "$output" = "$(cat each)" ]
	run -2 --separate-stderr ubat-agg -f atgard.ubat -t t.tables -n x n
	[ "${stderr_lines[0]}" = 'ubat-agg: -n: the tables of t.tables have names' ]
}

@test "a failure names file and line, and nothing is written" {
	local tried=0 want
	while IFS='|' read -r want text; do
		# shellcheck disable=SC2059 # \n in the table below
		printf "$text" >t.tables
		run -2 --separate-stderr ubat-agg -f atgard.ubat -t t.tables
		echo "$want: $stderr"
		[ -z "$output" ]
		[ "${stderr_lines[0]}" = "ubat-agg: t.tables:$want" ]
		tried=$((tried + 1))
	done <<'END'
1: no [table name]|[tabell a]\n
1: no [table name]|[tablea]\nmeasure = n\n
1: no name of a table|[table]\nmeasure = n\n
1: no name of a table|[table 1]\nmeasure = n\n
 no [table name] in it|measure = n\n
1: no measure|[table a]\nby = regi\n
2: measures: no key of that name|[table a]\nmeasures = n\n
2: name: no key of that name|[table a]\nname = n\n
2: measure: has no value|[table a]\nmeasure =\n
4: title: stands before, on line 2|[table a]\ntitle = a\nmeasure = n\ntitle = b\n
3: [table a] stands before, on line 1|[table a]\nmeasure = n\n[table a]\nmeasure = n\n
3: digits: not a whole number from 0 to 6|[table a]\nmeasure = n\ndigits = 7\n
2: total: neither yes nor no|[table a]\ntotal = ja\nmeasure = n\n
2: base: neither all, known nor both|[table a]\nbase = x\nmeasure = n\n
2: label: not name=text|[table a]\nlabel = x\nmeasure = n\n
3: no measure of that name (count?)|[table a]\nmeasure = n\nmeasure = x = antal(b1)\n
4: no column regin; did you mean regi?|[table b]\nmeasure = n\n[table a]\nby = regin\nmeasure = n\n
2: no column klien; did you mean klient?|[table a]\nperson = klien\nmeasure = n\n
2: where takes a condition|[table a]\nwhere = b1\nmeasure = n\n
1: two columns are called n|[table a]\nmeasure = n\nmeasure = n\n
END
	[ $tried = 20 ]
	run -1 --separate-stderr ubat-agg -f atgard.ubat -t none.tables
	[ "$stderr" = 'ubat-agg: none.tables: cannot open: No such file or directory' ]
}

@test "a table that fails on its way is named, a record has its line" {
	tables '[table a]' 'measure = n' '[table b]' 'by = kommun' 'measure = n' \
	    'max-groups = 1'
	run -1 --separate-stderr ubat-agg -f atgard.ubat -t t.tables
	[ "$stderr" = 'ubat-agg: table b: more than 1 groups (option --max-groups)' ]
	printf '#a:int\tb:int\n1\tx\nx\t1\n' | whole >bad.ubat
	tables '[table a]' 'measure = sum(a)' '[table b]' 'measure = sum(b)'
	run -1 --separate-stderr ubat-agg -f bad.ubat -t t.tables
	[ "$stderr" = 'ubat-agg: bad.ubat:2: column b: not a valid int' ]
}

@test "every line on the page runs" {
	sed -n '/^\.Bd/,/^\.Ed/p' "$ROOT/man/ubat-tables.5" | grep -v '^\.' \
	    >manad.tables
	examples ubat-tables.5 | grep '^ubat-agg' >a.sh
	[ "$(wc -l <a.sh)" = 1 ]
	run -0 bash -o pipefail -e a.sh
	[[ $output = *'Insatser efter regi'* ]]
}

# --- memory ------------------------------------------------------------------

numbers() { # numbers N: that many records of two numbers
	awk -v n="$1" 'BEGIN {
		print "#k:int\tv:int"
		for (i = 0; i < n; i++) print i "\t" i % 100
		print "#end\t" n "\t0"
	}'
}

@test "more memory than --mem is refused, and less is enough" {
	numbers 100000 >s.ubat
	run -1 --separate-stderr ubat-agg --mem 4M -g k n -f s.ubat
	[ "$stderr" = 'ubat-agg: more than 4 MiB of memory for groups and their values (option --mem)' ]
	[[ $output != *$'\n#end'* ]]
	run -1 --separate-stderr ubat-agg --mem 4M 'median(k)' -f s.ubat
	run -1 --separate-stderr ubat-agg --mem 4096K --person k n -f s.ubat
	ubat-agg --mem 4M -g v 'sum(k)' n -f s.ubat >limited
	ubat-agg -g v 'sum(k)' n -f s.ubat >free
	cmp free limited
	ubat-agg --mem 1G -g k n -f s.ubat >limited
	ubat-agg --partial -g k n -f s.ubat >state
	run -1 --separate-stderr ubat-agg --merge --mem 4M state
	[ "$stderr" = 'ubat-agg: more than 4 MiB of memory for groups and their values (option --mem)' ]
	local o
	for o in 4 M 0M 4X -1M 4.5G ''; do
		run -2 --separate-stderr ubat-agg --mem "$o" n -f s.ubat
		[ "${stderr_lines[0]}" = 'ubat-agg: --mem: not a size as 500M or 2G' ]
	done
}

@test "the memory does not grow with the records" {
	sanitized && skip "the programs that check themselves need more"
	(ulimit -v 32768) || skip "no limit can be set"
	numbers 1000000 >s.ubat
	# 16 bytes more for each record would not fit
	(
		ulimit -v 32768
		ubat-agg -g v --across k --where 'k < 5' n 'mean(k)' 'sd(k)' \
		    'p = share(k > 100)' -f s.ubat >out
		ubat-agg -g v n 'mean(k)' 'sd(k)' 'min(k)' 'p = share(k > 100)' \
		    -f s.ubat >out
	)
	[ "$(grep -vc '^#' out)" = 100 ]
}
