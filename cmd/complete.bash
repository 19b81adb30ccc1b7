# The columns of the streams that are named on the line: their legends alone
# are read, of files alone, and nothing in them but names is believed.
_ubat_names()
{
	local w
	for w; do
		w=${w#[\"\']}
		w=${w%[\"\']}
		[ -f "$w" ] || continue
		head -c 1048576 -- "$w" 2>/dev/null | LC_ALL=C awk -F '\t' '
			/^#[a-z]+(\t|$)/ { next }
			!/^#/ { exit }
			{
				sub(/^#/, "")
				for (i = 1; i <= NF; i++) {
					sub(/:[a-z]*$/, "", $i)
					rest = $i
					gsub(/[A-Za-z0-9_]/, "", rest)
					if ($i != "" && rest !~ /[\001-\177]/)
						print $i
				}
				exit
			}'
	done
}

# Those of the words on standard input that begin as $2 does, $1 before them.
_ubat_offer()
{
	local w
	while IFS= read -r w; do
		[[ $w != "$2"* ]] || COMPREPLY+=("$1$w")
	done
}

# What $1 is called at the cursor, where $2 stands.
_ubat_kind()
{
	local cur=$2 name LC_ALL=C
	case $1 in
	*'|'*) _ubat_offer '' "$cur" < <(printf '%s\n' "$1" | tr '|' '\n') ;;
	columns | expr)
		# the name at the end, in a text that may be in quotes
		cur=${cur#[\"\']}
		name=${cur##*[!A-Za-z0-9_$'\200'-$'\377']}
		_ubat_offer "${cur%"$name"}" "$name" \
		    < <(_ubat_names "${COMP_WORDS[@]:1}" | sort -u)
		compopt -o nospace 2>/dev/null
		;;
	command) COMPREPLY=($(compgen -c -- "$cur")) ;;
	directory) _ubat_offer '' "$cur" < <(compgen -d -- "$cur") ;;
	file)
		_ubat_offer '' "$cur" < <(compgen -f -- "$cur")
		compopt -o filenames 2>/dev/null
		;;
	instrument)
		_ubat_offer '' "$cur" < <(_ubat_instruments)
		_ubat_files "$cur" instrument
		;;
	right)
		case $cur in
		@*) _ubat_offer @ "${cur#@}" < <(_ubat_lists) ;;
		*) _ubat_kind file "$cur" ;;
		esac
		;;
	report) _ubat_files "$cur" report ;;
	set)
		_ubat_offer '' "$cur" \
		    < <("${COMP_WORDS[0]}" -l 2>/dev/null | cut -f 1)
		;;
	source) _ubat_files "$cur" source ;;
	esac
}

# Files whose names end in .$2, and folders.
_ubat_files()
{
	_ubat_offer '' "$1" < <(compgen -f -X "!*.$2" -- "$1"; compgen -d -- "$1")
	compopt -o filenames 2>/dev/null
}

# The operand at the cursor: which kind of $2 it has, after options with the
# arguments $1.
_ubat_operand()
{
	local i n=0 w kind
	for ((i = 1; i < COMP_CWORD; i++)); do
		w=${COMP_WORDS[i]}
		case $w in
		'<' | '>' | '>>' | '2>') i=$((i + 1)) ;;
		-?*) [[ $1 != *" $w="* ]] || i=$((i + 1)) ;;
		*) n=$((n + 1)) ;;
		esac
	done
	for kind in $2; do
		[ "$n" -gt 0 ] && [ "$kind" = "${kind%\*}" ] || break
		n=$((n - 1))
	done
	[ "$n" = 0 ] || [ "$kind" != "${kind%\*}" ] || kind=none
	_ubat_kind "${kind%\*}" "$cur"
}

# $1: the options; $2: those with an argument, and its kind; $3: the kinds of
# operands, the last with "*" for all others.
_ubat_complete()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local kinds
	COMPREPLY=()
	# bash takes --option=word, and @list, for several words
	if [ "$cur" = = ]; then
		cur=
	elif [ "$prev" = = ]; then
		prev=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	case $prev in
	'<' | '>' | '>>' | '2>')
		_ubat_kind file "$cur"
		return
		;;
	@)
		_ubat_offer '' "$cur" < <(_ubat_lists)
		return
		;;
	esac
	kinds="$2 "
	if [[ $prev = -* && $kinds = *" $prev="* ]]; then
		kinds=${kinds#*" $prev="}
		_ubat_kind "${kinds%% *}" "$cur"
	elif [[ $cur = -* ]]; then
		_ubat_offer '' "$cur" < <(printf '%s\n' $1)
	elif [ "$cur" = @ ]; then
		_ubat_offer '' '' < <(_ubat_lists)
	else
		_ubat_operand "$2" "$3"
	fi
}
