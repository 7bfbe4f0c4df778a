"""How soon to call, and the reminder that a calendar keeps, in words."""

from __future__ import annotations

from locator.clinics.due import SOON_DAYS, Reminder, Urgency
from locator.clinics.fact import Fact
from locator.clinics.service import SERVICES, Service
from locator.words import N_, _
from locator.words.amounts import some_of
from locator.words.dates import long_date, short_date
from locator.words.facts import summary
from locator.words.services import words_for

URGENCIES = {
    Urgency.OVERDUE: N_("Overdue"),
    Urgency.NEVER_CONFIRMED: N_("Never confirmed"),
    Urgency.DUE_SOON: N_("Due in the next %(days)s days", days=SOON_DAYS),
}


def reminder_title(reminder: Reminder) -> str:
    """The name of a reminder in a calendar."""
    return _("Call %(clinic)s: is what we say still right?", clinic=_clinics(reminder))


def reminder_text(reminder: Reminder) -> str:
    """What a reminder says: whom to call, and of each clinic what to ask and until when the answers count."""
    lines = [_("Phone: %(phone)s", phone=reminder.phone)]
    for clinic in reminder.clinics:
        lines += ["", clinic.name] if len(reminder.clinics) > 1 else []
        if clinic.referral_phone:
            lines.append(_("Referral phone: %(phone)s", phone=clinic.referral_phone))
        lines += [_what_we_have(service, clinic.fact(service)) for service in SERVICES]
    lines += [""] if len(reminder.clinics) > 1 else []
    return "\n".join([*lines, _("Then write what you learned into the clinic list.")])


def _what_we_have(service: Service, fact: Fact) -> str:
    told = {
        "question": words_for(service).question,
        "fact": f"{summary(fact)} ({fact.source})" if fact.source else summary(fact),
    }
    if fact.confirmed_until is None:
        return _("%(question)s We have: %(fact)s.", **told)
    day = long_date(fact.confirmed_until)
    return _("%(question)s We have: %(fact)s, confirmed until %(day)s.", day=day, **told)


def reminder_choice(reminder: Reminder) -> str:
    """ "Delano, call on May 18, 2027"."""
    return _("%(clinic)s, call on %(day)s", clinic=_clinics(reminder), day=short_date(reminder.day))


def _clinics(reminder: Reminder) -> str:
    """The clinics that one call is about; of a group the first by name, the rest counted."""
    return some_of([clinic.name for clinic in reminder.clinics], most=2)
