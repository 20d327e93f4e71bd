"""The index of everything that a person can touch."""

from handlers import (
    close,
    commands,
    community,
    decision,
    drill,
    entry,
    events,
    facts,
    follow_up,
    guidance,
    house,
    keeping,
    lead,
    note,
    people,
    posts,
    redaction,
    severity,
    statement,
    surfaces,
    talks,
    task,
    update,
)
from handlers import open as opening
from handlers.prevention import (
    alarm,
    brief,
    change,
    content,
    content_word,
    kol,
    portfolio,
    vetting,
    watch,
)
from handlers.router import Router


def register_all(router: Router) -> None:
    """Register every listener there is."""
    rooms = (
        commands,
        opening,
        lead,
        people,
        severity,
        surfaces,
        posts,
        talks,
        task,
        note,
        entry,
        decision,
        drill,
        close,
        facts,
        follow_up,
        keeping,
        redaction,
        guidance,
        community,
        update,
        statement,
        house,
        kol,
        vetting,
        brief,
        content,
        content_word,
        watch,
        alarm,
        portfolio,
        change,
        events,
    )
    for room in rooms:
        room.register(router)
