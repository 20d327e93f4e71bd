"""How the approval of an influencer's content stands, for a crisis and its review to keep. Pure."""

from collections.abc import Collection, Iterator, Sequence

from bot.crisis.events import FactState, PreventionFact
from bot.crisis.handbook_approval import CONTENT, LINT, PLATFORM, UNCHANGED
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.links import normal_note_url
from bot.prevention.content import Content


def content_facts(
    contents: Sequence[Content], notes: Collection[str], known: Prevention
) -> tuple[PreventionFact, ...]:
    """Return how the piece was approved that a crisis is about, or else the latest one.

    ``notes`` are the addresses of the crisis' notes, as ``normal_note_url`` writes them.
    """
    if not known.approval.stages:
        return ()
    meant = [one for one in contents if one.published is not None and _address(one) in notes]
    latest = max(meant or contents, key=lambda one: (one.started_at, one.id), default=None)
    if latest is None:
        return (PreventionFact("approval", CONTENT, "missing"),)
    return tuple(_facts(latest, known))


def _address(content: Content) -> str:
    return normal_note_url(content.published.note_url.text) if content.published else ""


def _facts(content: Content, known: Prevention) -> Iterator[PreventionFact]:
    """Yield the facts, as of publication if it is public: what was said later came too late."""
    public = content.published
    words = content.passed if public is not None else content.approved
    read = LINT not in public.overridden if public is not None else content.sent is not None
    if read and content.sent is not None:
        yield PreventionFact("approval", LINT, "done", content.sent_at, content.sent_by)
    else:
        yield PreventionFact("approval", LINT, "done" if read else "missing")
    for stage in known.approval.needed(regulated=known.regulated(content.category)):
        word = words.get(stage.id)
        if word is None:
            yield PreventionFact("approval", stage.id, "missing")
        else:
            yield PreventionFact("approval", stage.id, "done", word.at, word.by)
    yield _platform(content)
    if public is not None:
        state: FactState = "missing" if public.changed else "done"
        yield PreventionFact("approval", UNCHANGED, state, content.published_at)


def _platform(content: Content) -> PreventionFact:
    public = content.published is not None
    word = (content.passed if public else content.approved).get(PLATFORM)
    silent = content.passed_silent_at if public else content.silent_at
    if word is not None:
        return PreventionFact("approval", PLATFORM, "done", word.at, word.by)
    if silent is not None:
        return PreventionFact("approval", PLATFORM, "lapsed", silent)
    return PreventionFact("approval", PLATFORM, "missing")
