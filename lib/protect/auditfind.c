/* auditfind.c - what an audit has found and remarked; audit.h, auditpart.h. */
#include <stdio.h>
#include <stdlib.h>

#include "auditpart.h"

static const char *const kinds[] = { "sum", "share", "percent", "derived",
	"open", "contradiction", "shown", "differs", "left" };

const char *
ub_finding_name(enum ub_finding_kind kind)
{
	return kinds[kind];
}

void
ub_audit_find(struct ub_audit *a, enum ub_finding_kind kind, size_t table,
    const char *place, const char *row, const char *column, char *text)
{
	struct ub_finding *f;

	a->finding = ub_xgrow(a->finding, a->n, sizeof(*f));
	f = &a->finding[a->n++];
	f->kind = kind;
	f->table = table;
	f->place = ub_xstrdup(place);
	f->row = ub_xstrdup(row);
	f->column = ub_xstrdup(column);
	f->text = text;
}

void
ub_auditing_find(struct ub_auditing *u, enum ub_finding_kind kind, size_t row,
    size_t col, struct ub_buf *text)
{
	struct ub_buf name = { 0 };

	ub_buf_add(&name, "", 0);
	if (row != UB_NOCOL)
		ub_published_row_name(u->t->t, row, &name);
	ub_audit_find(u->a, kind, u->at, u->t->name, name.s,
	    col == UB_NOCOL ? "" : u->t->t->legend->col[col].name, text->s);
	ub_buf_free(&name);
}

char *
ub_audit_text(const char *fmt, va_list ap)
{
	va_list again;
	char *text;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	text = ub_xcalloc((size_t)(n < 0 ? 0 : n) + 1, 1);
	vsnprintf(text, (size_t)(n < 0 ? 0 : n) + 1, fmt, again);
	va_end(again);
	return text;
}

void
ub_audit_remark(struct ub_audit *a, const char *fmt, ...)
{
	va_list ap;

	a->remark = ub_xgrow(a->remark, a->nremark, sizeof(*a->remark));
	va_start(ap, fmt);
	a->remark[a->nremark++] = ub_audit_text(fmt, ap);
	va_end(ap);
}

void
ub_audit_free(struct ub_audit *a)
{
	size_t i;

	for (i = 0; i < a->n; i++) {
		free(a->finding[i].place);
		free(a->finding[i].row);
		free(a->finding[i].column);
		free(a->finding[i].text);
	}
	free(a->finding);
	for (i = 0; i < a->nremark; i++)
		free(a->remark[i]);
	free(a->remark);
	memset(a, 0, sizeof(*a));
}
