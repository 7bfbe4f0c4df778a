"""What a scheduler asks about where a patient can go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from locator.cards import Showing
from locator.places import Place


@dataclass(frozen=True, slots=True)
class Asking:
    """From where, on which day (None: any), and what every answer needs to know of moment and file."""

    showing: Showing
    place: Place | None
    on: date | None = None
    is_example: bool = False

    @property
    def day_of_week(self) -> int | None:
        """Monday is 0; None for any day."""
        return self.on.weekday() if self.on else None
