"""The network as one visitor looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from locator.clinics.best_answer import BestAnswer, best_answer
from locator.clinics.network import Network
from locator.clinics.search import Origin, Result, search
from locator.clinics.service import PROCEDURE, Need, Service, services_for
from locator.places import Place


@dataclass(frozen=True, slots=True)
class View:
    """At the moment `now` (aware), for a need, from a place where that is known.

    `on` is the day of the evaluation where a scheduler asks about one, `done_on` that of the procedure, and
    `within` how many miles away a clinic may be; `selected` the clinic_id that was
    chosen, or "". `has_map` says whether there are pins beside the list.
    """

    network: Network
    now: datetime
    need: Need = Need.EITHER
    place: Place | None = None
    on: date | None = None
    done_on: date | None = None
    within: float | None = None
    selected: str = ""
    has_map: bool = True

    @property
    def origin(self) -> Origin | None:
        """Where miles are measured from."""
        return self.place.point if self.place else None

    @property
    def procedure(self) -> Service:
        """The procedure that is asked about."""
        asked = services_for(self.need)
        return asked[0] if len(asked) == 1 and asked[0].is_procedure else PROCEDURE

    def search(self) -> Result:
        """The clinics that meet the need."""
        return search(self.network, self.need, self.origin)

    def best_answer(self) -> BestAnswer:
        """Where to be seen and where it is done."""
        return best_answer(self.network, self.origin, self.procedure)
