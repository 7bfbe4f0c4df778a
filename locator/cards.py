"""The clinics and the answer as HTML. Everything that came from the file is escaped here."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from itertools import groupby
from urllib.parse import quote, urlencode

from locator import wording
from locator.clinics import Answer, Certainty, Clinic, Clinics, Fact, Need
from locator.live_clinics import Snapshot
from locator.nearest import BestAnswer, Match, goes_past_referral

# Most of what is escaped has been escaped before: names, hours, distances.
escape = lru_cache(maxsize=4096)(html.escape)


@dataclass(frozen=True, slots=True)
class LastingParts:
    """What of a clinic's card stays the same all day, whoever looks at it; HTML."""

    key: str
    name: str
    facts: str
    address: str
    rest: str


@dataclass(frozen=True, slots=True)
class Showing:
    """What every card needs to know about this visit.

    Whoever shows cards to many visitors may give `lasting`, by clinic_id, on from one to the next for as long
    as clinics, dates, `limit_days`, `report_email` and `has_map` are the same.
    """

    clinics: Clinics
    now: datetime
    limit_days: int
    report_email: str = ""
    measured_from: str | None = None
    selected: str = ""
    has_map: bool = True
    lasting: dict[str, LastingParts] = field(default_factory=dict)


def certainties(clinic: Clinic, showing: Showing) -> tuple[Certainty, Certainty]:
    """How sure we are that the clinic evaluates, and that it performs."""
    today = clinic.today(showing.now)
    return (
        clinic.evaluates.certainty(today, showing.limit_days),
        clinic.performs.certainty(today, showing.limit_days),
    )


def phone_href(phone: str) -> str:
    """A tel: address (RFC 3966) for a phone as the file keeps it: 763-201-8191, or with " ext. 12"."""
    number, _, extension = phone.partition(" ext. ")
    return f"tel:+1{number.replace('-', '')}" + (f";ext={extension}" if extension else "")


def directions_href(clinic: Clinic) -> str:
    """A route planner with the clinic's address in it, and nothing about the visitor."""
    return "https://www.google.com/maps/dir/?" + urlencode({"api": "1", "destination": clinic.address})


def report_link(clinic: Clinic, showing: Showing) -> str:
    """ "Report a mistake": a prefilled mail where there is an address for it, else the phone."""
    if not showing.report_email:
        return (
            f'<a href="{escape(phone_href(clinic.phone))}">Report a mistake: call {escape(clinic.phone)}</a>'
        )
    query = urlencode(
        {
            "subject": wording.report_subject(clinic),
            "body": wording.report_body(clinic, *certainties(clinic, showing)),
        },
        quote_via=quote,
    )
    address = quote(showing.report_email, safe="@")
    return f'<a href="mailto:{escape(address)}?{escape(query)}">Report a mistake</a>'


def call_link(clinic: Clinic, label: str) -> str:
    """The phone as a link; the clinic's name is added for screen readers."""
    return (
        f'<a class="call" href="{escape(phone_href(clinic.phone))}">{escape(label)} '
        f'<span class="phone">{escape(clinic.phone)}</span>'
        f'<span class="unseen"> ({escape(clinic.short_name)})</span></a>'
    )


def clinic_cards(matches: list[Match], need: Need, showing: Showing) -> str:
    """The list: numbered like the pins, under a heading for each standing."""
    parts = []
    for standing, group in groupby(matches, key=lambda match: match.standing):
        parts.append(
            f'<h3 class="group">{escape(wording.GROUP_TITLES[need][standing])}</h3><ol class="cards">'
        )
        parts += [f'<li value="{match.number}">{clinic_card(match, showing)}</li>' for match in group]
        parts.append("</ol>")
    return "".join(parts)


def clinic_card(match: Match, showing: Showing) -> str:
    """One clinic: what it does, how sure we are, where, when, and how to reach it."""
    clinic = match.clinic
    parts = showing.lasting.get(clinic.clinic_id)
    if parts is None:
        parts = showing.lasting[clinic.clinic_id] = _lasting_parts(clinic, showing)
    key = parts.key
    chosen = clinic.clinic_id == showing.selected
    number = f'<span class="number" aria-hidden="true">{match.number}</span>' if showing.has_map else ""
    distance = measured = ""
    if match.miles is not None:
        miles = escape(wording.miles(match.miles))
        distance = f'<span class="miles">{miles}</span>'
        if showing.measured_from is not None:
            place = escape(showing.measured_from)
            measured = f'<span class="note">{miles} from {place}, straight line</span>'
    return f"""<article class="card{" is-chosen" if chosen else ""}" id="clinic-{key}" tabindex="-1"
 aria-labelledby="name-{key}"{' aria-current="true"' if chosen else ""}>
<div class="card-head">{number}
<h4 id="name-{key}">{parts.name}</h4>{distance}</div>
{parts.facts}
<p class="hours">{escape(wording.clinic_hours(clinic, showing.now))}</p>
<p class="address">{parts.address} {measured}</p>
{parts.rest}</article>"""


def _lasting_parts(clinic: Clinic, showing: Showing) -> LastingParts:
    evaluates, performs = certainties(clinic, showing)
    short_name = escape(clinic.short_name)
    facts = (
        fact_line(wording.evaluates_line(clinic.evaluates, evaluates), clinic.evaluates, evaluates),
        fact_line(wording.performs_line(clinic.performs, performs), clinic.performs, performs),
        _refers_line(clinic, showing.clinics),
    )
    access = f'<p class="access">{escape(clinic.access_notes)}</p>' if clinic.access_notes else ""
    website = to_map = ""
    if clinic.website:
        website = (
            f' <a href="{escape(clinic.website)}" rel="noopener noreferrer" target="_blank">Website'
            f'<span class="unseen"> of {short_name}</span></a>'
        )
    if showing.has_map:
        to_map = (
            f'<button type="button" class="to-map" data-clinic="{escape(clinic.clinic_id)}">'
            f'{wording.SHOW_ON_MAP}<span class="unseen">: {short_name}</span></button>'
        )
    return LastingParts(
        key=escape(clinic.clinic_id),
        name=escape(clinic.name),
        facts="\n".join(facts),
        address=f"{escape(clinic.address)} {_approximate(clinic)}",
        rest=f"""{access}
<p class="actions">{call_link(clinic, "Call")}
<a href="{escape(directions_href(clinic))}" rel="noopener noreferrer" target="_blank">Directions<span
 class="unseen"> to {short_name} (opens Google Maps)</span></a>{website}{to_map}</p>
<details><summary>How we know this<span class="unseen"> about {short_name}</span></summary>
{_how_we_know(clinic, showing)}</details>""",
    )


def fact_line(text: str, fact: Fact, certainty: Certainty) -> str:
    """One fact with its shape (✓ ? ✕), its words, and how it was learnt where they don't say it."""
    kind = {Answer.YES: "yes", Answer.NO: "no", None: "unknown"}[fact.value]
    sure = "confirmed" if certainty is Certainty.CONFIRMED else "unsure"
    said = fact.value is None or certainty is Certainty.CONFIRMED
    how = "" if said else f'<span class="learnt">{escape(wording.learnt(fact))}</span>'
    mark = f'<span class="mark" aria-hidden="true">{wording.status_mark(fact)}</span>'
    return f'<p class="fact {kind} {sure}">{mark}<span>{escape(text)} {how}</span></p>'


def _refers_line(clinic: Clinic, clinics: Clinics) -> str:
    there = [other.short_name for other in map(clinics.by_id, clinic.refers_to) if other]
    if not there:
        return ""
    return f'<p class="refers">{escape(wording.refers_sentence(there))}</p>'


def _approximate(clinic: Clinic) -> str:
    if clinic.position is None:
        return '<span class="note">No map position is known.</span>'
    is_approximate = clinic.position.is_approximate
    return '<span class="note">Map position: the centre of its ZIP code.</span>' if is_approximate else ""


def _how_we_know(clinic: Clinic, showing: Showing) -> str:
    lines = []
    for name, fact in (("Evaluates", clinic.evaluates), ("Performs", clinic.performs)):
        said = f"{wording.learnt(fact)} {wording.source_sentence(fact)}".strip()
        lines.append(f"<p><b>{name}:</b> {escape(said)}</p>")
    lines.append(f"<p>{escape(wording.listing_sentence(clinic))}</p>")
    lines.append(f"<p>{report_link(clinic, showing)}</p>")
    return "".join(lines)


def answer(best: BestAnswer, need: Need, showing: Showing) -> str:
    """The answer first: where to go, whom to call, how sure we are."""
    has_place = showing.measured_from is not None
    seen = best.seen_at if has_place and need is not Need.PROCEDURE else None
    done = best.done_at if has_place and need is not Need.EVALUATION else None
    two_places = bool(seen and done and seen.clinic.clinic_id != done.clinic.clinic_id)
    lines: list[str] = []
    if seen:
        lines.append(_line_about(seen, "evaluates", showing, is_named=two_places))
    if seen and done and goes_past_referral(seen.clinic, done.clinic):
        lines.append(escape(wording.sends_elsewhere(seen.clinic)))
    if done:
        lines.append(_line_about(done, "performs", showing, is_named=two_places))
    lines += nearer_lines(seen and best.nearer_seen_at, done and best.nearer_done_at)
    if best.done_at is None and need is Need.PROCEDURE:
        lines.append(escape(wording.nobody_performs(best.evaluators, best.ask.phone)))
    elif best.done_at is None and need is Need.EITHER:
        lines.append(escape(wording.PROCEDURE_UNKNOWN))
    call = [match.clinic for match in (seen, done) if match]
    if not call and (has_place or (need is Need.PROCEDURE and best.done_at is None)):
        call = [best.ask]
    head = escape(wording.headline(best, need, has_place=has_place))
    said = "".join(f"<p>{line}</p>" for line in dict.fromkeys(lines))
    return (
        '<section class="answer" aria-label="The answer">'
        f"<h2>{head}</h2>{_calls(call)}<div>{said}</div></section>"
    )


@cache
def closing_words() -> str:
    """The emergency words and what this site is not, for the foot of every page."""
    return (
        '<aside class="emergency" aria-labelledby="emergency-title">'
        f'<h2 id="emergency-title">{escape(wording.EMERGENCY_TITLE)}</h2>'
        f'<p class="now">{escape(wording.EMERGENCY_911)}</p><p>{escape(wording.EMERGENCY_SAME_DAY)}</p>'
        f'<p class="quiet">{escape(wording.EMERGENCY_REVIEW)} {escape(wording.NOT_ADVICE)}</p></aside>'
    )


def banners(live: Snapshot) -> str:
    """What must be said before anything else on the page."""
    return f'<p class="banner">{escape(wording.EXAMPLE_BANNER)}</p>' if live.is_example else ""


def _calls(clinics: list[Clinic]) -> str:
    """A call button for each different phone."""
    by_phone = {clinic.phone: clinic for clinic in reversed(clinics)}
    several = len(by_phone) > 1
    links = (
        call_link(clinic, f"Call {clinic.short_name}:" if several else "Call")
        for clinic in reversed(by_phone.values())
    )
    return f'<p class="actions">{"".join(links)}</p>' if clinics else ""


def _line_about(match: Match, verb: str, showing: Showing, *, is_named: bool) -> str:
    """Hours and how sure we are, as HTML; `is_named` where another clinic has such a line too."""
    clinic = match.clinic
    fact = clinic.evaluates if verb == "evaluates" else clinic.performs
    name = f"<b>{escape(clinic.short_name)}:</b> " if is_named else ""
    sure = wording.how_sure(match, verb, fact, clinic.today(showing.now))
    return f"{name}{escape(f'{wording.clinic_hours(clinic, showing.now)} {sure}')}"


def nearer_lines(seen_at: Match | None, done_at: Match | None) -> Iterator[str]:
    """Nearer clinics of which we are less sure, as HTML: one line where it is one clinic."""
    found = [(match, verb) for match, verb in ((seen_at, "evaluates"), (done_at, "performs")) if match]
    for clinic, group in groupby(found, key=lambda one: one[0].clinic):
        matches, verbs = zip(*group, strict=True)
        said = wording.nearer_sentence(matches[0], " and ".join(verbs))
        phone = f'<a href="{escape(phone_href(clinic.phone))}">{escape(clinic.phone)}</a>'
        yield f"{escape(said)} {phone}."
