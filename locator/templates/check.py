"""What came of checking a clinic file, as HTML. Everything that came from the file is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from locator import staff_wording as wording
from locator.checked_file import CheckedFile, TidiedHours
from locator.clinic_file import Problem
from locator.clinics import Clinics
from locator.file_changes import FileChanges, SharedNames, rows_gone
from locator.live_clinics import Snapshot


def not_live(live: Snapshot) -> str:
    """For staff: why the newest file is not what patients see."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in live.problem.splitlines())
    return (
        f'<section class="verdict is-bad" aria-label="{wording.NOT_LIVE_TITLE}">'
        f"<h2>{wording.NOT_LIVE_TITLE}</h2>"
        f"<p>{escape(wording.not_live(live.data_as_of))}</p><ul>{lines}</ul></section>"
    )


def verdict(file: CheckedFile, live: Clinics) -> str:
    """Whether the file could go live; of one that can't be read at all, why."""
    reading = file.reading
    gone = len(rows_gone(live, reading.clinics)) if reading.clinics else 0
    left_out = f"<p>{escape(wording.left_out(gone))}</p>" if gone else ""
    why = f"<p>{escape(file.listed[0].problem)}</p>" if file.is_refused else ""
    next_step = "" if reading.ok or file.is_refused else f"<p>{escape(wording.PUT_RIGHT_FIRST)}</p>"
    kind = "is-good" if reading.ok else "is-bad"
    return (
        f'<section class="verdict {kind}" role="status"><p class="quiet">{escape(file.name)}</p>'
        f"<h2>{escape(wording.verdict(reading))}</h2>{left_out}{why}{next_step}</section>"
    )


def problem_table(file: CheckedFile) -> pd.DataFrame:
    """The listed problems for a sortable table, which shows text as it is."""
    return pd.DataFrame(
        [
            (
                problem.row,
                problem.column,
                problem.problem,
                problem.value,
                wording.ERROR if file.is_error(place) else wording.WARNING,
            )
            for place, problem in enumerate(file.listed)
        ],
        columns=list(wording.PROBLEM_COLUMNS),
    ).astype({wording.PROBLEM_COLUMNS[0]: "Int64"})


def problem_list(file: CheckedFile) -> str:
    """The listed problems one below the other, for a phone and for paper, where a wide table is cut off."""
    items = "".join(
        _problem(problem, is_error=file.is_error(place)) for place, problem in enumerate(file.listed)
    )
    return f'<ol class="problem-list">{items}</ol>'


def _problem(problem: Problem, *, is_error: bool) -> str:
    where = ", ".join(filter(None, [wording.in_row(problem.row), problem.column]))
    place = f"<b>{escape(where)}</b> " if where else ""
    value = f"“{escape(problem.value)}” " if problem.value else ""
    kind, word = ("is-error", wording.ERROR) if is_error else ("is-warning", wording.WARNING)
    return (
        f'<li class="{kind}"><span class="quiet">{word}</span> {place}{value}'
        f'<span class="remedy">{escape(problem.problem)}</span></li>'
    )


def row_of(file: CheckedFile, chosen: Problem) -> str:
    """The row that a problem is in: every cell that holds something or has a problem, and what to do."""
    if chosen.row is None or chosen.row not in file.rows:
        return f'<section class="file-row"><p>{escape(chosen.problem)}</p></section>'
    problems = file.problems_in(chosen.row)
    cells = file.rows[chosen.row]
    with_problem = {problem.column for problem in problems}
    whole_row = "".join(
        f'<p class="remedy">{escape(problem.problem)}</p>'
        for problem in problems
        if problem.column not in dict(cells)
    )
    shown = "".join(
        _cell(file, column, text, [problem for problem in problems if problem.column == column], chosen)
        for column, text in cells
        if text or column in with_problem
    )
    title = escape(wording.row_title(chosen.row))
    told = f"<h3>{title}</h3>{whole_row}<dl>{shown}</dl>"
    return f'<section class="file-row" aria-label="{title}">{told}</section>'


def _cell(file: CheckedFile, column: str, text: str, problems: Sequence[Problem], chosen: Problem) -> str:
    is_error = any(problem in file.reading.errors for problem in problems)
    kind = "is-error" if is_error else "is-warning" if problems else ""
    chosen_too = " is-chosen" if chosen in problems else ""
    value = escape(text) if text else f'<span class="quiet">{wording.ROW_BLANK}</span>'
    remedies = "".join(f'<span class="remedy">{escape(problem.problem)}</span>' for problem in problems)
    return f'<div class="{kind}{chosen_too}"><dt>{escape(column)}</dt><dd>{value}{remedies}</dd></div>'


def tidied_hours(hours: Sequence[TidiedHours], shared: SharedNames) -> str:
    """Opening hours as typed beside what we made of them, and the clinics that have them."""
    heads = "".join(f'<th role="columnheader" scope="col">{title}</th>' for title in wording.HOURS_COLUMNS)
    return (
        f'<table class="facts" role="table" aria-label="{wording.HOURS_TITLE}"><thead role="rowgroup">'
        f'<tr role="row">{heads}</tr></thead><tbody role="rowgroup">'
        f"{''.join(_hours_row(one, shared) for one in hours)}</tbody></table>"
    )


def _hours_row(hours: TidiedHours, shared: SharedNames) -> str:
    names = [wording.telling_name(clinic, shared) for clinic in hours.clinics]
    typed_title, read_title, clinics_title = wording.HOURS_COLUMNS
    read = "<br>".join(map(escape, dict.fromkeys([hours.read, wording.hours_words(hours.read)])))
    return (
        f'<tr role="row"><th role="rowheader" scope="row" data-label="{typed_title}">'
        f"{escape(hours.typed)}</th>"
        f'<td role="cell" data-label="{read_title}"><span>{read}</span></td>'
        f'<td role="cell" data-label="{clinics_title}">{escape(wording.some_names(names))}</td></tr>'
    )


def changes(found: FileChanges, shared: SharedNames) -> str:
    """What would change, in sentences."""
    if not found:
        return f"<p>{wording.NOTHING_WOULD_CHANGE}</p>"
    # What patients would no longer find is told first.
    groups = {
        wording.GONE_TITLE: [wording.gone_sentence(clinic, shared) for clinic in found.gone],
        wording.NEW_TITLE: [wording.new_sentence(clinic, shared) for clinic in found.new],
        wording.CHANGED_TITLE: [
            line for changed in found.changed for line in wording.changed_sentences(changed, shared)
        ],
    }
    told = "".join(_group(title, sentences) for title, sentences in groups.items() if sentences)
    shown = len(found.new) + len(found.gone) + len(found.changed)
    total = found.new_count + found.gone_count + found.changed_count
    capped = wording.shown_of(shown, total, "clinics")
    more = f'<p class="quiet">{capped}</p>' if capped else ""
    return f"<p><b>{escape(wording.changes_sentence(found))}</b></p>{told}{more}"


def _group(title: str, sentences: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<h3>{title}</h3><ul>{items}</ul>"
