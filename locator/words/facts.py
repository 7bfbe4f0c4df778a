"""One fact in words, for every place that tells it: how sure we are, how it was learned, and since when."""

from __future__ import annotations

from collections.abc import Sequence

from locator.clinics.clinic import Clinic
from locator.clinics.fact import Answer, Availability, Certainty, Fact, Listing, Method
from locator.clinics.search import Match, Standing, standing_for
from locator.clinics.service import SERVICES, Need, Service, services_for
from locator.words import N_, _
from locator.words.amounts import bare_miles, either_of, miles
from locator.words.dates import day_and_month, long_date, short_date
from locator.words.services import words_for

METHODS = {
    Method.PHONE: N_("by phone"),
    Method.STAFF: N_("by its staff"),
    Method.WEBSITE: N_("from its website"),
    Method.DIRECTORY: N_("from a directory"),
    None: N_("source not known"),
}
# The shape that goes with the words, so that color is never needed.
MARKS = {Answer.YES: "✓", Answer.NO: "✕", None: "?"}
SHORT_ANSWERS = {Answer.YES: N_("Yes"), Answer.NO: N_("No"), None: N_("Not confirmed")}
CERTAINTIES = {
    Certainty.CONFIRMED: N_("Confirmed"),
    Certainty.REPORTED: N_("Reported"),
    Certainty.NOT_CONFIRMED: N_("Not confirmed"),
}


def fact_line(service: Service, fact: Fact) -> str:
    """The line of a card: "Performs kyphoplasty · confirmed by phone Nov 3, 2026"."""
    return _(words_for(service).answers[fact.value].text, how=_how_sure_shortly(fact))


def _how_sure_shortly(fact: Fact) -> str:
    if not fact.is_confirmed or fact.as_of is None:
        return _("call to confirm")
    if fact.method is Method.PHONE:
        return _("confirmed by phone %(day)s", day=short_date(fact.as_of))
    return _("confirmed by its staff %(day)s", day=short_date(fact.as_of))


def chip(service: Service, fact: Fact) -> str:
    """A fact of a card in few words: "Evaluates: confirmed Nov 3", "Procedure not confirmed"."""
    return _(words_for(service).chip[fact.value].text, how=_how_sure_in_few_words(fact))


def _how_sure_in_few_words(fact: Fact) -> str:
    if fact.is_confirmed and fact.as_of:
        return _("confirmed %(day)s", day=day_and_month(fact.as_of))
    return str(_SAYS[fact.method]) if fact.method in _SAYS else _("call to confirm")


_SAYS = {
    Method.WEBSITE: N_("says its website"),
    Method.DIRECTORY: N_("says a directory"),
}


def in_full(service: Service, fact: Fact) -> str:
    """The same with how it was learned, for whoever can't see how the chip is drawn."""
    line = fact_line(service, fact)
    return f"{line}. {learned(fact)}" if fact.value and not fact.is_confirmed else line


def table_detail(fact: Fact) -> str:
    """Below a short answer, how sure and since when: "confirmed by phone Nov 12, 2026"."""
    if fact.value is None:
        return _("call to ask")
    if fact.is_confirmed:
        return _how_sure_shortly(fact)
    if fact.is_overdue and fact.as_of:
        return _("overdue: last confirmed %(day)s · call", day=short_date(fact.as_of))
    return _("%(how)s, %(day)s · call to confirm", how=_SHORT_METHODS[fact.method], day=day_or_none(fact))


_SHORT_METHODS = METHODS | {Method.WEBSITE: N_("website"), Method.DIRECTORY: N_("directory")}


def summary(fact: Fact) -> str:
    """ "yes, by phone, Nov 19, 2026", or "not confirmed"."""
    if fact.value is None:
        return _("not confirmed")
    answer = _("yes") if fact.value is Answer.YES else _("no")
    how = [str(METHODS[fact.method])] if fact.method else []
    return ", ".join([answer, *how, day_or_none(fact)])


def day_or_none(learned: Fact | Listing | Availability) -> str:
    """ "Nov 3, 2026", or "no date"."""
    return short_date(learned.as_of) if learned.as_of else _("no date")


def learned(fact: Fact) -> str:
    """How and when a fact was learned: "Checked by phone on November 3, 2026." """
    if fact.value is None:
        return _("Nobody has told us yet.")
    if fact.as_of is None:
        return str(_LEARNED_UNDATED[fact.method])
    return _(_LEARNED[fact.method].text, day=long_date(fact.as_of))


_LEARNED = {
    Method.PHONE: N_("Checked by phone on %(day)s."),
    Method.STAFF: N_("Checked with its staff on %(day)s."),
    Method.WEBSITE: N_("From the clinic's website on %(day)s."),
    Method.DIRECTORY: N_("From a directory on %(day)s."),
    None: N_("We don't know how this was learned, only that it was on %(day)s."),
}
_LEARNED_UNDATED = {
    Method.PHONE: N_("Checked by phone; it has no date."),
    Method.STAFF: N_("Checked with its staff; it has no date."),
    Method.WEBSITE: N_("From the clinic's website; it has no date."),
    Method.DIRECTORY: N_("From a directory; it has no date."),
    None: N_("We don't know how this was learned; it has no date."),
}


def source_sentence(fact: Fact) -> str:
    """Who or what said so, where the file names it."""
    return _("Source: %(source)s", source=fact.source) if fact.source else ""


def listing_sentence(clinic: Clinic) -> str:
    """When and where address, phone and hours were learned, and to call first where that is too long ago."""
    listing = clinic.listing
    if listing.as_of is None:
        return _("We don't know when its address and hours were last checked. Call before you go.")
    day, source = long_date(listing.as_of), listing.source
    said = (
        _("Address, phone and hours as of %(day)s (%(source)s).", day=day, source=source)
        if source
        else _("Address, phone and hours as of %(day)s.", day=day)
    )
    return _("%(said)s They may have changed: call before you go.", said=said) if listing.is_old else said


def how_sure(service: Service, clinic: Clinic) -> str:
    """How sure we are of a clinic that an answer names, in a sentence or two."""
    fact, does = clinic.fact(service), str(words_for(service).does)
    if fact.value is None:
        return _("We do not know yet if it %(does)s. Please call first.", does=does)
    if fact.is_confirmed and fact.as_of:
        by_phone = fact.method is Method.PHONE
        if fact.as_of == clinic.today:
            return _("Confirmed by phone today.") if by_phone else _("Confirmed by its staff today.")
        day = long_date(fact.as_of)
        return (
            _("Confirmed by phone on %(day)s.", day=day)
            if by_phone
            else _("Confirmed by its staff on %(day)s.", day=day)
        )
    if fact.is_overdue and fact.as_of:
        return _(
            "Last confirmed on %(day)s. Please call to confirm that it still %(does)s.",
            day=long_date(fact.as_of),
            does=does,
        )
    said = _(_READ_ON[fact.method].text if fact.method in _READ_ON else _TOLD.text, does=does)
    if fact.as_of is None:
        return _("%(said)s, without a date. Please call to confirm.", said=said)
    return _("%(said)s (%(day)s). Please call to confirm.", said=said, day=short_date(fact.as_of))


_TOLD = N_("We were told that it %(does)s")
_READ_ON = {
    Method.WEBSITE: N_("Its website says that it %(does)s"),
    Method.DIRECTORY: N_("A directory says that it %(does)s"),
}


def how_far(clinic: Clinic, distance: float | None) -> str:
    """Miles to a clinic: "6.9 miles"; "about 7 miles" where only its ZIP code is known; "" for None."""
    return "" if distance is None else miles(distance, is_exact=clinic.exact_position is not None)


def bare_how_far(clinic: Clinic, distance: float | None) -> str:
    """The same for a column that is headed "Miles": "6.9", "about 7"."""
    return "" if distance is None else bare_miles(distance, is_exact=clinic.exact_position is not None)


def sends_to(there: Sequence[Clinic]) -> str:
    """Where a clinic itself has its patients treated, or "" where that is not known."""
    names = still_sent_to(there)
    return _("Sends people for the procedure to %(names)s.", names=names) if names else ""


def still_sent_to(there: Sequence[Clinic]) -> str:
    """ "Edina or Delano (call to confirm)": of these clinics those where the procedure can still be done.

    One that is closed for good, or known not to do it, is never named to somebody who would go there.
    """
    listed = [(clinic, standing_for(clinic, Need.PROCEDURE)) for clinic in there]
    return either_of([_with_doubt(clinic, standing) for clinic, standing in listed if standing is not None])


def _with_doubt(clinic: Clinic, standing: Standing) -> str:
    if standing is Standing.CONFIRMED:
        return clinic.short_name
    if standing is Standing.TEMPORARILY_CLOSED:
        return _("%(clinic)s (closed for now)", clinic=clinic.short_name)
    return _("%(clinic)s (call to confirm)", clinic=clinic.short_name)


def pin_name(match: Match) -> str:
    """A pin's accessible name: "2, Edina, evaluates; procedure not confirmed"."""
    told = [_("closed for now")] if match.standing is Standing.TEMPORARILY_CLOSED else []
    for service in SERVICES:
        fact = match.clinic.fact(service)
        said = str(words_for(service).pin[fact.value])
        is_sure = fact.value is None or fact.is_confirmed
        told.append(said if is_sure else _("%(said)s, call to confirm", said=said))
    return f"{match.number}, {match.clinic.short_name}, {'; '.join(told)}"


def group_title(need: Need, standing: Standing) -> str:
    """Above the clinics of one standing in a list for that need."""
    if standing is Standing.TEMPORARILY_CLOSED:
        return _("Closed for now")
    if need is Need.EITHER:
        return str(_EITHER_TITLES[standing])
    (service,) = services_for(need)
    return str(words_for(service).group_titles[standing])


_EITHER_TITLES = (
    N_("Confirmed for one or both"),
    N_("Call to confirm"),
    N_("May evaluate or perform — call"),
)
