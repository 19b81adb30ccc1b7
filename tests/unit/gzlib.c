/* gzlib.c - gz.c again, by zlib where the library is built with ISA-L. */
#undef UBAT_ISAL
#include "../../lib/source/gz.c"

#include "gz.c"
