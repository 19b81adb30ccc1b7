# The completion that every command prints for bash and zsh: ubat(7), SHELL
# COMPLETION.
load helper

# One "complete" per line: the words before the cursor, the last one is being
# typed; sets the array COMPREPLY.
complete_bash() {
	bash -c '
		source <("$1" --completion bash) || exit
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		"_${1//-/_}"
		printf "%s\n" "${COMPREPLY[@]}"' - "$@"
}

# offers WANT WORD...: what is offered there, in one line
offers() {
	local want=$1
	shift
	got=$(complete_bash "$@" | sort | paste -sd ' ')
	echo "$*: $got"
	[ "$got" = "$want" ]
}

prepare() {
	{
		printf '#label\tregi\tRegi\n'
		printf '#klient:id\tregi:code\tregion:code\tstart:date\tålder:int\n'
		printf 'k1\tkommunal\t01\t2016-03-01\t41\n#end\t1\t0\n'
	} >s.ubat
	: >atgard.source
	: >egen.instrument
	mkdir mapp
}

commands() {
	local c
	for c in "$ROOT"/cmd/ubat-*.c; do
		basename "$c" .c
	done
}

@test "every command prints a completion that bash takes" {
	for c in $(commands); do
		run -0 --separate-stderr "$c" --completion bash
		[ -z "$stderr" ]
		"$c" --completion bash >c.bash
		bash -n c.bash
		[ "$(bash -c 'source ./c.bash; complete -p "$1"' - "$c")" = \
		    "complete -F _${c//-/_} $c" ]
	done
}

@test "every option of --help is offered, and nothing else" {
	for c in $(commands); do
		"$c" --help | sed -n 's/^  \(-[a-zA-Z0-9]\)\(, \(--[-a-z0-9]*\)\)\{0,1\}.*/\1 \3/p;
		    s/^ *\(--[-a-z0-9]*\).*/\1/p' | tr -s ' ' '\n' | grep . |
		    sort >want
		complete_bash "$c" - | sort | diff want -
	done
}

@test "an option begun is finished" {
	offers '--columns --completion' ubat-filter --c
	offers '--max-columns --max-field --max-line' ubat-sort --max
	offers '' ubat-sort --nothing
}

@test "an argument of a few words is one of them" {
	offers 'csv jsonl px sql tsv' ubat-export -f ''
	offers 'csv' ubat-export --format c
	offers 'csv' ubat-export --format = c
	offers 'csv jsonl px sql tsv' ubat-export --format =
	offers 'all both known' ubat-agg --base ''
	offers 'inner' ubat-join -t i
	offers 'bash zsh' ubat-show --completion ''
}

@test "columns are those of the stream on the line" {
	offers 'klient regi region start ålder' ubat-agg -f s.ubat -g ''
	offers 'regi region' ubat-agg -f s.ubat -g re
	offers 'klient,regi klient,region' ubat-agg -f s.ubat -g klient,re
	offers 'ålder' ubat-agg -f s.ubat --person å
	offers 'start' ubat-agg -f "'s.ubat'" -g st
	offers 'regi region' ubat-filter true s.ubat --split re
}

@test "columns come after the cursor too, and behind <" {
	run -0 bash -c '
		source <(ubat-filter --completion bash)
		COMP_WORDS=(ubat-filter -c re s.ubat) COMP_CWORD=2
		_ubat_filter; echo "${COMPREPLY[@]}"
		COMP_WORDS=(ubat-filter re "<" s.ubat) COMP_CWORD=1
		_ubat_filter; echo "${COMPREPLY[@]}"'
	[ "${lines[0]}" = 'regi region' ]
	[ "${lines[1]}" = 'regi region' ]
}

@test "in an expression the name at the end is finished, in quotes too" {
	run -0 bash -c '
		source <(ubat-filter --completion bash)
		for w in "'\''start >= 2015-01-01 and re" "\"å" "mean(kli"; do
			COMP_WORDS=(ubat-filter "$w" s.ubat) COMP_CWORD=1
			_ubat_filter
			printf "%s\n" "${COMPREPLY[@]}"
		done'
	[ "${lines[0]}" = 'start >= 2015-01-01 and regi' ]
	[ "${lines[1]}" = 'start >= 2015-01-01 and region' ]
	[ "${lines[2]}" = 'ålder' ]
	[ "${lines[3]}" = 'mean(klient' ]
	[ "${#lines[@]}" = 4 ]
}

@test "without a stream on the line no column is offered" {
	offers '' ubat-filter -c re
	offers '' ubat-agg -g re
	printf 'regi;b\n' >x.csv
	offers '' ubat-agg -f x.csv -g re
	offers '' ubat-agg -f none -g re
	offers '' ubat-agg -f mapp -g re
}

@test "the legend alone is read, and never a pipe" {
	# the legend first, then a file that would never end
	printf '#a:int\n' >big
	truncate -s 1T big 2>/dev/null || truncate -s 4G big
	run -0 timeout 10 bash -c '
		source <(ubat-agg --completion bash)
		COMP_WORDS=(ubat-agg -f big -g "") COMP_CWORD=4
		_ubat_agg; echo "${COMPREPLY[@]}"'
	[ "$output" = a ]
	mkfifo p
	run -0 timeout 10 bash -c '
		source <(ubat-agg --completion bash)
		COMP_WORDS=(ubat-agg -f p -f /dev/stdin -g "") COMP_CWORD=6
		(sleep 5; echo "#a:int") | { _ubat_agg; echo "got ${COMPREPLY[*]}"; }'
	[ "$output" = 'got ' ]
}

@test "a name that is none is not offered, and nothing in a file is run" {
	printf '#a$(touch hacked):int\tb`touch hacked`:int\tc;d:int\t\x1b[2J:int\tok:int\n' >s
	offers ok ubat-agg -f s -g ''
	: >'$(touch hacked)'
	: >'; touch hacked'
	complete_bash ubat-show '' >/dev/null
	complete_bash ubat-show '$' >/dev/null
	[ ! -e hacked ]
}

@test "operands: an expression first, then files" {
	offers 's.ubat' ubat-filter 'x > 1' s
	offers 's.ubat' ubat-filter -c regi 'x > 1' s.u
	offers 's.ubat' ubat-show s
	offers 's.ubat' ubat-show -w 20 s
	offers 's.ubat' ubat-filter 'x > 1' '<' s
	offers 's.ubat' ubat-body sed 1d s
	# a measure is an expression, the last operand any number of times
	offers 'mean(regi mean(region' ubat-agg -f s.ubat 'n = count()' 'mean(re'
	for c in $(commands); do
		"$c" --completion bash | tail -n 4 | grep "^	    '[a-z *]*'$"
	done
}

@test "instruments are those of ubat-score -l, and files" {
	ubat-score -l | cut -f 1 >list
	[ -s list ]
	offers "$({ cat list; echo egen.instrument; echo mapp; } | sort | paste -sd ' ')" \
	    ubat-score -i ''
	offers 'egen.instrument' ubat-score -p e
}

@test "code lists follow @, sources end in .source, sets are listed" {
	(cd "$ROOT/lib/codes" && ls -- *.csv | sed 's/\.csv$//') >list
	offers "$(sort list | paste -sd " ")" ubat-join @
	offers '@kommun @kommungrupp' ubat-join @k
	# as bash splits the line at @
	offers 'kommun kommungrupp' ubat-join @ k
	offers 's.ubat' ubat-join s
	offers 'atgard.source' ubat-import -s a
	offers 'mapp' ubat-synth -o m
	offers 'ubatsnytt7' ubat-synth u
}

@test "an argument that is a word of one's own: nothing is offered" {
	offers '' ubat-agg -n s
	offers '' ubat-show -w ''
}

@test "another shell is a usage error" {
	run -2 --separate-stderr ubat-show --completion fish
	[ "${stderr_lines[0]}" = 'ubat-show: --completion: not bash or zsh' ]
	[ -z "$output" ]
}

@test "a full disk is an error, however long what is written" {
	[ -w /dev/full ] || skip "needs /dev/full"
	for c in ubat-sort ubat-show ubat-import; do
		for shell in bash zsh; do
			run -1 --separate-stderr bash -c "$c --completion $shell >/dev/full"
			[[ $stderr == "$c: stdout: cannot write"* ]]
		done
	done
}

@test "make install puts them where the shells look" {
	command -v make >/dev/null || skip "make is not installed"
	local b
	b=$(dirname "$(command -v ubat-show)")
	make -s -C "$ROOT" -o all B="${b%/bin}" PREFIX=/usr DESTDIR="$PWD/d" install
	for c in $(commands); do
		"$c" --completion bash |
		    cmp - "d/usr/share/bash-completion/completions/$c"
		"$c" --completion zsh |
		    cmp - "d/usr/share/zsh/site-functions/_$c"
	done
	make -s -C "$ROOT" -o all B="${b%/bin}" PREFIX=/usr DESTDIR="$PWD/d" uninstall
	[ -z "$(find d -type f)" ]
}

# --- zsh ---------------------------------------------------------------------

need_zsh() {
	command -v zsh >/dev/null || skip "zsh is not installed"
	zsh -c 'zmodload zsh/zpty && zpty z true' >/dev/null 2>&1 ||
	    skip "zsh has no terminal to make here"
}

@test "zsh: every command prints a completion that zsh takes" {
	need_zsh
	for c in $(commands); do
		"$c" --completion zsh >"_$c"
		[ "$(head -n 1 "_$c")" = "#compdef $c" ]
		zsh -n "_$c"
	done
}

# offers_zsh WANT LINE: what a zsh at a terminal of its own offers when TAB is
# pressed behind LINE
offers_zsh() {
	mkdir -p fn
	for c in $(commands); do
		"$c" --completion zsh >"fn/_$c"
	done
	got=$(LC_ALL=C.UTF-8 zsh -f "$BATS_TEST_DIRNAME/complete.zsh" fn "$2" |
	    sort -u | paste -sd ' ')
	echo "$2: $got"
	[ "$got" = "$1" ]
}

@test "zsh: options, words, columns, instruments and lists are offered" {
	need_zsh
	offers_zsh '--columns --completion' 'ubat-filter --c'
	offers_zsh 'csv jsonl px sql tsv' 'ubat-export -f '
	offers_zsh 'regi region' 'ubat-agg -f s.ubat -g re'
	offers_zsh 'regi region' 'ubat-agg -f s.ubat -g klient,re'
	offers_zsh 'regi region' "ubat-filter -c klient <s.ubat 'start > 1 and re"
	offers_zsh 'kommun kommungrupp' 'ubat-join @k'
	offers_zsh 'ubat-atgard ubat-profil ubat-skattning' 'ubat-score -i ubat-'
	offers_zsh 'atgard.source' 'ubat-import -s atg'
}
