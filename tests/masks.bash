# Records to make tables of, and what is left of them: load masks

# shares N K N K ...: groups a, b, c ... of N persons, of whom K are true
shares() {
	local g=a i=0 n
	printf '#p:id\tk:code\tx:bool\n'
	while [ $# -gt 0 ]; do
		for ((n = 0; n < $1; n++)); do
			printf 'p%d\t%s\t%d\n' $((i++)) $g $((n < $2))
		done
		g=$(tr a-y b-z <<<$g)
		shift 2
	done
	printf '#end\t%d\t0\n' $i
}

# cells FILE: records alone, one blank between fields, lines by commas
cells() {
	grep -v '^#' "$@" | tr '\t' ' ' | paste -sd,
}
