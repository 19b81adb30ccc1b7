# complete.zsh FOLDER LINE - what an interactive zsh offers when TAB is pressed
# behind LINE, with the completions in FOLDER; a word per line.
zmodload zsh/zpty || exit
zpty z zsh -f -i
zpty -w z "source ${0:h}/complete-in.zsh $PWD/$1"
zpty -r z out '*READY*'
zpty -w -n z "$2"$'\t'
zpty -r z out '*DONE*'
print -r -- ${out//$'\r'} | sed -n 's/.*OFFER //p'
zpty -d z
