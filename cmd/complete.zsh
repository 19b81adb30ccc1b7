# The columns of the streams that are named on the line: their legends alone
# are read, of files alone, and nothing in them but names is believed.
_ubat_names()
{
	local w
	for w; do
		[[ -f $w ]] || continue
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

# The words that "$@" prints, as they are.
_ubat_offer()
{
	local -a list
	list=("${(@f)$("$@")}")
	compadd -S '' -a list
}

_ubat_columns()
{
	compset -P '*[^[:alnum:]_]'
	# of the whole line: what is redirected is not among the words
	_ubat_offer _ubat_names "${(@Q)${(z)BUFFER}}"
}

_ubat_expr() { _ubat_columns }
_ubat_command() { _command_names }
_ubat_directory() { _files -/ }
_ubat_file() { _files }
_ubat_instrument() { _ubat_offer _ubat_instruments; _files -g '*.instrument' }
_ubat_none() { _message 'a word of your own' }
_ubat_report() { _files -g '*.report' }
_ubat_source() { _files -g '*.source' }
_ubat_set() { compadd -- ${(f)"$($words[1] -l 2>/dev/null | cut -f 1)"} }

_ubat_right()
{
	if compset -P @; then
		_ubat_offer _ubat_lists
	else
		_files
	fi
}
