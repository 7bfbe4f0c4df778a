"""Our own HTML on a page of Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from locator.templates.slots import Slot
from pages.parts.component import component


def show(slot: Slot, on: Mapping[str, Callable[[], None]] | None = None, **told: object) -> None:
    """A piece of the page; `told` goes to its script (shell.js), `on` has what the script may ask for.

    What the server sent with the page is kept where it is the same, so that nothing is drawn twice. `st.html`
    would also drop drawings and forms.
    """
    component("slot", html='<div class="slot stHtml"></div>')(
        key=f"slot_{slot.name}",
        data={"name": slot.name, "html": slot.html, "digest": slot.digest, **told},
        **{f"on_{name}_change": react for name, react in (on or {}).items()},
    )
