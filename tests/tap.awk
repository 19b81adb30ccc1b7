# tap.awk - add up TAP files.  First line out: passed, failed, skipped; then
# every failure with its diagnostics, then why tests were skipped.
#
# A file without a plan, with fewer tests than planned or more, or whose
# runner failed although no test did, counts one more failure.

function close_file() {
	if (file == "")
		return
	if (!planned)
		broken("no plan: nothing ran")
	else if (plan == 0)
		broken("holds no test")
	else if (seen != plan)
		broken("planned " plan " tests, ran " seen)
	else if (rc != 0 && bad == 0)
		broken("no test failed, but the runner ended with " rc)
}

function broken(why) {
	failed++
	text = text "not ok " file ": " why "\n" all
}

FNR == 1 {
	close_file()
	file = FILENAME
	sub(/.*\//, "", file)
	sub(/\.tap$/, "", file)
	planned = plan = seen = rc = bad = showing = 0
	all = ""
}

{ all = all "    " $0 "\n" }

/^1\.\.[0-9]+/ && !planned {
	planned = 1
	plan = substr($1, 4) + 0
	next
}

/^(not )?ok [0-9]+/ {
	seen++
	showing = 0
	if ($1 == "not") {
		failed++
		bad++
		showing = 1
		text = text file ": " $0 "\n"
	} else if (match($0, / # skip/)) {
		skipped++
		why = substr($0, RSTART + 7)
		sub(/^ /, "", why)
		reason[file ": " (why == "" ? "no reason" : why)]++
	} else
		passed++
	next
}

/^# exit [0-9]+$/ {
	rc = $3
	showing = 0
	next
}

showing { text = text $0 "\n" }

END {
	close_file()
	print passed + 0, failed + 0, skipped + 0
	printf "%s", text
	for (r in reason)
		print "skipped " reason[r] " in " r
}
