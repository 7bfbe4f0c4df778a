"""Every sentence about a clinic file: what is wrong, a colon, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from locator.words import N_, Message
from locator.words.language import number

# --- the file ------------------------------------------------------------------------------------------
EMPTY = N_("The file is empty: save the clinic list again and use that file.")
TOO_LARGE = N_("The file is larger than 50 MB: keep only the clinic list in it and save it again.")
OLD_EXCEL = N_(
    "This is an old Excel workbook or another Office file: save it as .xlsx or CSV UTF-8 and use that file."
)
BINARY_EXCEL = N_("This is a binary Excel workbook: save it as .xlsx or CSV UTF-8 and use that file.")
LOCKED_EXCEL = N_("This file is locked with a password: save it without one and use that file.")
DAMAGED_EXCEL = N_("This Excel workbook is damaged or not whole: save it again as .xlsx or CSV UTF-8.")
TOO_LARGE_EXCEL = N_(
    "This workbook holds far more than a clinic list: copy the list into a new workbook and save that."
)
MACROS = N_("This workbook has macros in it, which we don't open: save it as .xlsx or CSV UTF-8.")
LINKS = N_(
    "This workbook takes values from other files, which we don't open: save the sheet as CSV UTF-8, "
    "or paste it into a new workbook as values."
)
OTHER_SHEETS = N_(
    "We read this sheet of the workbook and no other: if the clinics are on another, move that to the front."
)
NO_SHEET = N_(
    "No sheet of this workbook has our column names: put clinic_id, name, street and so on in row 1."
)
HIDDEN_SHEET = N_(
    "The sheet with our column names is hidden: right-click any sheet's tab in Excel, choose Unhide, "
    "show that sheet and save the workbook again."
)
OPEN_DOCUMENT = N_("This is an OpenDocument spreadsheet: save it as CSV with UTF-8 and use that file.")
XML_SPREADSHEET = N_(
    "This is an Excel spreadsheet in the old XML form: save it as .xlsx or CSV UTF-8 and use that file."
)
XML = N_(
    "This is an XML file, not a spreadsheet: save the clinic list as .xlsx or CSV UTF-8 and use that file."
)
NUMBERS = N_("This is a Numbers spreadsheet: export it as CSV and use that file.")
WORD = N_("This is a text document, not a spreadsheet: use the clinic list saved as CSV UTF-8.")
PDF = N_("This is a PDF: save the spreadsheet that it was made from as CSV UTF-8 and use that file.")
PICTURE = N_("This is a picture: use the clinic list saved as CSV UTF-8.")
ZIP_FILE = N_("This is a packed (zip) file: unpack it and use the clinic list saved as CSV UTF-8.")
WEB_PAGE = N_(
    "This is a web page, perhaps one that asks to sign in: download the sheet as CSV and use that file."
)
NUL = N_("The file has zero bytes in it, as text never has: save the clinic list again as CSV UTF-8.")
DAMAGED = N_("Some letters of this file can't be read: save the clinic list again as CSV UTF-8.")
STRANGE_LETTERS = N_(
    "This word looks as if its accents were lost: if so, save the clinic list again as CSV UTF-8, "
    "not as CSV for Macintosh or MS-DOS."
)
CUT_OFF = N_("The file stops in the middle of a letter: save or send it again so that nothing is missing.")
NO_HEADER = N_(
    "The first row does not hold our column names: put clinic_id, name, street and so on in row 1."
)
NO_CLINICS = N_("There are no clinics below the column names: add a row for each clinic.")
TOO_MANY_ROWS = N_("The file has more than 200,000 rows: keep only the clinic list in it and save it again.")
TOO_MANY_COLUMNS = N_(
    "The file has more than 200 columns: keep only the clinic list in it and save it again."
)

TOO_MANY_CELLS = N_(
    "The file has more than 6 million cells: keep only the clinic list in it and save it again."
)

# --- rows ----------------------------------------------------------------------------------------------
OPEN_QUOTE = N_('A quotation mark (") opens here and never closes: close it or take it out.')
ENDLESS_CELL = N_('A cell here has no end in sight: look for a quotation mark (") that never closes.')
HALF_A_ROW = N_("The file stops in the middle of this row: save or send it again so that nothing is missing.")
NAMELESS_COLUMN = N_(
    "Row %(row)s has no column name above this text, in column %(letters)s: name that column or "
    "delete it, or if a comma in an address split the text off, put quotation marks around that cell."
)
NOT_A_CLINIC = N_("This row lacks %(columns)s: if it is not a clinic, delete it, or else fill them in.")
NAMES_AGAIN = N_("This row has the column names once more: delete it.")
ROW_NUMBERS = N_(
    "Column %(letters)s has no name and only counts the rows, so we left it out: if it is more, name it."
)

# --- columns -------------------------------------------------------------------------------------------
COLUMN_TWICE = N_("This column is there twice: keep one, and delete or rename the other.")
COLUMN_MISSING = N_("The column %(column)s is missing: add it beside the others.")
COLUMN_MISNAMED = N_(
    "The column %(column)s is missing: if “%(nearest)s” is that column, rename it to %(column)s."
)
NO_SUCH_FACT = N_(
    "The file says nothing of %(column)s, so patients are told to call: the tidied file has a column for it."
)
TITLES = N_(
    "The column names stand in row %(row)s, so we left out what is above: if that is a clinic, move it down."
)
COLUMN_LIKE = N_("This column is kept but not used: if it holds what we call %(column)s, name it %(column)s.")
CLOSED_ELSEWHERE = N_(
    "This may say that the clinic is closed, but patients would find it as open: name this column status, "
    "or add a column status and write open or closed there."
)

# --- cells ---------------------------------------------------------------------------------------------
TOO_LONG = N_("This is too long: use %(longest)s letters or fewer.")
READ_AS = N_("We read this as “%(tidied)s”: please check that it is right.")
SLUG = N_("This can't be a clinic_id: use small letters, digits and hyphens, as in maple-grove.")
STATE = N_("This is not a US state: write its two letters, as in MN.")
ZIP = N_("This is not a ZIP code: write five digits, or five and four, as in 55369 or 55369-1234.")
PHONE = N_("This is not a US phone number: write ten digits, as in 763-201-8191 or 763-201-8191 ext. 12.")
TWO_PHONES = N_(
    "This is not a US phone number but two: keep the one that patients call, give the other its own column."
)
WEBSITE = N_("This is not a web address: write it in full, as in https://example.org.")
DEGREES = N_("These are not degrees: write a plain number, as in 45.1300 or -93.4840.")
TWO_DEGREES = N_("Two numbers stand here: write the first in latitude and the second in longitude.")
DATE = N_("This date can't be read: write year-month-day, as in 2026-11-03.")
YEAR_TAKEN = N_(
    "There is no year here, so we took %(year)s: if another is meant, write the whole date, as in %(tidied)s."
)
YES_NO = N_("This is neither yes nor no: write yes or no, or leave it blank if you don't know.")
METHOD = N_("This is not a way we know to learn a fact: write phone, staff, website or directory.")
LANGUAGE = N_(
    "We don't know a language here: write “%(language)s” as a tag or in English, as in en;es;hmn;so."
)
WEEKS = N_("This is not a number of weeks: write one whole number from 0 to 104, as in 3.")
NPI = N_("This is not an NPI: write its ten digits, as in 1234567893.")
NPI_SLIP = N_("One digit of this NPI is wrong, for the last one does not fit: look it up and type it again.")
STATUS = N_("This is not a status: write open, temporarily closed or closed.")
HOURS = N_("We can't be sure how to read these hours: write them as in Mo-Fr 08:00-17:00; Sa 09:00-12:00.")
HOURS_WITHOUT_TIMES = N_(
    "Without times this means open day and night: add the times, as in Mo-Fr 08:00-17:00."
)
HOURS_NEVER = N_(
    "These hours say that the clinic is never open: write when it is open, or if it is closed, "
    "write that in status."
)
HOURS_UNKNOWN = N_("These hours say that nobody knows them: find out and write them, or leave this blank.")
HOURS_WITHOUT_DAYS = N_("Without days this means every day: add the days, as in Mo-Fr 08:00-17:00.")
HOURS_AT_NIGHT = N_("These hours begin before 6 am: if the afternoon is meant, write it as in 13:00-17:00.")
HOURS_PAST_MIDNIGHT = N_("These hours run past midnight: if the afternoon is meant, write it as in 17:00.")
HOURS_TWICE = N_(
    "The later hours replace the earlier ones of the same days: join them, as in Mo 08:00-12:00,13:00-17:00."
)
FORMULA_WITHOUT_RESULT = N_(
    "This cell holds a formula, but the file lacks its result: open it in Excel and save it again, "
    "or type the text itself."
)
FORMULA_ERROR = N_("A formula of the spreadsheet failed here: type the text itself.")
TAGS = N_("This has marks of a web page in it, between < and >: type the text alone.")
BACKSLASH = N_(
    "There is a backslash here, as some programs write before a quotation mark: "
    "take it out and look whether the text is whole."
)
LOST_LETTERS = N_("Some letters were lost and show as \N{REPLACEMENT CHARACTER}: type the text again.")

ADDRESS_SPLIT = N_(
    "The whole address stands in this cell, and we took it apart: please check street, city, state and ZIP."
)
ADDRESS_IN_ONE_CELL = N_(
    "The whole address seems to stand in this cell: put street, city, state and ZIP into a column each."
)
STREET_JOINED = N_(
    "House number and street stand in two columns, and we put them together: please check the streets."
)
IDS_MADE = N_(
    "The file has no clinic_id, so we made one from each name: keep them from now on, links are made of them."
)

# --- across cells --------------------------------------------------------------------------------------
SAME_ID = N_("Row %(row)s has the same clinic_id: give each clinic its own.")
SAME_PHONE_AND_ADDRESS = N_(
    "Row %(row)s has the same phone and address: if it is the same clinic, keep only one of the rows."
)
DAY_OR_MONTH = N_(
    "Another date of this file begins with the day, so this may be %(one)s or %(other)s: "
    "write year-month-day."
)
DATE_TO_COME = N_("This date is still to come: write the day on which it was learned.")
HALF_A_POSITION = N_("Only one of latitude and longitude is filled in: fill in both or neither.")
MINUS_LOST = N_("The minus sign of the longitude is missing: put it back, as in -93.4840.")
MINUS_TOO_MANY = N_(
    "The latitude has a minus sign, which puts the clinic on the other half of the globe: take it out."
)
BOTH_SIGNS = N_("Latitude and longitude have each other's signs: write them as in 45.1300 and -93.4840.")
SWAPPED = N_("Latitude and longitude have changed places: swap them.")
SWAPPED_AND_MINUS_LOST = N_(
    "Latitude and longitude have changed places and a minus sign is missing: "
    "write them as in 45.1300 and -93.4840."
)
OUTSIDE_US = N_("This position is not in the US: correct it, or leave latitude and longitude blank.")
OUTSIDE_STATE = N_(
    "This position is not in %(state)s: correct the position or the state, and look at the ZIP code again."
)
FAR_FROM_ZIP = N_(
    "This is %(miles)s miles from the center of %(zip_code)s: correct the position or the ZIP code."
)
ZIP_IN_STATE = N_("The ZIP code is in %(state)s: check the state and the ZIP code.")
ZIP_NOT_KNOWN = N_(
    "We don't know this ZIP code, so we can't check the position with it: please look at it again."
)
ZIP_NOT_KNOWN_AND_NO_POSITION = N_(
    "We don't know this ZIP code, so the clinic is not on the map and has no miles: "
    "correct it, or fill in latitude and longitude."
)

AVAILABILITY_WITHOUT_DATE = N_(
    "It is not said when this was learned, so people are told to ask: fill in availability_as_of."
)
DATE_WITHOUT_AVAILABILITY = N_(
    "There is nothing in new_patients or wait_weeks that this could be about: fill one in, or clear this."
)
WAIT_FOR_NOBODY = N_("A wait is given, but new_patients says no: clear this cell, or correct new_patients.")

# --- referrals -----------------------------------------------------------------------------------------
REFERS_TO_ITSELF = N_("The clinic refers people to itself: take its own clinic_id out.")
REFERS_TO_NOBODY = N_("No clinic here has the clinic_id %(target)s: use one from the clinic_id column.")
REFERS_TO_ANOTHER = N_("No clinic here has the clinic_id %(target)s: if %(nearest)s is meant, write that.")
REFERS_BY_NAME = N_("A clinic is named here, not its clinic_id: write %(ids)s.")
REFERS_TO_NO = N_(
    "%(target)s does not perform the procedure: name a clinic that does, or correct its performs cell."
)
REFERS_TWICE = N_("%(target)s is named more than once: take all but one out.")
REFERS_TO_UNKNOWN = N_(
    "We don't know whether %(target)s performs the procedure: ask, and fill in its performs cell."
)
REFERS_TO_CLOSED = N_("%(target)s is closed: name a clinic that is open.")

# --- facts ---------------------------------------------------------------------------------------------
ORIGIN_WITHOUT_FACT = N_(
    "There is no yes or no in %(fact)s that this could be about: fill in %(fact)s, or clear this cell."
)
# By what is not said of when, how and from whom it was learned. Without a date or way it can't be confirmed.
WITHOUT_ORIGIN: dict[tuple[str, ...], Message] = {
    ("as_of",): N_(
        "It is not said when this was learned, so patients are told to call: fill in %(fact)s_as_of."
    ),
    ("method",): N_(
        "It is not said how this was learned, so patients are told to call: fill in %(fact)s_method."
    ),
    ("source",): N_("It is not said from whom this was learned: fill in %(fact)s_source."),
    ("as_of", "method"): N_(
        "It is not said when or how this was learned, so patients are told to call: "
        "fill in %(fact)s_as_of and %(fact)s_method."
    ),
    ("as_of", "source"): N_(
        "It is not said when or from whom this was learned, so patients are told to call: "
        "fill in %(fact)s_as_of and %(fact)s_source."
    ),
    ("method", "source"): N_(
        "It is not said how or from whom this was learned, so patients are told to call: "
        "fill in %(fact)s_method and %(fact)s_source."
    ),
    ("as_of", "method", "source"): N_(
        "It is not said when, how or from whom this was learned, so patients are told to call: "
        "fill in %(fact)s_as_of, %(fact)s_method and %(fact)s_source."
    ),
}

MANY_MORE = N_("There are more like these in this column: put these right first, then check again.")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number inside a phrase, written as the language of the phrase writes it: "1,000"."""

    value: int

    def __str__(self) -> str:
        return number(self.value)


def blank(column: str) -> Message:
    """A cell that every clinic must have."""
    if column == "phone":
        return N_("A clinic without a phone can't be listed: fill in the phone.")
    return N_("The %(column)s is blank: fill it in.", column=column)
