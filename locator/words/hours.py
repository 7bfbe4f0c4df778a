"""Opening hours in words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from locator.clinics.clinic import Clinic, Status
from locator.hours import ClosedNow, OpenNow, hours_now, weekly_openings
from locator.words import _, language
from locator.words.dates import clock, day_name, day_names, long_date


def clinic_hours(clinic: Clinic, now: datetime) -> str:
    """How the clinic's hours stand at `now`, an aware datetime: "Open until 5 pm today."

    Of an old listing they are what is usual: "Usually open until 5 pm · call first."
    """
    return _sentence(*clinic_hours_in_two(clinic, now))


def clinic_hours_in_two(clinic: Clinic, now: datetime) -> tuple[str, str]:
    """The same as what is so now, without a full stop, and what follows from it or "".

    ("Closed now", "Opens Monday at 8 am.")
    """
    if clinic.status is Status.TEMPORARILY_CLOSED:
        return _("Closed for now"), _("Call to ask when it opens again.")
    minute = now.replace(second=0, microsecond=0)
    is_old = clinic.listing.is_old
    return _in_two(clinic.opening_hours, clinic.timezone, clinic.state, is_old, minute, language())


@lru_cache(maxsize=4096)  # many clinics keep the same hours
def _in_two(
    opening_hours: str, timezone: str, state: str, is_old: bool, minute: datetime, _language: str
) -> tuple[str, str]:
    now = minute.astimezone(ZoneInfo(timezone))
    match hours_now(opening_hours, timezone, state, minute):
        case OpenNow(holiday=holiday) as stands if holiday:
            return _usually(stands, now), _on_holiday(now, holiday, now)
        case OpenNow() as stands if is_old:
            return _call_first(_usually(stands, now)), ""
        case OpenNow(has_open_end=True):
            return _("Open now"), _("Call for the closing time.")
        case OpenNow(None):
            return _("Open now, day and night"), ""
        case OpenNow(datetime() as until):
            return _("Open until %(time)s %(day)s", time=clock(until), day=_day_or_night(until, now)), ""
        case ClosedNow(datetime() as until, holiday) if holiday:
            closed = _("Usually closed now") if is_old else _("Closed now")
            return closed, _on_holiday(until, holiday, now)
        case ClosedNow(until):
            closed = _call_first(_("Usually closed now")) if is_old else _("Closed now")
            return closed, _opens(until, now, is_old)
        case _:
            return _unknown()


def _usually(stands: OpenNow, now: datetime) -> str:
    until = stands.until
    if stands.has_open_end:
        return _("Usually open now")
    if until is None:
        return _("Usually open day and night")
    if until.date() == now.date():
        return _("Usually open until %(time)s", time=clock(until))
    return _("Usually open until %(time)s %(day)s", time=clock(until), day=_day_or_night(until, now))


def _opens(until: datetime | None, now: datetime, is_old: bool) -> str:
    if until is None:
        return "" if is_old else _("Please call for hours.")
    when = {"day": _day_or_night(until, now), "time": clock(until)}
    if is_old:
        return _("Usually opens %(day)s at %(time)s.", **when)
    return _("Opens %(day)s at %(time)s.", **when)


def _on_holiday(then: datetime, holiday: str, now: datetime) -> str:
    """Said where the clinic would be open next on a day on which many close."""
    named = holiday.replace("Juneteenth National Independence Day", "Juneteenth")
    return _("Call first: %(day)s is %(holiday)s.", day=_day(then, now), holiday=named)


def _call_first(said: str) -> str:
    return _("%(said)s · call first", said=said)


def _unknown() -> tuple[str, str]:
    return _("Hours not known"), _("Please call.")


def _sentence(said: str, then: str) -> str:
    return _("%(said)s. %(then)s", said=said, then=then) if then else _("%(said)s.", said=said)


def _day_or_night(then: datetime, now: datetime) -> str:
    """The day of an opening or closing. Midnight is of the night before it: "midnight tonight"."""
    if then.time() != time.min:
        return _day(then, now)
    evening = then - timedelta(minutes=1)
    return _("tonight") if evening.date() == now.date() else _day(evening, now)


def _day(then: datetime, now: datetime) -> str:
    days = (then.date() - now.date()).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    name = day_name(then.weekday())
    return name if days < 7 else _("%(weekday)s, %(date)s", weekday=name, date=long_date(then.date()))


def week_in_words(opening_hours: str) -> str:
    """ "Monday to Thursday 7 am to 7 pm, Friday 7 am to 5 pm"; "" where not known or not so every week."""
    stretches = [(times, list(days)) for times, days in groupby(range(7), _by_day(opening_hours).get)]
    return ", ".join(
        _("%(days)s %(times)s", days=_days(days[0], days[-1]), times=times)
        for times, days in stretches
        if times
    )


def hours_on(clinic: Clinic, day_of_week: int) -> str:
    """ "8 am to 4:30 pm": the hours on that day of an ordinary week; "" where closed or not known."""
    times = _by_day(clinic.opening_hours).get(day_of_week, "")
    return _usual(clinic, times) if times else ""


def hours_line(clinic: Clinic, day: date | None) -> str:
    """The hours on the weekday of `day`, where one is asked about and they are known; else the whole week."""
    if day is not None and (times := _by_day(clinic.opening_hours).get(day.weekday())):
        return _usual(clinic, _("%(days)s %(times)s", days=day_names(day.weekday()), times=times))
    week = week_in_words(clinic.opening_hours)
    return _usual(clinic, week) if week else _sentence(*_unknown())


def ordinary_week(clinic: Clinic) -> str:
    """ "Open Monday to Friday 8 am to 5 pm. Holidays may differ.", for paper."""
    week = week_in_words(clinic.opening_hours)
    if not week:
        return _sentence(*_unknown())
    if clinic.listing.is_old:
        return _("Usually open %(week)s · call first. Holidays may differ.", week=week)
    return _("Open %(week)s. Holidays may differ.", week=week)


def _usual(clinic: Clinic, hours: str) -> str:
    """Hours as they are; of an old listing as the usual ones: "Usually 8 am to 5 pm · call first"."""
    if clinic.listing.is_old:
        return _call_first(_("Usually %(hours)s", hours=hours))
    return hours[:1].upper() + hours[1:]


def _by_day(opening_hours: str) -> dict[int, str]:
    times: dict[int, list[str]] = {}
    for opening in sorted(weekly_openings(opening_hours), key=lambda opening: opening.opens):
        closes = clock(opening.closes) if opening.closes else _("midnight")
        said = (
            _("all day")
            if opening.is_all_day
            else _("%(opens)s to %(closes)s", opens=clock(opening.opens), closes=closes)
        )
        for day in opening.days:
            times.setdefault(day, []).append(said)
    return {day: _(" and ").join(said) for day, said in times.items()}


def _days(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return _("every day")
    if first == last:
        return day_name(first)
    if last == first + 1:
        return _("%(first)s and %(last)s", first=day_name(first), last=day_name(last))
    return _("%(first)s to %(last)s", first=day_name(first), last=day_name(last))
