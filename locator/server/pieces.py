"""The pieces of the pages, as they are sent first and as Streamlit shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from locator.answers.merging import Both
from locator.answers.wording import in_words
from locator.clinics import Need, Network
from locator.education import articles, comparison, drawn, drawn_comparison, neighbors, onset, sources
from locator.education.questions import QUESTIONS
from locator.education.worth_asking import SIGNS
from locator.exports import FORMATS
from locator.live import serving
from locator.server import navigation
from locator.templates import data, recent, render
from locator.templates.slots import Slot
from locator.words import N_, Message, _, language
from locator.words.emergency import EMERGENCIES, WARNINGS


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of Learn: what it is for, what it asks, the need it leads to, the keys of its sources."""

    summary: Message
    need: Need
    sources: Sequence[str]
    asked: Sequence[Message] = ()


_SIGNS = (*EMERGENCIES, *WARNINGS, *SIGNS)
TOOLS = {
    navigation.WORTH_ASKING: Tool(
        N_("Tick what is true for you. This list cannot say what is wrong. It gives you words for the call."),
        Need.EVALUATION,
        [key for sign in _SIGNS for key in sign.sources],
        [sign.text for sign in _SIGNS],
    ),
    navigation.WHEN_DID_IT_START: Tool(
        N_(
            "Kyphoplasty (a balloon and then cement, put into a broken spine bone) is mostly done for recent "
            "breaks. Give the day your pain began, and see what that may mean."
        ),
        Need.EVALUATION,
        onset.SOURCES,
    ),
    navigation.QUESTIONS: Tool(
        N_(
            "Tick what you want to ask, and add your own. Then print your list or save it, "
            "and take it with you."
        ),
        Need.EITHER,
        [question.source for question in QUESTIONS],
        [question.text for question in QUESTIONS],
    ),
}
STAFF = (navigation.SCHEDULERS, navigation.DATA, navigation.CHECK, navigation.SIGN_IN)
RECENT_DAYS = 30
# Pages that say nothing but what the clinic list says.
ABOUT_CLINICS = (navigation.FIND, navigation.SCHEDULERS, navigation.DATA)


def foot(address: str) -> Slot:
    """What stands under the page at `address`."""
    has_map = address == navigation.FIND
    return Slot("foot", render("closing.html", for_patients=address not in STAFF, has_map=has_map))


def article(address: str) -> Slot:
    """An article and what to do after it. Raises KeyError where there is none."""
    shown = articles()[address]
    before, after = neighbors(shown)
    html = drawn(address)
    following = render(
        "learn_next.html",
        need=shown.need,
        print=_("Print this page"),
        tools=shown.tools,
        before=before,
        after=after,
        pages=navigation.pages(),
    )
    return Slot("text", html.text + following + html.sources)


def compared() -> Slot:
    """The choices side by side."""
    return Slot("text", drawn_comparison().text)


def after_comparison() -> Slot:
    """What to do after comparing, and where it all comes from."""
    following = render(
        "learn_next.html",
        need=comparison().need,
        print=_("Print this comparison"),
        tools=(navigation.QUESTIONS, navigation.WORTH_ASKING),
        pages=navigation.pages(),
    )
    return Slot("next", following + drawn_comparison().sources)


def tool_head(address: str) -> Slot:
    """The top of a tool, with what becomes of what is entered, and that no clinician has checked it."""
    return Slot(
        "head",
        render("tool_head.html", title=navigation.pages()[address].title, summary=TOOLS[address].summary),
    )


def tool_list(address: str) -> Slot:
    """What the tool asks, to be read where it can't be answered."""
    return Slot("list", render("tool_list.html", asked=TOOLS[address].asked))


def tool_foot(address: str, *, is_emergency: bool = False) -> Slot:
    """The way on from a tool to clinics, but not in an emergency; and where its rule comes from."""
    tool = TOOLS[address]
    cited = [sources()[key] for key in dict.fromkeys(tool.sources) if key]
    way_on = "" if is_emergency else render("learn_next.html", need=tool.need)
    return Slot("next", way_on + render("source_list.html", sources=cited))


def live_state() -> Markup:
    """For staff: why the newest file is not what patients see; nothing where it is."""
    live = serving.snapshot()
    if live.refusal is None and not live.answers_are_away:
        return Markup()
    as_of = serving.network().as_of
    return render("live_state.html", live=live, refusal=live.refusal, as_of=as_of)


def live_told() -> dict[str, object]:
    """What the script of an open page keeps: which list it shows, as /live says it, and what is above it."""
    live, network = serving.snapshot(), serving.network()
    banners = render("site_banners.html", is_example=network.is_example, has_clinics=bool(network))
    return {"list": live.shown, "state": live.state, "banners": banners}


def without_clinics(address: str) -> Slot:
    """A page about clinics while none could be loaded yet; on those for staff, with why."""
    title, for_patients = navigation.pages()[address].title, address not in STAFF
    return Slot("head", render("no_clinics.html", title=title, for_patients=for_patients, state=live_state()))


def data_head(network: Network) -> Slot:
    """What About this data is for."""
    return Slot("head", render("data_head.html", network=network) + live_state())


def data_text(network: Network, most: int) -> Slot:
    """What is known and what is not, and the facts of so many clinics at most."""
    live = serving.snapshot()
    return Slot(
        "text",
        render(
            "data_page.html",
            network=network,
            both=Both(live.clinics, live.answers),
            in_words=in_words,
            counts=data.counts(network),
            unknowns=data.unknowns(network),
            clinics=network[:most],
            total=len(network),
        ),
    )


def schedulers_head() -> Slot:
    """What For schedulers is for, and the way to its parts."""
    return Slot("head", render("schedulers_head.html") + live_state())


def recent_changes() -> Slot:
    """What has changed in the list of late: the same until a file goes live or a day ends."""
    return Slot("recent", serving.network().once(_recent_changes, language()))


def _recent_changes(network: Network, _language: str) -> Markup:
    history, first = serving.live().history, serving.now() - timedelta(days=RECENT_DAYS)
    timezone = network[0].timezone if network else "UTC"
    return recent.recent_changes(history.changes(first), history.since, RECENT_DAYS, timezone)


def downloads() -> Slot:
    """The clinics in other people's formats."""
    return Slot("exports", render("schedulers_downloads.html", formats=FORMATS))


def check_head() -> Slot:
    """What checking a file does."""
    return Slot("head", render("check_head.html") + live_state())


def sign_in_head() -> Slot:
    """What signing in with an account is for; where it is turned off, how to turn it on."""
    return Slot("head", render("sign_in_head.html", is_on=serving.staff().has_accounts))
