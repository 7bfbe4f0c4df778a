"""`python -m locator record CLINIC SERVICE ANSWER`: write down what a clinic said."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from locator.answers.merging import is_seen
from locator.answers.recorded import NotAnAnswerError, Outcome, Recorded, said
from locator.clinic_file import kinds, wording
from locator.clinic_file.letters import most_like
from locator.clinic_file.problems import UnreadableError
from locator.clinics import SERVICES, Answer, Clinic, Fact, Method, Network
from locator.commands import CommandError, network_of, printable, settings_here, store_at, whose

HELP = "write down what a clinic said"
DESCRIPTION = (
    "Write down what a clinic said of a service. A running server shows it within seconds; nothing is ever "
    "erased, and a mistake is mended by recording again. "
    "Exit status: 0 it is recorded, 1 it can't be, 2 wrong usage."
)

_SERVICES = {name: service for service in SERVICES for name in (service.column, str(service.need))}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("clinic", metavar="CLINIC", help="its clinic_id, such as maple-grove")
    parser.add_argument("service", metavar="SERVICE", choices=list(_SERVICES), help=", ".join(_SERVICES))
    answers = [*map(str, Answer), str(Outcome.UNKNOWN)]
    parser.add_argument(
        "answer", metavar="ANSWER", choices=answers, help="yes, no, or unknown: they don't know"
    )
    parser.add_argument("--by", metavar="METHOD", required=True, choices=list(map(str, Method)),
                        help=f"how you learned it: {', '.join(Method)}")  # fmt: skip
    parser.add_argument("--said-by", metavar="WHO", required=True, help="who said so, such as “front desk”")
    parser.add_argument("--as-of", metavar="DATE", help="the day of the call (default: today)")


def run(args: argparse.Namespace) -> int:
    """Record it, and say what counts now. Gives the exit status."""
    now = datetime.now(UTC)
    clinic = _clinic(network_of(None, now), args.clinic)
    today = now.astimezone(ZoneInfo(clinic.timezone)).date()
    service = _SERVICES[args.service]
    try:
        told = said(
            clinic.clinic_id,
            service.column,
            args.answer,
            as_of=today if args.as_of is None else _day(args.as_of, today),
            today=today,
            method=Method(args.by),
            said_by=args.said_by,
        )
    except (NotAnAnswerError, UnreadableError) as refused:
        raise CommandError(f"{refused} Nothing was recorded.", status=1) from refused
    with store_at(settings_here().answers) as store:
        (recorded,) = store.append([told], whose(), now)
    network = network_of(None, now)
    counts = _clinic(network, clinic.clinic_id).fact(service)
    print(_told(recorded, clinic, counts, is_counted=is_seen(recorded, network)))
    return 0


def _day(typed: str, today: date) -> date:
    """The day that was typed, in any form that the clinic file takes. Raises UnreadableError."""
    day, _doubt = kinds.DATE.on(today).read(typed)
    if not day:
        raise UnreadableError(wording.DATE)
    return date.fromisoformat(day)


def _clinic(network: Network, clinic_id: str) -> Clinic:
    """The clinic of that name. Raises CommandError, with the nearest name that there is."""
    clinic = network.by_id(clinic_id)
    if clinic is None:
        nearest = most_like(clinic_id.lower(), [clinic.clinic_id for clinic in network], at_least=60)
        help_ = f"Did you mean {nearest}?" if nearest else "See all: python -m locator export csv"
        raise CommandError(f"No clinic has the clinic_id “{printable(clinic_id)}”. {help_}", status=1)
    return clinic


def _told(recorded: Recorded, clinic: Clinic, counts: Fact, *, is_counted: bool) -> str:
    said = recorded.said
    lines = [
        f"Recorded as number {recorded.number}: {printable(clinic.name)}, {said.about}: {said.answer} "
        f"({said.method}, {said.said_by}, {said.as_of})."
    ]
    if said.answer == Outcome.UNKNOWN:
        lines.append("What patients see stays as it was.")
    elif is_counted:
        lines.append("A running server shows it within seconds.")
    else:
        lines.append(f"Patients go on to see a newer answer: {counts.value}, learned {counts.as_of}.")
    lines.append(f"To take it back: python -m locator answers --undo {recorded.number}")
    return "\n".join(lines)
