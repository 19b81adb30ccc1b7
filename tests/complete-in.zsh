# complete-in.zsh FOLDER - inside the zsh of complete.zsh: TAB prints what would
# be offered, and ends.
PS1= PS2= RPS1=
unsetopt prompt_cr prompt_sp zle_bracketed_paste 2>/dev/null
unset zle_bracketed_paste
stty -echo
fpath=($1 $fpath)
autoload -Uz compinit
compinit -u -D
compadd() {
	local -a hits
	case " $* " in
	*' -O '* | *' -A '* | *' -D '*) ;;
	*)
		builtin compadd -O hits "$@"
		(( $#hits )) && print -l -- 'OFFER '$^hits >>$offers
		;;
	esac
	builtin compadd "$@"
}
all() {
	offers=$(mktemp)
	_main_complete
	cat $offers
	rm -f $offers
	print -- DONE
	exit
}
zle -C all complete-word all
bindkey '^I' all
print READY
