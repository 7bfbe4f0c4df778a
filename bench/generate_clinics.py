"""Make a large clinic file to measure with: python -m bench.generate_clinics 100000 OUT.csv

The clinics are made up, spread over the ZIP codes of the whole US, the same on every run. As in a real
file, most cells are tidy, some are written the way people write them, and facts of every kind occur.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import zipcodes

from locator.clinics import COLUMNS, SERVICES

LAST_DAY = date(2026, 11, 1)
TIDY_SHARE = 0.9
STREETS = ("Main St", "Oak Ave S", "Grove Cir N", "Hospital Dr", "2nd St NE", "Park Blvd", "County Rd 10")
HOURS = (
    "Mo-Fr 08:00-17:00", "Mo-Th 07:00-19:00; Fr 07:00-17:00; PH off", "Mo,We,Fr 08:30-16:30",
    "Th 08:00-16:30", "Mo-Fr 08:00-12:00,13:00-17:00", "",
)  # fmt: skip
UNTIDY_HOURS = ("Mon-Fri 8am-5pm", "M-Th 7-7, F 8-4:30", "Monday to Friday 8:00 AM – 5:00 PM; closed Sat")
METHODS = ("phone", "staff", "website", "directory")
SOURCES = (
    "front desk",
    "practice manager",
    "https://example.org/spine",
    "regional directory, spring edition",
)
STATUSES = ("open", "open", "open", "open", "temporarily closed", "closed", "")
NOTES = ("", "", "", "Step-free door on the east side", "Interpreters on request – ask when you call")


def clinics(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """`count` rows of the clinic file, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    places = [place for place in zipcodes.list_all() if place["country"] == "US" and float(place["lat"])]
    area_codes = sorted({code for place in places for code in place["area_codes"]})
    performing: list[str] = []
    for number in range(count):
        row = _clinic(chance, number, chance.choice(places), area_codes)
        if performing and chance.random() < 0.3:
            row["refers_to"] = ";".join(
                sorted({chance.choice(performing) for _ in range(chance.randint(1, 2))})
            )
        if row["performs"].lower().startswith("y") and row["status"] in ("open", ""):
            performing.append(row["clinic_id"])
        yield row


def _clinic(
    chance: random.Random, number: int, place: dict[str, str], area_codes: list[str]
) -> dict[str, str]:
    is_tidy = chance.random() < TIDY_SHARE
    row = dict.fromkeys(COLUMNS, "")
    row |= {
        "clinic_id": f"example-{number}",
        "name": f"Example Spine – {place['city']} {number}",
        "street": f"{chance.randint(1, 19999)} {chance.choice(STREETS)} Ste {chance.randint(100, 999)}",
        "city": place["city"],
        "state": place["state"],
        "zip": place["zip_code"] if is_tidy else place["zip_code"].lstrip("0"),
        "phone": _phone(chance, area_codes, is_tidy),
        "website": f"https://clinic-{number}.example.org/locations/" if chance.random() < 0.8 else "",
        "opening_hours": chance.choice(HOURS if is_tidy else UNTIDY_HOURS),
        "listing_as_of": _learned(chance, is_tidy),
        "listing_source": "public business listing",
        "status": chance.choice(STATUSES),
        "access_notes": chance.choice(NOTES),
    }
    if chance.random() < 0.9:
        row["latitude"] = f"{float(place['lat']) + chance.uniform(-0.05, 0.05):.4f}"
        row["longitude"] = f"{float(place['long']) + chance.uniform(-0.05, 0.05):.4f}"
    if chance.random() < 0.3:
        row["referral_phone"] = _phone(chance, area_codes, is_tidy)
        row["referral_fax"] = _phone(chance, area_codes, is_tidy)
    for service in SERVICES:
        row |= _fact(chance, service.column, is_tidy)
    return row


def _fact(chance: random.Random, fact: str, is_tidy: bool) -> dict[str, str]:
    value = chance.choice(("yes", "yes", "no", "") if is_tidy else ("Y", "Yes", "N", ""))
    if not value:
        return {fact: ""}
    return {
        fact: value,
        f"{fact}_as_of": _learned(chance, is_tidy),
        f"{fact}_method": chance.choice(METHODS),
        f"{fact}_source": chance.choice(SOURCES),
    }


def _learned(chance: random.Random, is_tidy: bool) -> str:
    day = LAST_DAY - timedelta(days=chance.randint(0, 700))
    return day.isoformat() if is_tidy else f"{day.month}/{day.day}/{day.year}"


def _phone(chance: random.Random, area_codes: list[str], is_tidy: bool) -> str:
    area, line = chance.choice(area_codes), chance.randint(100, 199)
    return f"{area}-555-0{line}" if is_tidy else f"({area}) 555-0{line}"


def write_file(count: int, out: Path) -> None:
    """A clinic file of `count` clinics."""
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(clinics(count))


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a large clinic file to measure with.")
    parser.add_argument("count", type=int, help="how many clinics")
    parser.add_argument("out", type=Path, help="where to write the CSV")
    args = parser.parse_args()
    write_file(args.count, args.out)


if __name__ == "__main__":
    main()
