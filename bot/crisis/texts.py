"""One text in both languages. Used by the values of the playbook; imports nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages. Content of the playbook is bilingual by construction."""

    en: str
    zh: str
