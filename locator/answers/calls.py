"""Whom to call next, one call a phone: what to ask, what was said to be wrong, and when it was tried last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from locator.answers.counting import Answers
from locator.answers.recorded import SERVICE_NAMES, Recorded
from locator.answers.report import ReportCount
from locator.clinics import Clinic, Network, Status
from locator.clinics.due import DueQuestion, Urgency, next_due, questions_due
from locator.hours.workdays import next_workday


@dataclass(frozen=True, slots=True)
class ClinicToAsk:
    """One clinic of a call: the questions for which it is time, and what visitors say is wrong."""

    clinic: Clinic
    questions: tuple[DueQuestion, ...]
    reports: tuple[ReportCount, ...]

    @property
    def is_due(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self.questions or self.reports)


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """One call, to every clinic that is reached by `phone`; those with nothing to ask are there too.

    `tried` is the last call that settled nothing, where there was one since; `not_before` the day until which
    the call can wait for it.
    """

    phone: str
    clinics: tuple[ClinicToAsk, ...]
    tried: Recorded | None = None
    not_before: date | None = None

    @property
    def due(self) -> tuple[ClinicToAsk, ...]:
        """The clinics of which there is something to ask."""
        return tuple(one for one in self.clinics if one.is_due)

    @property
    def questions(self) -> tuple[DueQuestion, ...]:
        """Every question for which it is time."""
        return tuple(question for one in self.clinics for question in one.questions)

    @property
    def reports(self) -> int:
        """How often something was said to be wrong."""
        return sum(report.count for one in self.clinics for report in one.reports)

    @property
    def urgency(self) -> Urgency | None:
        """How soon to call: the most urgent of the questions; None where there are none."""
        return min((question.urgency for question in self.questions), default=None)

    @property
    def can_wait(self) -> bool:
        """Whether it was tried, and is not to be tried again today."""
        return self.not_before is not None and self.not_before > self.clinics[0].clinic.today


def every_call(network: Network, answers: Answers) -> list[PhoneCall]:
    """Every phone of the list with its clinics, the call to make first first.

    First what somebody says is wrong, then what is overdue longest, what was never confirmed, what is due
    soon; last the calls that can wait, and those of which nothing is to be asked. Of a clinic that is closed
    only what was said to be wrong is asked.
    """
    by_phone: dict[str, list[ClinicToAsk]] = {}
    for clinic in network:
        reports = tuple(
            report for report in answers.reports.get(clinic.clinic_id, ()) if not _is_mended(clinic, report)
        )
        is_closed = clinic.status is Status.CLOSED
        if not is_closed or reports:
            questions = () if is_closed else tuple(questions_due(clinic))
            by_phone.setdefault(clinic.phone, []).append(ClinicToAsk(clinic, questions, reports))
    return sorted((_call(phone, clinics, answers) for phone, clinics in by_phone.items()), key=_soonest_first)


def _call(phone: str, clinics: list[ClinicToAsk], answers: Answers) -> PhoneCall:
    asked = [one.clinic.clinic_id for one in clinics if one.is_due]
    tries = [
        recorded
        for clinic_id in asked
        for about in SERVICE_NAMES
        if (recorded := answers.tries.get((clinic_id, about)))
        and not _is_older(recorded, answers.facts.get((clinic_id, about)))
    ]
    last = max(tries, key=lambda recorded: recorded.number, default=None)
    again = (last.said.try_again or next_workday(last.said.as_of)) if last else None
    return PhoneCall(phone, tuple(clinics), last, again)


def _is_older(tried: Recorded, fact: Recorded | None) -> bool:
    return fact is not None and tried.number < fact.number


def _is_mended(clinic: Clinic, report: ReportCount) -> bool:
    """Whether the clinic file says since a later day what was said to be wrong."""
    about = report.report.about
    as_of = clinic.facts[about].as_of if about in SERVICE_NAMES else clinic.listing.as_of
    return as_of is not None and as_of > report.last


def _soonest_first(call: PhoneCall) -> tuple[bool, bool, bool, int, date]:
    days = (next_due(one.clinic) for one in call.due)
    is_dated = call.urgency in (Urgency.OVERDUE, Urgency.DUE_SOON)
    first = min((day for day in days if day), default=date.min) if is_dated else date.min
    return not call.due, call.can_wait, not call.reports, call.urgency or 0, first
