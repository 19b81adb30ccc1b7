# Looking up the figures of tables: load cells

# cell FILE TABLE ROW COLUMN: one cell, by the values of the key columns (keys
# joined with /; "" for a table without keys)
cell() {
	awk -F '\t' -v table="$2" -v row="$3" -v col="$4" '
		/^#table\t/ {
			on = $2 == table
			nk = 0
			for (i = 3; i <= NF; i++)
				if ($i ~ /^keys=/) nk = split(substr($i, 6), k, ",")
			next
		}
		/^#[^\t]*:/ { n = split(substr($0, 2), name, "\t"); on = 0; next }
		/^#/ || !on { next }
		{
			key = ""
			for (i = 1; i <= nk; i++) key = key (i > 1 ? "/" : "") $i
			if (key != row) next
			for (i = 1; i <= n; i++)
				if (name[i] ~ "^" col ":") { print $i; exit }
		}' "$1"
}

# percent K N: whole per cent, half up, in integers
percent() {
	echo $(((200 * $1 + $2) / (2 * $2)))
}

# share FILE TABLE ROW MEASURE: "K of N: P"
share() {
	local k n
	k=$(cell "$1" "$2" "$3" "$4_k")
	n=$(cell "$1" "$2" "$3" "$4_n")
	echo "$k of $n: $(percent "$k" "$n")"
}

# rows FILE TABLE: how many records
rows() {
	awk -F '\t' -v t="$2" '/^#table\t/ { on = $2 == t; next } /^#[^\t]*:/ { on = 0 }
		/^#/ { next } on { n++ } END { print n + 0 }' "$1"
}

# sheets FILE: the names of a workbook's sheets, in order
sheets() {
	unzip -p "$1" xl/workbook.xml | grep -o '<sheet name="[^"]*"' |
	    cut -d '"' -f 2
}

# words FILE: all texts of a workbook, one a line
words() {
	unzip -p "$1" xl/sharedStrings.xml | grep -o '<t[^>]*>[^<]*' |
	    sed 's/^[^>]*>//'
}
