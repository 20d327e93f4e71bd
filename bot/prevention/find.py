"""Finds influencers by any name: as written, in pinyin with or without spaces, or by initials.

Pure. Called by the handlers of the register and of the opening.
"""

from collections.abc import Iterable

from bot.prevention.kol import KolEntry
from bot.prevention.spelling import account_key, plain, spellings


def find(entries: Iterable[KolEntry], words: str) -> tuple[KolEntry, ...]:
    """Return those whose names, accounts or MCN hold these words, the closest first.

    Without words: all of them, those that were added last first.
    """
    wanted = plain(words)
    if not wanted:
        return tuple(sorted(entries, key=lambda one: (one.added_at, one.id), reverse=True))
    ranked = [(_closeness(one, wanted, words), one) for one in entries]
    ranked.sort(key=lambda pair: (-pair[0], pair[1].name.text, pair[1].id))
    return tuple(entry for rank, entry in ranked if rank)


def same(entries: Iterable[KolEntry], name: str) -> KolEntry | None:
    """Return the one influencer who goes by this name; None if nobody or several do."""
    wanted = plain(name)
    found = [one for one in entries if wanted and wanted in map(plain, _names(one))]
    return found[0] if len(found) == 1 else None


def _names(entry: KolEntry) -> list[str]:
    return [name.text for name in entry.profile.names]


def _closeness(entry: KolEntry, wanted: str, words: str) -> int:
    every = [spelling for name in _names(entry) for spelling in spellings(name)]
    if wanted in every:
        return 4
    if any(one.startswith(wanted) for one in every):
        return 3
    if any(wanted in one for one in every):
        return 2
    accounts = {account_key(one.text) for one in entry.profile.accounts}
    agency = spellings(entry.profile.mcn.text) if entry.profile.mcn else ()
    return 1 if account_key(words) in accounts or any(wanted in one for one in agency) else 0
