"""What has changed in the live list of late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from locator.live.history import PastChange
from locator.templates.rendering import render
from locator.words.changes import change_sentence

MOST_SENTENCES = 100


def recent_changes(changes: Sequence[PastChange], since: datetime | None, days: int, timezone: str) -> Markup:
    """The changes of the last so many `days`, newest first, by the date in `timezone` (an IANA name).

    `since` is the moment since when changes are kept, None where they are not.
    """
    zone = ZoneInfo(timezone)

    def day_of(change: PastChange) -> date:
        return change.at.astimezone(zone).date()

    shown = changes[:MOST_SENTENCES]
    return render(
        "recent.html",
        days=days,
        total=len(changes),
        shown=len(shown),
        by_day=[
            (day, [change_sentence(one.clinic, one.change, is_gone=one.is_gone) for one in group])
            for day, group in groupby(shown, key=day_of)
        ],
        since=since.astimezone(zone).date() if since else None,
    )
