"""What people type into a cell, and the tidy text that it becomes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.clinic_file import kinds, wording
from locator.clinic_file.kinds import Kind
from locator.clinic_file.problems import UnreadableError
from locator.clinic_file.schema import SCHEMA
from locator.places.states import codes_by_name
from tests.clinic_file.made import clinic_of, errors_of, read_rows

LETTERS = st.characters(codec="utf-8")
KINDS = {column.name: column.kind for column in SCHEMA} | {"a column of the person's own": kinds.EXTRA}

# What the contract writes, and so leaves as it is: Western letters with one space between words, and so on.
_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
# Without what programs leave behind: backslashes, "<" of a tag, and "¬" of UTF-8 that a Mac misread.
_LETTER = r"!-;=-\[\]-~¡-«®-ÁÆ-áã-ɏ‐-‧"
_PLAIN_TEXT = rf"[!-&(-;=-\[\]-~¡-«®-ÁÆ-áã-ɏ‐-‧][{_LETTER}]*(?: [{_LETTER}]+)*"
_PHONE = r"[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}(?: ext\. [0-9]{1,6})?"
_DEGREES = r"-?(?:[0-9]{1,2}|1[0-7][0-9])(?:\.[0-9]{1,15})?"
_DATE = "20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_METHOD = "phone|staff|website|directory"
TIDY = {
    "clinic_id": _SLUG, "name": _PLAIN_TEXT, "street": _PLAIN_TEXT, "city": _PLAIN_TEXT,
    "state": "|".join(sorted(set(codes_by_name().values()))), "zip": "[0-9]{5}(?:-[0-9]{4})?", "phone": _PHONE,
    "latitude": _DEGREES, "longitude": _DEGREES, "referral_phone": _PHONE, "referral_fax": _PHONE,
    "website": r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?::[0-9]{1,5})?(?:[/?#][!#-;=?-Z_a-z~]*)?",
    "evaluates": "yes|no", "evaluates_as_of": _DATE, "evaluates_method": _METHOD, "evaluates_source": _PLAIN_TEXT,
    "performs": "yes|no", "performs_as_of": _DATE, "performs_method": _METHOD, "performs_source": _PLAIN_TEXT,
    "refers_to": f"{_SLUG}(?:;{_SLUG})*", "listing_as_of": _DATE, "listing_source": _PLAIN_TEXT,
    "status": "open|temporarily closed|closed", "access_notes": _PLAIN_TEXT,
    "languages": "(?:en|es|hmn|so|zh-Hans|pt-BR|es-419)", "step_free": "yes|no",
    "phone_steps": _PLAIN_TEXT, "referral_needs": _PLAIN_TEXT, "new_patients": "yes|no",
    "wait_weeks": "[0-9]|[1-9][0-9]|10[0-4]", "availability_as_of": _DATE, "npi": "1234567893|1245319599",
    "a column of the person's own": _PLAIN_TEXT,
}  # fmt: skip
USUAL_PHONE = r"\(?([2-9][0-9]{2})\)?[-. ]?([2-9][0-9]{2})[-. ]?([0-9]{4})"


def tidied(kind: Kind, typed: str) -> str:
    return kind.read(typed)[0]


@pytest.mark.parametrize(
    "typed",
    [
        "763-201-8191", "(763) 201-8191", "763.201.8191", "763 201 8191", "7632018191", "+1 763 201 8191",
        "1-763-201-8191", "+1 (763) 201-8191", " 763–201–8191 ", "Tel: 763-201-8191", "763/201-8191",
        "7632018191.0", '="7632018191"', "'7632018191", "(763)201-8191",
    ],
)  # fmt: skip
def test_a_phone_in_any_common_us_form_is_shown_alike(typed: str) -> None:
    assert tidied(kinds.PHONE, typed) == "763-201-8191"


@pytest.mark.parametrize(
    "typed", ["763-201-8191 x12", "(763) 201-8191 ext 12", "763.201.8191, extension 12", "763 201 8191 #12"]
)
def test_an_extension_is_kept(typed: str) -> None:
    assert tidied(kinds.PHONE, typed) == "763-201-8191 ext. 12"


@pytest.mark.parametrize(
    "typed",
    ["201-8191", "763-201-819", "163-201-8191", "763-101-8191", "763-201-8191 or 763-201-8192",
     "1-800-SPINE", "7.63202E+09", "+44 20 7946 0958", "call us"],
)  # fmt: skip
def test_what_is_no_us_phone_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableError, match="not a US phone number"):
        kinds.PHONE.read(typed)


@pytest.mark.parametrize(
    ("typed", "zip_code"),
    [
        ("55369", "55369"), ("02139", "02139"), ("2139", "02139"), ("501", "00501"), ("55369.0", "55369"),
        ("55369-1234", "55369-1234"), ("553691234", "55369-1234"), ("55369 1234", "55369-1234"),
        ("55369–1234", "55369-1234"), ("21391234", "02139-1234"),
        ("2139-1234", "02139-1234"), ('="02139"', "02139"), ("'02139", "02139"), (" 55369 ", "55369"),
    ],
)  # fmt: skip
def test_a_zip_without_its_leading_zeros_is_repaired(typed: str, zip_code: str) -> None:
    assert tidied(kinds.ZIP, typed) == zip_code


@pytest.mark.parametrize("typed", ["5536", "55369-12", "K1A 0B1", "5536O", "123456", "55369 or 55370"])
def test_zeros_are_not_put_before_a_zip_that_lacks_another_digit(typed: str) -> None:
    with pytest.raises(UnreadableError, match="not a ZIP code"):
        kinds.ZIP.read(typed)


@pytest.mark.parametrize("typed", ["MN", "mn", " Minnesota ", "minnesota", "Minn.", "M.N.", "m. n."])
def test_a_state_is_known_by_its_letters_and_its_name(typed: str) -> None:
    assert tidied(kinds.STATE, typed) == "MN"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [(yes, "yes") for yes in ("yes", "Y", "YES ", "true", "TRUE", "1", "x", "X", "✓", "yes.", "1.0")]
    + [(no, "no") for no in ("no", "N", "False", "0", "✗", "no!")]
    + [(blank, "") for blank in ("", " ", "?", "-", "n/a", "N/A", "Unknown", "not known", "TBD")],
)
def test_common_spellings_of_yes_no_and_not_known_are_understood(typed: str, answer: str) -> None:
    assert tidied(kinds.YES_NO, typed) == answer


@pytest.mark.parametrize("typed", ["maybe", "sometimes", "yes and no", "2"])
def test_an_answer_is_never_guessed(typed: str) -> None:
    with pytest.raises(UnreadableError, match="neither yes nor no"):
        kinds.YES_NO.read(typed)


@pytest.mark.parametrize(
    ("typed", "method"),
    [
        ("Phone", "phone"),
        ("by phone", "phone"),
        ("Web site", "website"),
        ("STAFF", "staff"),
        ("listing", "directory"),
    ],
)
def test_methods_are_known_in_other_words(typed: str, method: str) -> None:
    assert tidied(kinds.METHOD, typed) == method


@pytest.mark.parametrize(
    ("typed", "status"),
    [("Open", "open"), ("temporarily-closed", "temporarily closed"), ("Temporarily  Closed", "temporarily closed"),
     ("permanently closed", "closed")],
)  # fmt: skip
def test_a_status_is_known_in_other_words(typed: str, status: str) -> None:
    assert tidied(kinds.STATUS, typed) == status


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [("45.1300", "45.1300"), ("-93.4840", "-93.4840"), ("−93.484", "-93.484"), ("–93.484", "-93.484"), ("45,13", "45.13"),
     ("45.13°", "45.13"), ("45.13 N", "45.13"), ("93.484 W", "-93.484"), ("93.484° w", "-93.484"),
     ("W 93.484", "-93.484"), ("+45.13", "45.13"), ("45", "45")],
)  # fmt: skip
def test_degrees_are_read_with_comma_sign_or_letter(typed: str, degrees: str) -> None:
    assert tidied(kinds.LATITUDE, typed) == degrees


@pytest.mark.parametrize("kind", [kinds.PHONE, kinds.WEBSITE, kinds.ZIP, kinds.NAME, kinds.LATITUDE])
def test_not_available_is_blank(kind: kinds.Kind) -> None:
    assert kind.read("NOT AVAILABLE") == ("", None)
    assert kind.read("<Null>") == ("", None)


@pytest.mark.parametrize("kind", [kinds.YES_NO, kinds.STATUS, kinds.WEEKS])
def test_not_available_is_asked_about_where_it_may_be_an_answer(kind: kinds.Kind) -> None:
    with pytest.raises(UnreadableError):
        kind.read("Not available")


@pytest.mark.parametrize(
    "typed",
    ["763-555-0101; 763-555-0102", "(763)555-0101\n(763)555-0102", "763-555-0101 or 763-555-0102",
     "763-555-0101 x7635550102"],
)  # fmt: skip
def test_of_two_phones_in_one_cell_one_is_asked_for(typed: str) -> None:
    with pytest.raises(UnreadableError, match="but two"):
        kinds.PHONE.read(typed)


@pytest.mark.parametrize("typed", ["45°07'48\"N", "north", "4.5E1", "181", "N 45.1 S", "45.1.3"])
def test_what_is_no_plain_number_of_degrees_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableError, match="not degrees"):
        kinds.LATITUDE.read(typed)


@pytest.mark.parametrize(
    ("typed", "website"),
    [
        ("https://example.org/Spine?a=1#b", "https://example.org/Spine?a=1#b"),
        ("HTTPS://Example.ORG/Spine", "https://example.org/Spine"),
        ("http://example.org:8080", "http://example.org:8080"),
        ("www.example.org/x", "https://www.example.org/x"),
        ("example.org", "https://example.org"),
    ],
)
def test_a_web_address_is_completed(typed: str, website: str) -> None:
    assert tidied(kinds.WEBSITE, typed) == website


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "ftp://example.org", "mailto:a@example.org", "https://user:word@example.org",
     "https://example", "see our page", "https://example.org/<script>", "https://exa mple.org", "//example.org",
     "https://[::1]/", "data:text/html,x"],
)  # fmt: skip
def test_only_plain_http_addresses_are_let_through(typed: str) -> None:
    with pytest.raises(UnreadableError, match="not a web address"):
        kinds.WEBSITE.read(typed)


@pytest.mark.parametrize("typed", ["45.13, -93.484", "45.13 -93.484", "(45.1300;-93.4840)", "45.13N 93.48W"])
def test_two_degrees_in_one_cell_are_sent_to_their_columns(typed: str) -> None:
    with pytest.raises(UnreadableError, match=re.escape(str(wording.TWO_DEGREES))):
        kinds.LATITUDE.read(typed)


def test_a_completed_web_address_is_shown_for_confirmation() -> None:
    assert kinds.WEBSITE.read("www.example.org")[1] == wording.READ_AS.with_(tidied="https://www.example.org")
    assert kinds.WEBSITE.read("HTTPS://example.org")[1] is None


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("maple-grove", "maple-grove"),
        (" Maple Grove ", "maple-grove"),
        ("maple_grove", "maple-grove"),
        ("12", "12"),
        ("1.0", "1"),
    ],
)
def test_a_clinic_id_is_tidied(typed: str, slug: str) -> None:
    assert tidied(kinds.SLUG, typed) == slug


@pytest.mark.parametrize("typed", ["maple/grove", "Ébène", "a.b", "<b>", "../etc"])
def test_a_clinic_id_that_no_address_can_hold_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableError, match="can't be a clinic_id"):
        kinds.SLUG.read(typed)


@pytest.mark.parametrize(
    "typed",
    ["edina;maple-grove", "Edina; Maple Grove", "edina, maple-grove", "edina|maple_grove;", "edina / maple grove",
     "Edina and Maple Grove", "Edina & Maple Grove", "edina\nmaple-grove", "edina\r\n maple-grove\r\n"],
)  # fmt: skip
def test_a_list_of_clinic_ids_is_tidied(typed: str) -> None:
    assert tidied(kinds.SLUGS, typed) == "edina;maple-grove"


def test_stray_spaces_and_invisible_letters_go() -> None:
    assert tidied(kinds.TEXT, "  Maple\u00a0\u200b Grove\r\n\x07Clinic\ufeff ") == "Maple Grove Clinic"


def test_letters_that_turn_the_writing_direction_go() -> None:
    assert tidied(kinds.TEXT, "Maple\u202e evorG") == "Maple evorG"


@pytest.mark.parametrize(
    "typed", ['=HYPERLINK("https://example.org")', "+1 for parking", "-- closed --", "@front desk", "=1+1"]
)
def test_what_a_spreadsheet_would_run_is_plain_text_here(typed: str) -> None:
    assert tidied(kinds.TEXT, typed) == typed


def test_the_apostrophe_that_marks_text_is_dropped() -> None:
    assert tidied(kinds.TEXT, "'=1+1") == "=1+1"
    assert tidied(kinds.TEXT, "'s Hertogen Clinic") == "'s Hertogen Clinic"


def test_text_keeps_its_letters_whatever_they_are() -> None:
    typed = "Clínica Ñandú – “Ž” & Søn 診療所"
    assert kinds.TEXT.read(typed) == (typed, None)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Caf√© ‚Äì O‚ÄôBrien", "Café – O’Brien"),
        (
            "North Spine â\x80\x93 OâBrien CafÃ\x89".replace("OâB", "Oâ\x80\x99B"),
            "North Spine – O’Brien CafÉ",
        ),
        ("North &amp; Spine", "North & Spine"),
        ("S&#39;uth&nbsp;Caf&eacute; &amp;amp; Sons", "S'uth Café & Sons"),
    ],
)
def test_letters_that_were_garbled_on_the_way_are_put_right_and_shown(typed: str, text: str) -> None:
    assert kinds.TEXT.read(typed) == (text, wording.READ_AS.with_(tidied=text))


@pytest.mark.parametrize(
    "typed", ["AT&T; and so on", "Smith & Jones; Edina", "R&D;", "&", "√2 Clinic", "Pâté"]
)
def test_what_only_looks_garbled_is_left_alone(typed: str) -> None:
    assert kinds.TEXT.read(typed) == (typed, None)


def test_text_from_another_program_with_its_marks_in_it_is_asked_about() -> None:
    assert kinds.NAME.read('South \\Back\\" Café')[1] == wording.BACKSLASH
    assert kinds.NAME.read("<b>East</b>")[1] == wording.TAGS
    assert kinds.TEXT.read("wait < 3 weeks > call")[1] is None


def test_lost_letters_are_asked_about() -> None:
    assert kinds.TEXT.read("Caf\N{REPLACEMENT CHARACTER}")[1] == wording.LOST_LETTERS


def test_a_column_of_the_persons_own_keeps_its_lines() -> None:
    assert tidied(kinds.EXTRA, " one\n  two \x00") == "one\n  two"


@pytest.mark.parametrize("name", KINDS)
def test_text_too_long_for_a_page_is_refused(name: str) -> None:
    with pytest.raises(UnreadableError):
        KINDS[name].read("a" * 32_768)


@pytest.mark.parametrize("name", KINDS)
@given(typed=st.text(max_size=60) | st.from_regex(r"[0-9A-Za-z:;,./()#+ \-]{0,40}", fullmatch=True))
def test_any_text_is_tidied_or_refused_in_a_sentence(name: str, typed: str) -> None:
    kind = KINDS[name]
    outcome = kind_outcome(kind, typed)
    if isinstance(outcome, UnreadableError):
        assert re.fullmatch(r"[A-Z][^:]+: .+\.", str(outcome))
    else:
        assert tidied(kind, outcome) == outcome


def kind_outcome(kind: Kind, typed: str) -> str | UnreadableError:
    try:
        return tidied(kind, typed)
    except UnreadableError as reason:
        return reason


def test_an_apostrophe_at_the_end_of_an_address_belongs_to_it() -> None:
    assert tidied(kinds.WEBSITE, "https://example.org/?'") == "https://example.org/?'"


@pytest.mark.parametrize("name", TIDY)
@given(data=st.data())
def test_what_is_tidy_already_is_left_alone(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    tidy = data.draw(st.from_regex(TIDY[name], fullmatch=True, alphabet=LETTERS))
    if len(tidy) <= kind.longest and tidy.lower() not in kind.blanks and tidy not in kinds.FORMULA_ERRORS:
        assert kind.read(tidy) == (tidy, None)


@given(phone=st.from_regex(USUAL_PHONE, fullmatch=True, alphabet=LETTERS))
def test_the_usual_way_to_write_a_phone_is_read_like_any_other(phone: str) -> None:
    assert tidied(kinds.PHONE, phone) == re.sub(USUAL_PHONE, r"\1-\2-\3", phone)


@pytest.mark.parametrize("failed", ["#REF!", "#NAME?", "#N/A", "Loading..."])
@pytest.mark.parametrize(
    "column", ["name", "street", "access_notes", "phone", "evaluates", "listing_as_of", "zip"]
)
def test_a_formula_that_failed_is_no_text(column: str, failed: str) -> None:
    assert [(one.column, one.message) for one in read_rows({column: failed}).errors] == [
        (column, wording.FORMULA_ERROR)
    ]


@pytest.mark.parametrize("nothing", ["N/A", "tbd", "TBD", "?", "-", "Unknown", "none"])
@pytest.mark.parametrize("column", ["name", "street", "city", "clinic_id"])
def test_what_stands_for_nothing_does_not_fill_a_cell_that_every_clinic_must_have(
    column: str, nothing: str
) -> None:
    assert errors_of({column: nothing}) == [(2, column)]


@pytest.mark.parametrize("nothing", ["none", "None", "nan", "N/A", "unknown"])
def test_what_stands_for_nothing_is_no_referral(nothing: str) -> None:
    assert clinic_of(refers_to=nothing).refers_to == ()


@pytest.mark.parametrize("note", ["None", "-", "n/a"])
def test_a_note_may_say_that_there_is_nothing_to_note(note: str) -> None:
    assert clinic_of(access_notes=note).access_notes == note


@pytest.mark.parametrize("typed", ["\N{HEAVY CHECK MARK}\ufe0f", "\N{BALLOT BOX WITH CHECK}\ufe0f"])
def test_a_tick_from_a_phone_is_a_yes(typed: str) -> None:
    assert tidied(kinds.YES_NO, typed) == "yes"


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("en;es;hmn;so", "en;es;hmn;so"), ("English, Spanish and Hmong", "en;es;hmn"), ("EN; es; en", "en;es"),
        ("Somali\nEnglish", "so;en"), ("spa/eng", "es;en"), ("zh-hans", "zh-Hans"), ("unknown", ""), (";", ""), ("Español, English", "es;en"),
    ],
)  # fmt: skip
def test_languages_are_read_from_tags_and_from_names(typed: str, tags: str) -> None:
    assert tidied(kinds.LANGUAGES, typed) == tags


@pytest.mark.parametrize("typed", ["en;klingonish", "interpreter by phone", "xx"])
def test_a_language_that_is_not_known_is_named_and_refused(typed: str) -> None:
    with pytest.raises(UnreadableError, match="We don't know a language here") as refusal:
        kinds.LANGUAGES.read(typed)
    assert f"“{typed.split(';')[-1]}”" in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        ("3", "3"),
        ("03", "3"),
        ("0", "0"),
        ("104", "104"),
        ("3.0", "3"),
        ("3 weeks", "3"),
        ("1 week", "1"),
        ("?", ""),
    ],
)
def test_a_wait_is_whole_weeks(typed: str, weeks: str) -> None:
    assert tidied(kinds.WEEKS, typed) == weeks


@pytest.mark.parametrize("typed", ["2-3", "105", "-1", "1.5", "a month", "10 days", "10/1/2026"])
def test_any_other_wait_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableError, match="not a number of weeks"):
        kinds.WEEKS.read(typed)


@pytest.mark.parametrize("typed", ["1234567893", "NPI: 1234567893", "1234567893.0", "'1234567893"])
def test_an_npi_is_ten_digits_of_which_the_last_proves_the_others(typed: str) -> None:
    assert tidied(kinds.NPI, typed) == "1234567893"  # the example of the standard itself


@given(place=st.integers(0, 9), digit=st.integers(0, 9))
def test_one_wrong_digit_of_an_npi_is_always_found(place: int, digit: int) -> None:
    right = "1234567893"
    typed = f"{right[:place]}{digit}{right[place + 1 :]}"
    if typed != right:
        with pytest.raises(UnreadableError, match="NPI"):
            kinds.NPI.read(typed)
