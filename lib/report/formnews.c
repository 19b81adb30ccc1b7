/* */
#include "formpart.h"
enum ub_status
ub_form_news(const struct ub_form_ask *a)
{
	(void)a;
	return UB_END;
}
