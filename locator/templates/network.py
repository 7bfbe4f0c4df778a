"""The clinics of the table to carry away: as text, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from markupsafe import Markup

from locator.clinics.table import Row
from locator.clinics.view import View
from locator.templates.rendering import render, render_text


def network_actions(rows: Sequence[Row], count_line: str, on: date | None, view: View) -> Markup:
    """The buttons that copy and print these rows (at least one). `on` is the day asked about."""
    made_at = view.now.astimezone(ZoneInfo(rows[0].clinic.timezone))
    text = render_text("network.txt", rows=rows, count_line=count_line, on=on, view=view, made_at=made_at)
    return render("network_actions.html", text=text, place=view.place, made_at=made_at)
