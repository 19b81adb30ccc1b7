# px.awk - read a px file by the rules of its specification and print every
# cell: the codes of its place in STUB and HEADING, then the value, by TABs.
# Written apart from the exporter.  Anything the rules do not allow is an
# error: said on standard error, exit 1.

function bad(why) {
	print "px: " why >"/dev/stderr"
	failed = 1
	exit 1
}

# The strings of a list: pieces with nothing but an end of line between them
# are one text.  Sets out[1..n], returns n.
function strings(raw, out,   n, i, c, in_text, glued) {
	n = 0
	glued = 0
	for (i = 1; i <= length(raw); i++) {
		c = substr(raw, i, 1)
		if (in_text && c != "\"")
			out[n] = out[n] c
		else if (c == "\"") {
			in_text = !in_text
			if (in_text && !glued)
				out[++n] = ""
			glued = 1
		} else if (c == ",")
			glued = 0
		else if (c != "\n")
			bad("\"" c "\" outside a text: " raw)
	}
	return n
}

# KEYWORD=value; entries in order; quotes hide "=" and ";".
function entries(all,   i, c, key, value, in_text, in_value) {
	for (i = 1; i <= length(all); i++) {
		c = substr(all, i, 1)
		if (c == "\"")
			in_text = !in_text
		if (in_text || (c != "=" && c != ";")) {
			if (in_value)
				value = value c
			else if (c != "\n" || in_text)
				key = key c
		} else if (c == "=") {
			if (in_value)
				bad("= in a value")
			in_value = 1
		} else {
			if (!in_value || key in entry)
				bad("entry " key)
			entry[key] = value
			order[++norder] = key
			key = value = ""
			in_value = 0
		}
	}
	if (key != "" || in_value)
		bad("no end")
}

function need(key) {
	if (!(key in entry))
		bad("no " key)
}

function text(key,   out) {
	need(key)
	if (strings(entry[key], out) != 1)
		bad(key " is not one text")
	return out[1]
}

function number(key) {
	need(key)
	if (entry[key] !~ /^[0-9]+$/)
		bad(key " is no number")
	return entry[key] + 0
}

function variables(key,   out, n, i) {
	if (!(key in entry))
		return
	n = strings(entry[key], out)
	for (i = 1; i <= n; i++)
		variable[++nvariable] = out[i]
}

function dimension(d,   values, codes, n, i) {
	need("VALUES(\"" variable[d] "\")")
	n = strings(entry["VALUES(\"" variable[d] "\")"], values)
	if ("CODES(\"" variable[d] "\")" in entry)
		if (strings(entry["CODES(\"" variable[d] "\")"], codes) != n)
			bad("codes of " variable[d])
	for (i = 1; i <= n; i++)
		code[d, i] = codes[i]
	size[d] = n
	return n
}

function cells(   raw, n, i, part, line) {
	raw = entry["DATA"]
	gsub(/\n/, " ", raw)
	n = split(raw, part, " +")
	for (i = 1; i <= n; i++)
		if (part[i] != "")
			cell[++ncell] = part[i]
}

function show(   i, d, at, line, v, rest) {
	for (i = 1; i <= ncell; i++) {
		line = ""
		rest = i - 1
		for (d = nvariable; d >= 1; d--) {
			at = rest % size[d]
			rest = (rest - at) / size[d]
			line = code[d, at + 1] "\t" line
		}
		v = cell[i]
		if (v !~ /^"(\.|\.\.|\.\.\.|\.\.\.\.|\.\.\.\.\.|\.\.\.\.\.\.|-)"$/ &&
		    v !~ /^-?[0-9]+(\.[0-9]+)?$/)
			bad("cell " v)
		if (v ~ /\./ && v !~ /"/ &&
		    length(v) - index(v, ".") > decimals)
			bad("more decimals than DECIMALS: " v)
		print line v
	}
}

{ all = all $0 "\n" }

END {
	if (failed)
		exit 1
	entries(all)
	text("CHARSET")
	if (text("AXIS-VERSION") != "2013" || text("CODEPAGE") != "utf-8")
		bad("another version")
	if (text("CREATION-DATE") !~ /^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9] [0-9][0-9]:[0-9][0-9]$/)
		bad("CREATION-DATE")
	n = split("LANGUAGE MATRIX SUBJECT-CODE SUBJECT-AREA TITLE DESCRIPTION " \
	    "CONTENTS UNITS SOURCE", k, " ")
	for (i = 1; i <= n; i++)
		text(k[i])
	decimals = number("DECIMALS")
	if (number("SHOWDECIMALS") > 6 || decimals > 15)
		bad("decimals")
	if (order[norder] != "DATA")
		bad("DATA is not the last")
	variables("STUB")
	variables("HEADING")
	if (nvariable == 0)
		bad("no variables")
	want = 1
	for (d = 1; d <= nvariable; d++)
		want *= dimension(d)
	cells()
	if (ncell != want)
		bad(ncell " cells, there should be " want)
	show()
}
