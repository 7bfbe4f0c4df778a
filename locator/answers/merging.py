"""The clinic file and the recorded answers, as one list: of each fact, what was learned last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from locator.answers.counting import Answers
from locator.answers.recorded import (
    AVAILABILITY,
    LISTING,
    NOWHERE,
    REFERRAL_NEEDS,
    REFERS_TO,
    RIGHT,
    SERVICE_NAMES,
    Recorded,
    availability_answer,
    availability_cells,
    date_cell_of,
)
from locator.clinics import PROCEDURE, SERVICES, Answer, Clinics, Method, Network, date_or_none

Cells = dict[str, str]


def merged(file: Clinics, answers: Answers, today: date) -> Clinics:
    """The clinics with each answer in place of the cell that was learned before it, or that has no date.

    An answer dated after `today` does not count: some clock was wrong. Rule: product contract, "How sure we
    are" (the newer wins, a tie goes to the answer).
    """
    changed: dict[int, Cells] = {}
    for recorded in answers.facts.values():
        row = file.row_of.get(recorded.said.clinic_id)
        if row is not None and recorded.said.as_of <= today and wins(recorded, file.cells(row)):
            changed.setdefault(row, {}).update(_cells(recorded))
    if not changed:
        return file
    return _without_dead_ends(file.with_cells(changed))


def wins(recorded: Recorded, cells: Mapping[str, str]) -> bool:
    """Whether an answer is newer than the cells of its clinic in the file, or as new."""
    about = recorded.said.about
    learned = date_or_none(cells[date_cell_of(about)])
    has_cell = about not in SERVICE_NAMES or bool(cells[about])
    return not has_cell or learned is None or recorded.said.as_of >= learned


def is_seen(recorded: Recorded, network: Network) -> bool:
    """Whether the list says what that answer says, and that it was learned then."""
    row = network.file.row_of.get(recorded.said.clinic_id)
    return row is not None and _cells(recorded).items() <= network.file.cells(row).items()


@dataclass(frozen=True, slots=True)
class Side:
    """What the file, or else an answer, says of something: the answer in the form of `Said`."""

    is_files: bool
    answer: str
    as_of: date | None
    method: Method | None
    source: str


def what_counts_now(network: Network, clinic_id: str, about: str) -> Side:
    """What the list, answers and all, says of something at a clinic that it has."""
    return _side_in_file(network.file.cells(network.file.row_of[clinic_id]), about)


class Both:
    """What the file and the answers say of the same things."""

    def __init__(self, file: Clinics, answers: Answers) -> None:
        self.file = file
        self.answers = answers

    def passed_over(self, clinic_id: str, about: str) -> Side | None:
        """The side that does not count, where both say something and not the same of the same day."""
        recorded = self.answers.facts.get((clinic_id, about))
        row = self.file.row_of.get(clinic_id)
        if recorded is None or row is None:
            return None
        cells = self.file.cells(row)
        in_file = _side_in_file(cells, about)
        said = recorded.said
        if not in_file.answer or (in_file.answer, in_file.as_of) == (said.answer, said.as_of):
            return None
        if wins(recorded, cells):
            return in_file
        return Side(False, said.answer, said.as_of, said.method, said.said_by)


def _side_in_file(cells: Cells, about: str) -> Side:
    as_of = date_or_none(cells[date_cell_of(about)])
    if about == AVAILABILITY:
        answer = availability_answer(cells["new_patients"], cells["wait_weeks"])
    elif about == LISTING:
        answer = RIGHT if as_of else ""
    else:
        answer = cells[about]
    method, source = cells.get(f"{about}_method"), cells.get(f"{about}_source", "")
    return Side(True, answer, as_of, Method(method) if method else None, source)


def _cells(recorded: Recorded) -> Cells:
    said = recorded.said
    day = said.as_of.isoformat()
    if said.about == AVAILABILITY:
        new_patients, wait_weeks = availability_cells(said.answer)
        return {"new_patients": new_patients, "wait_weeks": wait_weeks, date_cell_of(said.about): day}
    if said.about == LISTING:
        return {"listing_as_of": day, "listing_source": said.said_by}
    if said.about == REFERRAL_NEEDS:
        return {REFERRAL_NEEDS: said.answer}
    if said.about == REFERS_TO:
        return {REFERS_TO: "" if said.answer == NOWHERE else said.answer}
    (service,) = (service for service in SERVICES if service.column == said.about)
    return dict(zip(service.columns, (said.answer, day, str(said.method), said.said_by), strict=True))


def _without_dead_ends(clinics: Clinics) -> Clinics:
    """Nobody is sent where the procedure is not done, back to the same clinic, or to one that is not there.

    Looked at are all ways: an answer may say that it is no longer done where the file sends people.
    """
    done, row_of = clinics.columns[PROCEDURE.column], clinics.row_of
    fixed: dict[int, Cells] = {}
    for row, ids in enumerate(clinics.columns[REFERS_TO]):
        ways = ids.split(";") if ids else []
        open_ones = [way for way in ways if row_of.get(way, row) != row and done[row_of[way]] != Answer.NO]
        if open_ones != ways:
            fixed[row] = {REFERS_TO: ";".join(open_ones)}
    return clinics.with_cells(fixed) if fixed else clinics
