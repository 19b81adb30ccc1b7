/* xml.c - see xml.h.  The only file that knows expat. */
#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "xml.h"

struct ub_xml {
	XML_Parser p;
	struct ub_xml_walk walk;
	void *priv;
	unsigned depth;
	uint64_t fed;        /* bytes, in all */
	const char *refused; /* NULL: nothing yet */
};

static const char *
local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon == NULL ? name : colon + 1;
}

void
ub_xml_pause(struct ub_xml *x)
{
	(void)XML_StopParser(x->p, XML_TRUE);
}

void
ub_xml_stop(struct ub_xml *x, const char *clause)
{
	if (x->refused != NULL)
		return;
	x->refused = clause;
	(void)XML_StopParser(x->p, XML_FALSE);
}

static void XMLCALL
on_start(void *priv, const XML_Char *name, const XML_Char **attr)
{
	struct ub_xml *x = priv;

	if (++x->depth > UB_XML_DEPTH)
		ub_xml_stop(x, "has elements in one another too deep");
	if (x->refused == NULL && x->walk.start != NULL)
		x->walk.start(x->priv, local(name), attr);
}

static void XMLCALL
on_end(void *priv, const XML_Char *name)
{
	struct ub_xml *x = priv;

	x->depth--;
	if (x->refused == NULL && x->walk.end != NULL)
		x->walk.end(x->priv, local(name));
}

static void XMLCALL
on_text(void *priv, const XML_Char *s, int len)
{
	struct ub_xml *x = priv;

	if (x->refused == NULL && x->walk.text != NULL)
		x->walk.text(x->priv, s, (size_t)len);
}

static void XMLCALL
on_doctype(void *priv, const XML_Char *name, const XML_Char *sysid,
    const XML_Char *pubid, int internal)
{
	(void)name;
	(void)sysid;
	(void)pubid;
	(void)internal;
	ub_xml_stop(
	    priv, "has a document type, and may have entities: refused");
}

/* For what only memory can prevent: end as ub_xmalloc() does. */
static void *
must(void *p)
{
	return p != NULL ? p : ub_xmalloc(SIZE_MAX / 2);
}

struct ub_xml *
ub_xml_new(const struct ub_xml_walk *walk, void *priv)
{
	struct ub_xml *x = ub_xcalloc(1, sizeof(*x));

	x->p = must(XML_ParserCreate(NULL));
	x->walk = *walk;
	x->priv = priv;
	XML_SetUserData(x->p, x);
	XML_SetElementHandler(x->p, on_start, on_end);
	if (walk->text != NULL)
		XML_SetCharacterDataHandler(x->p, on_text);
	XML_SetStartDoctypeDeclHandler(x->p, on_doctype);
	return x;
}

void
ub_xml_free(struct ub_xml *x)
{
	if (x == NULL)
		return;
	XML_ParserFree(x->p);
	free(x);
}

void *
ub_xml_room(struct ub_xml *x, size_t len)
{
	return must(XML_GetBuffer(x->p, (int)len));
}

static enum ub_status
judge(struct ub_xml *x, enum XML_Status rc, struct ub_err *e)
{
	XML_Index at;

	if (x->refused != NULL)
		return ub_fail(e, UB_EDATA, "%s", x->refused);
	if (rc == XML_STATUS_SUSPENDED)
		return UB_END;
	if (rc != XML_STATUS_OK)
		return ub_fail(e, UB_EDATA, "is no well-formed XML");
	/* what is not yet walked through is one unfinished tag */
	at = XML_GetCurrentByteIndex(x->p);
	if (x->fed - (at < 0 ? 0 : (uint64_t)at) > UB_XML_TAG)
		return ub_fail(e, UB_EDATA, "has a tag that is too long");
	return UB_OK;
}

enum ub_status
ub_xml_feed(struct ub_xml *x, size_t len, bool last, struct ub_err *e)
{
	x->fed += len;
	return judge(x, XML_ParseBuffer(x->p, (int)len, last), e);
}

enum ub_status
ub_xml_resume(struct ub_xml *x, struct ub_err *e)
{
	return judge(x, XML_ResumeParser(x->p), e);
}

const char *
ub_xml_attr(const char **attr, const char *name)
{
	for (; *attr != NULL; attr += 2)
		if (strcmp(local(attr[0]), name) == 0)
			return attr[1];
	return NULL;
}
