"""Every phrase about one service, so that another service needs one more entry here."""

from __future__ import annotations

from dataclasses import dataclass

from locator.clinics.fact import Answer
from locator.clinics.service import EVALUATION, PROCEDURE, SERVICES, Need, Service
from locator.words import N_, Message


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """`answers` has a line by answer; %(how)s in it says how sure we are. `chip` is the same for a
    card, in few words, and `pin` in fewer.

    `does` and, where more must be said, `does_in_full` follow "that it". `done_at` and `done_there_too` are
    the answer of a search; `nobody` is said while no clinic is known to offer it, `nobody_yet` after an
    answer about another service.
    """

    need: Message
    filter: Message
    noun: Message
    heading: Message
    does: Message
    does_in_full: Message
    answers: dict[Answer | None, Message]
    chip: dict[Answer | None, Message]
    pin: dict[Answer | None, Message]
    question: Message
    question_by_phone: Message
    whether: Message
    when: Message
    export_name: Message
    export_description: Message
    column_meaning: Message
    done_at: Message
    done_there_too: Message
    nobody: Message
    nobody_yet: Message
    group_titles: tuple[Message, Message, Message]


def words_for(service: Service) -> ServiceWords:
    """The phrases about a service."""
    return _WORDS[service.column]


def need_label(need: Need) -> str:
    """What the visitor chooses: "An evaluation", "The procedure" or "Either"."""
    return str(_NEEDS[need])


_WORDS = {
    EVALUATION.column: ServiceWords(
        need=N_("An evaluation"),
        filter=N_("Evaluations"),
        noun=N_("Evaluation"),
        heading=N_("Evaluates"),
        does=N_("evaluates patients"),
        does_in_full=N_("evaluates patients for kyphoplasty"),
        answers={
            Answer.YES: N_("Evaluates patients for kyphoplasty · %(how)s"),
            Answer.NO: N_("Does not evaluate for kyphoplasty · %(how)s"),
            None: N_("Evaluation here not confirmed · call"),
        },
        chip={
            Answer.YES: N_("Evaluates: %(how)s"),
            Answer.NO: N_("Does not evaluate: %(how)s"),
            None: N_("Evaluation not confirmed"),
        },
        pin={
            Answer.YES: N_("evaluates"),
            Answer.NO: N_("does not evaluate"),
            None: N_("evaluation not confirmed"),
        },
        question=N_("Are patients evaluated for kyphoplasty here?"),
        question_by_phone=N_("Do you evaluate patients for kyphoplasty?"),
        whether=N_("Whether patients are evaluated there"),
        when=N_("When we learned that patients are or aren't evaluated there"),
        export_name=N_("Evaluation for kyphoplasty"),
        export_description=N_("A visit to find out if kyphoplasty fits the patient."),
        column_meaning=N_("Can people be evaluated for kyphoplasty here? yes, no or blank"),
        done_at=N_("Be seen at %(place)s."),
        done_there_too=N_("You can be seen there too."),
        nobody=N_("No clinic has told us that it evaluates patients. Call one and ask."),
        nobody_yet=N_("We do not know yet which clinics evaluate patients. Ask when you call."),
        group_titles=(
            N_("Confirmed: evaluates patients"),
            N_("Said to evaluate — call to confirm"),
            N_("May evaluate — call"),
        ),
    ),
    PROCEDURE.column: ServiceWords(
        need=N_("The procedure"),
        filter=N_("The procedure"),
        noun=N_("Procedure"),
        heading=N_("Performs"),
        does=N_("does the procedure"),
        does_in_full=N_("performs kyphoplasty"),
        answers={
            Answer.YES: N_("Performs kyphoplasty · %(how)s"),
            Answer.NO: N_("Does not perform it · %(how)s"),
            None: N_("Procedure here not confirmed · call"),
        },
        chip={
            Answer.YES: N_("Performs: %(how)s"),
            Answer.NO: N_("Does not perform: %(how)s"),
            None: N_("Procedure not confirmed"),
        },
        pin={
            Answer.YES: N_("performs"),
            Answer.NO: N_("does not perform"),
            None: N_("procedure not confirmed"),
        },
        question=N_("Is kyphoplasty done here?"),
        question_by_phone=N_("Do you do kyphoplasty?"),
        whether=N_("Whether kyphoplasty is done there"),
        when=N_("When we learned that kyphoplasty is or isn't done there"),
        export_name=N_("Kyphoplasty"),
        export_description=N_("The procedure itself: it treats some painful fractures of the spine."),
        column_meaning=N_("Is kyphoplasty done here? yes, no or blank"),
        done_at=N_("The procedure is done at %(place)s."),
        done_there_too=N_("The procedure is done there too."),
        nobody=N_("No clinic has told us that it does the procedure."),
        nobody_yet=N_("We do not know yet which clinics do the procedure. Ask when you call."),
        group_titles=(
            N_("Confirmed: performs kyphoplasty"),
            N_("Said to perform it — call to confirm"),
            N_("May perform — call"),
        ),
    ),
}
_NEEDS = {service.need: words_for(service).need for service in SERVICES} | {Need.EITHER: N_("Either")}
