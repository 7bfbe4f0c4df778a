"""Every sentence about a clinic file: what is wrong, a colon, what to do."""

from __future__ import annotations

from collections.abc import Sequence

# --- the file ------------------------------------------------------------------------------------------
EMPTY = "The file is empty: save the clinic list again and use that file."
TOO_LARGE = "The file is larger than 50 MB: keep only the clinic list in it and save it again."
EXCEL = "This is an Excel workbook: save it as CSV UTF-8 and use that file."
OLD_EXCEL = "This is an old Excel workbook or another Office file: save it as CSV UTF-8 and use that file."
OPEN_DOCUMENT = "This is an OpenDocument spreadsheet: save it as CSV with UTF-8 and use that file."
NUMBERS = "This is a Numbers spreadsheet: export it as CSV and use that file."
WORD = "This is a text document, not a spreadsheet: use the clinic list saved as CSV UTF-8."
PDF = "This is a PDF: save the spreadsheet that it was made from as CSV UTF-8 and use that file."
PICTURE = "This is a picture: use the clinic list saved as CSV UTF-8."
ZIP_FILE = "This is a packed (zip) file: unpack it and use the clinic list saved as CSV UTF-8."
WEB_PAGE = (
    "This is a web page, perhaps one that asks to sign in: download the sheet as CSV and use that file."
)
NUL = "The file has zero bytes in it, as text never has: save the clinic list again as CSV UTF-8."
DAMAGED = "Some letters of this file can't be read: save the clinic list again as CSV UTF-8."
STRANGE_LETTERS = (
    "This word looks as if its accents were lost: if so, save the clinic list again as CSV UTF-8, "
    "not as CSV for Macintosh or MS-DOS."
)
CUT_OFF = "The file stops in the middle of a letter: save or send it again so that nothing is missing."
NO_HEADER = "The first row does not hold our column names: put clinic_id, name, street and so on in row 1."
NO_CLINICS = "There are no clinics below the column names: add a row for each clinic."
TOO_MANY_ROWS = "The file has more than 200,000 rows: keep only the clinic list in it and save it again."
TOO_MANY_COLUMNS = "The file has more than 200 columns: keep only the clinic list in it and save it again."

# --- rows ----------------------------------------------------------------------------------------------
OPEN_QUOTE = 'A quotation mark (") opens here and never closes: close it or take it out.'
ENDLESS_CELL = 'A cell here has no end in sight: look for a quotation mark (") that never closes.'
HALF_A_ROW = "The file stops in the middle of this row: save or send it again so that nothing is missing."

# --- columns -------------------------------------------------------------------------------------------
COLUMN_TWICE = "This column is there twice: keep one, and delete or rename the other."

# --- cells ---------------------------------------------------------------------------------------------
SLUG = "This can't be a clinic_id: use small letters, digits and hyphens, as in maple-grove."
STATE = "This is not a US state: write its two letters, as in MN."
ZIP = "This is not a ZIP code: write five digits, or five and four, as in 55369 or 55369-1234."
PHONE = "This is not a US phone number: write ten digits, as in 763-201-8191 or 763-201-8191 ext. 12."
WEBSITE = "This is not a web address: write it in full, as in https://example.org."
DEGREES = "These are not degrees: write a plain number, as in 45.1300 or -93.4840."
TWO_DEGREES = "Two numbers stand here: write the first in latitude and the second in longitude."
DATE = "This date can't be read: write year-month-day, as in 2026-11-03."
YES_NO = "This is neither yes nor no: write yes or no, or leave it blank if you don't know."
METHOD = "This is not a way we know to learn a fact: write phone, staff, website or directory."
STATUS = "This is not a status: write open, temporarily closed or closed."
HOURS = "We can't be sure how to read these hours: write them as in Mo-Fr 08:00-17:00; Sa 09:00-12:00."
HOURS_WITHOUT_TIMES = "Without times this means open day and night: add the times, as in Mo-Fr 08:00-17:00."
HOURS_WITHOUT_DAYS = "Without days this means every day: add the days, as in Mo-Fr 08:00-17:00."
HOURS_AT_NIGHT = "These hours begin before 6 am: if the afternoon is meant, write it as in 13:00-17:00."
HOURS_PAST_MIDNIGHT = "These hours run past midnight: if the afternoon is meant, write it as in 17:00."
HOURS_TWICE = (
    "The later hours replace the earlier ones of the same days: join them, as in Mo 08:00-12:00,13:00-17:00."
)
FORMULA_ERROR = "A formula of the spreadsheet failed here: type the text itself."
LOST_LETTERS = "Some letters were lost and show as \N{REPLACEMENT CHARACTER}: type the text again."

# --- across cells --------------------------------------------------------------------------------------
DATE_TO_COME = "This date is still to come: write the day on which it was learnt."
HALF_A_POSITION = "Only one of latitude and longitude is filled in: fill in both or neither."
MINUS_LOST = "The minus sign of the longitude is missing: put it back, as in -93.4840."
MINUS_TOO_MANY = (
    "The latitude has a minus sign, which puts the clinic on the other half of the globe: take it out."
)
BOTH_SIGNS = "Latitude and longitude have each other's signs: write them as in 45.1300 and -93.4840."
SWAPPED = "Latitude and longitude have changed places: swap them."
SWAPPED_AND_MINUS_LOST = (
    "Latitude and longitude have changed places and a minus sign is missing: "
    "write them as in 45.1300 and -93.4840."
)
OUTSIDE_US = "This position is not in the US: correct it, or leave latitude and longitude blank."
REFERS_TO_ITSELF = "The clinic refers people to itself: take its own clinic_id out."
ZIP_NOT_KNOWN = (
    "We don't know this ZIP code, so we can't check the position with it: please look at it again."
)
ZIP_NOT_KNOWN_AND_NO_POSITION = (
    "We don't know this ZIP code, so the clinic is not on the map and has no miles: "
    "correct it, or fill in latitude and longitude."
)

ORIGIN = {"as_of": "when", "method": "how", "source": "from whom"}
MANY_MORE = "There are more like these in this column: put these right first, then check again."


def too_many_cells(width: int) -> str:
    """A row with text beyond the last column name; `width` is the number of columns that have one."""
    return (
        f"Row 1 has no column name above this text, in column {column_letters(width)}: name that column or "
        "delete it, or if a comma in an address split the text off, put quotation marks around that cell."
    )


def column_letters(place: int) -> str:
    """What a spreadsheet calls a column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_missing(column: str, nearest: str) -> str:
    """A column that every file needs; `nearest` is a name that may stand for it, or ""."""
    if nearest:
        return f"The column {column} is missing: if “{nearest}” is that column, rename it to {column}."
    return f"The column {column} is missing: add it to row 1."


def column_like(column: str) -> str:
    """A name that is not ours but almost is."""
    return f"This column is kept but not used: if {column} is meant, write it so."


def blank(column: str) -> str:
    """A cell that every clinic must have."""
    if column == "phone":
        return "A clinic without a phone can't be listed: fill in the phone."
    return f"The {column} is blank: fill it in."


def too_long(longest: int) -> str:
    """A cell with more letters than there is room for."""
    return f"This is too long: use {longest:,} letters or fewer."


def read_as(tidied: str) -> str:
    """What we made of a cell, for a person to confirm."""
    return f"We read this as “{tidied}”: please check that it is right."


def same_id(row: int) -> str:
    """A clinic_id that an earlier row has."""
    return f"Row {row} has the same clinic_id: give each clinic its own."


def far_from_zip(miles: float, zip_code: str) -> str:
    """A position too far from where its ZIP is."""
    return f"This is {miles:,.0f} miles from the centre of {zip_code}: correct the position or the ZIP code."


def zip_in_state(state: str) -> str:
    """A state that is not the ZIP's."""
    return f"The ZIP code is in {state}: check the state and the ZIP code."


def refers_to_nobody(target: str, nearest: str) -> str:
    """A referral to a clinic_id that no row has; `nearest` is one that may be meant, or ""."""
    if nearest:
        return f"No clinic here has the clinic_id {target}: if {nearest} is meant, write that."
    return f"No clinic here has the clinic_id {target}: use one from the clinic_id column."


def refers_to_no(target: str) -> str:
    """A referral to a clinic with a no."""
    return f"{target} does not perform the procedure: name a clinic that does, or correct its performs cell."


def refers_twice(target: str) -> str:
    """The same clinic_id more than once in a cell."""
    return f"{target} is named more than once: take all but one out."


def refers_to_unknown(target: str) -> str:
    """A referral to a clinic of which we don't know."""
    return f"We don't know whether {target} performs the procedure: ask, and fill in its performs cell."


def refers_to_closed(target: str) -> str:
    """A referral to a clinic that is not open."""
    return f"{target} is closed: name a clinic that is open."


def without_origin(fact: str, missing: Sequence[str]) -> str:
    """A yes or no of which some of ORIGIN is not said. Without a date or way it can't count as confirmed."""
    what = _listed([ORIGIN[part] for part in missing], "or")
    so = "" if missing == ["source"] else ", so patients are told to call"
    columns = _listed([f"{fact}_{part}" for part in missing], "and")
    return f"It is not said {what} this was learnt{so}: fill in {columns}."


def _listed(words: Sequence[str], joined_by: str) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"


def origin_without_fact(fact: str) -> str:
    """A date or method beside a blank answer."""
    return f"There is no yes or no in {fact} that this could be about: fill in {fact}, or clear this cell."


def same_phone_and_address(row: int) -> str:
    """A row that may be the same clinic as an earlier one."""
    return f"Row {row} has the same phone and address: if it is the same clinic, keep only one of the rows."
