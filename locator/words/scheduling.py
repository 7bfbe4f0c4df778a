"""Words of a scheduler: the ways a patient can go, what a call must settle, the table of the network."""

from __future__ import annotations

from datetime import date, datetime

from locator.clinics import Fact
from locator.clinics.confirming import Doubt, ToConfirm
from locator.clinics.fact import Intake
from locator.clinics.pairs import Pair
from locator.clinics.service import Need, Service, services_for
from locator.clinics.table import Order, Sureness
from locator.places import Place
from locator.words import N_, _, ngettext, number
from locator.words.amounts import miles, rounded_miles
from locator.words.dates import clock, day_names, long_date
from locator.words.facts import learned
from locator.words.places import near
from locator.words.services import words_for
from locator.words.visiting import INTAKES, new_patients

# One visit for both, at one clinic.
BOTH = N_("Evaluation and procedure")


def way_title(pair: Pair) -> str:
    """ "Evaluation at Edina, procedure at Maple Grove"."""
    seen_at = pair.evaluation.clinic.short_name
    if pair.procedure is None:
        return _("Evaluation at %(clinic)s", clinic=seen_at)
    if pair.is_one_stop:
        return _("Both at %(clinic)s", clinic=seen_at)
    done_at = pair.procedure.clinic.short_name
    return _("Evaluation at %(clinic)s, procedure at %(other)s", clinic=seen_at, other=done_at)


def miles_in_all(pair: Pair) -> str:
    """ "21 miles in all", one way to each; "" where there is only one leg, or one is not known."""
    if pair.procedure is None or pair.miles is None:
        return ""
    legs = [
        (leg.miles or 0.0, leg.clinic.exact_position is not None) for leg in (pair.evaluation, pair.procedure)
    ]
    in_all = sum(rounded_miles(leg, is_exact=is_exact) for leg, is_exact in legs)
    return _("%(miles)s in all", miles=miles(in_all, is_exact=all(is_exact for _leg, is_exact in legs)))


def nearer_by(calls: int) -> str:
    """Above a way that is nearer than the first, but not as sure: what stands between."""
    return ngettext("Nearer, one call away", "Nearer, %(n)s calls away", calls)


def as_listed_at(moment: datetime) -> str:
    """Of which minute a text is that is carried away, by a clinic's own clock: two of one day may differ."""
    return _("As listed on %(day)s at %(time)s.", day=long_date(moment.date()), time=clock(moment))


def for_whom(place: Place) -> str:
    """For where a text or sheet was made, so that it is never taken for another patient's."""
    return _("For a patient near %(place)s.", place=near(place))


def until_when(fact: Fact) -> str:
    """Until which day a fact counts as confirmed; "" where it does not."""
    if not fact.is_confirmed or fact.confirmed_until is None:
        return ""
    return _("Counts as confirmed until %(day)s.", day=long_date(fact.confirmed_until))


def question(item: ToConfirm, confirm_days: int) -> str:
    """What to ask, and why: "Ask if it still performs kyphoplasty. Checked by phone on March 10, 2026. …".

    A fact is confirmed for `confirm_days`.
    """
    match item:
        case ToConfirm(doubt=Doubt.FACT, service=Service() as service):
            return _about_fact(item, service, confirm_days)
        case ToConfirm(doubt=Doubt.WHERE_DONE):
            return _(
                "Ask where its patients have the procedure. Our list says that it does not do it itself."
            )
        case ToConfirm(doubt=Doubt.SENDS_THERE, there=there) if there:
            return _(
                "Ask if it can send the patient to %(clinic)s. Our list says that it sends people elsewhere.",
                clinic=there.short_name,
            )
        case ToConfirm(doubt=Doubt.OPEN_THAT_DAY, on=date() as on):
            return _("Ask if it is open on %(days)s. Its hours are not known.", days=day_names(on.weekday()))
        case ToConfirm(doubt=Doubt.NEW_PATIENTS, clinic=clinic):
            if clinic.availability.intake is Intake.NO:
                return _(
                    "Ask when it takes new patients again. %(told)s.", told=new_patients(clinic.availability)
                )
            return _("Ask if it takes new patients, and how long they wait.")
        case ToConfirm(doubt=Doubt.LISTING, clinic=clinic):
            ask = _("Ask if its address and hours are still right.")
            as_of = clinic.listing.as_of
            return _("%(ask)s They are of %(day)s.", ask=ask, day=long_date(as_of)) if as_of else ask
        case _:
            return _("Ask where the procedure is done: there, or elsewhere. Nobody has told us yet.")


def _about_fact(item: ToConfirm, service: Service, confirm_days: int) -> str:
    fact = item.clinic.fact(service)
    does, how = str(words_for(service).does_in_full), learned(fact)
    if not fact.is_overdue:
        return _("Ask if it %(does)s. %(learned)s", does=does, learned=how)
    return _(
        "Ask if it still %(does)s. %(learned)s That is more than %(days)s days ago.",
        does=does,
        learned=how,
        days=number(confirm_days),
    )


def nothing_to_confirm(confirm_days: int) -> str:
    """Said in place of questions; a fact is confirmed for `confirm_days`."""
    return _(
        "Nothing: someone at each clinic confirmed it in the last %(days)s days.", days=number(confirm_days)
    )


def nobody_on(day: date) -> str:
    """Said when every clinic that may evaluate is closed on that day, as far as its listing says."""
    return _(
        "No clinic that may evaluate is listed as open on %(days)s. Try another day.",
        days=day_names(day.weekday()),
    )


def nobody_near_or_open(within: float | None) -> str:
    """Said when the days and the distance asked for leave no clinic for one of the visits."""
    if within is None:
        return _("No clinics for both visits are listed as open on these days. Try another day.")
    return _(
        "No clinics for both visits fit within %(miles)s on these days. Try more miles or another day.",
        miles=miles(within),
    )


def within_choice(within: float) -> str:
    """How far away a clinic may be."""
    return _("Within %(miles)s", miles=miles(within))


def need_choice(need: Need) -> str:
    """What a clinic of the table is to do."""
    (service,) = services_for(need)
    return str(words_for(service).filter)


def intake_choice(intake: Intake) -> str:
    """Whether the clinics left in the table take new patients."""
    return str(INTAKES[intake])


def sureness_choice(sureness: Sureness) -> str:
    """How sure the clinics left in the table are."""
    return str(_SURENESS[sureness])


_SURENESS = {
    Sureness.CONFIRMED: N_("Confirmed"),
    Sureness.REPORTED: N_("Call to confirm"),
    Sureness.OVERDUE: N_("Overdue for a check"),
    Sureness.NOT_CONFIRMED: N_("Not confirmed"),
}


def order_choice(order: Order | Service) -> str:
    """What the table is sorted by."""
    if isinstance(order, Service):
        return _("%(does)s: surest first", does=words_for(order).heading)
    return str(_ORDERS[order])


_ORDERS = {
    Order.NAME: N_("Name"),
    Order.NEAREST: N_("Nearest first"),
    Order.LONGEST_UNCHECKED: N_("Longest since a check"),
    Order.OPEN_NOW: N_("Open now first"),
}


def table_count(shown: int, left: int, total: int, order: Order | Service) -> str:
    """ "8 of 14 clinics · sorted by: name", and how many of them are on screen where not all are."""
    parts = [
        _("%(listed)s of %(total)s clinics", listed=number(left), total=number(total)),
        _("sorted by: %(order)s", order=order_choice(order).lower()),
    ]
    parts += [_("the first %(n)s are shown", n=number(shown))] if shown < left else []
    return " · ".join(parts)


def announced(options: int, counted: str) -> str:
    """Said aloud when it changes, for those who do not see the page change."""
    if not options:
        return counted
    return _("Options for this patient: %(n)s, best first. %(counted)s", n=number(options), counted=counted)
