"""The row of column names: which are ours, however they are spelled, and which are missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from locator.clinic_file import wording
from locator.clinic_file.letters import clean, most_like
from locator.clinic_file.problems import Problem, shown
from locator.clinic_file.schema import SCHEMA, Needed

# Other names that can only mean our column, in letters and digits alone.
_SAME = {
    "name": "clinicname sitename facilityname practicename",
    "street": "streetaddress street1 streetaddress1 address1 addressline1",
    "city": "citytown addrcity",
    "state": "stateprovince addrstate",
    "zip": "zipcode postalcode postcode zippostalcode addrpostcode",
    "phone": "phonenumber phoneno telephone telephonenumber tel mainphone mainphonenumber phonerequired",
    "latitude": "lat",
    "longitude": "long lon lng",
    "website": "websiteurl webaddress weburl url",
    "opening_hours": "hours openhours hoursopen officehours businesshours clinichours hoursofoperation",
    "evaluates": "evaluate evaluateskyphoplasty evaluatesforkyphoplasty",
    "evaluates_as_of": "evaluatesdate",
    "performs": "perform performskyphoplasty",
    "performs_as_of": "performsdate",
    "refers_to": "referto",
    "listing_as_of": "listingdate",
    "languages": "language spokenlanguages languagesspoken",
    "status": "openorclosed openclosed",
    "step_free": "stepfreeaccess stepfreeentrance",
    "new_patients": "acceptingnewpatients acceptsnewpatients takesnewpatients",
    "wait_weeks": "waitinweeks weekstowait",
    "availability_as_of": "availabilitydate",
    "npi": "npinumber",
}
# Names that mean our column as well as another name of it does: with both there, either may be it.
_AS_LIKELY = {"address": "street"}
# What brackets after a name of ours may hold without making it something else: the form of its cells.
_FORM = (
    "required optional blank format form if known or and the of in eg clinic clinics kyphoplasty "
    "open closed temporarily yes no y n us usa wgs wgs84 84 decimal degrees local time hour hours 24 24h "
    "code codes id ids iso yyyy mm dd weeks number digit digits letter letters 2 5 10"
)
_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[]([^()\[\]]*)[)\]]\W*")
# Names that may mean it or something of the person's own: asked about where our column is missing, guessed
# where a person looks on. Patterns that are looked for in letters and digits alone, the likeliest first.
LIKE = {
    "clinic_id": "^id$|slug|^code$",
    "name": "clinic|(?<!web)site|location|hospital|facility|practice|office",
    "street": "address|street|^location$",
    "city": "town|city|locality",
    "state": "^st$|state|^region$|^province$",
    "zip": "zip|^postal$|postalcode|postcode",
    "phone": "phone|contact|^tel|^ph$",
    "latitude": "latitude|gpslat|geolat",
    "longitude": "longitude|gpslon|gpslng|geolon|geolng",
    "referral_fax": "fax",
    "website": "website|webpage|homepage|^web$|^link$",
    "status": "status|^isopen|^isclosed|^open$|^opennow$|closed$",
    "opening_hours": "hours|^open$",
    "evaluates": "eval|consult",
    "performs": "procedure|kypho|perform|augmentation",
    "refers_to": "refersto|sendsto|referredto|^referrals?$",
    "access_notes": "parking|entrance",
    "languages": "language",
    "step_free": "stepfree|wheelchair|accessible|accessibility",
    "phone_steps": "phonemenu|phonetree|phonestep|phoneprompt",
    "new_patients": "newpatients|acceptingpatients|acceptspatients|takingpatients|takespatients",
    "wait_weeks": "^wait",
    "npi": "^npi|npi$|nationalprovider",
}
_LONGEST_NAME = 40  # letters and digits of a cell that may be a column name
_FEWEST_LIKELY = 4  # cells that are or may be our names, and half of the row: a row of names


def key(name: str) -> str:
    """The letters and digits of a column's name, by which it is known."""
    return re.sub("[^a-z0-9]", "", name.casefold())


OURS = {key(column.name): column.name for column in SCHEMA} | {
    other: name for name, others in _SAME.items() for other in others.split()
}
_NAMES = frozenset(OURS.values())


def named(name: str) -> str:
    """The column of ours that a name certainly stands for, or "": "ZIP Code", "Latitude (WGS84)"."""
    if ours := OURS.get(key(name)):
        return ours
    found = _IN_BRACKETS.fullmatch(name)
    words = re.findall("[a-z0-9]+", found[2].casefold()) if found else []
    return OURS.get(key(found[1]), "") if found and set(_FORM.split()).issuperset(words) else ""


def found_in(typed: Sequence[str]) -> list[str]:
    """The column of ours that each name certainly stands for; "" where it may be the person's own."""
    keys = [key(cell) for cell in typed]
    by_another_name = {OURS[name] for name in keys if name in OURS and name != key(OURS[name])}
    likely = {name: ours for name, ours in _AS_LIKELY.items() if ours in by_another_name}
    certain = [OURS.get(name) or likely.get(name, "") for name in keys]
    in_brackets = [named(cell) for cell in typed]
    return [
        ours or ("" if other in certain else other) for ours, other in zip(certain, in_brackets, strict=True)
    ]


def likeliest(pattern: str, keys: Collection[str]) -> Iterator[str]:
    """Those of `keys` that a pattern of LIKE finds, the likeliest first."""
    for part in pattern.split("|"):
        yield from (name for name in keys if re.search(part, name))


@dataclass(frozen=True)
class Matching:
    """What a person who looks on says of a file's own columns, so that it need not be edited to be read.

    `columns` has, by a column's label in the file, the columns of ours that it stands for: none where it is
    the person's own, two where one call told both. `ids` has the clinic_id that a clinic is known by already,
    by its name in small letters and five digits of its ZIP.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Header:
    """`names` holds the column that each cell of the header stands for: ours, the person's own, "" for none.

    `row` is the number that a spreadsheet shows beside it, `typed` what was in its cells, and `also` has
    further columns of ours with the place of the cell that stands for them too.
    """

    row: int
    typed: Sequence[str]
    names: tuple[str, ...]
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    also: Mapping[str, int] = field(default_factory=dict)


def names_known(cells: Sequence[str]) -> int:
    """How many of our columns `cells` name."""
    return len({named(cell) for cell in cells} - {""})


def are_names(cells: Sequence[str]) -> bool:
    """Whether `cells` can be column names. A row of clinics may hold one or two by chance: "phone"."""
    filled = [cell for cell in cells if key(cell)]
    known = names_known(filled)
    if known >= 3 or (known and known == len(filled)):
        return True
    others = [key(cell) for cell in filled if not named(cell)]
    likely = sum(len(name) <= _LONGEST_NAME and _may_be_a_name(name) for name in others)
    return known + likely >= max(_FEWEST_LIKELY, len(filled) / 2)


def _may_be_a_name(name: str) -> bool:
    return any(re.search(pattern, name) for pattern in LIKE.values())


def labels(cells: Sequence[str]) -> list[str]:
    """What to call each column of a file: its name, with a number where an earlier one has that name."""
    seen: Counter[str] = Counter()
    given = []
    for cell in map(clean, cells):
        seen[cell] += 1
        given.append(f"{cell} ({seen[cell]})" if cell and seen[cell] > 1 else cell)
    return given


def read_header(cells: Sequence[str], row: int, matching: Matching | None = None) -> Header:
    """What the cells of the header, in spreadsheet row `row`, stand for, and what is wrong with them."""
    typed = [clean(cell) for cell in cells]
    if matching is None:
        ours = found_in(typed)
        names, also = [name or cell for name, cell in zip(ours, typed, strict=True)], dict[str, int]()
    else:
        names, also = _matched(typed, matching)
    own = {key(name): name for name in names if name and name not in _NAMES}
    errors = list(_twice(names, typed, row))
    there = {*names, *also}
    missing = list(_missing(there, own, row))
    warnings = list(_slips(there, own, row))
    if matching is not None:  # the tidied file will have it, blank
        optional = {column.name for column in SCHEMA if column.needed is Needed.COLUMN}
        absent = [problem.column for problem in missing if problem.column in optional]
        warnings += [Problem(row, name, "", wording.NO_SUCH_FACT.with_(column=name)) for name in absent]
        missing = [problem for problem in missing if problem.column not in optional]
    return Header(row, cells, tuple(names), (*errors, *missing), tuple(warnings), also)


def _matched(typed: Sequence[str], matching: Matching) -> tuple[list[str], dict[str, int]]:
    """The name of each column, and what else of ours it stands for, as a person matched them."""
    names, also = list[str](), dict[str, int]()
    for place, (found, label) in enumerate(zip(found_in(typed), labels(typed), strict=True)):
        ours = matching.columns.get(label, (found,) if found else ())
        # A name of ours for something else would be taken for it again in the tidied file.
        own = f"{label} (own)" if named(label) else label
        names.append(ours[0] if ours else own)
        also |= dict.fromkeys(ours[1:], place)
    return names, also


def _twice(names: Sequence[str], typed: Sequence[str], row: int) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, cell in zip(names, typed, strict=True):
        if name and name in seen:
            yield Problem(row, shown(name), shown(cell), wording.COLUMN_TWICE)
        seen.add(name)


def _missing(names: Collection[str], own: Mapping[str, str], row: int) -> Iterator[Problem]:
    unlike = [name for name in own if not _may_be_a_name(name)]
    for column in SCHEMA:
        if column.needed is not Needed.NOT and column.name not in names:
            likely = next(likeliest(LIKE.get(column.name, "$^"), own), "")
            near = likely or most_like(key(column.name), unlike, at_least=65)
            nearest = shown(own.get(near, ""))
            message = wording.COLUMN_MISSING.with_(column=column.name)
            if nearest:
                message = wording.COLUMN_MISNAMED.with_(column=column.name, nearest=nearest)
            yield Problem(row, column.name, nearest, message)


def _slips(names: Collection[str], own: Mapping[str, str], row: int) -> Iterator[Problem]:
    """Columns that look like one of ours that a file need not have, and would be passed over."""
    absent = {
        key(column.name): column.name
        for column in SCHEMA
        if column.needed is Needed.NOT and column.name not in names
    }
    for own_key, name in own.items():
        alike = (ours for ours in absent.values() if re.search(LIKE.get(ours, "$^"), own_key))
        if ours := next(alike, "") or absent.get(most_like(own_key, list(absent), at_least=85), ""):
            yield Problem(row, shown(name), shown(name), wording.COLUMN_LIKE.with_(column=ours))
