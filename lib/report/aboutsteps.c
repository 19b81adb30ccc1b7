/* aboutsteps.c - see about.h: the accounts in plain Swedish. */
#include <stdlib.h>

#include "aboutpart.h"

static const struct {
	const char *tool, *what;
} tools[] = {
	{ "ubat-agg", "tabell" },
	{ "ubat-audit", "granskning" },
	{ "ubat-body", "bearbetning med ett annat program" },
	{ "ubat-filter", "urval" },
	{ "ubat-import", "inläsning" },
	{ "ubat-join", "koppling" },
	{ "ubat-mask", "röjandeskydd" },
	{ "ubat-score", "beräkning" },
	{ "ubat-show", "sammanfattning" },
	{ "ubat-sort", "sortering" },
	{ "ubat-synth", "syntetiska uppgifter" },
	{ "ubat-table", "beräkning av tabell" },
};

/* quiet: not worth a sentence where it is 0 */
static const struct {
	const char *key, *text;
	bool quiet;
} facts[] = {
	{ "across", "Över kolumner", false },
	{ "after-head", "Efter de första", true },
	{ "against", "Jämfört med", false },
	{ "along", "Längs", false },
	{ "asof", "Närmast i tid", false },
	{ "barred", "Utan par: en spärr ligger emellan", true },
	{ "barrier", "Spärr", false },
	{ "base", "Avrundning till", false },
	{ "blank-lines", "Tomma rader", true },
	{ "bortfall", "Högsta bortfall, procent", false },
	{ "break", "Tidsseriebrott", false },
	{ "by", "Per", false },
	{ "by-base", "Dolda andelar, för liten bas", true },
	{ "by-cell", "Dolda celler, för få", true },
	{ "by-dominance", "Dolda summor, för att få har det mesta av dem",
	    true },
	{ "by-group", "Dolda för att de säger samma om alla", true },
	{ "by-numerator", "Dolda täljare, för få", true },
	{ "by-published", "Dolda på grund av det som är publicerat", true },
	{ "by-rest", "Dolda för att resten är för få", true },
	{ "by-zero", "Dolda nollor", true },
	{ "change", "Förändring", false },
	{ "codes-undated",
	    "Kodlista med giltighetstid men utan angiven dag, kolumn", false },
	{ "collate", "Ordning av ord", false },
	{ "column-percent", "Procent av kolumnen", false },
	{ "columns", "Kolumner", false },
	{ "command", "Program", false },
	{ "corrects", "Varav rättade, tidigare avvisade", true },
	{ "corrects-missing", "Avvisade som inte kom tillbaka", true },
	{ "corrects-why", "Avvisningslista som rättas", false },
	{ "cost", "Det som doldes för andras skull", false },
	{ "cumulative", "Ackumulerat", false },
	{ "define", "Beräknad kolumn", false },
	{ "definition", "Definitionsfil", false },
	{ "difference", "Skillnad", false },
	{ "digits", "Decimaler", false },
	{ "drop", "Borttagna kolumner", false },
	{ "drop-rows", "Borttagna rader", false },
	{ "duplicates", "Dubbletter som inte togs med", true },
	{ "encoding", "Teckenkodning", false },
	{ "end-missing", "Utan par: slutdatum saknas av angiven orsak", true },
	{ "episode", "Sammanhängande när", false },
	{ "expr", "Villkor", false },
	{ "false", "Uppfyller inte villkoret", false },
	{ "first", "Första posten per", false },
	{ "footer-lines", "Rader efter uppgifterna", true },
	{ "further", "Avrundade till en multipel längre bort", true },
	{ "groups", "Grupper", false },
	{ "in", "Poster in", false },
	{ "input", "Källfil", false },
	{ "instrument", "Instrument", false },
	{ "items", "Frågor", false },
	{ "join", "Koppling", false },
	{ "keep", "Kolumner", false },
	{ "keep-rows", "Rader", false },
	{ "key", "Kopplingsnyckel", false },
	{ "lamnas-ut", "Får lämnas ut", false },
	{ "left-out-columns", "Kolumner som inte togs med", true },
	{ "limit", "Längst emellan", false },
	{ "many", "En post kan få flera par", false },
	{ "matched", "Poster med par", false },
	{ "max-rejects", "Högst tillåtna avvisade poster", true },
	{ "method", "Metod", false },
	{ "min", "Minst personer", false },
	{ "min-base", "Minsta bas", false },
	{ "min-n", "Minsta antal poster i en grupp", false },
	{ "min-one-key", "Minst personer med en nyckel", true },
	{ "min-part", "Minst personer bakom täljare och rest", false },
	{ "missing", "Villkoret kan inte prövas, uppgift saknas", false },
	{ "missing:", "Utan uppgift", true },
	{ "moving", "Glidande medelvärde", false },
	{ "no-key", "Nyckel saknas", true },
	{ "no-person", "Poster utan person", true },
	{ "nokey", "Poster utan nyckel", true },
	{ "not-drawn", "Inte dragna", false },
	{ "not-reported", "Enheter som inte har rapporterat", true },
	{ "note", "Att tänka på", false },
	{ "nozone", "Utan zon", false },
	{ "once", "Varje post används en gång", false },
	{ "order", "Ordning", false },
	{ "other-values", "Poster med andra värden", false },
	{ "out", "Poster ut", false },
	{ "padded", "Poster med färre fält än rubriker", true },
	{ "parameters", "Parametrar", false },
	{ "partial", "Delsumma, slag", false },
	{ "periods", "Perioder", false },
	{ "persons", "Personer", false },
	{ "persons-dropped", "Kolumner med personnummer som inte togs med",
	    true },
	{ "pick", "Av samma dag", false },
	{ "preamble-lines", "Rader före rubrikerna", true },
	{ "preset", "Regler", false },
	{ "preset-changed", "Regler, med ändrade gränser", false },
	{ "primary", "Dolda för att de är för få", false },
	{ "rank", "Rang, 1 är högst", false },
	{ "rank-low", "Rang, 1 är lägst", false },
	{ "refused", "Svar som inte godtogs", true },
	{ "refused-values", "Värden som inte godtogs", true },
	{ "rejected", "Avvisade poster", false },
	{ "removed", "Borttagna poster", true },
	{ "rename", "Nytt namn", false },
	{ "repeated-persons", "Personer med flera poster", true },
	{ "repeats", "Senare poster med samma nyckel", false },
	{ "reserve-values", "Värden som inte framgår av reservnummer", true },
	{ "right-left-out", "Inte med från den andra strömmen", true },
	{ "right-unmatched", "Utan par i den andra strömmen", false },
	{ "right_in", "Poster in från den andra strömmen", false },
	{ "rolling", "Rullande summa", false },
	{ "row-percent", "Procent av raden", false },
	{ "rtm", "Regression mot medelvärdet", false },
	{ "secondary", "Dolda för de andras skull", false },
	{ "seed", "Slumpdragna med startvärde", false },
	{ "sheet", "Blad", false },
	{ "small-expected:", "Tester med små förväntade antal", true },
	{ "small-groups", "Grupper som inte redovisas, för få", true },
	{ "small-records", "Poster i grupper som inte redovisas", true },
	{ "sort", "Ordning", false },
	{ "source", "Källbeskrivning", false },
	{ "sources", "Sammanslagna källor", false },
	{ "split", "En fil per värde i", false },
	{ "ties", "Varav med flera att välja på samma dag", true },
	{ "top", "Högst, de andra som övriga", false },
	{ "total-percent", "Procent av alla", false },
	{ "totals", "Totalrader", true },
	{ "turn", "Vänd tabell", false },
	{ "unmatched", "Poster utan par", false },
	{ "used-up", "Utan par: den andra strömmens post är redan använd",
	    true },
	{ "values", "Dolda värden efter sitt slag", true },
	{ "version", "Version", false },
	{ "where", "Villkor", false },
	{ "why", "Avvisningslista", false },
	{ "withheld-groups", "Grupper som hölls inne i delsummor", true },
	{ "withheld-records", "Poster i grupper som hölls inne", true },
	{ "within", "Inom tiden", false },
	{ "zero", "Nollor", false },
	{ "zero-divisions", "Divisioner med noll", true },
	{ "zero-rows", "Rader utan poster", true },
	{ "zerodiv", "Divisioner med noll", true },
};

/* What a key is with one command only. */
static const struct {
	const char *tool, *key, *text;
} own[] = {
	{ "ubat-import", "key", "Pseudonymer med nyckeln" },
	{ "ubat-join", "where", "Villkor för den andra strömmen" },
};

/* What a step says in one word. */
static const struct {
	const char *value, *text;
} words[] = {
	{ "cell keys", "cellnycklar" },
	{ "controlled rounding", "styrd avrundning" },
	{ "full", "hela" },
	{ "hidden", "dolda" },
	{ "ja", "ja" },
	{ "least", "minsta möjliga" },
	{ "low", "inte säkert minsta möjliga" },
	{ "n_pers", "räknade" },
	{ "n_pers, numerators as they are",
	    "räknade, täljare som olika personer" },
	{ "records", "varje post är en person" },
	{ "rounding", "avrundning" },
	{ "rounding by chance", "slumpmässig avrundning" },
	{ "safe", "säkra" },
	{ "shown", "visas" },
	{ "yes", "ja" },
};

/* A count with its thousands apart; anything else as it is. */
static void
add_value(struct ub_buf *b, const struct ub_words *w, const char *value)
{
	size_t len = strspn(value, "0123456789"), i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i].value, value) == 0) {
			ub_buf_puts(b, ub_say(w, words[i].text));
			return;
		}
	}
	if (value[len] != '\0' || value[0] == '0') {
		ub_buf_puts(b, value);
		return;
	}
	ub_say_number(b, w, value, true);
}

/* "xxh128:HEX:NAME" is the fingerprint of a file and its name. */
static void
add_input(struct ub_buf *b, const struct ub_words *w, const char *value)
{
	const char *hex = strchr(value, ':');
	const char *name = hex == NULL ? NULL : strchr(hex + 1, ':');

	if (name == NULL) {
		ub_buf_puts(b, value);
		return;
	}
	ub_buf_puts(b, name + 1);
	ub_buf_puts(b, ub_say(w, ", kontrollsumma "));
	ub_buf_add(b, value, (size_t)(name - value));
}

/* "missing:x" is of a measure x. */
static bool
is_key(const char *key, const char *name)
{
	size_t len = strlen(key);

	if (key[len - 1] == ':')
		return strncmp(name, key, len) == 0;
	return strcmp(name, key) == 0;
}

static void
add_fact(struct ub_buf *b, const struct ub_words *w, const char *tool,
    const struct ub_pair *p)
{
	const char *what = p->key, *of = NULL;
	size_t i;

	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		if (!is_key(facts[i].key, p->key))
			continue;
		if (facts[i].quiet && strcmp(p->value, "0") == 0)
			return;
		what = ub_say(w, facts[i].text);
		of = strchr(facts[i].key, ':') == NULL ? NULL
						       : strchr(p->key, ':');
	}
	for (i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (strcmp(own[i].tool, tool) == 0 &&
		    strcmp(own[i].key, p->key) == 0)
			what = ub_say(w, own[i].text);
	if (b->len > 0)
		ub_buf_putc(b, ' ');
	ub_buf_puts(b, what);
	if (of != NULL)
		ub_buf_printf(b, ", %s", of + 1);
	ub_buf_puts(b, ": ");
	if (strncmp(p->value, "xxh128:", 7) == 0)
		add_input(b, w, p->value);
	else
		add_value(b, w, p->value);
	ub_buf_putc(b, '.');
}

static char *
what_of(const struct ub_words *w, const char *tool)
{
	struct ub_buf b = { 0 };
	size_t i;

	for (i = 0; i < sizeof(tools) / sizeof(tools[0]); i++) {
		if (strcmp(tools[i].tool, tool) == 0) {
			ub_buf_printf(
			    &b, "%s (%s)", ub_say(w, tools[i].what), tool);
			return b.s;
		}
	}
	return ub_xstrdup(tool);
}

/* What is for a public report to check, and nobody to read. */
static bool
is_check(const char *key)
{
	static const char *const all[] = { "hidden", "read", "right",
		"right_read", "rows" };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strcmp(key, all[i]) == 0)
			return true;
	return false;
}

struct ub_about_step *
ub_about_take_step(struct ub_about *a, const struct ub_step *s)
{
	struct ub_about_step *mine;
	size_t i;

	for (i = 0; i < a->nstep; i++)
		if (strcmp(a->step[i].id, s->id) == 0)
			return &a->step[i];
	a->step = ub_xgrow(a->step, a->nstep, sizeof(*a->step));
	mine = &a->step[a->nstep++];
	memset(mine, 0, sizeof(*mine));
	mine->id = ub_xstrdup(s->id);
	mine->what = what_of(a->words, s->tool);
	for (i = 0; i < s->npair; i++) {
		if (is_check(s->pair[i].key))
			continue;
		if (strcmp(s->pair[i].key, "from") != 0 &&
		    strcmp(s->pair[i].key, "right_from") != 0) {
			add_fact(&mine->facts, a->words, s->tool, &s->pair[i]);
			continue;
		}
		if (mine->from.len > 0)
			ub_buf_putc(&mine->from, ',');
		ub_buf_puts(&mine->from, s->pair[i].value);
	}
	return mine;
}

/* "Läser från steg 1, 2." */
static void
say_from(struct ub_about *a, struct ub_buf *b, const struct ub_about_step *s)
{
	const char *list = s->from.len > 0 ? s->from.s : "";
	size_t i, len, said = 0;

	while (*list != '\0') {
		len = strcspn(list, ",");
		for (i = 0; i < a->nstep; i++) {
			struct ub_slice id = { list, len };

			if (!ub_slice_is(id, a->step[i].id))
				continue;
			ub_buf_puts(b,
			    said++ == 0 ? ub_say(a->words, " Läser från steg ")
					: ", ");
			ub_buf_uint(b, i + 1);
		}
		list += len + (list[len] == ',');
	}
	if (said > 0)
		ub_buf_putc(b, '.');
}

void
ub_about_say_steps(struct ub_about *a)
{
	struct ub_buf left = { 0 }, right = { 0 };
	const struct ub_about_step *s;
	size_t i;

	if (a->nstep == 0)
		return;
	if (a->to == &a->text[UB_ABOUT_FIRST])
		ub_about_put(a, UB_ABOUT_HEADING,
		    ub_say(a->words, "Framställning"), NULL);
	for (i = 0; i < a->nstep; i++) {
		s = &a->step[i];
		ub_buf_clear(&left);
		ub_buf_clear(&right);
		ub_buf_printf(
		    &left, ub_say(a->words, "Steg %zu: %s"), i + 1, s->what);
		ub_buf_add(&right, s->facts.s, s->facts.len);
		say_from(a, &right, s);
		if (s->nsheet < a->ntable)
			ub_buf_printf(&right, ub_say(a->words, " Gäller: %s."),
			    s->sheets.s);
		ub_about_put(a, UB_ABOUT_PAIR, left.s, right.s);
	}
	ub_buf_free(&left);
	ub_buf_free(&right);
}
