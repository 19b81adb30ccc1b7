/* auditset.c - see auditset.h. */
#include <stdlib.h>

#include "auditset.h"

struct ub_audit_item *
ub_audit_set_add(struct ub_audit_set *s, const char *name, const char *input)
{
	struct ub_audit_item *i = ub_xcalloc(1, sizeof(*i));

	i->name = ub_xstrdup(name);
	i->input = ub_xstrdup(input);
	i->ask.base = UB_NOCOL;
	s->item = ub_xgrow(s->item, s->n, sizeof(*s->item));
	s->item[s->n++] = i;
	return i;
}

void
ub_audit_set_free(struct ub_audit_set *s)
{
	struct ub_audit_item *it;
	size_t i;

	for (i = 0; i < s->n; i++) {
		it = s->item[i];
		ub_audited_free(&it->audited);
		ub_published_free(&it->t);
		ub_legend_free(&it->legend);
		ub_meta_free(&it->meta);
		free(it->percent);
		free(it->of);
		free(it->digits);
		free(it->row);
		free(it->col);
		free(it->name);
		free(it->input);
		free(it);
	}
	free(s->item);
	memset(s, 0, sizeof(*s));
}

static enum ub_status
take_table(struct ub_audit_set *s, struct ub_reader *r, struct ub_err *e)
{
	struct ub_audit_item *it = ub_audit_set_add(s, "", ub_reader_input(r));
	enum ub_status st = ub_published_read(&it->t, r, e);

	/* the reader is done with them: it frees what it finds */
	ub_legend_copy(&it->legend, ub_reader_legend(r));
	it->meta = *ub_reader_meta(r);
	memset(ub_reader_meta(r), 0, sizeof(it->meta));
	it->t.legend = &it->legend;
	it->t.meta = &it->meta;
	if (st != UB_OK)
		return st;
	it->records = it->meta.table == NULL;
	free(it->name);
	it->name = ub_xstrdup(it->records ? "table" : it->meta.table);
	it->cut = !ub_meta_whole(&it->meta);
	return it->cut ? UB_OK : ub_meta_check(&it->meta, e);
}

enum ub_status
ub_audit_set_stream(
    struct ub_audit_set *s, struct ub_reader *r, struct ub_err *e)
{
	enum ub_status st = UB_OK;

	while (st == UB_OK)
		if ((st = take_table(s, r, e)) == UB_OK)
			st = ub_reader_next_table(r, e);
	return st == UB_END ? UB_OK : st;
}

enum ub_status
ub_audit_set_run(struct ub_audit_set *s, struct ub_audit *a, struct ub_err *e)
{
	struct ub_audited *in = ub_xcalloc(s->n + 1, sizeof(*in));
	struct ub_audit_ask *ask = ub_xcalloc(s->n + 1, sizeof(*ask));
	enum ub_status st;
	size_t i;

	for (i = 0; i < s->n; i++) {
		if (s->item[i]->audited.t == NULL)
			ub_audited_stream(
			    &s->item[i]->audited, &s->item[i]->t, s->n > 1);
		in[i] = s->item[i]->audited;
		in[i].name = s->item[i]->name;
		ask[i] = s->item[i]->ask;
	}
	st = ub_audit_tables(a, in, s->n, ask, e);
	for (i = 0; i < s->n; i++)
		s->item[i]->audited = in[i];
	free(in);
	free(ask);
	return st;
}
