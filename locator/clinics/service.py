"""What a clinic may do, each with the column that says so: everything else loops over this list.

To add a service: a line here, its phrases in locator/words/services.py, and its columns follow by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Need(StrEnum):
    """What the visitor is looking for; the value is what the address bar and the API say."""

    EVALUATION = "evaluation"
    PROCEDURE = "procedure"
    EITHER = "either"

    @classmethod
    def asked(cls, text: str | None) -> Need:
        """The need of that name; for any other text, either."""
        return cls(text) if text and text in set(cls) else cls.EITHER


@dataclass(frozen=True, slots=True)
class Service:
    """One service: the column of the clinic file that says who offers it, and the need that it meets.

    Where `is_optional`, a file need not have its columns. `cpt_codes` are those that it is billed under.
    """

    column: str
    need: Need
    is_procedure: bool = False
    is_optional: bool = False
    cpt_codes: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the clinic file that make up its fact: the answer, then when, how and from whom."""
        return (self.column, *(f"{self.column}_{part}" for part in ("as_of", "method", "source")))


EVALUATION = Service("evaluates", Need.EVALUATION)
# 22513 is of the thoracic and 22514 of the lumbar spine (education/sources.toml, billing-2017). 22515, each
# added bone, never stands alone.
PROCEDURE = Service("performs", Need.PROCEDURE, is_procedure=True, cpt_codes=("22513", "22514"))
SERVICES = (EVALUATION, PROCEDURE)


def services_for(need: Need) -> tuple[Service, ...]:
    """The services that meet a need, any one of which is enough."""
    return tuple(service for service in SERVICES if need in (service.need, Need.EITHER))
