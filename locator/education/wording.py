"""Every phrase of the education pages that is not in an article."""

from __future__ import annotations

ASK_YOUR_CLINIC = "Ask your clinic."

SOURCES_HEADING = "Where does this come from?"
SOURCES_NOTE = "Most trials were read in their short summaries (abstracts), not in full."
READ_IN_A_SUMMARY = "We read a summary of it, not the original."
SOURCE_LABEL = "Source {number}"
BACK_LABEL = "Back to where source {number} is first used"

REVIEWED = "Text last reviewed {day}. {standard} Review by a clinician: {clinician_review}."

# When did it start?
ONSET_FUTURE = "That date is in the future. Please check it."
ONSET_TOO_LONG_AGO = "That date is more than {years} years ago. Please check it."
ONSET_SOON = "{when}. Kyphoplasty is usually done within about 8–12 weeks, so call soon."
ONSET_NOW = "{when}. Kyphoplasty is usually done within about 8–12 weeks, so call this week."
ONSET_LATE = (
    "{when}. Kyphoplasty is usually done within about 8–12 weeks. "
    "But some people are treated later, so it is still worth a call."
)
ONSET_LIMITS = (
    "This is a rule of thumb, not medical advice. What a scan shows matters too. "
    "Only a clinician can tell if it fits you."
)

# Is it worth asking about?
EMERGENCY_HEADING = "Call 911 or go to an emergency room now."
EMERGENCY_BODY = "Do not wait for a clinic to call you back. These signs need help now: {signs}."
TALK_HEADING = "Talk to a clinician."
TALK_SOME = (
    "You ticked {count}. That is a good reason to ask. It does not show that your bone is broken, or that "
    "kyphoplasty fits you."
)
TALK_NONE = "If none of these fits but your back worries you, a clinician can still help."

# Questions for your visit
SHEET_HEADING = "Questions for my visit"
SHEET_NO_QUESTIONS = "You have not chosen a question yet."

# Around an article
LEARN_SECTION = "Learn"
PLACE_IN_ROW = "Learn · page {place} of {total}"
ON_THIS_PAGE = "On this page"
FIND_NEAR_YOU = "Find a clinic near you"
BEFORE = "Before: {title}"
NEXT = "Next: {title}"
TOOLS_HEADING = "This may help you"
PRINT = "Print this page"
PRINTED_FROM = "Printed from {address}"

# Around a tool
TOOLS_SECTION = "Before you call"
PROMISE = "What you enter goes to this site only. It is used for this page and is not kept."
TOOL_REVIEW = "A clinician has not checked this page yet."

ONSET_TITLE = "When did it start?"
ONSET_LEAD = (
    "Kyphoplasty (a balloon and then cement, put into a broken spine bone) is mostly done for recent breaks. "
    "Give the day your pain began, and see what that may mean."
)
ONSET_LABEL = "The day your pain began"
ONSET_HELP = (
    "Pick it in the calendar, or type month, day and year. If you are not sure, the closest day will do."
)
ONSET_EMPTY = "You have not given a day yet."

WORTH_TITLE = "Is it worth asking about?"
WORTH_LEAD = "Tick what is true for you. This list cannot say what is wrong. It gives you words for the call."
WORTH_EMERGENCY = "First: do you have any of these now?"
WORTH_SIGNS = "Which of these are true for you?"
CALL_911 = "Call 911"

QUESTIONS_TITLE = "Questions for your visit"
QUESTIONS_LEAD = (
    "Tick what you want to ask, and add your own. Then print your list or save it, and take it with you."
)
QUESTIONS_CHOOSE = "What do you want to ask?"
QUESTIONS_OWN = "A question of your own"
QUESTIONS_ADD = "Add to my list"
QUESTIONS_REMOVE = "Remove question {number}"
QUESTIONS_COUNT = "On your list: {count}."
QUESTIONS_PRINT = "Print my list"
QUESTIONS_SAVE = "Save as a text file"
QUESTIONS_FILE = "questions-for-my-visit.txt"
