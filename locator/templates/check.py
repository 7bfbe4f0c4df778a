"""What came of checking a clinic file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from locator.clinic_file import how_many
from locator.clinic_file.checked_file import CheckedFile, TidiedHours
from locator.clinic_file.geocoder import Located, Verdict
from locator.clinics import Network
from locator.clinics.changes import FileChanges, SharedNames, loss
from locator.templates.rendering import render
from locator.words import ngettext, number
from locator.words.amounts import some_of
from locator.words.changes import (
    change_sentence,
    changed_sentences,
    changes_sentence,
    loss_sentences,
    position_words,
    telling_name,
)


def verdict(file: CheckedFile, live: Network) -> Markup:
    """Whether the file could go live, and how many clinics it would take from patients."""
    warnings = file.reading.warnings
    lost = loss(live.file, file.network.file) if file.network else None
    return render(
        "check_verdict.html",
        file=file,
        clinics=len(file.network) if file.network else 0,
        gone=len(lost.gone) if lost else 0,
        errors=how_many(file.reading.errors, "error"),
        warnings=how_many(warnings, "warning") if warnings else "",
        is_held=lost is not None and lost.is_heavy,
        nobody_left=loss_sentences(replace(lost, gone=())) if lost else [],
    )


def problems(file: CheckedFile) -> Markup:
    """The listed problems: in which rows and column, what was there, what to do."""
    lines = [
        (
            file.is_error(place),
            ", ".join(filter(None, (_rows(line.rows), line.first.column))),
            some_of([f"“{value}”" for value in line.values]),
            line.first.problem,
        )
        for place, line in enumerate(file.listed)
    ]
    return render("check_problems.html", lines=lines)


def _rows(rows: Sequence[int]) -> str:
    """ "Row 3", "Rows 3, 4, 5 and 12 more"."""
    named = some_of([number(row) for row in rows])
    return ngettext("Row %(rows)s", "Rows %(rows)s", len(rows), rows=named) if rows else ""


def tidied_hours(hours: Sequence[TidiedHours], shared: SharedNames) -> Markup:
    """Opening hours as typed beside what we made of them, and the clinics that have them."""
    told = [(one, [telling_name(clinic, shared) for clinic in one.clinics]) for one in hours]
    return render("check_hours.html", hours=told)


def located(found: Located) -> Markup:
    """What the address finder says of one clinic."""
    return render(
        "check_located.html", located=found, position=position_words(found.position), Verdict=Verdict
    )


def changes(found: FileChanges, shared: SharedNames) -> Markup:
    """What would change, in sentences."""
    return render(
        "check_changes.html",
        found=found,
        summary=changes_sentence(found),
        gone=[change_sentence(telling_name(one, shared), None, is_gone=True) for one in found.gone],
        new=[change_sentence(telling_name(one, shared), None) for one in found.new],
        changed=[line for changed in found.changed for line in changed_sentences(changed, shared)],
    )
