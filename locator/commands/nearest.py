"""`python -m locator nearest PLACE`: the search, in a terminal."""

from __future__ import annotations

import argparse
import json
import math
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from locator import wording
from locator.clinics import Need
from locator.commands.clinics_option import CommandError, add_clinics_option, clinics_of, settings_now
from locator.exports import Chosen, choose
from locator.exports.geojson import fact_object, rounded_miles
from locator.exports.services import SERVICES
from locator.server.search_request import BadRequestError, place_called

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

FOUND, NO_SUCH_PLACE = 0, 1


def add_parser(subparsers: Subparsers) -> None:
    """Tell `python -m locator` of this command."""
    parser = subparsers.add_parser(
        "nearest",
        help="find the clinics nearest to a place",
        description=(
            "Find the clinics nearest to a place: confirmed ones first, then those to call. "
            "Exit status: 0 it was done, 1 the place or the clinic file can't be used, 2 wrong usage."
        ),
        epilog=(
            "With --json each clinic has clinic_id, name, distance_miles, evaluates and performs; these two "
            "have value, certainty, as_of, method and source, as in /api/clinics."
        ),
    )
    parser.add_argument("place", metavar="PLACE", nargs="+", help="a ZIP code, a city, or latitude,longitude")
    parser.add_argument(
        "--need", choices=[str(need) for need in Need], default="either", help="default: either"
    )
    parser.add_argument("--limit", type=_whole_number, default=10, help="the most clinics (default: 10)")
    add_clinics_option(parser)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Search and print what was found. Gives the exit status."""
    if not "".join(args.place).strip():
        print("Say a place: a ZIP code, a city or latitude,longitude.", file=sys.stderr)
        return NO_SUCH_PLACE
    try:
        settings = settings_now()
        clinics = clinics_of(args, settings)
        place = place_called(" ".join(args.place), clinics.centre)
    except CommandError as problem:
        print(problem, file=sys.stderr)
        return problem.status
    except BadRequestError as problem:
        print(problem, file=sys.stderr)
        return NO_SUCH_PLACE
    chosen = choose(clinics, Need(args.need), place, args.limit, datetime.now(UTC), settings.confirm_days)
    print(as_json(chosen) if args.json else as_text(chosen))
    return FOUND


def as_json(chosen: Chosen) -> str:
    """The clinics as the contract has them."""
    return json.dumps([_found(chosen, row, miles) for row, miles in _rows(chosen)], indent=2)


def _found(chosen: Chosen, row: int, miles: float) -> dict[str, object]:
    cells, certainty = chosen.clinics.cells(row), chosen.ranking.certainty
    return {
        "clinic_id": cells["clinic_id"],
        "name": cells["name"],
        "distance_miles": rounded_miles(miles),
        **{fact: fact_object(cells, fact, certainty[fact][row]) for fact in ("evaluates", "performs")},
    }


def as_text(chosen: Chosen) -> str:
    """The clinics in words, with the phone to call."""
    if not len(chosen):
        return wording.NOTHING_LISTED
    lines = [f"Miles from {chosen.measured_from}, straight line:"]
    for number, (row, miles) in enumerate(_rows(chosen), start=1):
        clinic = chosen.clinics[row]
        distance = "" if math.isnan(miles) else f", {wording.miles(miles)}"
        lines += ["", f"{number}. {clinic.name}{distance}"]
        lines += [f"   {service.words(clinic, chosen)}" for service in SERVICES]
        lines += [f"   {wording.clinic_hours(clinic, chosen.now)}", f"   {clinic.address}"]
        lines += [f"   {clinic.phone}"]
    return "\n".join(lines)


def _rows(chosen: Chosen) -> list[tuple[int, float]]:
    return list(zip(chosen.rows.tolist(), chosen.miles.tolist(), strict=True))


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number, 1 or more")
    return int(text)
