"""Every phrase of "Check a clinic file" and "About this data". Plain text: whoever shows it escapes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from locator.clinic_file import Reading, how_many
from locator.clinics import Answer, Certainty, Clinic, Fact, Method, Position, date_or_none
from locator.distance import miles_between
from locator.file_changes import CellChange, Change, Changed, FactChange, FileChanges, SharedNames
from locator.geocoder import MOST_ADDRESSES, Located, Trouble, Verdict
from locator.overdue import SOON_DAYS, Question, Urgency
from locator.scheduling.hours import week_in_words
from locator.wording import long_date, miles, short_date

STAFF_SECTION = "For staff"

# --- Check a clinic file -------------------------------------------------------------------------------
CHECK_TITLE = "Check a clinic file"
CHECK_LEAD = (
    "See what is wrong with a clinic list, and what it would change, before patients see it. "
    "Checking changes nothing, and your file is not kept: it is gone when you leave this page."
)
NOT_LIVE_TITLE = "The newest file is not live"
TEMPLATE_LEAD = "No list yet? Start from our template. Its second row says what each column is for."
TEMPLATE_BUTTON = "Download the template"
TEMPLATE_NAME = "clinics-template.csv"
UPLOAD_LABEL = "Your clinic list, saved as CSV (up to 50 MB)"
PASTE_LABEL = "Or paste it: all cells, the column names too"
PASTE_BUTTON = "Check what I pasted"
PASTE_NAME = "What you pasted"
PASTE_EMPTY = "There is nothing to check yet. Paste your clinic list with the column names in its first row."
CHECKING = "Checking the file…"
PROBLEMS_TITLE = "What to put right"
ERROR, WARNING = "Error", "Warning"
PROBLEM_COLUMNS = ("Row", "Column", "What to do", "What was there", "Kind")
PROBLEMS_HELP = (
    "Row is the number beside the row in your spreadsheet. Press a column's name to sort. "
    "Press the box in front of a problem to see its row below."
)
PROBLEMS_ALT = "Every problem in the file, with its row, its column and what to do"
ROW_BLANK = "blank"
HOURS_TITLE = "Opening hours as we read them"
HOURS_LEAD = "We wrote these in the form that computers read. Please check that they say what you meant."
HOURS_COLUMNS = ("You wrote", "We read", "Clinics")
CHANGES_TITLE = "What would change"
NOTHING_WOULD_CHANGE = "Nothing would change: the list that patients see says the same."
NEW_TITLE, GONE_TITLE, CHANGED_TITLE = "New", "No longer in the list", "Changed"
MAP_PREVIEW_TITLE = "How it looks on the map"
MAP_PREVIEW_LEAD = "Each number is the clinic's row in the tidied file. Is every clinic where it belongs?"
POSITIONS_TITLE = "Clinics without a map position"
POSITIONS_BUTTON = "Look up the positions"
POSITIONS_PROMISE = (
    "The button sends the addresses of these clinics, and nothing else, to the US Census Bureau's address "
    "finder. You see what it finds before anything is used."
)
LOOKING_UP = "Asking the US Census Bureau…"
TAKE_LEAD = "Tick each position that is right. It then goes into the tidied file and on the map."
DOWNLOAD_TITLE = "Take it with you"
DOWNLOAD_BUTTON = "Download the tidied file"
DOWNLOAD_NAME = "clinics.csv"
PUT_LIVE = (
    "To put it live, replace the file or sheet that this site reads with the tidied one. The site checks it "
    "once more and shows it by itself: a file within 10 seconds, a published sheet within a few minutes."
)
PUT_RIGHT_FIRST = (
    "Put the errors right in your spreadsheet, save it and check it again. Then you see here what would "
    "change, a map, and a tidied file. Patients keep seeing the last good list."
)

_TROUBLES = {
    Trouble.AWAY: "The US Census Bureau's address finder can't be reached just now.",
    Trouble.SLOW: "The US Census Bureau's address finder did not answer in time.",
    Trouble.UNREADABLE: "The US Census Bureau's address finder answered in a way that we can't read.",
}


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 error", "2 errors", "1,203 clinics"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def verdict(reading: Reading) -> str:
    """Whether the file could go live, in one sentence."""
    looked_at = f", with {how_many(reading.warnings, 'warning')} to look at" if reading.warnings else ""
    if reading.clinics is None:
        return f"This file can't go live yet: {how_many(reading.errors, 'error')}{looked_at}."
    return f"This file could go live: {counted(len(reading.clinics), 'clinic')}{looked_at}."


def left_out(gone: int) -> str:
    """Said at once of a file that lacks clinics that patients find today."""
    return f"It leaves out {counted(gone, 'clinic')} that patients find today: see below which."


def shown_of(shown: int, total: int, things: str) -> str:
    """ "The first 500 of 1,203 problems.", or "" where all are shown."""
    return f"The first {shown:,} of {total:,} {things}." if shown < total else ""


def in_row(row: int | None) -> str:
    """ "Row 3", or "" for the whole file."""
    return "" if row is None else f"Row {row:,}"


def row_title(row: int) -> str:
    """Above the cells of one row of the file."""
    return f"{in_row(row)} of your file"


def not_live(as_of: date | None) -> str:
    """Why staff should look: a newer file was refused or is out of reach."""
    which = f" (as of {long_date(as_of)})" if as_of else ""
    return f"Patients still see the last good list{which}. This is what keeps the newer one from going live:"


def changes_sentence(changes: FileChanges) -> str:
    """ "1 no longer in the list, 1 new clinic, 3 changed."."""
    parts = [f"{changes.gone_count:,} no longer in the list"] if changes.gone_count else []
    parts += [counted(changes.new_count, "new clinic")] if changes.new_count else []
    parts += [f"{changes.changed_count:,} changed"] if changes.changed_count else []
    return f"{', '.join(parts)}."


def telling_name(clinic: Clinic, shared: SharedNames) -> str:
    """The shortest name that tells the clinic from every other."""
    if clinic.name.casefold() in shared.names:
        return f"{clinic.name} ({clinic.clinic_id})"
    return clinic.name if clinic.city.casefold() in shared.cities else clinic.short_name


def new_sentence(clinic: Clinic, shared: SharedNames) -> str:
    """ "Crystal: new"."""
    return f"{telling_name(clinic, shared)}: new"


def gone_sentence(clinic: Clinic, shared: SharedNames) -> str:
    """ "Delano: no longer in the list"."""
    return f"{telling_name(clinic, shared)}: no longer in the list"


def changed_sentences(changed: Changed, shared: SharedNames) -> list[str]:
    """ "Delano: performs: not confirmed → yes, by phone, 19 Nov 2026", one for each change."""
    name = telling_name(changed.clinic, shared)
    return [f"{name}: {_change(change)}" for change in changed.changes]


def _change(change: Change) -> str:
    if isinstance(change, FactChange):
        return f"{change.fact}: {fact_words(change.before)} → {fact_words(change.after)}"
    if isinstance(change, CellChange):
        before, after = (_cell(change.column, text) for text in (change.before, change.after))
        return f"{change.column.replace('_', ' ')}: {before} → {after}"
    sentence = f"map position: {position_words(change.before)} → {position_words(change.after)}"
    if change.before and change.after:
        apart = miles_between(
            change.before.latitude, change.before.longitude, change.after.latitude, change.after.longitude
        )
        sentence += f" ({miles(apart)} away)"
    return sentence


def _cell(column: str, text: str) -> str:
    if column.endswith("_as_of") and (day := date_or_none(text)):
        return short_date(day)
    return text or "blank"


def position_words(position: Position | None) -> str:
    """ "45.13000, -93.48400"."""
    if position is None or position.is_approximate:
        return "the centre of its ZIP code"
    return f"{position.latitude:.5f}, {position.longitude:.5f}"


METHODS: Mapping[Method | None, str] = {
    Method.PHONE: "by phone",
    Method.STAFF: "by its staff",
    Method.WEBSITE: "from its website",
    Method.DIRECTORY: "from a directory",
    None: "not known",
}


def fact_words(fact: Fact) -> str:
    """ "yes, by phone, 19 Nov 2026", or "not confirmed"."""
    if fact.value is None:
        return "not confirmed"
    parts = [str(fact.value)]
    parts += [METHODS[fact.method]] if fact.method else []
    return ", ".join([*parts, short_date(fact.as_of) if fact.as_of else "no date"])


def without_position(number: int) -> str:
    """How many clinics stand at their ZIP's centre because the file has no position for them."""
    if number == 1:
        return "1 clinic has no map position, so the map shows it at the centre of its ZIP code."
    return f"{number:,} clinics have no map position, so the map shows them at the centre of their ZIP code."


def most_looked_up(number: int) -> str:
    """Said when there are more clinics than are looked up in one go."""
    if number <= MOST_ADDRESSES:
        return ""
    return f"The first {MOST_ADDRESSES} are looked up. Put those into your file, then check it again."


def looked_up_sentence(located: Located) -> str:
    """What the address finder says of one clinic."""
    if located.verdict is Verdict.NOT_FOUND:
        return "The address was not found. Check how the street is spelled, or leave the position blank."
    if located.verdict is Verdict.SEVERAL:
        return "More than one place has this address. Check the street and the ZIP code."
    found = f"{position_words(located.position)}, found as {located.matched}"
    if located.miles is None:
        return f"Doubtful: {found}. We don't know its ZIP code, so we can't check it."
    away = f"{miles(located.miles)} from the centre of {located.clinic.zip[:5]}"
    if located.verdict is Verdict.TOO_FAR:
        return f"Doubtful: {found}. That is {away}: check the street, the city and the ZIP code."
    return f"From the centre of {located.clinic.zip[:5]} to {found}. That is {away}."


def take_label(clinic_id: str) -> str:
    """On the box that accepts a position. Boxes read Markdown, and a clinic_id can hold none."""
    return f"Use this position for {clinic_id}"


def some_names(names: Sequence[str]) -> str:
    """ "Delano, Edina, Chaska and 4 more"."""
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def trouble_sentence(trouble: Trouble) -> str:
    """Why positions could not be looked up, and what to do instead."""
    return (
        f"{_TROUBLES[trouble]} Nothing was changed. Try again later, or leave the positions blank: patients "
        "then see the centre of the ZIP code, marked as such."
    )


# --- About this data -----------------------------------------------------------------------------------
DATA_TITLE = "About this data"
DATA_LEAD = (
    "Here is everything this site knows about each clinic, how it was learnt and how sure we are. "
    "If something is wrong, please tell us."
)
COUNTS_TITLE = "How much is confirmed"
HOW_SURE_TITLE = "What the words mean"
UNKNOWN_TITLE = "What we don't know"
NOTHING_UNKNOWN = "Nothing is missing."
MISTAKE_TITLE = "Seen a mistake?"
FACTS_TITLE = "Every fact, clinic by clinic"
FACT_COLUMNS = ("Question", "Answer", "How sure", "Date learnt", "How learnt", "Source")
FACT_QUESTIONS = {
    "evaluates": "Are patients evaluated for kyphoplasty here?",
    "performs": "Is kyphoplasty done here?",
}
LISTING_QUESTION = "Address, phone and hours"
NO_SUCH_WORD = "–"
REFERRAL_PHONE = "Referral phone"
SHOW_MORE = "Show more clinics"
CALLS_TITLE = "For staff: whom to call next"
CALLS_LEAD = (
    "The soonest first. Ask, then write yes or no into the clinic list, with today's date, how you learnt it "
    "and who said so. Once that is live, the clinic leaves this list by itself."
)
NOBODY_TO_CALL = f"Nobody: every answer is confirmed, and none runs out in the next {SOON_DAYS} days."
REMINDER_LABEL = "A reminder for"
REMINDER_BUTTON = "Download this reminder (.ics)"
ALL_REMINDERS_BUTTON = "Download a reminder for every clinic (.ics)"
REMINDERS_LEAD = (
    "A reminder is a calendar file for Outlook, Google Calendar or Apple Calendar. It stands on the last day "
    "on which an answer of the clinic counts as confirmed. It holds nothing about any patient."
)
NO_REMINDERS = "There are no calendar reminders yet: they begin when a clinic has confirmed an answer."
REMINDERS_TITLE = "Calendar reminders"
CALENDAR_NAME = "Clinics to call"
ALL_REMINDERS_NAME = "clinics-to-call.ics"

CERTAINTIES = {
    Certainty.CONFIRMED: "Confirmed",
    Certainty.REPORTED: "Reported · call to confirm",
    Certainty.NOT_CONFIRMED: "Not confirmed",
}
URGENCIES = {
    Urgency.OVERDUE: "Overdue",
    Urgency.NEVER_CONFIRMED: "Never confirmed",
    Urgency.DUE_SOON: f"Due in the next {SOON_DAYS} days",
}


def data_as_of(day: date | None, clinics: int) -> str:
    """ "8 clinics. Data as of 8 December 2025."."""
    as_of = f"Data as of {long_date(day)}." if day else "None of the data has a date."
    return f"{counted(clinics, 'clinic')}. {as_of}"


def answers(yes: int, no: int) -> str:
    """ "3 yes, 1 no"."""
    return f"{yes:,} yes, {no:,} no"


def how_sure(limit_days: int) -> list[tuple[str, str]]:
    """The three words for how sure we are, and what each means."""
    return [
        (
            "Confirmed",
            f"Someone at the clinic told us, at most {counted(limit_days, 'day')} ago.",
        ),
        (
            "Reported",
            "We read it on a website or in a directory, it has no date, or it has grown too old. "
            "Please call to confirm.",
        ),
        ("Not confirmed", "Nobody has told us yet. We never guess. Please call and ask."),
    ]


def unknown(what: str, number: int, total: int) -> str:
    """ "Whether kyphoplasty is done: not known for 8 of 8 clinics."."""
    return f"{what}: not known for {number:,} of {counted(total, 'clinic')}."


UNKNOWNS = {
    "performs": "Whether kyphoplasty is done there",
    "evaluates": "Whether patients are evaluated there",
    "performs_as_of": "When we learnt that kyphoplasty is or isn't done there",
    "evaluates_as_of": "When we learnt that patients are or aren't evaluated there",
    "opening_hours": "Opening hours",
    "position": "The exact place on the map",
    "referral_phone": "A phone for offices that refer patients",
    "website": "A website",
    "access_notes": "Parking, entrance and languages",
    "listing_as_of": "When address, phone and hours were checked",
}


def how_to_report(has_email: bool) -> str:
    """How to tell us of a mistake."""
    way = "opens a mail with the clinic's name in it" if has_email else "calls the clinic"
    return f"Each clinic below has a link “Report a mistake”. It {way}. Please say nothing about any patient."


def question_sentence(question: Question) -> str:
    """What to ask, and why now."""
    ask = {"evaluates": "Do you evaluate patients for kyphoplasty?", "performs": "Do you do kyphoplasty?"}
    return f"{ask[question.name]} {_why_now(question)}"


def _why_now(question: Question) -> str:
    if question.fact.value is None:
        return "We don't know yet."
    answer = f"We have: {fact_words(question.fact)}."
    if question.last_day is None or question.days_left is None:
        return answer
    if question.days_left < 0:
        return f"{answer} It counted as confirmed until {long_date(question.last_day)}."
    left = "today is the last day" if question.days_left == 0 else counted(question.days_left, "more day")
    return f"{answer} It counts as confirmed until {long_date(question.last_day)}, {left}."


def whom_to_ask(sources: Sequence[str]) -> str:
    """Who said so last, where the file names them."""
    named = list(dict.fromkeys(filter(None, sources)))
    return f"Last source: {'; '.join(named)}" if named else ""


def reminder_title(clinic: Clinic) -> str:
    """The name of a reminder in a calendar."""
    return f"Call {clinic.name}: is what we say still right?"


def reminder_text(clinic: Clinic, limit_days: int) -> str:
    """What a reminder says: whom to call, what to ask, and until when the answers count."""
    lines = [f"Phone: {clinic.phone}"]
    lines += [f"Referral phone: {clinic.referral_phone}"] if clinic.referral_phone else []
    for name, fact in (("evaluates", clinic.evaluates), ("performs", clinic.performs)):
        last_day = fact.confirmed_until(limit_days)
        until = f", confirmed until {long_date(last_day)}" if last_day else ""
        source = f" ({fact.source})" if fact.source else ""
        lines.append(f"{FACT_QUESTIONS[name]} We have: {fact_words(fact)}{source}{until}.")
    return "\n".join([*lines, "Then write what you learnt into the clinic list."])


def reminder_choice(clinic: Clinic, due: date) -> str:
    """ "Delano, due 18 May 2027"."""
    return f"{clinic.name}, due {short_date(due)}"


def hours_words(opening_hours: str) -> str:
    """ "Monday to Friday 8 am to 5 pm", or the hours as the file has them where they are not so simple."""
    return week_in_words(opening_hours) or opening_hours


def answer_word(fact: Fact) -> str:
    """ "Yes", "No", or "Not known"."""
    return {Answer.YES: "Yes", Answer.NO: "No", None: "Not known"}[fact.value]


def date_word(day: date | None) -> str:
    """ "3 Nov 2026", or "no date"."""
    return short_date(day) if day else "no date"
