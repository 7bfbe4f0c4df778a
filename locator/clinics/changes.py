"""What would change if a clinic file went live: the clinics that are new, gone or different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from locator.clinics.clinic import Clinic, Position, Status
from locator.clinics.clinics import Clinics
from locator.clinics.fact import Answer, Fact
from locator.clinics.network import Network
from locator.clinics.service import SERVICES, Service

_DEGREES = ("latitude", "longitude")
_SAME_DEGREES = 1e-9
HEAVY_SHARE = 4  # one in so many of the clinics that patients find


@dataclass(frozen=True, slots=True)
class FactChange:
    """Another answer on a service, or one learned on another day or in another way."""

    service: Service
    before: Fact
    after: Fact


@dataclass(frozen=True, slots=True)
class PositionChange:
    """Another place on the map; None where the cells are blank."""

    before: Position | None
    after: Position | None


@dataclass(frozen=True, slots=True)
class CellChange:
    """Another text in any other column, "" for a blank cell."""

    column: str
    before: str
    after: str


Change = FactChange | PositionChange | CellChange


@dataclass(frozen=True, slots=True)
class Changed:
    """A clinic that is in both files and not the same in both; `clinic` is as it would be."""

    clinic: Clinic
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class FileChanges:
    """How many clinics are new, gone and changed, and the first few of each in the order of their file."""

    new_count: int
    gone_count: int
    changed_count: int
    new: tuple[Clinic, ...]
    gone: tuple[Clinic, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return bool(self.new_count or self.gone_count or self.changed_count)


@dataclass(frozen=True, slots=True)
class SharedNames:
    """Names and cities (case-folded) that more than one clinic has, so they don't tell which is meant."""

    names: frozenset[str]
    cities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Loss:
    """What a file would take from patients, by name and in the order of the live file.

    `found` is how many clinics patients find today, `gone` those of them that the file does not hold.
    `nobody_left` has each procedure that some are known to do today and none in the file, with those clinics.
    """

    found: int
    gone: tuple[str, ...]
    nobody_left: tuple[tuple[Service, tuple[str, ...]], ...]

    @property
    def is_heavy(self) -> bool:
        """Whether a person should look at it first: a quarter of the clinics, or all that do a procedure."""
        return bool(self.nobody_left) or (bool(self.gone) and len(self.gone) * HEAVY_SHARE >= self.found)


def loss(live: Clinics, coming: Clinics) -> Loss:
    """What patients would lose if `coming` went live.

    A clinic is lost when its row is gone. One that is marked closed is not: somebody wrote that. For the same
    reason nothing is lost with the row of a clinic that was closed before.
    """
    found = [row for row, status in enumerate(live.columns["status"]) if status != Status.CLOSED]
    names, ids = live.columns["name"], live.columns["clinic_id"]
    nobody_left = []
    for service in SERVICES:
        known = [names[row] for row in found if live.columns[service.column][row] == Answer.YES]
        if service.is_procedure and known and Answer.YES not in coming.columns[service.column]:
            nobody_left.append((service, tuple(known)))
    gone = tuple(names[row] for row in found if ids[row] not in coming.row_of)
    return Loss(len(found), gone, tuple(nobody_left))


def what_would_change(live: Network, coming: Network, most: int) -> FileChanges:
    """What is different in `coming` from what is `live`, with the first `most` of each kind in full.

    Clinics are the same by clinic_id. The order of rows and columns does not count, nor how a number of
    degrees is written.
    """
    new = [clinic for clinic in coming if live.by_id(clinic.clinic_id) is None]
    gone = clinics_gone(live, coming)
    stays = ((was, clinic) for clinic in coming if (was := live.by_id(clinic.clinic_id)))
    told = (Changed(clinic, tuple(_changes(live.file, was, coming.file, clinic))) for was, clinic in stays)
    changed = [one for one in told if one.changes]
    return FileChanges(
        new_count=len(new),
        gone_count=len(gone),
        changed_count=len(changed),
        new=tuple(new[:most]),
        gone=tuple(gone[:most]),
        changed=tuple(changed[:most]),
    )


def clinics_gone(live: Network, coming: Network) -> list[Clinic]:
    """The clinics that are `live` and not in `coming`."""
    return [clinic for clinic in live if coming.by_id(clinic.clinic_id) is None]


def shared_names(*networks: Network) -> SharedNames:
    """Which names and cities belong to more than one clinic of the networks taken together."""
    clinics = [clinic for network in networks for clinic in network]

    def shared(told: Iterator[tuple[str, str]]) -> frozenset[str]:
        counts = Counter(text for _, text in set(told))
        return frozenset(text for text, count in counts.items() if count > 1)

    return SharedNames(
        names=shared((clinic.clinic_id, clinic.name.casefold()) for clinic in clinics),
        cities=shared((clinic.clinic_id, clinic.city.casefold()) for clinic in clinics),
    )


def _changes(before: Clinics, was: Clinic, after: Clinics, will_be: Clinic) -> Iterator[Change]:
    """Every change of one clinic, the facts first, since they are what patients come for."""
    old, new = before.cells(was.row), after.cells(will_be.row)
    if old == new:
        return
    columns = [column for column in {**new, **old} if _is_another(column, old, new)]
    told: set[str] = set(_DEGREES)
    for service in SERVICES:
        fact_was, fact_will_be = was.fact(service), will_be.fact(service)
        if _is_another_answer(fact_was, fact_will_be):
            told.update(service.columns)
            yield FactChange(service, fact_was, fact_will_be)
    if any(column in _DEGREES for column in columns):
        yield PositionChange(was.exact_position, will_be.exact_position)
    for column in columns:
        if column not in told:
            yield CellChange(column, old.get(column, ""), new.get(column, ""))


def _is_another(column: str, old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    before, after = old.get(column, ""), new.get(column, "")
    if column in _DEGREES and before and after:
        return abs(float(before) - float(after)) > _SAME_DEGREES
    return before != after


def _is_another_answer(before: Fact, after: Fact) -> bool:
    """Whether more than the source is different, of facts that say anything at all."""
    if before.value is None and after.value is None:
        return False
    return (before.value, before.as_of, before.method) != (after.value, after.as_of, after.method)
