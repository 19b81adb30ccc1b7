# layers.awk - what may include what, and who may print or end the process.
#
#	awk -f layers.awk FILE...     paths from the top: lib/base/num.c
#
# A module includes its own folder and those below it.  A third-party header
# has one owner.  A library neither prints nor exits.  Prints a line per
# violation.

BEGIN {
	n = split("base synth stream source expr table records score join protect report", l)
	for (i = 1; i <= n; i++)
		rank["lib/" l[i]] = i
	rank["cmd"] = n + 1
	n = split("assert ctype errno fcntl float getopt glob immintrin " \
	    "inttypes limits math poll pthread regex sched signal spawn " \
	    "stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib " \
	    "stdnoreturn string strings termios time unistd wchar " \
	    "cpuid x86intrin arm_neon", l)
	for (i = 1; i <= n; i++)
		own[l[i] ".h"] = 1
	# Who may talk or end the process: a filter out of memory has no
	# better answer, and it says so in mem.h.
	may["lib/base/mem.c"] = 1
	# Who may read numbers with the C library's functions.
	numbers["lib/base/num.c"] = numbers["lib/base/real.c"] = 1
	# An owner in two files: cells and charts of one library's workbook;
	# what packs and what unpacks.
	half["lib/report/xlchart.c"] = "lib/report/xl.c"
	half["lib/base/pack.c"] = "lib/source/gz.c"
}

function bad(what) {
	print FILENAME ":" FNR ": " what
}

FNR == 1 {
	dir = FILENAME
	sub(/\/[^\/]*$/, "", dir)
	comment = 0
	# cmd/ubat-agg.c and cmd/agg-option.c: both of agg
	name = FILENAME
	sub(/^.*\/(ubat-)?/, "", name)
	sub(/[-.].*$/, "", name)
	if (!(dir in rank))
		bad("folder " dir " is in no layer")
}

/^#[ \t]*include/ {
	if (match($0, /<[^>]*>/))
		system_header(substr($0, RSTART + 1, RLENGTH - 2))
	else if (match($0, /"[^"]*"/))
		our_header(substr($0, RSTART + 1, RLENGTH - 2))
	else
		bad("an include that cannot be read")
	next
}

function system_header(h,    me) {
	me = FILENAME in half ? half[FILENAME] : FILENAME
	if (h in own || h ~ /^(sys|linux)\//)
		return
	if (FILENAME ~ /\.h$/)
		bad("<" h "> in a header")
	else if (h in owner && owner[h] != me)
		bad("<" h "> belongs to " owner[h])
	else
		owner[h] = me
}

function our_header(h,    path, to) {
	if (h ~ /^(lib|cmd|build)\//)
		path = h
	else if (h ~ /^\.\.\/[^.]/ && dir ~ /^lib\//)
		path = "lib/" substr(h, 4)
	else if (h !~ /\//)
		path = dir "/" h
	else {
		bad("\"" h "\" leads out of lib")
		return
	}
	to = path
	sub(/\/[^\/]*$/, "", to)
	if (dir == "cmd" && to == "cmd" && h != "cli.h" &&
	    h != "report-option.h" && index(h, name "-") != 1)
		bad("a command includes another: \"" h "\"")
	else if (!(to in rank))
		bad("\"" h "\" is in no layer")
	else if (dir in rank && rank[to] > rank[dir])
		bad(dir " includes " to ", which stands above it")
}

# What is left of a line without texts, characters and comments.
function code(s,    out, i, c, q) {
	out = ""
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (comment) {
			if (substr(s, i, 2) == "*/") {
				comment = 0
				i++
			}
		} else if (q != "") {
			if (c == "\\")
				i++
			else if (c == q) {
				q = ""
				out = out c
			}
		} else if (substr(s, i, 2) == "/*") {
			comment = 1
			i++
		} else if (substr(s, i, 2) == "//")
			return out
		else {
			out = out c
			if (c == "\"" || c == "'")
				q = c
		}
	}
	return out
}

function uses(s, word) {
	return s ~ ("(^|[^A-Za-z0-9_])" word "[ \t]*\\(")
}

{
	if (!comment && $0 !~ /[a-z]/)
		next
	s = code($0)
	if (dir ~ /^lib\// && !(FILENAME in may)) {
		if (s ~ /(^|[^A-Za-z0-9_])(stdout|stderr)([^A-Za-z0-9_]|$)/)
			bad("a library prints: stdout or stderr")
		if (uses(s, "(v?printf|puts|putchar|perror|warnx?|errx?)"))
			bad("a library prints")
		if (uses(s, "(exit|_exit|_Exit|abort|quick_exit)"))
			bad("a library ends the process")
	}
	if (uses(s, "(strcpy|strcat|stpcpy|strncpy|strncat|v?sprintf|gets)"))
		bad("a function that cannot know its room")
	if (uses(s, "(alloca|strtok|sscanf|scanf|fscanf|system|popen|tmpnam)"))
		bad("a function this project does without")
	if (uses(s, "(setlocale|newlocale|uselocale|nl_langinfo)"))
		bad("a locale")
	if (!(FILENAME in numbers) &&
	    uses(s, "(ato[ifl]|atoll|strto[dfl]|strtold|strtou?l|strtou?ll)"))
		bad("numbers are read by num.c and real.c")
	if (FILENAME != "lib/base/mem.c" &&
	    uses(s, "(malloc|calloc|realloc|reallocarray|strn?dup|v?asprintf)"))
		bad("memory comes from mem.c")
	if (uses(s, "(time|gettimeofday|clock_gettime|localtime|gmtime|" \
	    "localtime_r|gethostname|getlogin|getpwuid|uname|s?rand|random)"))
		bad("the same input gives the same bytes: no clock, host, user")
	if (s ~ /^[ \t]*typedef[ \t]+(struct|union|enum)/ && s !~ /\(/)
		bad("a typedef of a struct")
}
