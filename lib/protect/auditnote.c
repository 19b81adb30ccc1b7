/* auditnote.c - see auditnote.h. */
#include <stdlib.h>

#include "../base/xml.h"
#include "auditnote.h"

enum { TEXT_MAX = 1 << 20 };

static const char *const entering = "what may be entered";
static const char *const places = "places"; /* of a rule, behind it */

static bool
is_one_of(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

static void
add_attribute(struct ub_noting *n, const char *what, const char *on,
    const char **attr, const char *name)
{
	const char *v = ub_xml_attr(attr, name);

	if (v != NULL && *v != '\0')
		ub_pgrid_note(n->g, what, on, v, strlen(v));
}

static void
begin_rule(struct ub_noting *n, const char **attr)
{
	static const char *const said[] = { "prompt", "promptTitle", "error",
		"errorTitle", NULL };
	const char *type = ub_xml_attr(attr, "type"), *const * s;
	const char *on = ub_xml_attr(attr, "sqref");

	n->rule = true;
	n->list = type != NULL && strcmp(type, "list") == 0;
	n->first = n->g->nnote;
	ub_buf_clear(&n->on);
	ub_buf_puts(&n->on, on == NULL ? "" : on);
	for (s = said; *s != NULL; s++)
		add_attribute(n, entering, n->on.s, attr, *s);
}

void
ub_noting_start(struct ub_noting *n, const char *name, const char **attr)
{
	static const char *const foot[] = { "oddHeader", "oddFooter",
		"evenHeader", "evenFooter", "firstHeader", "firstFooter",
		NULL };
	static const char *const values[] = { "formula1", "formula2", NULL };
	const char *on;

	if (is_one_of(name, foot)) {
		n->what = "head or foot of the page";
		n->rule = false;
		ub_buf_clear(&n->on);
	} else if (strcmp(name, "dataValidation") == 0) {
		begin_rule(n, attr);
	} else if (n->rule && n->list && is_one_of(name, values)) {
		n->what = entering;
	} else if (n->rule && strcmp(name, "sqref") == 0) {
		n->what = places;
	} else if (strcmp(name, "hyperlink") == 0) {
		on = ub_xml_attr(attr, "ref");
		add_attribute(n, "a link", on, attr, "tooltip");
		add_attribute(n, "a link", on, attr, "display");
	} else if (strcmp(name, "inputCells") == 0) {
		add_attribute(
		    n, "a scenario", ub_xml_attr(attr, "r"), attr, "val");
	} else {
		return;
	}
	ub_buf_clear(&n->text);
}

/* Where the notes of the rule are. */
static void
place_rule(struct ub_noting *n)
{
	size_t i;

	for (i = n->first; i < n->g->nnote; i++) {
		free(n->g->note[i].on);
		n->g->note[i].on = ub_xstrndup(n->text.s, n->text.len);
	}
}

void
ub_noting_end(struct ub_noting *n, const char *name)
{
	if (strcmp(name, "dataValidation") == 0)
		n->rule = false;
	if (n->what == NULL || strcmp(name, "f") == 0)
		return;
	/* the values themselves, not where they stand */
	if (n->text.len > 0 && n->what == places)
		place_rule(n);
	else if (n->text.len > 0 && (!n->rule || n->text.s[0] == '"'))
		ub_pgrid_note(n->g, n->what, n->on.s, n->text.s, n->text.len);
	n->what = NULL;
}

void
ub_noting_text(struct ub_noting *n, const char *s, size_t len)
{
	if (n->what != NULL && n->text.len + len < TEXT_MAX)
		ub_buf_add(&n->text, s, len);
}

void
ub_noting_free(struct ub_noting *n)
{
	ub_buf_free(&n->on);
	ub_buf_free(&n->text);
}
