"""What a file leaves out and can be told with certainty: addresses in one cell or parts, and clinic_ids."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from locator.clinic_file import wording
from locator.clinic_file.header import Matching, key
from locator.clinic_file.kinds import YES_NO
from locator.clinic_file.letters import clean
from locator.clinic_file.problems import Problem, shown
from locator.clinic_file.rows import Table
from locator.clinics import SERVICES
from locator.places import zip_table
from locator.places.spelling import key_of_name
from locator.places.states import split_state
from locator.places.towns import town_keys

_PLACE = ("city", "state", "zip")
_ENDS_WITH_ZIP = re.compile(
    r"(.+?)[\s,]+([0-9]{5}(?:-[0-9]{4})?)(?:[\s,]+(?:usa?|united states)\.?)?\s*", re.IGNORECASE | re.DOTALL
)


Address = Mapping[str, str]  # street, city, state and ZIP, by the names of their columns


def completed(
    table: Table, matching: Matching | None
) -> tuple[Mapping[str, Sequence[str]], Sequence[Problem]]:
    """The cells of each column, as typed but for what was filled in; and what to look at again.

    Addresses are taken apart. Where a person looks on, each clinic has a clinic_id.
    """
    columns = dict(table.columns)
    doubts = list(_join_house_numbers(columns, table.header.row))
    doubts += _take_addresses_apart(columns, list(table.rows))
    if matching is not None:
        _keep_origins_beside_facts(columns, table)
        if "clinic_id" not in columns and "name" in columns:
            columns = {"clinic_id": _ids(columns, matching.ids), **columns}
            doubts.append(Problem(table.header.row, "clinic_id", "", wording.IDS_MADE))
    return columns, doubts


def _join_house_numbers(columns: dict[str, Sequence[str]], header_row: int) -> Iterator[Problem]:
    """Fill in the street where the file has its two parts, under the names that OpenStreetMap gives them."""
    by_key = {key(name): cells for name, cells in columns.items()}
    numbers, streets = by_key.get("addrhousenumber"), by_key.get("addrstreet")
    if "street" not in columns and numbers is not None and streets is not None:
        pairs = zip(numbers, streets, strict=True)
        columns["street"] = [f"{number} {street}" if street.strip() else "" for number, street in pairs]
        yield Problem(header_row, "street", "", wording.STREET_JOINED)


def _take_addresses_apart(columns: dict[str, Sequence[str]], rows: Sequence[int]) -> Iterator[Problem]:
    """Fill in city, state and ZIP where all three are blank and the street's cell has them."""
    if "street" not in columns or ("zip" in columns and all(columns["zip"])):
        return
    blank = [""] * len(rows)
    cells = {name: list(columns.get(name, blank)) for name in ("street", *_PLACE)}
    bare = [
        place
        for place, parts in enumerate(zip(*(cells[name] for name in _PLACE), strict=True))
        if not any(map(str.strip, parts)) and _ENDS_WITH_ZIP.fullmatch(cells["street"][place])
    ]
    for place, address in zip(bare, _addresses([cells["street"][place] for place in bare]), strict=True):
        typed = shown(clean(cells["street"][place]))
        if address is None:
            yield Problem(rows[place], "street", typed, wording.ADDRESS_IN_ONE_CELL)
            continue
        for name in cells:
            cells[name][place] = address[name]
        columns |= cells
        yield Problem(rows[place], "street", typed, wording.ADDRESS_SPLIT)


def _addresses(texts: Sequence[str]) -> list[Address | None]:
    """Each text as street, city, state and ZIP; None where one of them is not certain."""
    addresses = [_address(text) for text in texts]
    zips = np.array([address["zip"] if address else "" for address in addresses], dtype=object)
    places = zip_table().lookup(zips).tolist()
    return [
        address if address and place >= 0 and _is_in(address, place) else None
        for address, place in zip(addresses, places, strict=True)
    ]


def _address(text: str) -> Address | None:
    found = _ENDS_WITH_ZIP.fullmatch(text)
    pieces = [clean(piece) for piece in re.split("[,;\r\n]+", found[1]) if piece.strip()] if found else []
    if not found or not pieces:
        return None
    *streets, last = pieces
    words, state = split_state(tuple(re.sub("[^a-z ]", "", last.lower()).split()))
    if words and state:
        city = " ".join(last.split()[: len(words)])
    elif streets:
        city = streets.pop()
    street = ", ".join(streets)
    if not state or not re.search("[0-9]", street):
        return None
    return {"street": street, "city": city, "state": state, "zip": found[2]}


def _is_in(address: Address, place: int) -> bool:
    """Whether the ZIP in that row of our table is of the address's state and city."""
    table = zip_table()
    names = town_keys(place) | set(map(key_of_name, table.rejected_names[place]))
    return address["state"] == table.state[place] and key_of_name(address["city"]) in names


def _keep_origins_beside_facts(columns: dict[str, Sequence[str]], table: Table) -> None:
    """A call's day and who answered, told for two facts by one column, count where the fact was told."""
    for service in SERVICES:
        fact = columns.get(service.column)
        for name in service.columns[1:]:
            place = table.header.also.get(name, -1)
            if fact is not None and (place >= 0 or _is_shared(name, table)):
                told = zip(columns[name], fact, strict=True)
                columns[name] = [cell if _is_told(value) else "" for cell, value in told]


def _is_told(value: str) -> bool:
    text = clean(value).lower()
    return bool(text) and text not in YES_NO.blanks


def _is_shared(name: str, table: Table) -> bool:
    """Whether the column of that name stands for another one as well."""
    names = table.header.names
    return name in names and names.index(name) in table.header.also.values()


def _ids(columns: Mapping[str, Sequence[str]], known: Mapping[tuple[str, str], str]) -> list[str]:
    """A clinic_id for each clinic: the one it is known by, or its name, with its city where it needs it."""
    blank = [""] * len(columns["name"])
    names = [clean(name) for name in columns["name"]]
    cities, zips = columns.get("city", blank), columns.get("zip", blank)
    own = [known.get((name.casefold(), cell.strip()[:5]), "") for name, cell in zip(names, zips, strict=True)]
    short = [slug_of(name) for name in names]
    often = Counter(short)
    taken: Counter[str] = Counter()
    ids = []
    for known_id, slug, city in zip(own, short, cities, strict=True):
        wanted = known_id or (f"{slug}-{slug_of(city)}".strip("-") if slug and often[slug] > 1 else slug)
        taken[wanted] += 1
        ids.append(f"{wanted}-{taken[wanted]}" if wanted and taken[wanted] > 1 else wanted)
    return ids


def slug_of(text: str) -> str:
    """The clinic_id that a name makes: "St. Cloud – North" is st-cloud-north."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", re.sub("['’]", "", plain)).strip("-")[:80].strip("-")
