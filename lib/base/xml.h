/*
 * xml.h - XML walked from its first tag to its last, in constant memory.
 *
 * Names come without their prefix: in x:row and row it is a row.  What only
 * hostile files have is refused: a document type (and with it entities), more
 * than UB_XML_DEPTH elements in one another, a tag of more than UB_XML_TAG
 * bytes.
 */
#ifndef UB_XML_H
#define UB_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"

enum { UB_XML_DEPTH = 256, UB_XML_TAG = 1024 * 1024 };

struct ub_xml; /* opaque */

/* What is called on the way; NULL: nothing.  Texts are UTF-8, borrowed for the
 * call; one text may come in many pieces.  attr is name, value, ..., NULL. */
struct ub_xml_walk {
	void (*start)(void *priv, const char *name, const char **attr);
	void (*end)(void *priv, const char *name);
	void (*text)(void *priv, const char *s, size_t len);
};

struct ub_xml *ub_xml_new(const struct ub_xml_walk *walk, void *priv);
void ub_xml_free(struct ub_xml *x); /* NULL is fine */

/* Where the next len bytes are to be put before ub_xml_feed(). */
void *ub_xml_room(struct ub_xml *x, size_t len);
/*
 * Walk through len bytes more; last: nothing follows.  UB_OK when all of them
 * were taken; UB_END when ub_xml_pause() was called: go on with
 * ub_xml_resume(), which gives the same.  UB_EDATA, the clause alone: no
 * well-formed XML, something refused, or what ub_xml_stop() said.
 */
enum ub_status ub_xml_feed(
    struct ub_xml *x, size_t len, bool last, struct ub_err *e);
enum ub_status ub_xml_resume(struct ub_xml *x, struct ub_err *e);

/* From what is called: end the walk before the next call, for now or with this
 * clause, which must live on. */
void ub_xml_pause(struct ub_xml *x);
void ub_xml_stop(struct ub_xml *x, const char *clause);

/* The value of an attribute, by its name without prefix; or NULL. */
const char *ub_xml_attr(const char **attr, const char *name);

#endif
