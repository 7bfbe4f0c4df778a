"""Every phrase of the page for schedulers. Plain text: whoever shows it escapes it."""

from __future__ import annotations

from datetime import date

from locator import wording
from locator.clinics import Answer, Certainty, Clinic, Clinics, Fact, Method, Need
from locator.scheduling.confirming import Doubt, ToConfirm
from locator.scheduling.hours import DAY_NAMES, day_in_words, week_in_words
from locator.scheduling.pairs import Pair
from locator.scheduling.table import Sort, Sureness

TITLE = "For schedulers"
LEAD = "See who evaluates, who performs and how sure we are."
NO_PATIENT_DATA = "Please do not type a name, a birth date or a chart number on this page."
ON_THIS_PAGE = "On this page"
JUMPS = (
    ("where", "Where can they go?"),
    ("network", "All clinics"),
    ("checklist", "Booking checklist"),
    ("exports", "Downloads"),
)

# Where can this patient go?
WHERE_TITLE = "Where can this patient go?"
PLACE_LABEL = "Patient's ZIP code or city"
DAY_LABEL = "Day of the evaluation"
DAY_CHOICES = {"Any day": None, **{name: day for day, name in enumerate(DAY_NAMES)}}
WHERE_HINT = "The surest way comes first, with miles, phones and what to ask."
PAIRS_REGION = "Where this patient can go"
EVALUATION = "Evaluation"
PROCEDURE = "Procedure"
PROCEDURE_ASK = "No clinic has told us that it does the procedure. Ask when you call."
CONFIRM_TITLE = "Confirm by phone"
COPY = "Copy as text"
SEE_TEXT = "See the text"
SHEET_LINK = "Sheet for the patient"
OPENS_IN_NEW_TAB = "opens in a new tab"
MORE_PAIRS = "Show more options"
TEXT_TITLE = "Kyphoplasty: where to go"
TEXT_MILES = "Miles are one way, in a straight line from the place that was searched."

# The network.
NETWORK_TITLE = "All clinics"
FIND_LABEL = "Find by name, street, city, ZIP or phone"
NEED_LABEL = "Does"
NEED_CHOICES = {"All": None, "Evaluations": Need.EVALUATION, "The procedure": Need.PROCEDURE}
SURENESS_LABEL = "How sure"
SURENESS_CHOICES = {
    "Any": None,
    "Confirmed": Sureness.CONFIRMED,
    "Call to confirm": Sureness.REPORTED,
    "Overdue for a check": Sureness.OVERDUE,
    "Not confirmed": Sureness.NOT_CONFIRMED,
}
DAY_FILTER_LABEL = "Open on"
OPEN_NOW_LABEL = "Open now"
SORT_LABEL = "Sort by"
SORT_CHOICES = {
    "Name": Sort.NAME,
    "Nearest first": Sort.NEAREST,
    "Evaluates: surest first": Sort.EVALUATES,
    "Performs: surest first": Sort.PERFORMS,
    "Longest since a check": Sort.LONGEST_UNCHECKED,
    "Open now first": Sort.OPEN_NOW,
}
NEAREST_NEEDS_PLACE = "Type the patient's ZIP code or city above to sort by miles."
COLUMNS = ("Clinic", "Evaluates", "Performs", "Referrals", "Open", "Refers to")
MILES_COLUMN = "Miles"
NOBODY_LEFT = "No clinic fits all of this. Take away a filter."
CLEAR_FILTERS = "Clear all filters"
CLOSED_FOR_GOOD = "Closed for good."
NOT_KNOWN = "Not known"

# Downloads.
EXPORTS_TITLE = "Downloads"
EXPORTS_LEAD = "The whole list with every date and source, for a spreadsheet or for another system."
EXPORTS = (
    ("/api/clinics.csv", "CSV", "for any spreadsheet"),
    ("/api/clinics.xlsx", "Excel", "a workbook"),
    ("/api/clinics.fhir.json", "FHIR R4", "for hospital and clinic systems"),
    ("/api/clinics.hsds.json", "HSDS 3", "for 211 and other directories"),
    ("/api/clinics.jsonld", "JSON-LD", "for search engines"),
    ("/api/clinics", "GeoJSON", "for maps"),
)
RELATED = (
    ("/data", "About this data: where every fact comes from"),
    ("/check", "Check a clinic file before it goes live"),
)
OWN_TABS = "These open in a tab of their own, so that nothing you have entered here is lost."


def count_line(shown: int, left: int, total: int, sorted_by: str) -> str:
    """ "8 of 14 clinics · sorted by: name", and how many of them are on screen where not all are."""
    on_screen = f" · the first {shown:,} are shown" if shown < left else ""
    return f"{left:,} of {total:,} clinics · sorted by: {sorted_by.lower()}{on_screen}"


def nobody_on(day: date) -> str:
    """Said when every clinic that may evaluate is closed on that day of the week."""
    return f"No clinic that may evaluate is open on {DAY_NAMES[day.weekday()]}s. Try another day."


def announced(options: int, count_line: str) -> str:
    """Said aloud when it changes, for those who do not see the page change."""
    listed = f"Options for this patient: {options}, best first. " if options else ""
    return f"{listed}{count_line}"


def pairs_title(pair: Pair) -> str:
    """ "Evaluation at Edina, procedure at Maple Grove"."""
    there = f"Evaluation at {pair.evaluation.clinic.short_name}"
    if pair.procedure is None:
        return there
    if pair.is_one_stop:
        return f"Both at {pair.evaluation.clinic.short_name}"
    return f"{there}, procedure at {pair.procedure.clinic.short_name}"


def nothing_to_confirm(limit_days: int) -> str:
    """Said in place of what to confirm."""
    return f"Nothing: someone at each clinic confirmed it in the last {limit_days} days."


def miles_in_all(pair: Pair) -> str:
    """ "21 miles in all", one way to each; "" where there is only one leg, or one is not known."""
    legs = [pair.evaluation.miles, pair.procedure.miles] if pair.procedure else []
    known = [wording.rounded_miles(leg) for leg in legs if leg is not None]
    return f"{wording.miles(sum(known))} in all" if len(known) == 2 else ""


def measured(described: str) -> str:
    """From where and how the miles are measured."""
    return f"Miles are one way, in a straight line from {described}. Two visits are added up."


def text_date(today: date) -> str:
    """Of which day the copied text is."""
    return f"As listed on {wording.long_date(today)}."


def fact_answer(fact: Fact) -> str:
    """The short answer of a cell of the table."""
    return {Answer.YES: "Yes", Answer.NO: "No", None: "Not confirmed"}[fact.value]


_LEARNT_FROM = {
    Method.PHONE: "by phone",
    Method.STAFF: "by its staff",
    Method.WEBSITE: "website",
    Method.DIRECTORY: "directory",
    None: "source not known",
}


def fact_detail(fact: Fact, certainty: Certainty, *, is_overdue: bool) -> str:
    """How sure and since when, below that answer: "confirmed by phone 12 Nov 2026"."""
    when = wording.short_date(fact.as_of) if fact.as_of else "no date"
    if fact.value is None:
        return "call to ask"
    if certainty is Certainty.CONFIRMED:
        return f"confirmed {_LEARNT_FROM[fact.method]} {when}"
    if is_overdue:
        return f"overdue: last confirmed {when} · call"
    return f"{_LEARNT_FROM[fact.method]}, {when} · call to confirm"


def question(item: ToConfirm, limit_days: int, day: int | None) -> str:
    """What to ask, and why: "Ask if it still performs kyphoplasty. Checked by phone on 10 March 2026, …"."""
    match item.doubt:
        case Doubt.EVALUATES:
            return _about_fact("evaluates patients for kyphoplasty", item.fact, limit_days)
        case Doubt.PERFORMS:
            return _about_fact("performs kyphoplasty", item.fact, limit_days)
        case Doubt.WHERE_DONE:
            return "Ask where its patients have the procedure. Our list says that it does not do it itself."
        case Doubt.DONE_HERE:
            return "Ask where the procedure is done: there, or elsewhere. Nobody has told us yet."
        case Doubt.SENDS_THERE:
            there = item.there.short_name if item.there else "another clinic"
            return f"Ask if it can send the patient to {there}. Our list says that it sends people elsewhere."
        case Doubt.OPEN_THAT_DAY:
            return f"Ask if it is open on {DAY_NAMES[day or 0]}s. Its hours are not known."


def _about_fact(does: str, fact: Fact | None, limit_days: int) -> str:
    assert fact is not None  # noqa: S101 - a doubt about a fact has it
    learnt = wording.learnt(fact)
    if fact.method and fact.method.is_first_hand and fact.as_of:
        return f"Ask if it still {does}. {learnt} That is more than {limit_days} days ago."
    return f"Ask if it {does}. {learnt}"


def hours_line(clinic: Clinic, day: int | None) -> str:
    """ "Thursdays 8 am to 4:30 pm" for the day asked about, else the whole week."""
    if day is not None and (times := day_in_words(clinic.opening_hours, day)):
        return f"{DAY_NAMES[day]}s {times}"
    week = week_in_words(clinic.opening_hours) or "Hours not known. Please call."
    return week[0].upper() + week[1:]


def refers_line(clinic: Clinic, clinics: Clinics) -> str:
    """Where the clinic itself sends its patients for the procedure, or "" where that is not known."""
    there = refers_to(clinic, clinics)
    return wording.refers_sentence(there) if there else ""


def refers_to(clinic: Clinic, clinics: Clinics) -> list[str]:
    """The names of the clinics to which this one sends its patients."""
    return [other.short_name for other in map(clinics.by_id, clinic.refers_to) if other]


def contact_lines(clinic: Clinic) -> list[tuple[str, str]]:
    """The numbers of a clinic with what each is for: referrals first."""
    lines = []
    if clinic.referral_phone:
        lines.append(("Referrals", clinic.referral_phone))
    lines.append(("Phone", clinic.phone))
    if clinic.referral_fax:
        lines.append(("Referral fax", clinic.referral_fax))
    return lines
