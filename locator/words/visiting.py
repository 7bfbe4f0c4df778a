"""What to know before a call or a visit: whom to ask for, new patients, languages, steps, referrals."""

from __future__ import annotations

from locator.clinics.clinic import Clinic
from locator.clinics.fact import Answer, Availability, Intake
from locator.words import N_, _, ngettext
from locator.words.dates import short_date
from locator.words.spoken import language_names

INTAKES = {Intake.YES: N_("Taken"), Intake.NO: N_("Not taken now"), Intake.ASK: N_("Ask")}
_STEP_FREE = {
    Answer.YES: N_("There is a way in without steps."),
    Answer.NO: N_("There is no way in without steps."),
}


def for_patients(clinic: Clinic) -> list[str]:
    """What a patient may want to know, a sentence each; nothing of what is not known."""
    known = phone_steps(clinic), new_patients(clinic.availability), languages(clinic), step_free(clinic)
    return list(filter(None, known))


def for_schedulers(clinic: Clinic) -> list[str]:
    """The same for whoever sends a patient there: what a referral needs as well, and how to get in."""
    known = (
        phone_steps(clinic),
        referral_needs(clinic),
        new_patients(clinic.availability),
        languages(clinic),
        step_free(clinic),
        clinic.access_notes,
    )
    return list(filter(None, known))


def learned_with_listing(clinic: Clinic) -> list[str]:
    """What has no date but that of the listing."""
    known = phone_steps(clinic), referral_needs(clinic), languages(clinic), step_free(clinic)
    return list(filter(None, known))


def step_free(clinic: Clinic) -> str:
    """Whether one gets in without a step, where that is known."""
    return str(_STEP_FREE[clinic.step_free]) if clinic.step_free else ""


def phone_steps(clinic: Clinic) -> str:
    """What to press and say, where that is known."""
    return _("When you call: %(steps)s", steps=clinic.phone_steps) if clinic.phone_steps else ""


def languages(clinic: Clinic) -> str:
    """ "Languages: English, Spanish", where they are known."""
    return _("Languages: %(names)s", names=language_names(clinic.languages)) if clinic.languages else ""


def referral_needs(clinic: Clinic) -> str:
    """What a referral must hold and how to send it, where that is known."""
    return _("A referral needs: %(needs)s", needs=clinic.referral_needs) if clinic.referral_needs else ""


def new_patients(availability: Availability) -> str:
    """ "New patients: yes, a wait of about 3 weeks (Nov 3, 2026)"; "" where nothing was said of them."""
    if not availability.is_known:
        return ""
    if availability.is_old or availability.as_of is None:
        if availability.as_of is None:
            return _("New patients: ask. What we were told has no date.")
        return _("New patients: ask. What we were told is of %(day)s.", day=short_date(availability.as_of))
    told, day = [], short_date(availability.as_of)
    if availability.new_patients:
        told.append(_("yes") if availability.new_patients is Answer.YES else _("not taken now"))
    if availability.wait_weeks is not None:
        told.append(wait(availability.wait_weeks))
    return _("New patients: %(told)s (%(day)s)", told=", ".join(told), day=day)


def new_patients_shortly(availability: Availability) -> str:
    """The same for a table, where the day of what must be asked again takes too much room."""
    return _("New patients: ask") if availability.intake is Intake.ASK else new_patients(availability)


def wait(weeks: int) -> str:
    """ "a wait of about 3 weeks"."""
    if weeks == 0:
        return _("no wait")
    return ngettext("a wait of about %(n)s week", "a wait of about %(n)s weeks", weeks)
