# lengths.awk - files and functions that have grown too long to read.
#
#	awk -f lengths.awk FILE...
#
# Never over: a command 250 lines, a library file 800, a function 70.

function bad(where, what) {
	print where ": " what
}

function close_file(    most) {
	if (file == "")
		return
	most = file ~ /^cmd\/ubat-/ ? 250 : 800
	if (lines > most)
		bad(file, lines " lines, the limit is " most)
}

FNR == 1 {
	close_file()
	file = FILENAME
	start = 0
}

{ lines = FNR }

# The brace of a function, and only that, stands in the first column.
/^\{/ {
	start = FNR
	next
}

/^\}/ && start {
	if (FNR - start + 1 > 70)
		bad(FILENAME ":" start, "a function of " FNR - start + 1 \
		    " lines, the limit is 70")
	start = 0
}

END { close_file() }
