"""Each page as the server sends it: all there is to read on it, before any script has run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from locator.clinics import Need, Network
from locator.clinics.table import Filters, table
from locator.clinics.view import View
from locator.education.matters import sheet_html
from locator.live import serving
from locator.places import Place
from locator.server import navigation, pieces
from locator.server.search_request import place_asked
from locator.templates import find, render
from locator.templates.slots import Slot
from locator.words.places import understood

AT_ONCE = 50


def first_page(address: str, asked: Mapping[str, str]) -> Markup:
    """All there is to read at an address of `navigation.streamlit_pages()`, for what its query asks."""
    network = serving.network()
    slots: Sequence[Slot]
    if address in pieces.ABOUT_CLINICS and not network:
        slots = [pieces.without_clinics(address)]
    elif make := _PAGES.get(address):
        slots = make(asked, network, serving.now())
    else:
        slots = [pieces.article(address)]
    return render(
        "first_page.html",
        slots=slots,
        foot=pieces.foot(address),
        has_map=address == navigation.FIND and bool(network),
    )


def find_view(network: Network, now: datetime, need: Need, place: Place | None, clinic_id: str) -> View:
    """What Find a clinic is asked; `clinic_id` is the clinic in the address, which need not exist, or ""."""
    chosen = network.by_id(clinic_id)
    return View(
        network=network,
        now=now,
        need=need,
        place=place,
        selected=chosen.clinic_id if chosen else "",
    )


def _find(asked: Mapping[str, str], network: Network, now: datetime) -> list[Slot]:
    near, clinic_id = place_asked(asked), asked.get("clinic", "")
    heard = understood(near, network)
    view = find_view(network, now, Need.asked(asked.get("need")), heard.place, clinic_id)
    return [
        find.search_slot(view.need, near),
        find.results_slot(view, heard, clinic_id=clinic_id, most=AT_ONCE),
    ]


def _schedulers(_asked: Mapping[str, str], network: Network, now: datetime) -> list[Slot]:
    rows = table(network, Filters(), None, now)
    shown = render("network_table.html", rows=rows[:AT_ONCE], view=View(network, now), day=None)
    return [pieces.schedulers_head(), Slot("table", shown), pieces.downloads(), pieces.recent_changes()]


def _data(_asked: Mapping[str, str], network: Network, _now: datetime) -> list[Slot]:
    return [pieces.data_head(network), pieces.data_text(network, AT_ONCE)]


def _check(*_: object) -> list[Slot]:
    return [pieces.check_head()]


def _sign_in(*_: object) -> list[Slot]:
    return [pieces.sign_in_head()]


def _compared(*_: object) -> list[Slot]:
    return [
        pieces.compared(),
        Slot("paper", Markup("<noscript>{}</noscript>").format(sheet_html())),
        pieces.after_comparison(),
    ]


def _tool(address: str) -> Callable[..., list[Slot]]:
    return lambda *_: [pieces.tool_head(address), pieces.tool_list(address), pieces.tool_foot(address)]


_PAGES: Mapping[str, Callable[[Mapping[str, str], Network, datetime], Sequence[Slot]]] = {
    navigation.FIND: _find,
    navigation.SCHEDULERS: _schedulers,
    navigation.DATA: _data,
    navigation.CHECK: _check,
    navigation.SIGN_IN: _sign_in,
    navigation.COMPARE: _compared,
    **{address: _tool(address) for address in pieces.TOOLS},
}
