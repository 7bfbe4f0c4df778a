"""What only the plain directory says, and an address where there is nothing. Plain text: escape it."""

from __future__ import annotations

WITH_MAP = "The same list with a map"
SHOW = "Show clinics"
NEXT = "Next clinics"
PREVIOUS = "Earlier clinics"
MORE_PAGES = "More of the list"

NO_PAGE_TITLE = "There is no page at this address"
NO_PAGE = "The address may have a slip in it, or the page may have moved. From here you can go on to:"
