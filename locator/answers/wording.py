"""Calls to make in words: why to call, how patients are affected, what was answered and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from locator.answers.calls import PhoneCall
from locator.answers.merging import is_seen, what_counts_now
from locator.answers.recorded import (
    AVAILABILITY,
    LISTING,
    NOWHERE,
    REFERRAL_NEEDS,
    REFERS_TO,
    SERVICE_NAMES,
    Outcome,
    Recorded,
    availability_cells,
)
from locator.answers.report import Knows, ReportCount, Wrong
from locator.clinics import SERVICES, Answer, Network
from locator.clinics.due import Urgency
from locator.clinics.fact import AVAILABILITY_DAYS, Availability
from locator.words import N_, Message, _, ngettext
from locator.words.amounts import some_of
from locator.words.dates import short_date
from locator.words.facts import METHODS
from locator.words.services import words_for
from locator.words.visiting import new_patients

MOST_NAMED = 3

_SERVICES = {service.column: service for service in SERVICES}

WHAT_IS_WRONG: dict[str, Message] = {
    Wrong.PHONE: N_("The phone"),
    Wrong.ADDRESS: N_("The address"),
    Wrong.HOURS: N_("The hours"),
    Wrong.CLOSED: N_("It has closed"),
}
HOW_THEY_KNOW: dict[str, Message] = {
    Knows.CALLED: N_("called"),
    Knows.WAS_THERE: N_("was there"),
    Knows.WORKS_THERE: N_("works there"),
}
ABOUT: dict[str, Message] = {
    REFERS_TO: N_("Where it is done instead"),
    AVAILABILITY: N_("New patients and waits"),
    REFERRAL_NEEDS: N_("What a referral needs"),
    LISTING: N_("Address, phone and hours"),
}


def what_it_is_about(about: str) -> str:
    """What an answer or a report is about: "Performs", "The phone"."""
    if about in SERVICE_NAMES:
        return str(words_for(_SERVICES[about]).heading)
    return str(ABOUT.get(about) or WHAT_IS_WRONG[about])


def clinics_of(call: PhoneCall) -> str:
    """The clinics that there is something to ask of, the first by name."""
    return some_of([one.clinic.short_name for one in call.due or call.clinics], most=MOST_NAMED)


def effects(call: PhoneCall) -> Iterator[str]:
    """What patients are told meanwhile, of each service; and at how many clinics, if there are several."""
    several = len(call.due) > 1
    for service in SERVICES:
        asked = [question for question in call.questions if question.service is service]
        unknown = [question for question in asked if question.fact.value is None]
        soon = [question for question in asked if question.urgency is Urgency.DUE_SOON]
        unsure = [question for question in asked if question not in unknown and question not in soon]
        for what, those in ((_UNKNOWN, unknown), (_UNSURE, unsure), (_SOON, soon)):
            if those:
                last = min((q.fact.confirmed_until for q in those if q.fact.confirmed_until), default=None)
                day = short_date(last) if last else ""
                sentence = _(what.text, noun=str(words_for(service).noun), day=day)
                yield f"{sentence} {_at(len(those))}" if several else sentence


_UNKNOWN = N_("%(noun)s: patients are told that nobody knows yet.")
_UNSURE = N_("%(noun)s: patients are told to call to confirm, after every confirmed clinic.")
_SOON = N_("%(noun)s: confirmed until %(day)s. Then patients are told to call to confirm.")


def _at(clinics: int) -> str:
    return ngettext("(%(n)s clinic)", "(%(n)s clinics)", clinics)


def report_sentence(report: ReportCount) -> str:
    """ "“The phone” is wrong, says 1 visitor who called (Nov 24, 2026)." """
    told = {
        "what": what_it_is_about(report.report.about),
        "how": str(HOW_THEY_KNOW[report.report.how]),
        "day": short_date(report.last),
    }
    return ngettext(
        "Said to be wrong: “%(what)s”, by %(n)s person who %(how)s (%(day)s).",
        "Said to be wrong: “%(what)s”, by %(n)s people, each of whom %(how)s (last on %(day)s).",
        report.count,
        **told,
    )


def tried_sentence(call: PhoneCall) -> str:
    """What came of the last call that settled nothing."""
    tried = call.tried
    if tried is None or call.not_before is None:
        return ""
    told = {"day": short_date(tried.said.as_of), "again": short_date(call.not_before)}
    if tried.said.answer == Outcome.NOBODY:
        return _("Nobody answered on %(day)s. Try again on %(again)s.", **told)
    return _("They did not know on %(day)s. Try again on %(again)s.", **told)


def answer_text(recorded: Recorded, network: Network) -> str:
    """What was answered, in few words."""
    said = recorded.said
    return _with_names(said.about, said.answer, said.as_of, network)


def _with_names(about: str, answer: str, as_of: date | None, network: Network) -> str:
    """An answer of that day in few words, the clinics where people are sent by name."""
    if about == REFERS_TO and answer not in (*_OUTCOMES, NOWHERE):
        there = [network.by_id(clinic_id) for clinic_id in answer.split(";")]
        return ", ".join(clinic.short_name for clinic in there if clinic) or answer
    return in_words(about, answer, as_of)


def in_words(about: str, answer: str, as_of: date | None) -> str:
    """An answer of that day in few words. Where people are sent, by the clinic_id."""
    if answer in _OUTCOMES:
        return str(_OUTCOMES[answer])
    if about == AVAILABILITY:
        cells = availability_cells(answer)
        taken, weeks = Answer(cells[0]) if cells[0] else None, int(cells[1]) if cells[1] else None
        return new_patients(Availability(taken, weeks, as_of, is_old=False))
    if about == REFERS_TO:
        return _("Nobody is sent anywhere") if answer == NOWHERE else answer
    return answer if about == REFERRAL_NEEDS else str(_ANSWERS[answer])


_OUTCOMES: dict[str, Message] = {
    Outcome.UNKNOWN: N_("They don't know"),
    Outcome.NOBODY: N_("Nobody answered"),
    Outcome.UNDO: N_("Undone"),
}
_ANSWERS: dict[str, Message] = {Answer.YES: N_("Yes"), Answer.NO: N_("No"), "right": N_("Still right")}


def how_it_was_learned(recorded: Recorded) -> str:
    """ "by phone, Nov 24, 2026, from front desk"."""
    said = recorded.said
    return _(
        "%(how)s, %(day)s, from %(who)s",
        how=str(METHODS[said.method]),
        day=short_date(said.as_of),
        who=_("nobody") if said.said_by == Outcome.NOBODY else said.said_by,
    )


def saved(done: Sequence[Recorded], network: Network) -> str:
    """What a press has saved, and what comes of it; it says nothing new where it was sent twice."""
    if not done:
        return _("Saved.")
    told = [_what_was_saved(done, network), _where_a_newer_one_is_seen(done, network)]
    changing = [one for one in done if one.said.answer not in _OUTCOMES]
    seen = [one for one in changing if not is_overruled(one, network)]
    old = [one for one in seen if one.said.about == AVAILABILITY and _must_be_asked_again(one, network)]
    if len(seen) > len(old):
        all_are_seen = len(seen) == len(changing) and not old
        told.append(_("Patients see it now.") if all_are_seen else _("Patients see the rest now."))
    if old:
        told.append(str(_TOLD_TO_ASK))
    return " ".join(filter(None, told))


_TOLD_TO_ASK = N_(
    "That was more than %(days)s days ago: of new patients and waits, patients are told to ask.",
    days=AVAILABILITY_DAYS,
)


def _must_be_asked_again(recorded: Recorded, network: Network) -> bool:
    clinic = network.by_id(recorded.said.clinic_id)
    return clinic is not None and clinic.availability.is_old


def _what_was_saved(done: Sequence[Recorded], network: Network) -> str:
    """The clinics by answer; those that are the same as of the answer before are not named again."""
    by_answer: dict[tuple[str, str], list[str]] = {}
    for one in done:
        answer = (one.said.about, answer_text(one, network))
        by_answer.setdefault(answer, []).append(_name(one, network))
    if done[0].said.answer == Outcome.NOBODY:
        (_about, nobody), names = next(iter(by_answer.items()))
        return _("Saved: %(clinic)s. %(answer)s.", clinic=some_of(names, most=MOST_NAMED), answer=nobody)
    parts: list[str] = []
    named = ""
    for (about, answer_given), names in by_answer.items():
        what = _("%(about)s: %(answer)s", about=what_it_is_about(about), answer=answer_given)
        clinics = some_of(names, most=MOST_NAMED)
        parts.append(what if clinics == named else f"{clinics}, {what}")
        named = clinics
    return _("Saved: %(what)s.", what="; ".join(parts))


def _name(recorded: Recorded, network: Network) -> str:
    clinic = network.by_id(recorded.said.clinic_id)
    return clinic.short_name if clinic else recorded.said.clinic_id


def _where_a_newer_one_is_seen(done: Sequence[Recorded], network: Network) -> str:
    overruled = [one for one in done if is_overruled(one, network)]
    if not overruled:
        return ""
    if len(done) == 1:
        return _newer_answer(done[0], network)
    what = [f"{what_it_is_about(one.said.about)} ({_name(one, network)})" for one in overruled]
    return _("Patients go on to see a newer answer: %(answer)s.", answer=some_of(what, most=MOST_NAMED))


def _newer_answer(recorded: Recorded, network: Network) -> str:
    about = recorded.said.about
    counts = what_counts_now(network, recorded.said.clinic_id, about)
    if not counts.answer:
        return _("Patients do not see it: what the list has was learned later.")
    answer = _with_names(about, counts.answer, counts.as_of, network)
    if about not in _DATED or counts.as_of is None:
        return _("Patients go on to see a newer answer: %(answer)s.", answer=answer)
    day = short_date(counts.as_of)
    return _("Patients go on to see a newer answer: %(answer)s, learned %(day)s.", answer=answer, day=day)


_DATED = (*SERVICE_NAMES, LISTING)  # of the others the list has no day of their own, or the words hold it


def is_overruled(recorded: Recorded, network: Network) -> bool:
    """Whether it would change what patients see, and does not, since something newer counts."""
    is_listed = network.by_id(recorded.said.clinic_id) is not None
    changes = not recorded.is_undone and recorded.said.answer not in _OUTCOMES
    return is_listed and changes and not is_seen(recorded, network)
