# independent.awk - scores of instruments computed from what the sources say
# (their lines source), not from the definition files: what ubat-score made of a
# stream is compared, column by column.  -v logaritm=, konflikt= and so on are
# the parameters; a line for each difference.
BEGIN {
	FS = OFS = "\t"
	nota = split("fysisk skola arbete fritid familj psykisk brott alkohol narkotika", adad, " ")
	nasi = split("alkohol narkotika psykisk fysisk arbete kriminalitet familj", asi, " ")
	nday = split("alkohol narkotika psykisk fysisk arbete familj umgange", day, " ")
	ndrug = split("alkohol cannabis kokain amfetamin losningsmedel lugnande hallucinogener opioider annat", drug, " ")
	split("0 2 3 4 6,0 3 4 5 6,0 4 5 6 7,0 5 6 7 8,0 3 6,0 3 6", points, ",")
}
/^#(step|label|end|table|extracted)/ { next }
/^#/ {
	sub(/^#/, "")
	for (i = 1; i <= NF; i++) {
		sub(/:.*/, "", $i)
		at[$i] = i
	}
	next
}

# --- what an answer is -------------------------------------------------------

# the answer, or "" where there is none or it is none between lo and hi; why
# says for what reason
function ans(name, lo, hi,   v) {
	v = $at[name]
	why = ""
	if (v == "" || v ~ /^\.[a-z]$/)
		why = v == "" ? "empty" : v
	else if (v + 0 < lo || v + 0 > hi)
		why = ".r"
	return why == "" ? v : ""
}
# the reason of a name, of two
function join(a, b) {
	return a == "" || a == b ? b : b == "" ? a : ".u"
}
function is(name, want,   got) {
	if (!(name in at))
		return
	got = $at[name]
	if (want == "empty")
		want = ""
	n++
	if (got == want)
		return
	if (got ~ /^-?[0-9.]+$/ && want ~ /^-?[0-9.e-]+$/ && (got - want) ^ 2 < 4e-16 && got ~ /\./)
		return
	print NR ": " name " is " got ", not " want
	bad = 1
}
# the sum of answers to names, "" where more than most are missing; then scaled
function sum(names, lo, hi, most, only,   k, i, s, gone, v, part) {
	k = split(names, part, " ")
	for (i = 1; i <= k; i++) {
		v = ans(part[i], lo, hi)
		if (v != "" && only != "" && (" " only " ") !~ (" " v " "))
			v = ""
		if (v == "")
			gone++
		else
			s += v
	}
	missed += gone
	return gone > most + 0 || gone == k ? "" : s + 0
}
function names(stem, from, to,   s, i) {
	for (i = from; i <= to; i++)
		s = s " " stem i
	return substr(s, 2)
}
function u(x) { return x == "" ? ".u" : x }
function nearest(x) { return x < 0 ? -int(0.5 - x) : int(x + 0.5) }

# --- ASI, composite scores ------------------------------------------------------

function amount(name, top,   x) {
	x = item(name, 0, 999999999)
	if (x == "")
		return ""
	x /= kurs
	x = logaritm == "ln1" ? log(x + 1) : x < 1 ? 0 : log(x)
	return x > top ? top : x
}
# an answer that is missing makes all missing, or counts as 0
function item(name, lo, hi,   x) {
	x = ans(name, lo, hi)
	if (x == "" && saknade == "zero")
		return 0
	if (x == "")
		gone = 1
	return x
}
function parts(list, hi, by,   k, i, s, p) {
	k = split(list, p, " ")
	for (i = 1; i <= k; i++)
		s += item(p[i], 0, hi)
	return s / by
}
function conflict(   i, v, yes, all) {
	for (i = 18; i <= 26; i++) {
		v = ans("f" i, 0, 1)
		if (v == "" && why != ".n") {
			if (saknade != "zero")
				gone = 1
			return 0
		}
		all += v != ""
		yes += v
	}
	if (all == 0)
		return 0
	return konflikt == "summa" ? yes / 9 : yes / all
}
function cs(name, x) { is("cs_" name, gone ? ".u" : x); gone = 0 }
function composites(   x, f3) {
	cs("fysisk", parts("m6", 30, 90) + parts("m7 m8", 4, 12))
	x = parts("e4", 1, 4) + parts("e11", 30, 120) + amount("e12", tak_lon) / 36
	x += item("e4", 0, 1) == 1 ? parts("e5", 1, 4) : 0 * parts("e5", 1, 4)
	cs("arbete", 1 - x)
	cs("alkohol", parts("d1 d2 d26", 30, 180) + parts("d28 d30", 4, 24) + amount("d23", tak_alkohol) / 44)
	cs("narkotika", parts("d3 d4 d5 d6 d7 d8 d9 d10 d11 d13 d27", 30, 390) + parts("d29 d31", 4, 52))
	cs("kriminalitet", parts("l24", 1, 5) + parts("l27", 30, 150) + parts("l28 l29", 4, 20) + amount("e17", tak_olaglig) / 46)
	f3 = item("f3", 0, 2)
	# not answered is no "no", which would count as 2
	if (ans("f3", 0, 2) == "")
		f3 = 2
	x = (f3 == 0 ? 2 : f3 == 1 ? likgiltig : 0) / 10
	cs("familj", x + parts("f30", 30, 150) + parts("f32 f34", 4, 20) + conflict() / 5)
	cs("psykisk", parts("p4 p5 p6 p7 p8 p9 p10 p11", 1, 11) + parts("p12", 30, 330) + parts("p13 p14", 4, 44))
}

# --- AUDIT, DUDIT ---------------------------------------------------------------

# total of the first items 0-4 and the last two 0 2 4, scaled up
function total(stem, last, most,   a, b, k) {
	missed = 0
	a = sum(names(stem, 1, last - 2), 0, 4, last)
	b = sum(names(stem, last - 1, last), 0, 4, last, "0 2 4")
	if (missed > most || missed == last)
		return ""
	return nearest((a + b) * last / (last - missed))
}
function zone(s, a, b, c) { return s < a ? 1 : s < b ? 2 : s < c ? 3 : 4 }
function risk(s, limit) { return s == "" || limit == "" ? ".u" : (s >= limit) + 0 }
function audit(   s, sex, c, limit, age) {
	s = total("audit", 10, hogst_saknade)
	sex = $at["kon"]
	c = sum(names("audit", 1, 3), 0, 4, 0)
	is("audit", u(s))
	is("audit_c", u(c))
	is("audit_beroende", u(sum(names("audit", 4, 6), 0, 4, 0)))
	missed = 0
	limit = sum("audit7 audit8", 0, 4, 0)
	age = sum("audit9 audit10", 0, 4, 0, "0 2 4")
	is("audit_skada", limit == "" || age == "" ? ".u" : limit + age)
	limit = sex == "man" ? 8 : sex == "kvinna" ? 6 : ""
	is("audit_risk", risk(s, limit))
	age = ans("alder", 0, 120)
	if (grans_65 > 0 && age == "")
		is("audit_risk_alder", s == "" ? join(why, ".u") : limit == "" ? why : why)
	else
		is("audit_risk_alder", risk(s, grans_65 > 0 && age > 65 ? grans_65 : limit))
	is("audit_c_risk", risk(c, sex == "man" ? 4 : sex == "kvinna" ? 3 : ""))
	is("audit_zon", s == "" || limit == "" ? ".u" : sex == "man" ? zone(s, 8, 16, 20) : zone(s, 6, 14, 18))
	is("audit_zon_who", s == "" ? ".u" : zone(s, 8, 16, 20))
	is("audit_zon_vard", s == "" ? ".u" : zone(s, 8, 16, 21))
}
function dudit(   s, sex, limit, age) {
	s = total("dudit", 11, hogst_dudit)
	sex = $at["kon"]
	limit = sex == "man" ? 6 : sex == "kvinna" ? 2 : ""
	is("dudit", u(s))
	is("dudit_risk", risk(s, limit))
	is("dudit_beroende", risk(s, 25))
	is("dudit_zon", s == "" || limit == "" ? ".u" : zone(s, limit, 25, 99))
	is("dudit_niva", s == "" || limit == "" ? ".u" : (sex == "man" ? zone(s, 3, 6, 8) : zone(s, 1, 2, 3)) - 1)
	age = ans("alder", 0, 120)
	if (unga == "ja" && age == "")
		is("dudit_risk_alder", s == "" ? join(why, ".u") : why)
	else
		is("dudit_risk_alder", risk(s, unga == "ja" && age >= 16 && age <= 25 && limit != "" ? limit + 1 : limit))
}

# --- the others --------------------------------------------------------------------

function assist(   i, q, s, v, part, gone_) {
	for (i = 0; i <= ndrug; i++) {
		name = i == 0 ? "tobak" : drug[i]
		s = 0
		gone_ = 0
		for (q = 2; q <= 7; q++) {
			if (i == 0 && q == 5)
				continue
			v = ans(name "_q" q, 0, 63)
			if (v == "" || (" " points[q - 1] " ") !~ (" " v " "))
				gone_ = 1
			s += v
		}
		is("assist_" name, gone_ ? ".u" : s)
		is("assist_" name "_zon", gone_ ? ".u" : s < (name == "alkohol" ? 11 : 4) ? 1 : s < 27 ? 2 : 3)
	}
}
function tenths(list,   s) {
	s = sum(list, 0, 10, 0)
	return s == "" ? "" : sprintf("%.1f", s) + 0
}
function ors(   s, age, whyage, limit, before, whybefore, change) {
	s = tenths("ors_individuellt ors_nara ors_socialt ors_allmant")
	age = ans("alder", 0, 120)
	is("ors", u(s))
	is("ors_klinisk", risk(s, 25) == ".u" ? ".u" : 1 - risk(s, 25))
	limit = age == "" || age < 6 ? "" : age < 13 ? 32 : age < 18 ? 28 : 25
	is("ors_niva", s == "" || limit == "" ? ".u" : s < limit ? "klinisk" : "over")
	before = ans("ors_fore", 0, 40)
	change = s == "" || before == "" ? ".u" : s - before >= steg ? "forbattrad" : s - before <= -steg ? "forsamrad" : "oforandrad"
	is("ors_forandring", change)
	if (before == "")
		return
	if (limit == "")
		limit = 25
	if (before >= limit)
		is("ors_aterhamtad", ".n")
	else if (change == ".u" || change != "forbattrad")
		is("ors_aterhamtad", change == ".u" ? ".u" : 0)
	else if (age >= 6)
		is("ors_aterhamtad", s >= limit ? 1 : 0)
}
function srs(   s) {
	s = tenths("srs_relation srs_mal srs_metod srs_allmant")
	is("srs", u(s))
	is("srs_missnojd", s == "" ? ".u" : s < 36 ? 1 : 0)
}
function positive(name,   v) {
	v = ans(name, 1, 10)
	is(name "_pos", v == "" ? why : v > 6 ? 1 : 0)
}
function band(name, v) {
	is(name, v == "" ? why : 2 * int(v / 2) "-" 2 * int(v / 2) + 1)
}
function atleast(name, v, limit) { is(name, v == "" ? why : v >= limit ? 1 : 0) }
function ratings(   i, v, k) {
	for (i = 1; i <= 4; i++)
		positive("b" i)
	for (i = 1; i <= 6; i++)
		if (i != 2)
			positive("h" i)
	missed = 0
	v = sum("b1 b2 b3 b4", 1, 10, 2)
	is("b_medel", v == "" ? ".u" : v / (4 - missed))
	for (i = 1; i <= nota; i++) {
		band("adad_" adad[i] "_niva", ans("adad_" adad[i], 0, 9))
		atleast("adad_" adad[i] "_oroad", ans("adad_" adad[i] "_oro", 0, 3), 2)
		atleast("adad_" adad[i] "_vill_ha_hjalp", ans("adad_" adad[i] "_hjalp", 0, 3), 2)
	}
	for (i = 1; i <= nasi; i++) {
		band(asi[i] "_niva", ans(asi[i], 0, 9))
		atleast(asi[i] "_oroad", ans(asi[i] "_oro", 0, 4), 3)
		atleast(asi[i] "_vill_ha_hjalp", ans(asi[i] "_hjalp", 0, 4), 3)
	}
	for (i = 1; i <= nday; i++)
		atleast(day[i] "_har_dagar", ans(day[i] "_dagar", 0, 30), 1)
}
function days(   i, g, u_, whyg, whyu) {
	for (i = 1; i <= nday; i++) {
		g = ans(day[i] "_dagar_g", 0, 30)
		whyg = why
		u_ = ans(day[i] "_dagar_u", 0, 30)
		whyu = why
		is(day[i] "_dagar_fore", u_ == "" ? ".n" : g == "" ? whyg : g)
		is(day[i] "_dagar_efter", g == "" ? ".n" : u_ == "" ? whyu : u_)
		is(day[i] "_dagar_skillnad", g == "" || u_ == "" ? join(whyg, whyu) : u_ - g)
	}
}
# days since some day, by the calendar
function number(d,   y, m) {
	y = substr(d, 1, 4) + 0
	m = substr(d, 6, 2) + 0
	if (m < 3) {
		y--
		m += 12
	}
	return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * m - 457) / 5) + substr(d, 9, 2)
}
function waits(   a, i, t) {
	if ($at["ansokan"] !~ /^2/ || $at["insats"] !~ /^2/ || $at["matdag"] !~ /^2/)
		return
	a = number($at["ansokan"])
	i = number($at["insats"])
	t = number($at["matdag"])
	is("dagar_insats", i > t ? ".u" : i < a ? ".r" : i - a)
	is("vantar", a > t ? ".n" : i > t ? 1 : 0)
	is("vantat", a > t || i <= t ? ".n" : t - a)
	is("inom", i <= t && i < a ? ".r" : i <= t ? (i - a <= 14) + 0 : a <= t && t - a > 14 ? 0 : ".u")
}
function measures(   d) {
	if ($at["start"] !~ /^2/)
		return
	if ($at["slut"] ~ /^2/) {
		d = number($at["slut"]) - number($at["start"]) + 1
		is("dagar", d < 1 ? ".r" : d)
		is("langd", d < 1 ? ".r" : d <= 91 ? 1 : d <= 183 ? 2 : d <= 365 ? 3 : 4)
		is("pagaende", 0)
	} else if ($at["slut"] == "") {
		is("pagaende", 1)
	}
	if ($at["avslut"] ~ /^(oplanerat|planerat)$/)
		is("oplanerat", $at["avslut"] == "oplanerat" ? 1 : 0)
}
{
	measures()
	composites()
	audit()
	dudit()
	assist()
	ors()
	srs()
	ratings()
	days()
	waits()
}
END {
	print n " values" >"/dev/stderr"
	exit bad || n == 0
}
