# bortfall.awk - in the table named by -v table=, put .b (left out for bortfall)
# for the measure -v measure=, and what stands beside it, where less than 80
# per cent answered: svar_k of svar_n.  Totals stay.  Lines are neither added
# nor dropped, so that the stream stays whole (ubat(5)).
BEGIN { FS = OFS = "\t" }
/^#table\t/ { on = $2 == table }
/^#[^\t]*:/ {
	on = 0
	n = split(substr($0, 2), name, "\t")
	for (i = 1; i <= n; i++) {
		sub(/:.*/, "", name[i])
		at[name[i]] = i
	}
}
/^#/ || !on || $1 == ".t" { print; next }
5 * $at["svar_k"] < 4 * $at["svar_n"] {
	for (i = 1; i <= n; i++)
		if (name[i] == measure || index(name[i], measure "_") == 1)
			$i = ".b"
}
{ print }
