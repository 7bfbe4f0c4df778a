"""A way to go as plain text, for a message or a chart. Nothing of the patient is in it, nor the place."""

from __future__ import annotations

from itertools import groupby

from locator import wording
from locator.cards import certainties
from locator.nearest import Match
from locator.scheduling import wording as words
from locator.scheduling.asking import Asking
from locator.scheduling.confirming import ToConfirm, phone_to_book, to_confirm
from locator.scheduling.pairs import Pair


def pair_text(pair: Pair, asking: Asking) -> str:
    """Clinics, phones, miles, how sure and since when, and what to confirm, as lines of text."""
    clinic, day = pair.evaluation.clinic, asking.day_of_week
    evaluates, _ = certainties(clinic, asking.showing)
    said = [wording.evaluates_line(clinic.evaluates, evaluates)]
    if not pair.is_one_stop:
        said += filter(None, [words.refers_line(clinic, asking.showing.clinics)])
    if pair.procedure is None:
        visits = [_leg(words.EVALUATION, pair.evaluation, said, day)]
        visits.append([words.PROCEDURE.upper(), words.PROCEDURE_ASK])
    else:
        _, performs = certainties(pair.procedure.clinic, asking.showing)
        done = wording.performs_line(pair.procedure.clinic.performs, performs)
        if pair.is_one_stop:
            both = f"{words.EVALUATION} and {words.PROCEDURE}"
            visits = [_leg(both, pair.evaluation, [*said, done], day)]
        else:
            visits = [_leg(words.EVALUATION, pair.evaluation, said, day)]
            visits.append(_leg(words.PROCEDURE, pair.procedure, [done], None))
    parts = [
        [words.TEXT_TITLE],
        *visits,
        _confirm(to_confirm(pair, asking.on), day, asking.showing.limit_days),
        _foot(pair, asking),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts)


def _leg(what: str, match: Match, facts: list[str], day: int | None) -> list[str]:
    clinic = match.clinic
    return [
        what.upper(),
        clinic.name,
        clinic.address,
        *(f"{label}: {number}" for label, number in words.contact_lines(clinic)),
        *([wording.miles(match.miles)] if match.miles is not None else []),
        *facts,
        words.hours_line(clinic, day),
    ]


def _confirm(doubts: tuple[ToConfirm, ...], day: int | None, limit_days: int) -> list[str]:
    lines = [words.CONFIRM_TITLE.upper()]
    for clinic, items in groupby(doubts, key=lambda item: item.clinic):
        lines.append(f"{phone_to_book(clinic)} {clinic.short_name}:")
        lines += [f"- {words.question(item, limit_days, day)}" for item in items]
    return lines if doubts else [*lines, words.nothing_to_confirm(limit_days)]


def _foot(pair: Pair, asking: Asking) -> list[str]:
    today = pair.evaluation.clinic.today(asking.showing.now)
    return [
        *filter(None, [words.miles_in_all(pair)]),
        words.TEXT_MILES,
        words.text_date(today),
        *([wording.EXAMPLE_BANNER] if asking.is_example else []),
    ]
