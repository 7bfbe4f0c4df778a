"""What would change if a clinic file went live, in words."""

from __future__ import annotations

from locator.clinics.changes import CellChange, Change, Changed, FactChange, FileChanges, Loss, SharedNames
from locator.clinics.clinic import Clinic, Position
from locator.clinics.clinics import date_or_none
from locator.places import miles_between
from locator.words import _, ngettext, number
from locator.words.amounts import miles, some_of
from locator.words.dates import short_date
from locator.words.facts import summary
from locator.words.services import words_for

MOST_NAMED = 20  # clinics in a sentence; the rest are counted


def changes_sentence(changes: FileChanges) -> str:
    """ "1 no longer in the list, 1 new clinic, 3 changed."."""
    gone, new, changed = changes.gone_count, changes.new_count, changes.changed_count
    parts = (
        ngettext("%(n)s no longer in the list", "%(n)s no longer in the list", gone) if gone else "",
        ngettext("%(n)s new clinic", "%(n)s new clinics", new) if new else "",
        ngettext("%(n)s changed", "%(n)s changed", changed) if changed else "",
    )
    return f"{', '.join(filter(None, parts))}."


def telling_name(clinic: Clinic, shared: SharedNames) -> str:
    """The shortest name that tells the clinic from every other."""
    if clinic.name.casefold() in shared.names:
        return f"{clinic.name} ({clinic.clinic_id})"
    return clinic.name if clinic.city.casefold() in shared.cities else clinic.short_name


def changed_sentences(changed: Changed, shared: SharedNames) -> list[str]:
    """ "Delano: performs: not confirmed → yes, by phone, Nov 19, 2026", one for each change."""
    name = telling_name(changed.clinic, shared)
    return [change_sentence(name, change) for change in changed.changes]


def loss_sentences(loss: Loss) -> list[str]:
    """What patients would lose, with the names."""
    told = []
    if loss.gone:
        total, names = number(loss.found), some_of(loss.gone, MOST_NAMED)
        told.append(
            ngettext(
                "%(n)s of %(total)s clinics that patients find today is not in it: %(names)s.",
                "%(n)s of %(total)s clinics that patients find today are not in it: %(names)s.",
                len(loss.gone),
                total=total,
                names=names,
            )
        )
    for service, clinics in loss.nobody_left:
        does, names = words_for(service).does_in_full, some_of(clinics, MOST_NAMED)
        told.append(_("No clinic in it %(does)s. Today it is known of: %(names)s.", does=does, names=names))
    return told


def change_sentence(name: str, change: Change | None, *, is_gone: bool = False) -> str:
    """What changed, "Delano: phone: 763-555-0101 → 763-555-0199"; without a change it came or went."""
    if change is None:
        went, came = _("%(clinic)s: no longer in the list", clinic=name), _("%(clinic)s: new", clinic=name)
        return went if is_gone else came
    if isinstance(change, FactChange):
        return _cell_change(name, change.service.column, summary(change.before), summary(change.after))
    if isinstance(change, CellChange):
        before, after = (_cell(change.column, text) for text in (change.before, change.after))
        return _cell_change(name, change.column.replace("_", " "), before, after)
    told = {"clinic": name, "before": position_words(change.before), "after": position_words(change.after)}
    if change.before is None or change.after is None:
        return _("%(clinic)s: map position: %(before)s → %(after)s", **told)
    apart = miles_between(
        change.before.latitude, change.before.longitude, change.after.latitude, change.after.longitude
    )
    return _("%(clinic)s: map position: %(before)s → %(after)s (%(miles)s away)", miles=miles(apart), **told)


def _cell_change(name: str, column: str, before: str, after: str) -> str:
    """The column is called what the file calls it, since that is where it is put right."""
    told = {"clinic": name, "column": column, "before": before, "after": after}
    return _("%(clinic)s: %(column)s: %(before)s → %(after)s", **told)


def _cell(column: str, text: str) -> str:
    if column.endswith("_as_of") and (day := date_or_none(text)):
        return short_date(day)
    return text or _("blank")


def position_words(position: Position | None) -> str:
    """ "45.13000, -93.48400", or what the map shows where a file has no position."""
    if position is None:
        return _("the center of its ZIP code")
    return f"{position.latitude:.5f}, {position.longitude:.5f}"
