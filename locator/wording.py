"""Every phrase of the locator that a person reads. Plain text: whoever shows it escapes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from locator.clinics import Answer, Certainty, Clinic, Fact, Method, Need, Status
from locator.nearest import BestAnswer, Match, Standing
from locator.opening_hours import ClosedNow, HoursNow, HoursUnknown, OpenNow, hours_now
from locator.places import Reason

PRODUCT = "Kyphoplasty clinics"
FIND_TITLE = "Find a clinic"
FIND_LEAD = (
    "Kyphoplasty treats some painful fractures of the spine. See where you can be checked for it, "
    "where it is done, and how sure we are."
)
PLACE_LABEL = "ZIP code or city"
NEED_LABEL = "I need"
NEED_CHOICES = {
    Need.EVALUATION: "An evaluation",
    Need.PROCEDURE: "The procedure",
    Need.EITHER: "Either",
}
NEED_HELP = (
    "An evaluation is a visit to find out if kyphoplasty fits you. The procedure is the treatment itself."
)
EXAMPLE_BANNER = "Example data — these are not real clinics"
NOT_ADVICE = "This site gives information, not medical advice."
DISTANCES = "Distances are straight lines, not driving miles."

EMERGENCY_TITLE = "When to get help at once"
EMERGENCY_911 = (
    "Call 911 or go to an emergency room if you have chest pain or trouble breathing, lose control of your "
    "bladder or bowels, feel numb between the legs, or have new or worse leg weakness."
)
EMERGENCY_SAME_DAY = "Call the clinic the same day for fever, redness or drainage."
EMERGENCY_REVIEW = "These words still await a clinician's review."

LOCATE_BUTTON = "Use my location"
LOCATE_PROMISE = "Your position goes to this site only. It is used to sort the list and is not kept."
LOCATE_WAITING = "Asking your browser for your position…"
LOCATE_REFUSED = "Your browser did not share your position. Type a ZIP code or city instead."
LOCATE_FAILED = "Your position could not be found. Type a ZIP code or city instead."
LOCATE_PLACE = "where you are"

MAP_TITLE = "Map of the clinics"
MAP_SKIP = "Skip the map"
MAP_LEAVE = "Back to the list"
MAP_SHOW = "Show the map"
MAP_LOADING = "The map is loading. The list is complete without it."
MAP_FAILED = "The map could not load. The list of clinics is complete."
SHOW_ON_MAP = "Show on the map"
LEGEND_TITLE = "What the pins mean"
SHARE_BUTTON = "Share this view"
SHARE_HELP = "Puts your place into the address, so that a link you send opens the same view."
SHARE_READY = "Anyone with this link sees the same view, with the place in it:"
SHARE_READY_NO_PLACE = "Anyone with this link sees the same view:"
SHOW_MORE = "Show more clinics"
NO_SCRIPT = "This page needs JavaScript. The plain list of clinics works without it."
NO_CONNECTION = "This page can't reach its server just now. The plain list of clinics may still open."
PLAIN_LIST = "Open the plain list"
CLINIC_UNKNOWN = "The link names a clinic that is not in the list."
NOTHING_LISTED = "No clinic in the list meets this need. Choose “Either” to see every clinic."


def miles(distance: float) -> str:
    """ "6.9 miles", "1 mile", "212 miles": a decimal below ten, none above."""
    if distance < 0.05:
        return "less than 0.1 miles"
    rounded = rounded_miles(distance)
    text = f"{rounded:.1f}" if rounded < 10 else f"{rounded:,.0f}"
    return "1 mile" if text == "1.0" else f"{text} miles"


def rounded_miles(distance: float) -> float:
    """A distance as it is shown, so that what is added up on a page adds up."""
    return round(distance, 1) if distance < 9.95 else float(round(distance))


def long_date(day: date) -> str:
    """ "3 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def short_date(day: date) -> str:
    """ "3 Nov 2026"."""
    return f"{day.day} {day:%b %Y}"


def clock(time: datetime) -> str:
    """ "8 am", "4:30 pm", "noon"."""
    if (time.hour, time.minute) == (12, 0):
        return "noon"
    if (time.hour, time.minute) == (0, 0):
        return "midnight"
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes} {'am' if time.hour < 12 else 'pm'}"


def hours_sentence(hours: HoursNow, now: datetime) -> str:
    """ "Open until 5 pm today." and its siblings; `now` is local time at the clinic."""
    match hours:
        case HoursUnknown():
            return "Hours not known. Please call."
        case OpenNow(until, holiday) if holiday:
            usual = f"Usually open until {clock(until)}" if until else "Usually open"
            return f"{usual}, but today is {holiday}. Call before you go."
        case OpenNow(None):
            return "Open now, day and night."
        case OpenNow(until):
            assert until is not None  # noqa: S101 - narrowed by the case above
            return f"Open until {clock(until)}{_day(until, now, today=' today')}."
        case ClosedNow(None):
            return "Closed now. Please call for hours."
        case ClosedNow(until, holiday):
            assert until is not None  # noqa: S101 - narrowed by the case above
            opens = f"Closed now. Opens{_day(until, now, today=' today')} at {clock(until)}"
            return f"{opens}, but that is {holiday}. Call before you go." if holiday else f"{opens}."


def _day(then: datetime, now: datetime, *, today: str) -> str:
    days = (then.date() - now.date()).days
    if days == 0:
        return today
    if days == 1:
        return " tomorrow"
    return f" {then:%A}" if days < 7 else f" {then:%A} {long_date(then.date())}"


def clinic_hours(clinic: Clinic, now: datetime) -> str:
    """How the clinic's hours stand at `now`, an aware datetime."""
    if clinic.status is Status.TEMPORARILY_CLOSED:
        return "Closed for now. Call to ask when it opens again."
    minute = now.replace(second=0, microsecond=0) if now.second or now.microsecond else now
    return _hours_words(clinic.opening_hours, clinic.timezone, clinic.state, minute)


@lru_cache(maxsize=4096)
def _hours_words(opening_hours: str, timezone: str, state: str, minute: datetime) -> str:
    """Many clinics keep the same hours, and nothing about them changes within a minute."""
    hours = hours_now(opening_hours, timezone, state, minute)
    return hours_sentence(hours, minute.astimezone(ZoneInfo(timezone)))


def status_mark(fact: Fact) -> str:
    """The shape that goes with the words, so that colour is never needed."""
    return {Answer.YES: "✓", Answer.NO: "✕", None: "?"}[fact.value]


_METHOD_SAYS = {
    Method.PHONE: "by phone",
    Method.STAFF: "by its staff",
    Method.WEBSITE: "from its website",
    Method.DIRECTORY: "from a directory",
}


def evaluates_line(fact: Fact, certainty: Certainty) -> str:
    """The card's line on evaluation, in words."""
    match fact.value:
        case Answer.YES:
            return f"Evaluates patients for kyphoplasty · {_sureness(fact, certainty)}"
        case Answer.NO:
            return f"Does not evaluate for kyphoplasty · {_sureness(fact, certainty)}"
        case None:
            return "Evaluation here not confirmed · call"


def performs_line(fact: Fact, certainty: Certainty) -> str:
    """The card's line on the procedure, in words."""
    match fact.value:
        case Answer.YES:
            return f"Performs kyphoplasty · {_sureness(fact, certainty)}"
        case Answer.NO:
            return f"Does not perform it · {_sureness(fact, certainty)}"
        case None:
            return "Procedure here not confirmed · call"


def _sureness(fact: Fact, certainty: Certainty) -> str:
    if certainty is Certainty.CONFIRMED and fact.method and fact.as_of:
        return f"confirmed {_METHOD_SAYS[fact.method]} {short_date(fact.as_of)}"
    return "call to confirm"


def learnt(fact: Fact) -> str:
    """How and when a fact was learnt: "Checked by phone on 3 November 2026." """
    if fact.value is None:
        return "Nobody has told us yet."
    how = {
        Method.PHONE: "Checked by phone",
        Method.STAFF: "Checked with its staff",
        Method.WEBSITE: "From the clinic's website",
        Method.DIRECTORY: "From a directory",
        None: "We don't know how this was learnt",
    }[fact.method]
    when = f" on {long_date(fact.as_of)}" if fact.as_of and fact.method else ""
    if fact.as_of and not fact.method:
        return f"{how}, only that it was on {long_date(fact.as_of)}."
    return f"{how}{when}." if when else f"{how}; it has no date."


def refers_sentence(names: list[str]) -> str:
    """Where people evaluated here have the procedure."""
    return f"Sends people for the procedure to {' or '.join(names)}."


def source_sentence(fact: Fact) -> str:
    """Who or what said so, where the file names it."""
    return f"Source: {fact.source}" if fact.source else ""


def listing_sentence(clinic: Clinic) -> str:
    """When and where address, phone and hours were learnt."""
    if clinic.listing_as_of is None:
        return "We don't know when its address and hours were last checked."
    source = f" ({clinic.listing_source})" if clinic.listing_source else ""
    return f"Address, phone and hours as of {long_date(clinic.listing_as_of)}{source}."


def pin_name(match: Match, evaluates: Certainty, performs: Certainty) -> str:
    """A pin's accessible name: "2, Edina, evaluates; procedure not confirmed"."""
    clinic = match.clinic
    first = _pin_fact(clinic.evaluates, evaluates, "evaluates", "does not evaluate", "evaluation")
    second = _pin_fact(clinic.performs, performs, "performs", "does not perform", "procedure")
    return f"{match.number}, {clinic.short_name}, {first}; {second}"


def _pin_fact(fact: Fact, certainty: Certainty, yes: str, no: str, noun: str) -> str:
    if fact.value is None:
        return f"{noun} not confirmed"
    sure = "" if certainty is Certainty.CONFIRMED else ", call to confirm"
    return f"{yes if fact.value is Answer.YES else no}{sure}"


def count_line(listed: int, total: int, without_exact_position: int, described: str | None) -> str:
    """ "8 of 8 clinics · miles from the centre of 55406, straight line"."""
    parts = [f"{listed:,} of {total:,} clinics"]
    if described:
        parts.append(f"miles from {described}, straight line")
    if without_exact_position:
        parts.append(f"{without_exact_position:,} without an exact map position")
    return " · ".join(parts)


def not_found(text: str, reason: Reason) -> str:
    """Said when a place can't be found; what is on screen stays."""
    typed = _shortened(text)
    match reason:
        case Reason.ZIP_LENGTH:
            return f"“{typed}” is not a ZIP code. A ZIP code has five digits, such as 55369."
        case Reason.UNKNOWN_ZIP:
            return f"We don't know the ZIP code “{typed}”. Try one near it, or a city."
        case Reason.NO_POSITION:
            return f"The ZIP code “{typed}” has no place on the map. Try one near you, or a city."
        case Reason.STATE_ONLY:
            return f"“{typed}” is a whole state. Type a ZIP code or a city in it."
        case Reason.POINT_OUT_OF_RANGE:
            return f"“{typed}” is not a point on the map. Type a ZIP code or a city."
        case _:
            return f"We can't find “{typed}”. Try a five-digit ZIP code, or a city such as Maple Grove."


def did_you_mean(text: str, suggestions: Sequence[str]) -> str:
    """Said above the suggestions: "We can't find … Did you mean Maple Grove?" """
    here = [name.removesuffix(", MN") for name in suggestions]
    names = " or ".join(filter(None, [", ".join(here[:-1]), here[-1]]))
    return f"We can't find “{_shortened(text)}”. Did you mean {names}?"


def still_for(described: str) -> str:
    """Said after that: what is on screen has not changed."""
    return f"What you see is still for {described}."


def other_towns(name: str) -> str:
    """Said above the towns of the same name in other states."""
    return f"This is for {name}. Did you mean another?"


def clinic_not_listed(clinic: Clinic) -> str:
    """Said when a link names a clinic that does not meet the need, or is closed."""
    if clinic.status is Status.CLOSED:
        return f"{clinic.name} is closed for good. These are the others."
    return f"{clinic.name} is not listed for this need. Choose “Either” to see every clinic."


def _shortened(text: str) -> str:
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= 40 else f"{tidy[:39]}…"


def far_away(clinic: Clinic, distance: float) -> str:
    """Said when the place lies outside the area the clinics serve; the nearest is so many miles away."""
    return f"That is outside the area: the nearest clinic is {clinic.short_name}, {miles(distance)} away."


def at(match: Match) -> str:
    """ "Edina, 6.9 miles away", or the name alone where there is no distance."""
    return match.clinic.short_name + (f", {miles(match.miles)} away" if match.miles is not None else "")


def how_sure(match: Match, verb: str, fact: Fact, today: date) -> str:
    """How sure we are of the clinic named in the answer; `verb` is "evaluates" or "performs"."""
    if match.standing is Standing.CONFIRMED and fact.as_of:
        ago = (today - fact.as_of).days
        when = "today" if ago == 0 else f"on {long_date(fact.as_of)}"
        return f"{'Confirmed by phone' if fact.method is Method.PHONE else 'Confirmed by its staff'} {when}."
    if fact.method is not None and fact.method.is_first_hand and fact.as_of:
        return f"Last confirmed on {long_date(fact.as_of)}. Please call to confirm that it still {verb}."
    where = {Method.WEBSITE: "Its website says", Method.DIRECTORY: "A directory says"}.get(
        fact.method or Method.STAFF, "We were told"
    )
    undated = "" if fact.as_of else ", without a date"
    dated = f" ({short_date(fact.as_of)})" if fact.as_of else undated
    return f"{where} that it {verb}{dated}. Please call to confirm."


def headline(best: BestAnswer, need: Need, *, has_place: bool) -> str:
    """The answer in one sentence or two."""
    seen, done = best.seen_at, best.done_at
    if not has_place and need is Need.PROCEDURE and done is None:
        return NOBODY_PERFORMS
    if not has_place:
        return "Type your ZIP code or city to see which clinic is nearest."
    if need is Need.EVALUATION:
        return f"Be seen at {at(seen)}." if seen else NOBODY_EVALUATES
    if need is Need.PROCEDURE:
        return f"The procedure is done at {at(done)}." if done else NOBODY_PERFORMS
    if seen and done and seen.clinic.clinic_id == done.clinic.clinic_id:
        return f"Be seen at {at(seen)}. The procedure is done there too."
    if seen and done:
        return f"Be seen at {at(seen)}. The procedure is done at {at(done)}."
    if seen:
        return f"Be seen at {at(seen)}."
    return f"The procedure is done at {at(done)}." if done else NOBODY_EVALUATES


NOBODY_EVALUATES = "No clinic has told us that it evaluates patients. Call one and ask."
NOBODY_PERFORMS = "No clinic has told us that it does the procedure."
PROCEDURE_UNKNOWN = "We do not know yet which clinics do the procedure. Ask when you call."


def nobody_performs(evaluators: int, phone: str) -> str:
    """What to do while no clinic is known to perform: "These eight evaluate patients. Call … and ask"."""
    words = "One evaluates" if evaluators == 1 else f"These {_number(evaluators)} evaluate"
    return (
        f"{words} patients. Call {phone} and ask where it is done."
        if evaluators
        else f"Call {phone} and ask."
    )


def nearer_sentence(match: Match, verb: str) -> str:
    """A nearer clinic we are less sure of; its phone follows."""
    return f"Nearer, but call to confirm that it {verb}: {at(match)},"


def sends_elsewhere(clinic: Clinic) -> str:
    """Said where the procedure would be done at a clinic to which this one is not known to send people."""
    return f"Our list says that {clinic.short_name} sends people elsewhere for it. Ask when you call."


def _number(n: int) -> str:
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return small[n] if n < len(small) else f"{n:,}"


def report_subject(clinic: Clinic) -> str:
    """Subject of the mail that reports a mistake."""
    return f"Clinic list: a mistake about {clinic.name} ({clinic.clinic_id})"


def report_body(clinic: Clinic, evaluates: Certainty, performs: Certainty) -> str:
    """Body of that mail. It asks for nothing about the patient."""
    return (
        f"Clinic: {clinic.name}\n{clinic.address}\nPhone: {clinic.phone}\n"
        f"The list says: {evaluates_line(clinic.evaluates, evaluates)}; "
        f"{performs_line(clinic.performs, performs)}\n\n"
        "What is wrong, and what is right?\n\n\n"
        "Please write nothing about any patient here."
    )


GROUP_TITLES = {
    Need.EVALUATION: {
        Standing.CONFIRMED: "Confirmed: evaluates patients",
        Standing.REPORTED: "Said to evaluate — call to confirm",
        Standing.POSSIBLE: "May evaluate — call",
        Standing.TEMPORARILY_CLOSED: "Closed for now",
    },
    Need.PROCEDURE: {
        Standing.CONFIRMED: "Confirmed: performs kyphoplasty",
        Standing.REPORTED: "Said to perform it — call to confirm",
        Standing.POSSIBLE: "May perform — call",
        Standing.TEMPORARILY_CLOSED: "Closed for now",
    },
    Need.EITHER: {
        Standing.CONFIRMED: "Confirmed for one or both",
        Standing.REPORTED: "Call to confirm",
        Standing.POSSIBLE: "May evaluate or perform — call",
        Standing.TEMPORARILY_CLOSED: "Closed for now",
    },
}
