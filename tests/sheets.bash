# Looking into workbooks: load sheets

# sheet_rows FILE N: its Nth sheet, row by row, cells by "|"
sheet_rows() {
	unzip -p "$1" xl/sharedStrings.xml | sed 's/<si>/\n&/g' | grep '^<si>' |
	    sed 's/<\/si>.*//; s/<[^>]*>//g; s/&amp;/\&/g' >sst
	unzip -p "$1" "xl/worksheets/sheet$2.xml" | sed 's/<row /\n&/g' | grep '^<row' |
	    sed 's/<\/sheetData>.*//' | awk '
		BEGIN { while ((getline s < "sst") > 0) text[n++] = s }
		{
			out = ""
			while (match($0, /<c r="[A-Z]+[0-9]+"[^>]*>(<v>[^<]*<\/v>)?/)) {
				c = substr($0, RSTART, RLENGTH)
				$0 = substr($0, RSTART + RLENGTH)
				v = c
				sub(/.*<v>/, "", v)
				sub(/<.*/, "", v)
				out = out "|" (c ~ /t="s"/ ? text[v] : v)
			}
			print substr(out, 2)
		}'
}
