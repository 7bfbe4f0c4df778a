"""The page's own script: position on request, list and map, changes said aloud."""

from __future__ import annotations

from collections.abc import Callable

from locator.templates import render
from locator.words import _
from pages.parts.component import component


def page_script(
    key: str,
    *,
    announce: str,
    bring: dict[str, object] | None,
    on_chosen: Callable[[], None],
    on_position: Callable[[], None],
    on_navigated: Callable[[], None],
) -> None:
    """Show "Use my location" and run the page's script.

    `announce` is said aloud when it changes; `bring` is {"clinic", "at"} of the card to bring into view.
    The callbacks find {"clinic"}, {"latitude", "longitude"} and {"search"} in session_state[key].chosen,
    .position and .navigated.
    """
    component("page", html=render("locate.html"), css="locate.css")(
        key=key,
        data={
            "announce": announce,
            "bring": bring,
            "locate": {
                "waiting": _("Asking your browser for your position…"),
                "refused": _("Your browser did not share your position. Type a ZIP code or city instead."),
                "failed": _("Your position could not be found. Type a ZIP code or city instead."),
            },
            "map": {
                "title": _("Map of the clinics"),
                "failed": _("The map could not load. The list of clinics is complete."),
            },
        },
        on_chosen_change=on_chosen,
        on_position_change=on_position,
        on_navigated_change=on_navigated,
    )
