"""`python -m locator nearest PLACE`: the search, in a terminal."""

from __future__ import annotations

import argparse
import json
import math
import sys
from datetime import UTC, datetime

from locator.clinics import SERVICES, Need
from locator.commands import CommandError, add_clinics_option, network_of, whole_number
from locator.exports import Chosen, choose
from locator.exports.geojson import fact_object, rounded_miles
from locator.words import _
from locator.words.facts import fact_line, how_far
from locator.words.hours import clinic_hours
from locator.words.places import described, understood

HELP = "find the clinics nearest to a place"
DESCRIPTION = (
    "Find the clinics nearest to a place: confirmed ones first, then those to call. "
    "Exit status: 0 it was done, 1 the place or the clinic file can't be used, 2 wrong usage."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.epilog = (
        "With --json each clinic has clinic_id, name, distance_miles, "
        f"{' and '.join(service.column for service in SERVICES)}; these have value, certainty, as_of, "
        "method and source, as in /api/clinics."
    )
    parser.add_argument("place", metavar="PLACE", nargs="+", help="a ZIP code, a city, or latitude,longitude")
    parser.add_argument(
        "--need", choices=[str(need) for need in Need], default="either", help="default: either"
    )
    parser.add_argument("--limit", type=whole_number, default=10, help="the most clinics (default: 10)")
    add_clinics_option(parser)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(args: argparse.Namespace) -> int:
    """Search and print what was found. Gives the exit status."""
    now = datetime.now(UTC)
    network = network_of(args.clinics, now)
    typed = understood(" ".join(args.place), network)
    if typed.place is None:
        nothing_typed = _("Say a place: a ZIP code, a city or latitude,longitude.")
        raise CommandError(typed.said or nothing_typed, status=1)
    if typed.said:  # it may not be the place that was meant
        print(typed.said, file=sys.stderr)
    chosen = choose(network, Need(args.need), typed.place, args.limit)
    print(as_json(chosen) if args.json else as_text(chosen, now))
    return 0


def as_json(chosen: Chosen) -> str:
    """The clinics as the contract has them."""
    found = [
        {
            "clinic_id": clinic.clinic_id,
            "name": clinic.name,
            "distance_miles": rounded_miles(distance),
            **{service.column: fact_object(clinic.fact(service)) for service in SERVICES},
        }
        for clinic, distance in zip(chosen, chosen.miles.tolist(), strict=True)
    ]
    return json.dumps(found, indent=2)


def as_text(chosen: Chosen, now: datetime) -> str:
    """The clinics in words, with the phone to call; how their hours stand at `now`, an aware datetime."""
    if not len(chosen) or chosen.place is None:
        return _("No clinic in the list meets this need. Choose “Either” to see every clinic.")
    lines = [_("Miles from %(place)s, straight line:", place=described(chosen.place))]
    for number, (clinic, distance) in enumerate(zip(chosen, chosen.miles.tolist(), strict=True), start=1):
        far = "" if math.isnan(distance) else f", {how_far(clinic, distance)}"
        lines += ["", f"{number}. {clinic.name}{far}"]
        lines += [f"   {fact_line(service, clinic.fact(service))}" for service in SERVICES]
        lines += [f"   {clinic_hours(clinic, now)}", f"   {clinic.address}", f"   {clinic.phone}"]
    return "\n".join(lines)
