"""The column names of row 1: which are ours, however they are spelled, and which are missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from locator.clinic_file import wording
from locator.clinic_file.letters import clean, most_like
from locator.clinic_file.problems import Problem, shown
from locator.clinic_file.schema import SCHEMA, Needed

# Other names that can only mean our column, in letters and digits alone.
_SAME = {
    "name": "clinicname sitename",
    "street": "streetaddress address1 addressline1",
    "zip": "zipcode postalcode postcode zippostalcode",
    "phone": "phonenumber telephone telephonenumber tel mainphone mainphonenumber phonerequired",
    "state": "stateprovince",
    "latitude": "lat",
    "longitude": "long lon lng",
    "website": "websiteurl webaddress url",
    "opening_hours": "hours openhours officehours businesshours clinichours hoursofoperation",
    "evaluates": "evaluate evaluateskyphoplasty evaluatesforkyphoplasty",
    "evaluates_as_of": "evaluatesdate",
    "performs": "perform performskyphoplasty",
    "performs_as_of": "performsdate",
    "refers_to": "referto",
    "listing_as_of": "listingdate",
    "languages": "language spokenlanguages languagesspoken",
    "step_free": "stepfreeaccess stepfreeentrance",
    "new_patients": "acceptingnewpatients acceptsnewpatients takesnewpatients",
    "wait_weeks": "waitinweeks weekstowait",
    "availability_as_of": "availabilitydate",
    "npi": "npinumber",
}
# Names that may mean it or something of the person's own: asked about where our column is missing.
_LIKE = {
    "clinic_id": "id slug code",
    "name": "clinic site location hospital",
    "street": "address",
    "city": "town",
    "state": "st",
    "phone": "contact",
    "evaluates": "evaluation",
    "performs": "procedure kyphoplasty",
}
_SHORTEST_PART = 4  # letters by which a longer name is taken for one that may be meant


def _key(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.casefold())


_OURS = {_key(column.name): column.name for column in SCHEMA} | {
    other: name for name, others in _SAME.items() for other in others.split()
}
_NAMES = frozenset(_OURS.values())


@dataclass(frozen=True)
class Header:
    """`names` holds the column that each cell of row 1 stands for: ours, the person's own, or "" for none.

    `row` is the number that a spreadsheet shows beside it, and `typed` what was in its cells.
    """

    row: int
    typed: Sequence[str]
    names: tuple[str, ...]
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def names_known(cells: Sequence[str]) -> int:
    """How many of our columns `cells` name."""
    return len({_OURS.get(_key(cell)) for cell in cells} - {None})


def read_header(cells: Sequence[str], row: int) -> Header:
    """What the cells of the header, in spreadsheet row `row`, stand for, and what is wrong with them."""
    typed = [clean(cell) for cell in cells]
    names = tuple(_OURS.get(_key(cell), cell) for cell in typed)
    own = {_key(name): name for name in names if name and name not in _NAMES}
    errors = [*_twice(names, typed, row), *_missing(names, own, row)]
    return Header(row, cells, names, tuple(errors), tuple(_slips(names, own, row)))


def _twice(names: Sequence[str], typed: Sequence[str], row: int) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, cell in zip(names, typed, strict=True):
        if name and name in seen:
            yield Problem(row, shown(name), shown(cell), wording.COLUMN_TWICE)
        seen.add(name)


def _missing(names: Sequence[str], own: dict[str, str], row: int) -> Iterator[Problem]:
    for column in SCHEMA:
        if column.needed is not Needed.NOT and column.name not in names:
            near = _hint(column.name, own) or most_like(_key(column.name), list(own), at_least=60)
            nearest = shown(own.get(near, ""))
            message = wording.COLUMN_MISSING.with_(column=column.name)
            if nearest:
                message = wording.COLUMN_MISNAMED.with_(column=column.name, nearest=nearest)
            yield Problem(row, column.name, nearest, message)


def _hint(column: str, own: Collection[str]) -> str:
    """The first key in `own` that is, or has in it, another word for the column; "" if there is none."""
    words = [*_LIKE.get(column, "").split(), _key(column), *_SAME.get(column, "").split()]
    for word in words:
        for key in own:
            if key == word or (len(word) >= _SHORTEST_PART and word in key):
                return key
    return ""


def _slips(names: Sequence[str], own: dict[str, str], row: int) -> Iterator[Problem]:
    """Columns that look like a slip for one that a file need not have, and would be passed over."""
    absent = {
        _key(column.name): column.name
        for column in SCHEMA
        if column.needed is Needed.NOT and column.name not in names
    }
    for key, name in own.items():
        if near := most_like(key, list(absent), at_least=85):
            yield Problem(row, shown(name), shown(name), wording.COLUMN_LIKE.with_(column=absent[near]))
