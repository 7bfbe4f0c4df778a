"""The script of Find a clinic: what is asked, list and map, changes said aloud."""

from __future__ import annotations

from collections.abc import Callable

from locator.words import _
from pages.parts.component import component


def find_script(
    key: str,
    *,
    near: str,
    need: str,
    heard_at: int,
    announce: str,
    bring: dict[str, object] | None,
    on: dict[str, Callable[[], None]],
) -> None:
    """Run the script, and show in the form what is asked now.

    `heard_at` is when the question was asked that this answers (ms, by the browser's clock). `announce` is
    said aloud when it changes; `bring` is {"clinic", "at"} of the card to bring into view. `on` has what to
    do when the visitor has "asked", "position", "chosen", "more" or "navigated": each finds what was sent in
    session_state[key] under the same name.
    """
    component("find", html="<i hidden></i>")(
        key=key,
        data={
            "near": near,
            "need": need,
            "heard": heard_at,
            "announce": announce,
            "bring": bring,
            "words": {
                "title": _("Map of the clinics"),
                "failed": _("The map could not load. The list is complete."),
                "details": _("Details"),
                "close": _("Close"),
            },
        },
        **{f"on_{name}_change": react for name, react in on.items()},
    )
